"""The commands in the documentation work as described, and its links have targets."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from support.camera_session import save_recording, simulate_clean_set
from support.home_fixture import pass_screening, run_command
from support.simulation.clip import write_clip

from rearguard.app.person.paths import Paths

ROOT = Path(__file__).parents[2]
ASKS = "rearguard screen"
"""It needs a terminal to ask in."""
BRINGS = "rearguard import "
"""It needs what another program wrote: test_exchange_* make that."""
STAYS = ("rearguard watch --install", "rearguard watch --uninstall")
"""They would change the machine beyond the test: test_app_autostart does it in a folder."""

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands() -> list[str]:
    """Return every `rearguard` command of a shell block that ends by itself, without its comment."""
    lines = []
    for page in PAGES:
        for block in re.findall(r"```sh\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
            for line in block.splitlines():
                words = line.split("#")[0].strip().removeprefix("uv run ")
                ours = words.startswith("rearguard ") and words != ASKS and not words.startswith(BRINGS)
                if ours and words not in STAYS and ">" not in words and ".toml" not in words:
                    lines.append(words)
    return sorted(set(lines))


@pytest.mark.parametrize("command", commands())
def test_a_command_in_the_docs_works(
    command: str, home: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = shlex.split(command)[1:]
    if words[0] == "go":  # too long a wait for a test: seven minutes
        words += ["--speed", "500", "--json"]
    pass_screening(home)
    if words[0] in {"coach", "export"}:
        monkeypatch.chdir(tmp_path)
    if words[0] == "coach":
        for name in {word for word in words if word.endswith(".npz")}:
            save_recording(tmp_path / name, simulate_clean_set("clamshell").recording)
        write_clip(tmp_path / "bridge.mp4", simulate_clean_set("glute-bridge"), 1.0, 10, (320, 240))
    if words[0] == "doctor":
        assert (
            run_command(*words, home=home).stdout.count("✗") <= 2
        )  # the page, and the coach's model in it, may not be built
        return
    result = run_command(*words, home=home)
    assert result.returncode == 0, result.stderr
    assert result.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_no_committed_file_names_a_package_registry() -> None:
    hosts = re.compile(r"pypi\.(org|io)|pythonhosted|registry\.(npmjs|yarnpkg)|files\.python", re.IGNORECASE)
    listed = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True)
    for name in filter(None, listed.split("\0")):
        if Path(name) != Path(__file__).relative_to(ROOT):
            assert not hosts.search((ROOT / name).read_text("utf-8", "replace")), name
