"""The page about progress says what the rules do."""

from __future__ import annotations

import re
from pathlib import Path

from rearguard.library.loader import load
from rearguard.progress import decision_table, detraining, level_change, sessions, targets, week
from rearguard.progress.ladder import amounts
from rearguard.progress.level_state import Action
from rearguard.session.regression import LESS

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "explanation/progress.md").read_text("utf-8")


def rows(heading: str) -> list[list[str]]:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_table_has_the_rows_of_the_rules_in_their_order_with_their_numbers() -> None:
    table = rows("The table")
    assert (
        [row[0].strip("`") for row in table] == [name for name, _ in decision_table.TABLE] == list(decision_table.Row)
    )
    when = {row[0].strip("`"): row[1] for row in table}
    assert f"above {decision_table.STRONG} " in when["strong-pain"]
    assert f"above {decision_table.MODERATE} " in when["pain"]
    assert when["ready"].startswith(f"{decision_table.IN_A_ROW} good")
    assert f"of {decision_table.HARD} or more" in when["hard"]
    assert when["missed"].startswith(f"{decision_table.IN_A_ROW} sessions")
    assert f"effort of at most {decision_table.EASY}, pain of at most {decision_table.SLIGHT}" in " ".join(PAGE.split())
    assert f"form score of at least {decision_table.FORM}" in PAGE


def test_the_other_numbers_are_the_rules() -> None:
    text = " ".join(PAGE.split())
    less = f"{round((1 - LESS) * 100)} percent less, held for {decision_table.HELD} sessions"
    assert text.count(less) == 2
    assert f"there are {level_change.BETWEEN_LEVELS.days} days at least" in text
    assert f"more than {sessions.LATE.days} days later" in text
    assert f"{round((1 - targets.EASY_SHARE) * 100)} percent less for seven days" in text
    assert [row[0] for row in rows("Breaks")] == [
        f"up to {detraining.SHORT}",
        f"{detraining.SHORT + 1} to {detraining.MIDDLE}",
        f"{detraining.MIDDLE + 1} to {detraining.LONG}",
        f"{detraining.LONG + 1} to {detraining.RESTART}",
        f"more than {detraining.RESTART}",
    ]
    assert f"{round((1 - detraining.LESS_AFTER_BREAK) * 100)} percent less in the first session" in text
    assert [row[1] for row in rows("The week")] == [str(week.SESSIONS), str(week.SETS), str(week.MINUTES)]


def test_the_amounts_are_those_of_our_exercises() -> None:
    exercises = load().exercises
    assert amounts(exercises["glute-bridge"]) == amounts(exercises["clamshell"]) == (10, 12, 15)
    assert amounts(exercises["monster-walk"]) == (40, 50, 60)
    assert "10, 12, 15 repetitions, or up to 40, 50, 60 seconds" in PAGE


def test_the_reference_names_every_action() -> None:
    page = (DOCS / "reference/progress.md").read_text("utf-8")
    assert set(Action) <= set(re.findall(r"`([a-z]+)`", page))
