"""The commands in a pseudolocale: whatever is still English is what a user types."""

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
    """The output of each command."""
    program = Path(pseudolocale_commands.__file__)
    command = [sys.executable, str(program), str(tmp_path_factory.mktemp("terminal"))]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    report: dict[str, str] = json.loads(result.stdout)
    return report


def test_all_but_the_users_own_input_is_in_the_readers_language(command_outputs: dict[str, str]) -> None:
    library = load_folders()
    ids = {
        *library.exercises,
        *library.programs,
        *(level.id for exercise in library.exercises.values() for level in exercise.levels),
    }
    parts = {"list", "show", "check", "schema", "activitywatch", "program", "csv", "json", "fit", "ics", "fhir"}
    typed = {"rearguard", "nonsense", "float", "mp", *COMMAND_TARGETS, *parts, *ids, *REMINDER_FIELDS}
    user_words = {part for word in typed for part in word.split("-")}
    system = {"No", "such", "file", "or", "directory"}  # the system describes a file in its own words
    for words, text in command_outputs.items():
        lines = [line for line in text.splitlines() if line and not any(mark in line for mark in SOURCE)]
        if "--json" in words:
            lines = [json.loads(line).get("text", "") for line in lines]
        english_words = re.findall("[A-Za-z][A-Za-z_]+", re.sub(TYPED, "", "\n".join(lines)))
        assert set(english_words) - user_words - (system if "/nowhere" in words else set()) == set(), words


def test_the_parser_speaks_it_too(command_outputs: dict[str, str]) -> None:
    assert "⟦Úšááğéé:⟧ rearguard plan" in command_outputs["plan --help"]
    assert "⟦Ñóó šúúçĥ óóþţííóóñ '--nonsense'.⟧" in command_outputs["plan --nonsense"]
