"""Restoring a session from the journal after a crash, a power cut or a closed terminal."""

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
"""Age after which a new session does more good than the rest of the old one."""


def restore_interrupted_session(
    diary: Diary, exercises: Mapping[str, Exercise], rate: float = 1.0
) -> LiveSession | None:
    """Return the last session if it never ended, paused before its first unfinished bout."""
    started = next(diary.read(EventKind.SESSION_STARTED, newest_first=True), None)
    if started is None or diary.clock.now() - started.at > RESUME_WINDOW:
        return None
    session_id = started.data["session"]
    # From before its start, since the clock may have been set back during the session.
    entries = [
        entry for entry in diary.read(since=started.at - RESUME_WINDOW) if entry.data.get("session") == session_id
    ]
    if any(entry.kind is EventKind.SESSION_ENDED for entry in entries):
        return None
    limits = SessionLimits(levels=started.data.get("levels") or {}, most_pain=started.data.get("most_pain"))
    plan = _restore_plan(started, entries, exercises, limits)
    if plan is None:
        return None
    done_steps = frozenset(entry.data["index"] for entry in entries if entry.kind is EventKind.STEP_DONE)
    clock = diary.clock
    state = session.restore_session(
        plan, exercises, clock.seconds(), done=done_steps, speed=clock.speed, rate=rate, translate=_, limits=limits
    )
    return LiveSession(UUID(session_id), started.at, state, diary, clock, interrupted=True)


def _restore_plan(
    started: Entry, entries: list[Entry], exercises: Mapping[str, Exercise], limits: SessionLimits
) -> Plan | None:
    """Return the session's plan with the exercises that were eased since.

    None if the library lacks something in it, or another version wrote it in an unknown form.
    """
    try:
        plan = plan_from_json(started.data["plan"])
        for step in plan.steps:
            exercises[step.exercise].level(step.level)
        for entry in entries:
            if entry.kind is EventKind.LEVEL_CHANGED:
                plan = ease_exercise(plan, entry.data["index"], exercises, limits)
    except (LookupError, TypeError, ValueError, InvalidRequest):
        return None
    return plan
