"""What a process does that the watcher starts: keep spells, remind, ask; then it ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from rearguard.app.person import heartbeat
from rearguard.app.person.activity_entries import watched
from rearguard.app.person.charging import tell, told
from rearguard.app.person.diary import Diary
from rearguard.app.person.reminder_settings import wishes
from rearguard.app.watcher.reminding import SHOWN, known, offer
from rearguard.app.watcher.watcher import Report
from rearguard.charge.activity import Activity
from rearguard.core.message import Message
from rearguard.journal.entry import Kind
from rearguard.library.exercise import Exercise
from rearguard.reminders.absence import ANSWERS, Absence, question
from rearguard.reminders.decision import LATER, Nudge, Silence, decide
from rearguard.reminders.reminder_context import Reply
from rearguard.sitting.desktop import Look

SILENT = timedelta(hours=1)
"""After which it is tried again to show something, where nothing could be shown."""

REPLIES: Mapping[Reply, Message] = {
    Reply.STARTED: Message("Start"),
    Reply.LATER: Message("In {minutes} minutes", {"minutes": LATER // timedelta(minutes=1)}),
    Reply.NOT_TODAY: Message("Not today"),
}

DID: Mapping[Activity, Message] = {
    Activity.WALKING: Message("Walked"),
    Activity.SITTING: Message("Sat"),
    Activity.STANDING: Message("Stood"),
    Activity.EXERCISING: Message("Exercised"),
}


class Notifier(Protocol):
    """Shows a notification with buttons."""

    def ready(self) -> bool:
        """Whether there is a desktop that shows any."""
        ...

    def show(
        self, title: Message, lines: tuple[Message, ...], buttons: Mapping[str, Message], patience: timedelta
    ) -> str | None:
        """Show one and return the key of the button that was pressed; None: none was, until it went away."""
        ...


def run(
    errand: Mapping[str, Any], diary: Diary, exercises: Mapping[str, Exercise], notifier: Notifier
) -> tuple[Report, bool]:
    """Do an errand of the watcher.

    Returns:
        What the watcher is told, and whether the page is to be opened.

    Raises:
        Refusal: the journal can't be written to; then nothing was kept.
    """
    spans = heartbeat.from_json(errand["told"])
    if spans:
        diary.journal.append(watched(diary.person, span) for span in spans)
    if "nudge" in errand:
        return _nudge(dict(errand["nudge"]), diary, exercises, notifier)
    if "ask" in errand:
        start, end = (datetime.fromtimestamp(at, UTC) for at in errand["ask"])
        _ask(Absence(start, end), diary, exercises, notifier)
    return Report(kept=True), False


def _nudge(
    seen: dict[str, Any], diary: Diary, exercises: Mapping[str, Exercise], notifier: Notifier
) -> tuple[Report, bool]:
    sat = seen.pop("sat")
    look = Look(**seen)
    manners = wishes(diary.home).manners
    decision = decide(known(diary, exercises, look, sat), manners)
    if isinstance(decision, Silence):
        return Report(kept=True, again=decision.again), False
    if not notifier.ready():
        trouble = Message("No desktop shows notifications, so nobody is reminded.").render()
        return Report(kept=True, again=diary.clock.now() + SILENT, trouble=trouble), False
    # Written first: a crash while it is shown must not show it twice.
    (entry,) = diary.write((Kind.NUDGED, _data(decision)))
    pressed = notifier.show(
        offer(decision.minutes),
        decision.why,
        {reply.value: text for reply, text in REPLIES.items()},
        SHOWN,
    )
    if pressed is not None:
        diary.write((Kind.ANSWERED, {"nudge": str(entry.id), "reply": pressed}))
    after = decide(known(diary, exercises, look, sat), manners)
    again = after.again if isinstance(after, Silence) else None
    return Report(kept=True, again=again), pressed == Reply.STARTED


def _data(nudge: Nudge) -> dict[str, Any]:
    return {
        "minutes": nudge.minutes,
        "place": nudge.place,
        "why": [reason.render() for reason in nudge.why],
    }


def _ask(absence: Absence, diary: Diary, exercises: Mapping[str, Exercise], notifier: Notifier) -> None:
    start, end = absence.start.timestamp(), absence.end.timestamp()
    if any(span.start < end and span.end > start for span in told(diary, exercises, diary.clock.now()).spans):
        return  # it was told already, or trained away
    if not notifier.ready():
        return
    found = question(absence, known(diary, exercises, Look(idle=0.0), sat=1.0), wishes(diary.home).manners)
    if found is None:
        return
    pressed = notifier.show(Message("Welcome back"), (found.text,), {how.value: DID[how] for how in ANSWERS}, SHOWN)
    if pressed is not None:
        how = next(one for one in ANSWERS if one.value == pressed)
        tell(diary, absence.start, absence.end, how)
