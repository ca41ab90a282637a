"""What becomes of an exercise after a session: a table, of which the first row that fits is the one.

The rows are a design: Baechle & Earle's "two for two" (two repetitions more than asked for, in two sessions), for bands
and body weight, which have no small steps; and the pain rule of supervised patients (Thomeé 1997, Phys Ther 77:1690;
Silbernagel 2007, Am J Sports Med 35:897), made stricter because nobody supervises here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum

from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from rearguard.progress.detraining import lowered
from rearguard.progress.ladder import amounts, below, rung
from rearguard.progress.level_state import Action, Standing
from rearguard.progress.sessions import Performance, Session

STRONG, MODERATE, SLIGHT = 5, 3, 2
"""Pain, of 10: above the first it ends there, above the second it gets easier; up to the last it may go up."""

EASY, HARD = 6, 9
"""Effort on Borg's CR10: up to the first two repetitions more would have gone, and easily; from the second on none or
one (Zourdos et al. 2016, J Strength Cond Res 30:267: 8 is two in reserve, 9 one, 10 none)."""

FORM = 0.8
"""The form score from which on what a camera saw was well done."""

IN_A_ROW = 2
"""Sessions that say the same before anything moves."""

HELD = 2
"""Sessions for which an exercise is held back after pain."""


class Row(StrEnum):
    """The rows of the table, in its order."""

    ALARM = "alarm"
    STRONG_PAIN = "strong-pain"
    PAIN = "pain"
    READY = "ready"
    HARD = "hard"
    MISSED = "missed"
    STAYS = "stays"


@value(kw_only=True)
class Case:
    """One exercise after one session; `standing` counts that session already: see `case`."""

    exercise: Exercise
    standing: Standing
    done: Performance
    session: Session
    doubt: Message | None
    """What speaks against going on from here; None: it went well."""

    @property
    def sore(self) -> bool:
        """Whether the next morning brought pain that this exercise may have made.

        Where one exercise hurt in the session it was that one, else it may have been any.
        """
        hurt = any(one.pain > 0 for one in self.session.performances)
        return (self.session.morning or 0) > 0 and (self.done.pain > 0 or not hurt)


TABLE: tuple[tuple[Row, Callable[[Case], bool]], ...] = (
    (Row.ALARM, lambda case: case.session.alarm),
    (Row.STRONG_PAIN, lambda case: case.done.pain > STRONG),
    (Row.PAIN, lambda case: case.done.pain > MODERATE or case.sore),
    (Row.READY, lambda case: case.doubt is None and case.standing.good >= IN_A_ROW),
    (Row.HARD, lambda case: (case.session.effort or 0) >= HARD),
    (Row.MISSED, lambda case: case.standing.missed >= IN_A_ROW),
    (Row.STAYS, lambda _case: True),
)


def row(case: Case) -> Row:
    """Return the first row that fits."""
    return next(name for name, fits in TABLE if fits(case))


def case(exercise: Exercise, standing: Standing, done: Performance, session: Session, *, easy: bool = False) -> Case:
    """Return an exercise after a session, counted.

    Args:
        exercise: what was done.
        standing: where one stood in that session.
        done: how it went.
        session: which it belongs to.
        easy: whether it was planned smaller than usual: then it says nothing of going on.
    """
    aside = _aside(standing, done, easy=easy)
    doubt = aside or next(_doubts(standing, done, session), None)
    missed = not done.complete and not session.broken_off
    counted = replace(
        standing,
        good=standing.good if aside else 0 if doubt else min(standing.good + 1, IN_A_ROW),
        missed=standing.missed + 1 if missed else 0,
        held=max(standing.held - 1, 0),
        sets=done.sets,
    )
    return Case(exercise=exercise, standing=counted, done=done, session=session, doubt=doubt)


def _aside(standing: Standing, done: Performance, *, easy: bool) -> Message | None:
    """Return why a session neither counts towards going on nor against it."""
    if easy:
        return Message("The session was planned smaller than usual, so it says nothing of going on.")
    if done.level != standing.level:
        return Message("It was done at another level than yours, so it says nothing of yours.")
    if done.amount < standing.amount and not standing.held:
        return Message("Less of it was planned than you have reached, so it says nothing of going on.")
    return None


def _doubts(standing: Standing, done: Performance, session: Session) -> Iterator[Message]:
    """Yield why a session does not count towards going on."""
    if standing.held > 1:
        left = {"count": standing.held - 1}
        yield Message("After the pain it is held back. Sessions like that still to come: {count}.", left)
    elif standing.held:
        yield Message("After the pain it was held back. From the next session on it counts again.")
    if not done.complete:
        yield Message("Not all of it was done as planned.")
    if done.pain > SLIGHT:
        yield Message("It hurt a little ({pain} of 10).", {"pain": done.pain})
    if session.effort is None:
        yield Message("How hard it was has not been told, so it stays as it is.")
    elif session.effort > EASY:
        yield Message("It was hard enough ({effort} of 10).", {"effort": session.effort})
    if done.score is not None and done.score < FORM:
        yield Message("The form comes first: the camera saw something to do better.")
    if done.short:
        yield Message("The camera counted fewer than planned.")


def eased(case: Case, levels: int) -> Standing:
    """Return where pain leads: some levels down from where it was done, and held back there."""
    at = case.standing
    if rung(case.exercise, case.done.level) < rung(case.exercise, at.level):
        at = replace(at, level=case.done.level)
    return replace(lowered(case.exercise, at, levels), held=HELD)


def more(exercise: Exercise, standing: Standing) -> Standing | None:
    """Return the same level with the next larger amount; None where it is the largest."""
    larger = [amount for amount in amounts(exercise) if amount > standing.amount]
    return replace(standing, amount=larger[0], good=0, missed=0) if larger else None


def less(exercise: Exercise, standing: Standing) -> Standing | None:
    """Return the step before: less on the same level, or most on the level before; None at the very beginning."""
    smaller = [amount for amount in amounts(exercise) if amount < standing.amount]
    if smaller:
        return replace(standing, amount=smaller[-1], good=0, missed=0)
    under = below(exercise, standing.level)
    if under is None:
        return None
    return replace(standing, level=under.id, amount=amounts(exercise)[-1], good=0, missed=0)


def action(before: Standing, after: Standing, exercise: Exercise) -> Action:
    """Return what a way from one standing to another is called."""
    if before.level != after.level:
        return Action.UP if rung(exercise, after.level) > rung(exercise, before.level) else Action.DOWN
    if before.amount != after.amount:
        return Action.MORE if after.amount > before.amount else Action.LESS
    return Action.LESS if after.held > before.held else Action.STAYS
