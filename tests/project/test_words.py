"""The lint of words: it passes here, and finds a planted word, docstring and double name."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
CATALOGUE_HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture(scope="module")
def words() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("words", ROOT / "scripts/words.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["words"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path: Path, words: ModuleType) -> Path:
    """A small checkout in which every word is right."""
    for path, text in {
        "README.md": "Rearguard keeps your data on this computer.\n\n```sh\nheed anew\n```\n",
        words.CATALOGUE: f'{CATALOGUE_HEAD}#: src/rearguard/a.py\nmsgid "Saved."\nmsgstr ""\n',
        "src/rearguard/a.py": '"""A module."""\n\n\ndef first() -> None:\n    """Return nothing."""\n',
        "src/rearguard/b.py": "SECOND = 2\n",
        "frontend/src/a.ts": "/** The page. */\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def problems(words: ModuleType, checkout: Path) -> list[str]:
    # The names that may stand twice are those of the real packages.
    return [
        problem.words
        for problem in words.check_repository(checkout)
        if problem.words not in words.load_rules()["names"]
    ]


def test_the_repository_uses_the_words_that_it_should(words: ModuleType) -> None:
    assert [str(problem) for problem in words.check_repository(ROOT)] == []


def test_a_checkout_without_a_wrong_word_passes(words: ModuleType, checkout: Path) -> None:
    assert problems(words, checkout) == []


@pytest.mark.parametrize("planted", ["anew", "whoever", "is told", "take back"])
def test_a_planted_word_in_a_text_is_found(words: ModuleType, checkout: Path, planted: str) -> None:
    with (checkout / words.CATALOGUE).open("a") as file:
        file.write(f'\n#: src/rearguard/b.py\nmsgid "It {planted} here."\nmsgstr ""\n')
    assert problems(words, checkout) == [planted]


def test_a_planted_word_in_the_docs_is_found_but_not_in_code(words: ModuleType, checkout: Path) -> None:
    (checkout / "docs").mkdir()
    (checkout / "docs/page.md").write_text("Run `anew`.\n\nHeed this.\n", "utf-8")
    assert problems(words, checkout) == ["Heed"]


@pytest.mark.parametrize("planted", ["Whom it concerns.", "One of a kind.", "Nobody knows.", "A text, made anew."])
def test_a_planted_docstring_is_found(words: ModuleType, checkout: Path, planted: str) -> None:
    (checkout / "src/rearguard/b.py").write_text(f'SECOND = 2\n"""{planted}"""\n', "utf-8")
    assert len(problems(words, checkout)) == 1


def test_a_planted_doc_comment_of_the_page_is_found(words: ModuleType, checkout: Path) -> None:
    (checkout / "frontend/src/a.ts").write_text("/**\n * Somebody who looks.\n */\n", "utf-8")
    assert problems(words, checkout) == ["Somebody"]


@pytest.mark.parametrize("planted", ["def first() -> None: ...", "class first: ...", "first = 1", "first: int = 1"])
def test_a_planted_double_name_is_found(words: ModuleType, checkout: Path, planted: str) -> None:
    (checkout / "src/rearguard/b.py").write_text(f"{planted}\n", "utf-8")
    assert problems(words, checkout) == ["first"]


def test_a_name_that_is_allowed_twice_for_no_reason_any_more_is_found(words: ModuleType) -> None:
    rules = {**words.load_rules(), "names": {"router": "a convention"}}
    assert [problem.words for problem in words.check_names({"a.py": "router = 1\n"}, rules)] == ["router"]
