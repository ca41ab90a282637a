"""The documentation about the charge agrees with the model."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.mean_charge import integrate_range

from rearguard.charge.activity import MAX_CHARGE_PERCENT, Activity
from rearguard.charge.battery import Battery, ChargeRange
from rearguard.core.dose import Dose

PAGE = (Path(__file__).parents[2] / "docs/explanation/charge.md").read_text()

SIT, STAND, WALK = Activity.SITTING, Activity.STANDING, Activity.WALKING

PATTERNS: dict[str, list[tuple[Activity, float] | Dose]] = {
    "no break": [(SIT, 480.0)],
    "1 min of walking every hour": [(SIT, 59.0), (WALK, 1.0)] * 8,
    "1 min every half hour": [(SIT, 29.0), (WALK, 1.0)] * 16,
    "15 min of standing every hour": [(SIT, 45.0), (STAND, 15.0)] * 8,
    "5 min of walking every hour": [(SIT, 55.0), (WALK, 5.0)] * 8,
    "2 min every 20 minutes": [(SIT, 18.0), (WALK, 2.0)] * 24,
    "3 min every half hour": [(SIT, 27.0), (WALK, 3.0)] * 16,
    "30 min of standing every hour": [(SIT, 30.0), (STAND, 30.0)] * 8,
    "5 min of walking every half hour": [(SIT, 25.0), (WALK, 5.0)] * 16,
    "20 min of walking at midday": [(SIT, 230.0), (WALK, 20.0), (SIT, 230.0)],
    "the routine of 7 minutes after 4 hours": [(SIT, 240.0), Dose(45.8, 63.4), (SIT, 240.0)],
}


def rows(heading: str) -> list[list[str]]:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("row", rows("What a day of eight hours comes to"), ids=lambda row: row[0])
def test_the_table_of_days_is_the_models(row: list[str]) -> None:
    label, ends, means = row
    battery, total = (
        Battery(
            ChargeRange(MAX_CHARGE_PERCENT, MAX_CHARGE_PERCENT), ChargeRange(MAX_CHARGE_PERCENT, MAX_CHARGE_PERCENT)
        ),
        0.0,
    )
    for part in PATTERNS[label]:
        if isinstance(part, Dose):
            battery = battery.after_dose(part)
            continue
        total += sum(integrate_range(one, *part).low for one in (battery.gluteus_maximus, battery.gluteus_medius)) / 2
        battery = battery.after(*part)
    assert (float(ends), float(means)) == (round(battery.percent, 1), round(total / 480, 1))


def test_every_row_of_the_table_is_worked_out() -> None:
    assert [row[0] for row in rows("What a day of eight hours comes to")] == list(PATTERNS)


def test_the_table_of_activities_is_the_models() -> None:
    documented = {row[0]: (row[1], row[2]) for row in rows("The model")}
    for name, activity in {
        "sitting": SIT,
        "standing": STAND,
        "walking": WALK,
        "lying at night": Activity.LYING,
    }.items():
        assert documented[name] == (f"{activity.target_percent:g}", f"{activity.half_life_min:g} min")
