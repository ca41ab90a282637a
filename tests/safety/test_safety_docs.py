"""The table of questions in docs/explanation/safety.md is the data. Run as a program, this writes it anew."""

from collections.abc import Iterator
from pathlib import Path

from rearguard.safety.question import Effect
from rearguard.safety.questions import QUESTIONS
from rearguard.safety.referral import CIRCULATION, FIRST, REFERRALS, SOON, SPINE, TODAY

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "safety.md"
BEGIN = "<!-- questions: written by `python tests/safety/test_safety_docs.py` -->\n"
END = "<!-- /questions -->"
NAMES = [(FIRST, "first"), (SOON, "soon"), (TODAY, "today"), (SPINE, "now, spine"), (CIRCULATION, "now, circulation")]


def changes(effect: Effect) -> Iterator[str]:
    if effect.removes:
        yield "Removes " + ", ".join(f"`{trait}`" for trait in effect.removes) + "."
    if effect.longest_hold is not None:
        yield f"No hold longer than {effect.longest_hold} seconds."
    if effect.lowest_level:
        yield "Every exercise on its first step."
    if effect.text is not None:
        yield f"See *{name(effect)}*."
    yield from (f"“{text}”" for text in effect.advice)


def name(effect: Effect) -> str:
    """Return what the text is called below the table."""
    return next(word for text, word in NAMES if text == effect.text)


def table() -> str:
    rows = ["| id | question | yes or not sure | what changes |", "| --- | --- | --- | --- |"]
    for question in QUESTIONS:
        follows = "" if question.asked_if is None else f"↳ after {question.asked_if}: "
        what = " ".join(changes(question.effect))
        rows.append(f"| {question.id} | {follows}{question.text} | {question.effect.verdict.name} | {what} |")
    rows += ["", "| see | text |", "| --- | --- |", *(f"| {word} | {text} |" for text, word in NAMES), ""]
    return "\n".join(rows)


def written() -> str:
    """Return the page as it must be."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + table() + END + after


def test_the_table_on_the_page_is_the_data() -> None:
    page = PAGE.read_text("utf-8")
    assert page.count(BEGIN) == page.count(END) == 1
    assert page == written(), "run `python tests/safety/test_safety_docs.py` and commit the page"


def test_the_page_shows_every_text_that_sends_someone_away() -> None:
    page = PAGE.read_text("utf-8")
    assert all(str(text) in page for text in REFERRALS)


if __name__ == "__main__":
    PAGE.write_text(written(), "utf-8")
