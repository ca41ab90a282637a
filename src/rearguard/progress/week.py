"""The training volume of the last seven days, compared with the weekly minimum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Literal, Self

from rearguard.core.message import Message, counted
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.journal.entry import Entry
from rearguard.library.exercise import Exercise, Role

WEEK = timedelta(days=7)

GluteMuscle = Literal["gluteus_maximus", "gluteus_medius"]

MIN_WEEKLY_SESSIONS = 2
"""Per week: strength training on two days or more (WHO 2020, Br J Sports Med 54:1451)."""

MIN_WEEKLY_SETS = 4
"""Per week and muscle: the smallest effective number for people with little time (Iversen 2021, Sports Med 51:2079)."""

WEEKLY_STRETCH_MIN = 5
"""Minutes of stretching per week and muscle, on five days or more, as a review recommends (Thomas et al. 2018, Int J
Sports Med 39:243). Thirty seconds a day, half of that, keep the habit."""


@value(kw_only=True)
class DoneBout:
    """A finished set, on one side or on both at once."""

    at: datetime
    session: str
    exercise: str
    level: str
    side: Side
    seconds: int = 0

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Return the set of a finished work step."""
        data = entry.data
        return cls(
            at=entry.at,
            session=data["session"],
            exercise=data["exercise"],
            level=data["level"],
            side=Side(data["side"]),
            seconds=data["seconds"],
        )


@value
class StretchMinutes:
    """The minutes of one stretch in seven days, per side."""

    exercise: str
    left: float = 0.0
    right: float = 0.0


@value
class WeekSummary:
    """The training volume of seven days. Sets are those of the leg with fewer."""

    sessions: int = 0
    maximus: int = 0
    """Sets for gluteus maximus, the big glute."""
    medius: int = 0
    """Sets for gluteus medius, the side glute."""

    @property
    def is_enough(self) -> bool:
        """Whether it reaches the weekly minimum."""
        return self.sessions >= MIN_WEEKLY_SESSIONS and min(self.maximus, self.medius) >= MIN_WEEKLY_SETS


def summarize_week(bouts: Iterable[DoneBout], exercises: Mapping[str, Exercise], now: datetime) -> WeekSummary:
    """Return the summary of the seven days until `now`."""
    sessions: set[str] = set()
    maximus: list[Side] = []
    medius: list[Side] = []
    for bout in bouts:
        muscles = trained_muscles(bout, exercises) if now - WEEK < bout.at <= now else ()
        if muscles:
            sessions.add(bout.session)
        if "gluteus_maximus" in muscles:
            maximus.append(bout.side)
        if "gluteus_medius" in muscles:
            medius.append(bout.side)
    return WeekSummary(len(sessions), _sets_of_weaker_leg(maximus), _sets_of_weaker_leg(medius))


def trained_muscles(bout: DoneBout, exercises: Mapping[str, Exercise]) -> tuple[GluteMuscle, ...]:
    """Return the muscles for which a set counts.

    That is the muscle with the most effort, or both if they are equal; a muscle that only assists doesn't count. A
    stretch counts for none, and neither does an exercise that isn't among the exercises any more.
    """
    levels = exercises[bout.exercise].levels if bout.exercise in exercises else ()
    for level in levels:
        if level.id == bout.level:
            efforts: dict[GluteMuscle, float] = {
                "gluteus_maximus": level.effort.gluteus_maximus,
                "gluteus_medius": level.effort.gluteus_medius,
            }
            return tuple(muscle for muscle, effort in efforts.items() if effort == max(efforts.values()) > 0)
    return ()


def stretch_minutes(
    bouts: Iterable[DoneBout], exercises: Mapping[str, Exercise], now: datetime
) -> tuple[StretchMinutes, ...]:
    """Return the minutes of each stretch in the seven days until `now`, in the order of the library."""
    seconds: Counter[tuple[str, Side]] = Counter()
    for bout in bouts:
        if now - WEEK < bout.at <= now:
            for side in (Side.LEFT, Side.RIGHT):
                seconds[bout.exercise, side] += bout.seconds if bout.side in {side, Side.BOTH} else 0
    names = {name for name, _side in seconds}
    return tuple(
        StretchMinutes(name, seconds[name, Side.LEFT] / 60, seconds[name, Side.RIGHT] / 60)
        for name, exercise in exercises.items()
        if exercise.role is Role.STRETCH and name in names
    )


def week_advice(bouts: Iterable[DoneBout], exercises: Mapping[str, Exercise], now: datetime) -> Message:
    """Return a line on what to do next, based only on the last seven days."""
    bouts = tuple(bouts)
    week = summarize_week(bouts, exercises, now)
    if week.sessions < MIN_WEEKLY_SESSIONS:
        return Message(
            "Aim for {sessions} sessions in seven days. So far: {count}.",
            {"sessions": MIN_WEEKLY_SESSIONS, "count": week.sessions},
        )
    if not week.is_enough:
        return Message(
            "Aim for {sets} sets per muscle in seven days. So far: big glute {maximus}, side glute {medius}.",
            {"sets": MIN_WEEKLY_SETS, "maximus": week.maximus, "medius": week.medius},
        )
    days = sum(summarize_week(bouts, exercises, now + timedelta(days=later)).is_enough for later in range(1, WEEK.days))
    if days == 0:
        return Message("You're on target today. Do a session tomorrow to stay there.")
    return counted(
        "You're on target for {count} more day.",
        "You're on target for {count} more days.",
        days,
    )


def _sets_of_weaker_leg(sides: list[Side]) -> int:
    return min(sum(side in {leg, Side.BOTH} for side in sides) for leg in (Side.LEFT, Side.RIGHT))
