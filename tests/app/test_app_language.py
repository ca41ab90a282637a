"""The choice of language, and the catalogue that the page gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from starlette.testclient import TestClient

from rearguard.app.person import language
from rearguard.app.person.language import (
    SOURCE_LANGUAGE,
    SYSTEM_LANGUAGE,
    _,
    is_machine_made,
    messages_json,
    preferred_languages,
    set_language,
)
from rearguard.core.message import Message, counted

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Write a catalogue in the test's own folder, which holds no other."""
    monkeypatch.setattr(language, "LOCALE_FOLDER", tmp_path)
    set_language(SYSTEM_LANGUAGE)

    def writing(name: str, texts: dict[str | tuple[str, str], str | tuple[str, ...]], translator: str = "") -> None:
        catalog = Catalog(locale=name, last_translator=translator or "A native", fuzzy=False)
        for source, text in texts.items():
            catalog.add(source, text)
        path = tmp_path / name / "LC_MESSAGES/rearguard.mo"
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            write_mo(file, catalog)

    yield writing
    monkeypatch.undo()
    set_language(SYSTEM_LANGUAGE)


@pytest.mark.parametrize(
    ("environment", "languages"),
    [
        ({}, []),
        ({"LANG": "de_AT.UTF-8"}, ["de_AT", "de"]),
        ({"LANG": "de_DE", "LC_ALL": "C.UTF-8"}, ["en"]),
        ({"LANGUAGE": "en_GB:de", "LANG": "de_DE"}, ["en_GB", "en", "de", "de"]),
        ({"LANGUAGE": "", "LC_MESSAGES": "pt-BR"}, ["pt_BR", "pt"]),
    ],
)
def test_an_environment_asks_for_languages_in_gettexts_way(environment: dict[str, str], languages: list[str]) -> None:
    assert list(preferred_languages(environment)) == languages


@pytest.mark.parametrize(
    ("wish", "spoken"), [("de_CH:en", "Zurück"), ("en:de", "Back"), ("fr:de", "Zurück"), ("fr", "Back")]
)
def test_the_most_wanted_language_that_there_is_is_spoken_and_english_is_always_there(
    write: Write, monkeypatch: pytest.MonkeyPatch, wish: str, spoken: str
) -> None:
    write("de", {"Back": "Zurück"})
    monkeypatch.setenv("LANGUAGE", wish)
    set_language(SYSTEM_LANGUAGE)
    assert _("Back") == spoken


def test_what_was_chosen_is_spoken_whatever_the_environment_says(write: Write) -> None:
    write("de", {"Back": "Zurück", "0.1": "0,1"})
    set_language("de")
    assert Message("{percent} %", {"percent": 1.5}).render(_) == "1,5 %"
    set_language(SOURCE_LANGUAGE)
    assert _("Back") == "Back"


def test_a_language_has_as_many_plurals_as_it_needs_and_the_page_gets_its_plural_rule(write: Write) -> None:
    forms = ("{count} seria", "{count} serie", "{count} serii")
    write("pl", {("{count} set", "{count} sets"): forms, "Back": "Wstecz"})
    set_language("pl")
    counts = [0, 1, 2, 5, 12, 22, 112, 122]
    texts = [counted("{count} set", "{count} sets", count).render(_) for count in counts]
    assert texts == ["0 serii", "1 seria", "2 serie", "5 serii", "12 serii", "22 serie", "112 serii", "122 serie"]
    document = messages_json()
    assert document["messages"] == {"Back": "Wstecz"}
    assert document["plurals"] == {"{count} set": list(forms)}
    which = document["forms"]
    assert isinstance(which, list)
    assert [forms[which[count]].format(count=count) for count in counts] == texts


def test_the_page_gets_the_languages_own_names_and_writing_directions(write: Write) -> None:
    write("he", {"English": "עברית"})
    set_language("he")
    assert messages_json() | {"messages": {}} == {
        "language": "he",
        "direction": "rtl",
        "machine_made": False,
        "languages": {"en": "English", "he": "עברית"},
        "messages": {},
        "plurals": {},
        "forms": [],
    }


def test_a_translation_is_marked_until_it_is_reviewed(write: Write) -> None:
    write("de", {"Back": "Zurück"}, "Machine-made, not yet read by a native speaker")
    assert not is_machine_made()
    set_language("de")
    assert is_machine_made()


def test_the_language_setting_applies_at_once_and_an_unknown_language_is_refused(
    write: Write, api_client: TestClient
) -> None:
    write("de", {"Settings are: have, place, talk, volume, rate, letters, language.": "…", "Back": "Zurück"})
    settings = api_client.get("/api/settings").json()
    assert settings["language"] == SYSTEM_LANGUAGE
    assert api_client.put("/api/settings", json={**settings, "language": "de"}).json()["language"] == "de"
    assert api_client.get("/api/texts").json()["messages"]["Back"] == "Zurück"
    refused = api_client.put("/api/settings", json={**settings, "language": "tlh"})
    assert (refused.status_code, refused.json()["error"]["message"]) == (422, "language: one of system, en, de")
