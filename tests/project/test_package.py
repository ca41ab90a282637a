"""What the built package holds."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
from support.recordings import load_recording

ROOT = Path(__file__).parents[2]
STATIC = "rearguard/web/static"


def build(target: str, source_folder: Path, folder: Path, **env: str) -> Path:
    """Build a wheel or an sdist of `source` into a new folder."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)],
        cwd=source_folder,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.iterdir()
    return built


@pytest.fixture
def source_folder(tmp_path: Path) -> Path:
    """What is in the sdist."""
    with tarfile.open(build("sdist", ROOT, tmp_path / "sdist")) as archive:
        # Newer Pythons warn without a filter; 3.11 learned of them only in its fourth release.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(tmp_path / "source")  # noqa: S202  # our own archive
    (folder,) = (tmp_path / "source").iterdir()
    return folder


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as package:
        return set(package.namelist())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel") / "built")


def test_the_wheel_holds_the_page_and_everything_that_it_asks_for(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        page = package.read(f"{STATIC}/index.html").decode()
    asked = set(re.findall(r'(?:src|href)="\./([^"]+)"', page)) - {"manifest.webmanifest"}  # the server writes it
    assert {Path(name).suffix for name in asked} == {".js", ".css", ".svg"}
    assert {f"{STATIC}/{name}" for name in [*asked, "service-worker.js", "icon-maskable.svg"]} <= names(wheel)


def test_the_wheel_holds_one_pose_model_and_one_program_that_runs_it(wheel: Path) -> None:
    held = names(wheel)
    assert [name for name in held if name.endswith(".task")] == [f"{STATIC}/pose/pose_landmarker_full.task"]
    (program,) = (name for name in held if name.endswith(".wasm"))
    with zipfile.ZipFile(wheel) as package:
        assert package.read(program).startswith(b"\0asm")
        model = zipfile.ZipFile(io.BytesIO(package.read(f"{STATIC}/pose/pose_landmarker_full.task")))
    parts = {part.filename: part.compress_type for part in model.infolist()}
    assert parts == dict.fromkeys(["pose_detector.tflite", "pose_landmarks_detector.tflite"], zipfile.ZIP_STORED)
    assert model.testzip() is None
    for part in parts:
        assert model.read(part)[4:8] == b"TFL3"
        assert b"TFLITE_METADATA\0" in model.read(part)[:20_000]


def test_what_is_in_the_wheel_coaches_where_no_npm_is(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        package.extractall(tmp_path / "installed")  # noqa: S202  # our own archive
    env = {name: text for name, text in os.environ.items() if not name.startswith("npm_")}
    env |= {"PATH": "", "PYTHONPATH": str(tmp_path / "installed"), "REARGUARD_HOME": str(tmp_path / "home")}
    recording, lena = tmp_path / "lena.npz", load_recording("lena-glute-bridge")
    np.savez(recording, t=lena.t, image=lena.image, world=lena.world, size=np.array(lena.size))

    def run(*command: str) -> str:
        return subprocess.run(
            [sys.executable, *command], cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=True
        ).stdout

    where = run("-c", "import rearguard; print(rearguard.__file__)")
    assert Path(where.strip()).is_relative_to(tmp_path)
    said = json.loads(run("-m", "rearguard", "coach", str(recording), "--exercise", "glute-bridge", "--json"))
    assert [round(rep["peak"]) for rep in said["reps"]] == [2, 7, 11]
    model = run("-c", "from rearguard.app.media.pose_model import pose_model_path; print(pose_model_path())")
    assert Path(model.strip()).is_relative_to(tmp_path / "installed")


def test_the_notice_names_every_package_that_the_page_is_made_of() -> None:
    needed = json.loads((ROOT / "frontend/package.json").read_text("utf-8"))["dependencies"]
    notice = (ROOT / "NOTICE").read_text("utf-8").lower()
    builds_only = {"vite"}
    assert [name for name in needed if name not in builds_only and name not in notice] == []


def test_the_wheel_holds_the_licences_the_data_and_the_mark_of_typing(wheel: Path) -> None:
    held = names(wheel)
    assert {Path(name).name for name in held if "/licenses/" in name} == {"LICENSE", "NOTICE"}
    data = {path.relative_to(ROOT / "src").as_posix() for path in ROOT.glob("src/rearguard/library/*/*.toml")}
    assert len(data) > 1
    assert {*data, "rearguard/py.typed"} <= held


def test_the_wheel_holds_every_catalogue_compiled(wheel: Path) -> None:
    sources = [path.relative_to(ROOT / "src") for path in ROOT.glob("src/rearguard/locale/*/LC_MESSAGES/*.po")]
    assert sources
    assert {path.with_suffix(".mo").as_posix() for path in sources} <= names(wheel)


def test_the_wheel_holds_nothing_of_the_tests_or_of_npm(wheel: Path) -> None:
    assert [
        name for name in names(wheel) if re.search(r"node_modules|(?<!self_)tests?/|__pycache__|frontend", name)
    ] == []


def test_a_wheel_built_from_the_sdist_holds_the_same_and_needs_no_npm(
    wheel: Path, source_folder: Path, tmp_path: Path
) -> None:
    # With an empty path there is no node to be found, and a registry that refuses would stop any other.
    again = build("wheel", source_folder, tmp_path / "wheel", PATH="", npm_config_registry="http://127.0.0.1:9/")
    assert names(again) == names(wheel)


def test_without_a_way_to_npms_packages_the_build_says_so_in_one_sentence(source_folder: Path, tmp_path: Path) -> None:
    (source_folder / "frontend/index.html").write_text("changed, so that it must be built anew", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel"],
        cwd=source_folder,
        env={
            **os.environ,
            "npm_config_registry": "http://127.0.0.1:9/",
            "npm_config_cache": str(tmp_path / "empty"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert done.stderr.startswith("Rearguard's page could not be built, because npm could not install its packages")
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
