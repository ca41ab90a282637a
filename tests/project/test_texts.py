"""What is wrong with a translation is found by the linter: nothing missing, no place lost, nothing left over."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

ROOT = Path(__file__).parents[2]

Text = str | tuple[str, ...]

GOOD: dict[Text, Text] = {
    "Back": "Zurück",
    "{before} → {after}": "{after} nach {before}",
    ("{count} set of {name}", "{count} sets of {name}"): ("ein Satz {name}", "{count} Sätze {name}"),
}
WRONG: dict[Text, Text] = {
    "Back": "",
    "{before} → {after}": "{before}",
    ("{count} set of {name}", "{count} sets of {name}"): ("{count} Satz", "{count} Sätze {name}"),
}


@pytest.fixture(scope="module")
def texts() -> ModuleType:
    """The script that gathers the texts."""
    spec = importlib.util.spec_from_file_location("texts", ROOT / "scripts/texts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def catalogue(**changed: Text) -> Catalog:
    found = Catalog(locale="de", fuzzy=False)
    for number, (source, text) in enumerate(GOOD.items()):
        found.add(source, changed.get(f"at{number}", text))
    return found


def test_a_whole_translation_has_no_mistakes_though_it_says_one_in_a_word(texts: ModuleType) -> None:
    assert list(texts.find_mistakes(catalogue())) == []


@pytest.mark.parametrize("number", range(len(WRONG)))
def test_what_is_missing_or_has_lost_a_place_is_said(texts: ModuleType, number: int) -> None:
    (mistake,) = texts.find_mistakes(catalogue(**{f"at{number}": list(WRONG.values())[number]}))
    source = list(WRONG)[number]
    assert repr(source if isinstance(source, str) else source[0]) in mistake


def test_what_is_no_longer_said_is_dropped_and_what_is_new_is_missing(texts: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "rearguard.po"
    path.write_bytes(texts.serialise_catalogue(catalogue(), places=False))
    source = Catalog()
    source.add("Back")
    source.add("Front")
    found = texts.update_translation(path, source)
    assert {message.id: message.string for message in found if message.id} == {"Back": "Zurück", "Front": None}
    assert list(texts.find_mistakes(found)) == ["'Front' is not translated"]
