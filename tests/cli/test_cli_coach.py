"""`rearguard coach`: sets assessed from files, and its refusal of unsuitable files."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from support.camera_session import recording_arrays, save_recording, simulate_clean_set
from support.home_fixture import CommandResult, run_command

from rearguard.app.media.recording_file import read_recording
from rearguard.app.person.paths import Paths
from rearguard.body.recording import PoseRecording

BRIDGE = ["--exercise", "glute-bridge"]


@pytest.fixture(scope="module")
def recording() -> PoseRecording:
    return simulate_clean_set("glute-bridge").recording


def one_line(result: CommandResult, *statuses: int) -> str:
    """Return the single line of an error message."""
    assert result.returncode in statuses
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    return result.stderr


def test_a_recording_is_judged_as_it_was_done(tmp_path: Path, home: Paths, recording: PoseRecording) -> None:
    file = save_recording(tmp_path / "set.npz", recording)

    result = run_command("coach", str(file), *BRIDGE, "--json", home=home)

    assert (result.returncode, result.stderr) == (0, "")
    report = json.loads(result.stdout)
    assert set(report) == {"exercise", "seconds", "seen", "reps", "holds", "faults", "score"}
    truth = simulate_clean_set("glute-bridge").truth.reps
    assert len(report["reps"]) == len(truth)
    for rep, deed in zip(report["reps"], truth, strict=True):
        assert deed.start - 0.5 < rep["start"] < rep["peak"] < rep["end"] < deed.end + 0.5


def test_people_read_it_in_words(tmp_path: Path, home: Paths, recording: PoseRecording) -> None:
    result = run_command("coach", str(save_recording(tmp_path / "set.npz", recording)), *BRIDGE, home=home)

    assert result.returncode == 0
    assert f"{len(simulate_clean_set('glute-bridge').truth.reps)} reps counted" in result.stdout
    assert "Glute bridge" in result.stdout


def test_several_files_give_a_list_in_their_order_and_a_bad_one_does_not_stop_the_others(
    tmp_path: Path, home: Paths, recording: PoseRecording
) -> None:
    good, bad = save_recording(tmp_path / "set.npz", recording), tmp_path / "bad.npz"
    bad.write_text("nothing of the kind")

    result = run_command("coach", str(bad), str(good), *BRIDGE, "--json", home=home)

    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert str(bad) in result.stderr
    first, second = json.loads(result.stdout)
    assert (first["file"], first["error"]["code"]) == (str(bad), "refused")
    assert (second["file"], len(second["reps"])) == (str(good), len(simulate_clean_set("glute-bridge").truth.reps))


def change(name: str, how: Callable[[NDArray[Any]], object]) -> Callable[[PoseRecording], dict[str, object]]:
    return lambda recording: {name: how(recording_arrays(recording)[name])}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        (change("t", lambda _: None), "t is missing"),
        (change("world", lambda _: None), "world is missing"),
        (change("t", lambda t: t[::-1]), "increasing"),
        (change("t", np.zeros_like), "increasing"),
        (change("t", lambda t: np.full_like(t, np.nan)), "increasing"),
        (change("t", lambda t: t[:-1]), "must be"),
        (change("t", lambda t: t[:, None]), "must be"),
        (change("t", lambda _: np.float64(1)), "must be"),
        (change("image", lambda image: image[:, :32]), "33"),
        (change("image", lambda image: image.reshape(-1, 132)), "33"),
        (change("image", lambda image: image.astype("U8")), "not an array of numbers"),
        (change("image", lambda image: image.astype(object)), "not an array of numbers"),
        (change("image", lambda image: image.astype(complex)), "not an array of numbers"),
        (change("image", lambda image: image * np.inf), "infinite"),
        (change("size", lambda size: size * 0), "width and height"),
        (change("size", lambda size: size * np.nan), "width and height"),
        (change("size", lambda _: np.array([640, 480, 3])), "width and height"),
        (lambda recording: {k: v[:0] for k, v in recording_arrays(recording).items() if k != "size"}, "it is empty"),
    ],
)
def test_an_invalid_recording_is_refused_in_one_line(
    changes: Callable[[PoseRecording], dict[str, object]],
    why: str,
    tmp_path: Path,
    home: Paths,
    recording: PoseRecording,
) -> None:
    file = save_recording(tmp_path / "set.npz", recording, **changes(recording))

    message = one_line(run_command("coach", str(file), *BRIDGE, home=home), 1)

    assert why in message
    assert str(file) in message


@pytest.mark.parametrize("name", ["set.npz", "set.mp4", "set"])
@pytest.mark.parametrize("content", [b"", b"words", b"PK\x03\x04 and nothing", bytes(1000)])
def test_a_file_of_something_else_is_refused_in_one_line(
    content: bytes, name: str, tmp_path: Path, home: Paths
) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    assert str(file) in one_line(run_command("coach", str(file), *BRIDGE, home=home), 1)


def test_a_folder_and_a_missing_file_are_refused_in_one_line(tmp_path: Path, home: Paths) -> None:
    assert "folder" in one_line(run_command("coach", str(tmp_path), *BRIDGE, home=home), 1)
    assert "no file" in one_line(run_command("coach", str(tmp_path / "none.npz"), *BRIDGE, home=home), 1)


def test_an_archive_that_would_fill_the_memory_is_refused_before_it_is_unpacked(
    tmp_path: Path, home: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rearguard.app.media.recording_file.MAX_ARRAY_BYTES", 2**20)
    file = tmp_path / "bomb.npz"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("t.npy", bytes(2**24))
    assert file.stat().st_size < 2**20

    assert "too large" in one_line(run_command("coach", str(file), *BRIDGE, home=home), 1)


def test_a_header_that_claims_more_than_there_is_is_refused(
    tmp_path: Path, home: Paths, recording: PoseRecording
) -> None:
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"shape": (10**12,), "fortran_order": False, "descr": "<f8"})
    file = save_recording(tmp_path / "set.npz", recording, t=None)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("t.npy", header.getvalue())

    assert "not an array of numbers" in one_line(run_command("coach", str(file), *BRIDGE, home=home), 1)


@pytest.mark.parametrize("value", [0.0, np.nan, 1e30])
def test_numbers_that_are_no_body_count_nothing(
    value: float, tmp_path: Path, home: Paths, recording: PoseRecording
) -> None:
    nothing = {name: np.full_like(recording_arrays(recording)[name], value) for name in ("image", "world")}
    file = save_recording(tmp_path / "set.npz", recording, **nothing)

    result = run_command("coach", str(file), *BRIDGE, "--json", home=home)

    assert (result.returncode, result.stderr) == (0, "")
    report = json.loads(result.stdout)
    assert (report["reps"], report["holds"], report["faults"], report["score"]) == ([], [], [], None)


def test_a_single_moment_is_a_recording_in_which_nothing_was_done(
    tmp_path: Path, home: Paths, recording: PoseRecording
) -> None:
    arrays = {name: recording_arrays(recording)[name][:1] for name in ("t", "image", "world")}
    result = run_command(
        "coach", str(save_recording(tmp_path / "set.npz", recording, **arrays)), *BRIDGE, "--json", home=home
    )

    assert result.returncode == 0
    assert (json.loads(result.stdout)["seconds"], json.loads(result.stdout)["reps"]) == (0, [])


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        (["--exercise", "moonwalk"], 2, "no exercise moonwalk"),
        (["--exercise", "glute-squeeze"], 1, "can't check"),
        (["--exercise", "glute-bridge", "--level", "flying"], 2, "no level flying"),
        (["--exercise", "glute-bridge", "--side", "top"], 2, "top"),
        ([], 2, "--exercise"),
    ],
)
def test_wrong_usage_is_reported_in_one_line(
    words: list[str], status: int, why: str, tmp_path: Path, home: Paths
) -> None:
    file = save_recording(tmp_path / "set.npz", simulate_clean_set("glute-bridge").recording)

    assert why in one_line(run_command("coach", str(file), *words, home=home), status)


def test_without_a_file_there_is_nothing_to_judge(home: Paths) -> None:
    assert "FILE" in one_line(run_command("coach", *BRIDGE, home=home), 2)


def test_what_the_page_saves_is_read_back(tmp_path: Path, recording: PoseRecording) -> None:
    restored = read_recording(save_recording(tmp_path / "set.npz", recording))

    assert restored.size == recording.size
    np.testing.assert_array_equal(restored.t, recording.t)
    np.testing.assert_allclose(restored.image, recording.image, rtol=1e-6)
