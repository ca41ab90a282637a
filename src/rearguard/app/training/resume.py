"""A session that a crash, a power cut or a closed terminal cut off, found again in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.training.live_session import LiveSession
from rearguard.core.errors import InvalidRequest
from rearguard.journal.entry import Entry, EventKind
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import Plan
from rearguard.plan.plan_json import plan_from_json
from rearguard.session import session
from rearguard.session.limits import SessionLimits
from rearguard.session.regression import ease_exercise

RESUME_WINDOW = timedelta(hours=12)
"""After that it was another day, and a new session does more good."""


def restore_interrupted_session(
    diary: Diary, exercises: Mapping[str, Exercise], rate: float = 1.0
) -> LiveSession | None:
    """Return the last session if it never ended, paused where its first unfinished bout is made ready for."""
    last = next(diary.read(EventKind.SESSION_STARTED, newest_first=True), None)
    if last is None or diary.clock.now() - last.at > RESUME_WINDOW:
        return None
    name = last.data["session"]
    # From before it began, for the clock may have been set back while it was under way.
    since = [entry for entry in diary.read(since=last.at - RESUME_WINDOW) if entry.data.get("session") == name]
    if any(entry.kind is EventKind.SESSION_ENDED for entry in since):
        return None
    limits = SessionLimits(levels=last.data.get("levels") or {}, most_pain=last.data.get("most_pain"))
    plan = _restore_plan(last, since, exercises, limits)
    if plan is None:
        return None
    done = frozenset(entry.data["index"] for entry in since if entry.kind is EventKind.STEP_DONE)
    clock = diary.clock
    state = session.restore_session(
        plan, exercises, clock.seconds(), done=done, speed=clock.speed, rate=rate, translate=_, limits=limits
    )
    return LiveSession(UUID(name), last.at, state, diary, clock, interrupted=True)


def _restore_plan(
    started: Entry, since: list[Entry], exercises: Mapping[str, Exercise], limits: SessionLimits
) -> Plan | None:
    """Return the session's plan with what was eased since.

    None when it names what the library has no more, or another version wrote what is not understood here.
    """
    try:
        plan = plan_from_json(started.data["plan"])
        for step in plan.steps:
            exercises[step.exercise].level(step.level)
        for entry in since:
            if entry.kind is EventKind.LEVEL_CHANGED:
                plan = ease_exercise(plan, entry.data["index"], exercises, limits)
    except (LookupError, TypeError, ValueError, InvalidRequest):
        return None
    return plan
