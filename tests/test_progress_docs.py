"""The page about progress says what the rules do."""

from __future__ import annotations

import re
from pathlib import Path

from rearguard.library.loader import load
from rearguard.progress import gap, outcome, rule, rungs, story, week
from rearguard.progress.ladder import amounts
from rearguard.progress.standing import Action
from rearguard.session.easing import LESS

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "explanation/progress.md").read_text("utf-8")


def rows(heading: str) -> list[list[str]]:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_table_has_the_rows_of_the_rules_in_their_order_with_their_numbers() -> None:
    table = rows("The table")
    assert [row[0].strip("`") for row in table] == [name for name, _ in rule.TABLE] == list(rule.Row)
    when = {row[0].strip("`"): row[1] for row in table}
    assert f"above {rule.STRONG} " in when["strong-pain"]
    assert f"above {rule.MODERATE} " in when["pain"]
    assert when["ready"].startswith(f"{rule.IN_A_ROW} good")
    assert f"of {rule.HARD} or more" in when["hard"]
    assert when["missed"].startswith(f"{rule.IN_A_ROW} sessions")
    assert f"effort of at most {rule.EASY}, pain of at most {rule.SLIGHT}" in " ".join(PAGE.split())
    assert f"form score of at least {rule.FORM}" in PAGE


def test_the_other_numbers_are_the_rules() -> None:
    text = " ".join(PAGE.split())
    less = f"{round((1 - LESS) * 100)} percent less, held for {rule.HELD} sessions"
    assert text.count(less) == 2
    assert f"there are {outcome.BETWEEN_LEVELS.days} days at least" in text
    assert f"more than {story.LATE.days} days later" in text
    assert f"{round((1 - rungs.EASY_SHARE) * 100)} percent less for seven days" in text
    assert [row[0] for row in rows("Breaks")] == [
        f"up to {gap.SHORT}",
        f"{gap.SHORT + 1} to {gap.MIDDLE}",
        f"{gap.MIDDLE + 1} to {gap.LONG}",
        f"{gap.LONG + 1} to {gap.RESTART}",
        f"more than {gap.RESTART}",
    ]
    assert f"{round((1 - gap.LESS_AFTER_BREAK) * 100)} percent less in the first session" in text
    assert [row[1] for row in rows("The week")] == [str(week.SESSIONS), str(week.SETS), str(week.MINUTES)]


def test_the_amounts_are_those_of_our_exercises() -> None:
    exercises = load().exercises
    assert amounts(exercises["glute-bridge"]) == amounts(exercises["clamshell"]) == (10, 12, 15)
    assert amounts(exercises["monster-walk"]) == (40, 50, 60)
    assert "10, 12, 15 repetitions, or up to 40, 50, 60 seconds" in PAGE


def test_the_reference_names_every_action() -> None:
    page = (DOCS / "reference/progress.md").read_text("utf-8")
    assert set(Action) <= set(re.findall(r"`([a-z]+)`", page))
