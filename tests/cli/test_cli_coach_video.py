"""Videos assessed with the real pose model: a drawn person exercises in them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import cv2
import pytest
from support.camera_session import save_recording, simulate_clean_set
from support.home_fixture import CommandResult, run_command
from support.simulation.clip import write_clip

from rearguard.app.media.recording_file import read_recording
from rearguard.app.person.paths import Paths

BRIDGE = ["--exercise", "glute-bridge"]
SIZE = (320, 240)


def seconds() -> float:
    """Return the duration of a bridge, and a moment more."""
    return simulate_clean_set("glute-bridge").truth.reps[0].end + 1.0


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of a bridge."""
    path = tmp_path_factory.mktemp("clip") / "bridge.y4m"
    write_clip(path, simulate_clean_set("glute-bridge"), seconds(), 10, SIZE)
    return path


def test_a_video_is_judged_and_drawn_and_nothing_else_is_printed(clip: Path, tmp_path: Path, home: Paths) -> None:
    drawing = tmp_path / "drawn.mp4"
    command = [sys.executable, "-m", "rearguard", "coach", str(clip), *BRIDGE, "--json", "--draw", str(drawing)]

    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    assert (result.returncode, result.stderr) == (0, ""), home
    report = json.loads(result.stdout)
    assert len(report["reps"]) == 1
    assert report["seen"] > 0.8
    film = cv2.VideoCapture(str(drawing))
    assert film.get(cv2.CAP_PROP_FRAME_COUNT) / film.get(cv2.CAP_PROP_FPS) == pytest.approx(seconds(), abs=0.3)
    plain, annotated = cv2.VideoCapture(str(clip)), film
    for _ in range(5):
        _, before = plain.read()
    annotated.set(cv2.CAP_PROP_POS_FRAMES, 15)
    _, after = annotated.read()
    assert abs(before.astype(int) - after.astype(int)).max() > 100, "a body is drawn over it"


def test_the_film_of_a_recording_needs_no_picture(tmp_path: Path, home: Paths) -> None:
    whole = simulate_clean_set("glute-bridge").recording
    part = {"t": whole.t[:40], "image": whole.image[:40], "world": whole.world[:40]}
    file, drawing = save_recording(tmp_path / "set.npz", whole, **part), tmp_path / "drawn.mp4"

    result = run_command("coach", str(file), *BRIDGE, "--draw", str(drawing), home=home)

    assert (result.returncode, result.stderr) == (0, "")
    film = cv2.VideoCapture(str(drawing))
    recording = read_recording(file)
    long = recording.t[-1] - recording.t[0]
    assert film.get(cv2.CAP_PROP_FRAME_COUNT) / film.get(cv2.CAP_PROP_FPS) == pytest.approx(long, abs=0.3)


@pytest.mark.parametrize("missing", ["extra", "model"])
def test_without_the_extra_a_video_is_refused_in_one_line(
    missing: str, clip: Path, tmp_path: Path, home: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    if missing == "extra":
        monkeypatch.setattr("rearguard.app.media.pose_model.can_analyse_video", lambda: False)
    else:
        monkeypatch.setattr("rearguard.app.media.pose_model.pose_model_path", lambda: tmp_path / "none.task")

    result: CommandResult = run_command("coach", str(clip), *BRIDGE, home=home)

    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert {"extra": "pip install 'rearguard[video]'", "model": "pose model is missing"}[missing] in result.stderr


def test_a_drawing_never_overwrites_what_it_is_drawn_from(clip: Path, home: Paths) -> None:
    content = clip.read_bytes()

    result = run_command("coach", str(clip), *BRIDGE, "--draw", str(clip), home=home)

    assert result.returncode == 2
    assert clip.read_bytes() == content


def test_a_drawing_that_cannot_be_written_is_refused_in_one_line(clip: Path, tmp_path: Path, home: Paths) -> None:
    result = run_command("coach", str(clip), *BRIDGE, "--draw", str(tmp_path / "no" / "out.mp4"), home=home)

    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1)


def test_a_list_of_addresses_that_calls_itself_a_video_leads_nowhere(tmp_path: Path, home: Paths) -> None:
    file = tmp_path / "list.mp4"
    file.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/one.ts\n#EXT-X-ENDLIST\n")

    result = run_command("coach", str(file), *BRIDGE, home=home)

    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1)
