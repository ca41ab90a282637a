"""From what was done and felt to where a person stands: a fold that can go on from where it ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime, timedelta

from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from rearguard.progress.decision_table import Case, Row, action, case, more, row
from rearguard.progress.detraining import LONG, SHORT, after_break, days
from rearguard.progress.ladder import above, amounts, climbs, is_loaded, rung
from rearguard.progress.level_change import outcome, rested
from rearguard.progress.level_state import Action, Decision, Standing, start
from rearguard.progress.sessions import Choice, Happened, Session

REMEMBERED = 120
"""Decisions that are kept to be told: those of a month."""

EASY_WEEK = timedelta(days=7)

UNBROKEN = timedelta(weeks=5)
"""After so long without a break an easy week is offered: every fourth to sixth week is a convention, no more."""


@value(kw_only=True)
class Progress:
    """Where a person stands with every exercise that was done. Start with `Progress()`."""

    standings: Mapping[str, Standing] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    """The last ones, the newest at the end."""
    since: datetime | None = None
    """Since when there was no break."""
    last_at: datetime | None = None
    """When the last session began."""
    easy_at: datetime | None = None
    """When the last easy week began."""
    long_break_at: datetime | None = None
    """When a session came after more than four weeks without."""

    def easy(self, at: datetime) -> bool:
        """Return whether a moment is in an easy week."""
        return self.easy_at is not None and timedelta() <= at - self.easy_at < EASY_WEEK

    def tired(self, now: datetime) -> bool:
        """Return whether an easy week may be offered."""
        if self.since is None or days(self.last_at, now) > SHORT:
            return False
        return now - max(self.since, self.easy_at or self.since) >= UNBROKEN


def fold(progress: Progress, happened: Iterable[Happened], exercises: Mapping[str, Exercise]) -> Progress:
    """Return progress after what happened since, in the order of time.

    Folding a story in two parts is folding it in one.
    """
    for one in happened:
        progress = _trained(progress, one, exercises) if isinstance(one, Session) else _chosen(progress, one, exercises)
    return progress


def _trained(progress: Progress, session: Session, exercises: Mapping[str, Exercise]) -> Progress:
    away = days(progress.last_at, session.at)
    progress = replace(
        progress,
        since=session.at if progress.since is None or away > SHORT else progress.since,
        last_at=session.at,
        long_break_at=session.at if away > LONG else progress.long_break_at,
    )
    cases: list[Case] = []
    for done in session.performances:
        exercise = exercises.get(done.exercise)
        if exercise is None or not climbs(exercise):
            continue
        standing = _here(progress, exercise)
        progress, standing = _returned(progress, exercise, standing, session)
        easy = progress.easy(session.at) or days(standing.last_at, session.at) > SHORT
        cases.append(case(exercise, standing, done, session, easy=easy))
    rises = _rising(cases, session)
    for one in cases:
        after, why = outcome(one, rises=one is rises)
        progress = _kept(progress, one.exercise, _dated(one, after), why, session)
    return progress


def _returned(
    progress: Progress, exercise: Exercise, standing: Standing, session: Session
) -> tuple[Progress, Standing]:
    """Return where one stands when a session begins, after the time without."""
    low, why = after_break(exercise, standing, session.at)
    if why is None:
        return progress, low
    progress = _kept(progress, exercise, low, why, session, label="break")
    return progress, progress.standings[exercise.id]


def _dated(case: Case, after: Standing) -> Standing:
    """Return what a session made of a standing, with its times."""
    at = case.session.at
    return replace(
        after,
        last_at=at,
        loaded_at=at if is_loaded(case.exercise, case.done.level) else after.loaded_at,
        raised_at=at if action(case.standing, after, case.exercise) is Action.UP else after.raised_at,
    )


def _rising(cases: Iterable[Case], session: Session) -> Case | None:
    """Return the one that goes up a level: of those that may, who has waited longest, and then the session's first."""
    waiting = [
        one
        for one in cases
        if row(one) is Row.READY
        and more(one.exercise, one.standing) is None
        and above(one.exercise, one.standing.level, session.reach) is not None
        and rested(one)
    ]
    return min(waiting, key=lambda one: 0.0 if (up := one.standing.raised_at) is None else up.timestamp(), default=None)


def _chosen(progress: Progress, choice: Choice, exercises: Mapping[str, Exercise]) -> Progress:
    """Return progress after what a person decided; what can't be followed any more is passed over."""
    if choice.level is None and choice.change is None and not choice.exercise:
        return replace(progress, easy_at=choice.at)
    exercise = exercises.get(choice.exercise)
    if exercise is None or not climbs(exercise):
        return progress
    here = _here(progress, exercise)
    if choice.change is not None:
        if choice.change != here.changed:
            return progress
        after = here.restored()
        why = Message("You undid the change.")
        return _noted(progress, exercise, after, why, Action.UNDONE, name=choice.id, at=choice.at)
    if choice.level not in {level.id for level in exercise.levels} or choice.level == here.level:
        return progress
    why = Message("You chose the level yourself.")
    up = rung(exercise, choice.level or "") > rung(exercise, here.level)
    after = replace(
        here,
        level=choice.level or "",
        amount=amounts(exercise)[0],
        good=0,
        missed=0,
        held=0,
        raised_at=choice.at if up else here.raised_at,
    ).moved(here, choice.id, why)
    return _noted(progress, exercise, after, why, Action.CHOSEN, name=choice.id, at=choice.at)


def _kept(
    progress: Progress, exercise: Exercise, after: Standing, why: Message, session: Session, *, label: str = ""
) -> Progress:
    """Return progress with what a session made of an exercise."""
    before = _here(progress, exercise)
    done = action(before, after, exercise)
    name = f"{session.id}/{exercise.id}/{label or done}"
    if done is not Action.STAYS:
        after = after.moved(before, name, why)
    return _noted(progress, exercise, after, why, done, name=name, at=session.at, session=session.id)


def _noted(
    progress: Progress,
    exercise: Exercise,
    after: Standing,
    why: Message,
    done: Action,
    *,
    name: str,
    at: datetime,
    session: str | None = None,
) -> Progress:
    before = _here(progress, exercise)
    decision = Decision(
        id=name,
        at=at,
        session=session,
        exercise=exercise.id,
        action=done,
        level_before=before.level,
        amount_before=before.amount,
        level=after.level,
        amount=after.amount,
        reason=why,
    )
    return replace(
        progress,
        standings={**progress.standings, exercise.id: after},
        decisions=(*progress.decisions, decision)[-REMEMBERED:],
    )


def _here(progress: Progress, exercise: Exercise) -> Standing:
    return progress.standings.get(exercise.id) or start(exercise)
