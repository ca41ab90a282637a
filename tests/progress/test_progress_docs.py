"""The documentation about progress agrees with the rules."""

from __future__ import annotations

import re
from pathlib import Path

from rearguard.library.loader import load_folders
from rearguard.progress import decision_table, detraining, level_change, sessions, targets, week
from rearguard.progress.ladder import amount_steps
from rearguard.progress.level_state import LevelAction
from rearguard.session.regression import EASED_SHARE

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "explanation/progress.md").read_text("utf-8")


def rows(heading: str) -> list[list[str]]:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_table_has_the_rows_of_the_rules_in_their_order_with_their_numbers() -> None:
    table = rows("The table")
    assert (
        [row[0].strip("`") for row in table]
        == [name for name, _ in decision_table.DECISION_TABLE]
        == list(decision_table.DecisionRow)
    )
    when = {row[0].strip("`"): row[1] for row in table}
    assert f"above {decision_table.STRONG_PAIN_ABOVE} " in when["strong-pain"]
    assert f"above {decision_table.MODERATE_PAIN_ABOVE} " in when["pain"]
    assert when["ready"].startswith(f"{decision_table.SESSIONS_IN_A_ROW} good")
    assert f"of {decision_table.MIN_HARD_EFFORT} or more" in when["hard"]
    assert when["missed"].startswith(f"{decision_table.SESSIONS_IN_A_ROW} sessions")
    assert (
        f"effort of at most {decision_table.MAX_EASY_EFFORT}, pain of at most {decision_table.MAX_SLIGHT_PAIN}"
        in " ".join(PAGE.split())
    )
    assert f"form score of at least {decision_table.MIN_FORM_SCORE}" in " ".join(PAGE.split())


def test_the_other_numbers_are_the_rules() -> None:
    text = " ".join(PAGE.split())
    less = f"{round((1 - EASED_SHARE) * 100)} percent less, for {decision_table.HELD_BACK_SESSIONS} sessions"
    assert text.count(less) == 2
    assert f"There are at least {level_change.MIN_TIME_BETWEEN_LEVELS.days} days between two levels" in text
    assert f"more than {sessions.LATE_AFTER.days} days later" in text
    assert f"{round((1 - targets.EASY_WEEK_SHARE) * 100)} percent less for seven days" in text
    assert [row[0] for row in rows("Breaks")] == [
        f"up to {detraining.SHORT_BREAK_DAYS}",
        f"{detraining.SHORT_BREAK_DAYS + 1} to {detraining.MIDDLE_BREAK_DAYS}",
        f"{detraining.MIDDLE_BREAK_DAYS + 1} to {detraining.LONG_BREAK_DAYS}",
        f"{detraining.LONG_BREAK_DAYS + 1} to {detraining.RESTART_BREAK_DAYS}",
        f"more than {detraining.RESTART_BREAK_DAYS}",
    ]
    assert f"{round((1 - detraining.AFTER_BREAK_SHARE) * 100)} percent less in the first session" in text
    assert [row[1] for row in rows("The week")] == [
        str(week.MIN_WEEKLY_SESSIONS),
        str(week.MIN_WEEKLY_SETS),
        str(week.WEEKLY_STRETCH_MIN),
    ]


def test_the_amounts_are_those_of_our_exercises() -> None:
    exercises = load_folders().exercises
    assert amount_steps(exercises["glute-bridge"]) == amount_steps(exercises["clamshell"]) == (10, 12, 15)
    assert amount_steps(exercises["monster-walk"]) == (40, 50, 60)
    assert "10, 12, 15 repetitions, or up to 40, 50, 60 seconds" in " ".join(PAGE.split())


def test_the_reference_names_every_action() -> None:
    page = (DOCS / "reference/progress.md").read_text("utf-8")
    assert set(LevelAction) <= set(re.findall(r"`([a-z]+)`", page))
