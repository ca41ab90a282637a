"""The commands in a language that nobody speaks: what is still English is what one types."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support import pseudolocale_commands

from rearguard.app.person.reminder_settings import REMINDER_FIELDS
from rearguard.cli.main import COMMAND_TARGETS
from rearguard.library.loader import load_folders

TYPED = r"--?[a-z][\w-]*|\[[^\]]*\]|\{[^}]*\}|https?:\S+|\b[A-Z][A-Z]+\b|/[\w./-]+"
"""Options, what they take, addresses, paths."""

SOURCE = ("https:", "(magazine article)")
"""By what a line is known that cites one."""


@pytest.fixture(scope="module")
def command_outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each command said."""
    program = Path(pseudolocale_commands.__file__)
    command = [sys.executable, str(program), str(tmp_path_factory.mktemp("terminal"))]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_all_but_what_one_types_is_in_the_readers_language(command_outputs: dict[str, str]) -> None:
    library = load_folders()
    ids = {*library.exercises, *library.programs, *(one.id for it in library.exercises.values() for one in it.levels)}
    parts = {"list", "show", "check", "schema", "activitywatch", "program", "csv", "json", "fit", "ics", "fhir"}
    typed = {"rearguard", "nonsense", "float", "mp", *COMMAND_TARGETS, *parts, *ids, *REMINDER_FIELDS}
    known = {part for word in typed for part in word.split("-")}
    system = {"No", "such", "file", "or", "directory"}  # what the system says of a file comes in its own words
    for words, text in command_outputs.items():
        lines = [line for line in text.splitlines() if line and not any(mark in line for mark in SOURCE)]
        if "--json" in words:
            lines = [json.loads(line).get("text", "") for line in lines]
        left = re.findall("[A-Za-z][A-Za-z_]+", re.sub(TYPED, "", "\n".join(lines)))
        assert set(left) - known - (system if "/nowhere" in words else set()) == set(), words


def test_the_parser_speaks_it_too(command_outputs: dict[str, str]) -> None:
    assert "⟦Úšááğéé:⟧ rearguard plan" in command_outputs["plan --help"]
    assert "⟦Ñóó šúúçĥ óóþţííóóñ '--nonsense'.⟧" in command_outputs["plan --nonsense"]
