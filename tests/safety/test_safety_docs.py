"""The table of questions in docs/explanation/safety.md equals the data. Run as a program, this file writes it."""

from collections.abc import Iterator
from pathlib import Path

from rearguard.safety.question import SafetyEffect
from rearguard.safety.questions import SAFETY_QUESTIONS
from rearguard.safety.referral import (
    CIRCULATION_EMERGENCY,
    REFERRALS,
    SEE_PROFESSIONAL_FIRST,
    SEE_PROFESSIONAL_SOON,
    SEE_PROFESSIONAL_TODAY,
    SPINE_EMERGENCY,
)

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "safety.md"
BEGIN = "<!-- questions: written by `python tests/safety/test_safety_docs.py` -->\n"
END = "<!-- /questions -->"
NAMES = [
    (SEE_PROFESSIONAL_FIRST, "first"),
    (SEE_PROFESSIONAL_SOON, "soon"),
    (SEE_PROFESSIONAL_TODAY, "today"),
    (SPINE_EMERGENCY, "now, spine"),
    (CIRCULATION_EMERGENCY, "now, circulation"),
]


def changes(effect: SafetyEffect) -> Iterator[str]:
    if effect.removed_traits:
        yield "Removes " + ", ".join(f"`{trait}`" for trait in effect.removed_traits) + "."
    if effect.max_hold_s is not None:
        yield f"No hold longer than {effect.max_hold_s} seconds."
    if effect.lowest_level_only:
        yield "Every exercise on its first step."
    if effect.text is not None:
        yield f"See *{name(effect)}*."
    yield from (f"“{text}”" for text in effect.advice)


def name(effect: SafetyEffect) -> str:
    """Return the name of the text below the table."""
    return next(word for text, word in NAMES if text == effect.text)


def table() -> str:
    rows = ["| id | question | yes or not sure | what changes |", "| --- | --- | --- | --- |"]
    for question in SAFETY_QUESTIONS:
        follows = "" if question.asked_if is None else f"↳ after {question.asked_if}: "
        effects = " ".join(changes(question.effect))
        rows.append(f"| {question.id} | {follows}{question.text} | {question.effect.verdict.name} | {effects} |")
    rows += ["", "| see | text |", "| --- | --- |", *(f"| {word} | {text} |" for text, word in NAMES), ""]
    return "\n".join(rows)


def render_page() -> str:
    """Return the page as it must be."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + table() + END + after


def test_the_table_on_the_page_is_the_data() -> None:
    page = PAGE.read_text("utf-8")
    assert page.count(BEGIN) == page.count(END) == 1
    assert page == render_page(), "run `python tests/safety/test_safety_docs.py` and commit the page"


def test_the_page_shows_every_text_that_sends_someone_away() -> None:
    page = PAGE.read_text("utf-8")
    assert all(str(text) in page for text in REFERRALS)


if __name__ == "__main__":
    PAGE.write_text(render_page(), "utf-8")
