"""The watcher that stays: it looks at the desktop, folds looks to spells, and sends others to do what takes memory.

It never opens the journal. Whatever must be written there or decided from it is an errand, done by a process of its
own that ends again; see `app.errand`. What an errand has not done yet is in the heartbeat, and stays there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from rearguard.app.person import heartbeat
from rearguard.app.person.clock import ClockSnapshot
from rearguard.app.person.heartbeat import Heartbeat
from rearguard.app.person.paths import Paths
from rearguard.app.person.reminder_settings import CachedReminderSettings, ReminderSettings
from rearguard.charge.activity import MIN_CHARGE_PERCENT, Activity
from rearguard.charge.activity_span import ActivitySpan
from rearguard.charge.battery import Battery, ChargeRange
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.reminders.absence import Absence, AbsenceQuestion, ask_about_absence
from rearguard.reminders.decision import TYPING_PAUSE_S, Reminder, decide_reminder
from rearguard.reminders.reminder_context import ReminderContext
from rearguard.sitting.desktop import DesktopProbe, DesktopState
from rearguard.sitting.idle_sample import IdleSample
from rearguard.sitting.sitting_bout import SittingState, add_sample, open_bout

LOOK_INTERVAL_S = 30.0
"""Seconds between two looks: the idle time tells when the last key was, so more of them tell no more."""

NEAR_LOOK_INTERVAL_S = 5.0
"""While a pause is waited for: half a minute later it is over."""

HEARTBEAT_INTERVAL_S = 60.0
"""Seconds between two heartbeats: what a crash may lose."""

MAX_CARRIED_GAP_S = 120.0
"""Seconds without knowledge that are no break: a screen locked for a moment, a watcher started anew."""

RETRY_AFTER_S = 300.0
"""Seconds after which a failed errand is tried again."""

ASK_WITHIN_S = 600.0
"""Seconds after coming back in which it is asked what one did; later one knows it no more."""

MAX_SPANS_PER_TASK = 200
"""Spans that one errand takes: four days of a disk that was full."""

LOWEST_CHARGE = Battery(
    ChargeRange(MIN_CHARGE_PERCENT, MIN_CHARGE_PERCENT), ChargeRange(MIN_CHARGE_PERCENT, MIN_CHARGE_PERCENT)
)


@value(kw_only=True)
class TaskReport:
    """What came of an errand."""

    spans_stored: bool = False
    """Whether the spans are in the journal."""
    no_reminder_before: datetime | None = None
    """Before this nothing speaks for a nudge."""
    error: str = ""
    """What went wrong, in a line."""


class WaitableProbe(DesktopProbe, Protocol):
    """A desktop that can be waited for."""

    def wait(self, seconds: float) -> None:
        """Wait that long, or until something happens that is worth a look."""
        ...


class TaskRunner(Protocol):
    """Who does what takes memory, one thing at a time."""

    @property
    def busy(self) -> bool:
        """Whether one is under way."""
        ...

    def start(self, errand: dict[str, Any]) -> None:
        """Begin one: JSON values."""
        ...

    def collect(self) -> TaskReport | None:
        """Return what came of it, once."""
        ...


class Watcher:
    """One watcher. Call `look` whenever the seconds that it returned are over, and `stop` at the end.

    Args:
        home: where the heartbeat and the wishes are.
        open_desktop: what to look at; asked again while there is nothing to see.
        readings: the clocks.
        errands: who writes and decides.
        say: tells a person, once, what is wrong.
    """

    def __init__(
        self,
        home: Paths,
        open_desktop: Callable[[], WaitableProbe],
        readings: Callable[[], ClockSnapshot],
        errands: TaskRunner,
        say: Callable[[Message], None],
    ) -> None:
        self._paths = home
        self._open_desktop = open_desktop
        self._readings = readings
        self._tasks = errands
        self._say = say
        self._desktop = open_desktop()
        self._opened_at = readings().since_boot_s
        self._sitting = SittingState()
        self._settings = CachedReminderSettings(home)
        self._at_standing_desk = self._settings.read().at_standing_desk
        before = heartbeat.read_heartbeat(home)
        self._pending_spans: list[ActivitySpan] = list(before.spans)
        self._sitting_since = before.sitting_since
        self._left_at = before.last_sign_at or (before.spans[-1].end if before.spans else None)
        """When the last spell ended."""
        self._absence: Absence | None = None
        self._sent_spans: list[ActivitySpan] = []
        self._retry_at = -1.0
        """When to try errands again, in seconds since the machine was started."""
        self._no_reminder_before: datetime | None = None
        self._heartbeat_at = -HEARTBEAT_INTERVAL_S
        self._last_heartbeat = before
        self._problems: dict[str, str] = {}

    def look(self) -> float:
        """Look once, do what follows, and return the seconds until the next look."""
        times = self._readings()
        self._collect_report(times)
        look = self._probe_desktop(times)
        wanted = self._settings.read()
        if wanted.at_standing_desk is not self._at_standing_desk:
            self._change_desk(times, standing=wanted.at_standing_desk)
        sample = IdleSample(
            at=times.at,
            since_boot_s=times.since_boot_s,
            awake_s=times.awake_s,
            idle_s=look.idle or 0.0,
            is_busy=bool(look.film or look.call),
            is_locked=bool(look.locked) or look.idle is None,
        )
        self._track_sample(sample)
        now = datetime.fromtimestamp(times.at, UTC).astimezone()
        near = self._remind_or_ask(now, look, wanted)
        if self._pending_spans and self._can_send(times):
            self._send_task(times, {})
        self._write_heartbeat(times)
        coming = self.open_bout is None and look.idle is not None and look.idle < NEAR_LOOK_INTERVAL_S
        return NEAR_LOOK_INTERVAL_S if near or coming else LOOK_INTERVAL_S

    def wait(self, seconds: float) -> None:
        """Wait for the next look."""
        self._desktop.wait(seconds)

    def stop(self) -> None:
        """Leave what is known in the heartbeat."""
        self._write_heartbeat(self._readings(), at_once=True)
        self._desktop.close()

    @property
    def open_bout(self) -> ActivitySpan | None:
        """The spell under way."""
        found = open_bout(self._sitting)
        return None if found is None else self._with_activity(found)

    def _probe_desktop(self, times: ClockSnapshot) -> DesktopState:
        look = self._desktop.look()
        if look.idle is None and times.since_boot_s - self._opened_at >= HEARTBEAT_INTERVAL_S:
            self._desktop.close()
            self._desktop = self._open_desktop()
            self._opened_at = times.since_boot_s
            look = self._desktop.look()
        missing = Message("Can't detect keyboard or mouse use on this desktop. Checking again every minute.")
        self._report_problem("desktop", missing if look.idle is None else None)
        return look

    def _change_desk(self, times: ClockSnapshot, *, standing: bool) -> None:
        """Somebody stood up at their desk, or sat down."""
        ended = open_bout(self._sitting)
        if ended is not None:
            self._pending_spans.append(self._with_activity(ended))
        self._at_standing_desk = standing
        self._sitting = replace(self._sitting, bout=None, count_from=times.at)
        self._sitting_since = self._left_at = None

    def _track_sample(self, sample: IdleSample) -> None:
        before, last = self._sitting.bout, self._sitting.last_sample
        if last is not None and sample.at < last.at:
            minutes = -(-(last.at - sample.at) // 60)
            self._say(
                Message(
                    "The clock was set back {minutes} min, so a new period of sitting starts.",
                    {"minutes": int(minutes)},
                )
            )
        self._sitting, ended = add_sample(self._sitting, sample)
        if ended is not None:
            self._pending_spans.append(self._with_activity(ended))
        if before is not None and (self._sitting.bout is None or self._sitting.bout.start != before.start):
            self._left_at = before.end
        spell = self._sitting.bout
        if spell is not None and (before is None or spell.start != before.start):
            self._on_return(spell.start)

    def _on_return(self, at: float) -> None:
        """Somebody is here again."""
        left = self._left_at
        if left is not None and self._sitting_since is not None and 0 <= at - left <= MAX_CARRIED_GAP_S:
            return
        self._sitting_since = at
        if left is not None and left < at:
            self._absence = Absence(datetime.fromtimestamp(left, UTC), datetime.fromtimestamp(at, UTC))

    def _remind_or_ask(self, now: datetime, look: DesktopState, wanted: ReminderSettings) -> bool:
        """Ask or nudge if this is a moment for it, and return whether one is near."""
        known = self._make_context(now, look)
        self._ask_about_absence(known, wanted)
        if self._no_reminder_before is not None and now < self._no_reminder_before:
            return False
        # All that the journal could say is taken for a yes here: whoever runs the errand asks it.
        if not isinstance(decide_reminder(replace(known, idle_s=TYPING_PAUSE_S), wanted.policy), Reminder):
            return False
        times = self._readings()
        if isinstance(decide_reminder(known, wanted.policy), Reminder) and self._can_send(times):
            self._send_task(times, {"nudge": {**asdict(look), "sat": known.sitting_s}})
        return True

    def _ask_about_absence(self, known: ReminderContext, wanted: ReminderSettings) -> None:
        absence = self._absence
        if absence is None:
            return
        found = ask_about_absence(absence, known, wanted.policy)
        times = self._readings()
        if isinstance(found, AbsenceQuestion) and self._can_send(times):
            self._absence = None
            self._send_task(times, {"ask": [absence.start.timestamp(), absence.end.timestamp()]})
        elif (known.now - absence.end).total_seconds() > ASK_WITHIN_S:
            self._absence = None

    def _make_context(self, now: datetime, look: DesktopState) -> ReminderContext:
        here = self._sitting.bout is not None and self._sitting_since is not None
        return ReminderContext(
            now=now,
            charge=LOWEST_CHARGE,
            sitting_s=max(now.timestamp() - (self._sitting_since or 0.0), 0.0) if here else 0.0,
            idle_s=look.idle or 0.0,
            at_standing_desk=self._at_standing_desk,
            in_call=bool(look.call),
            is_full_screen=bool(look.full_screen),
            do_not_disturb=bool(look.do_not_disturb),
            is_saving_power=bool(look.saving),
            is_locked=bool(look.locked),
        )

    def _can_send(self, times: ClockSnapshot) -> bool:
        return not self._tasks.busy and times.since_boot_s >= self._retry_at

    def _send_task(self, times: ClockSnapshot, errand: dict[str, Any]) -> None:
        self._sent_spans = self._pending_spans[:MAX_SPANS_PER_TASK]
        try:
            self._tasks.start({"told": heartbeat.spans_json(self._sent_spans), **errand})
        except OSError as error:  # no memory, no processes
            self._note_failure(times, error.strerror or str(error))

    def _collect_report(self, times: ClockSnapshot) -> None:
        report = self._tasks.collect()
        if report is None:
            return
        if report.spans_stored:
            del self._pending_spans[: len(self._sent_spans)]
        if report.no_reminder_before is not None:
            self._no_reminder_before = report.no_reminder_before
        if report.error:
            self._note_failure(times, report.error)
        else:
            self._report_problem("errand", None)
        self._sent_spans = []

    def _note_failure(self, times: ClockSnapshot, why: str) -> None:
        self._retry_at = times.since_boot_s + RETRY_AFTER_S
        self._report_problem("errand", Message("{why} Trying again every five minutes.", {"why": why}))

    def _write_heartbeat(self, times: ClockSnapshot, *, at_once: bool = False) -> None:
        known = self.open_bout
        spans = (*self._pending_spans, *([known] if known else []))
        spell = self._sitting.bout  # also one so short that it is not worth telling yet
        beat = (
            Heartbeat(spans=spans, sitting_since=self._sitting_since, last_sign_at=spell.end)
            if spell
            else Heartbeat(spans=spans)
        )
        settled = (
            len(beat.spans) == len(self._last_heartbeat.spans)
            and beat.sitting_since == self._last_heartbeat.sitting_since
        )
        if beat == self._last_heartbeat or (
            settled and not at_once and times.since_boot_s - self._heartbeat_at < HEARTBEAT_INTERVAL_S
        ):
            return
        try:
            heartbeat.write_heartbeat(self._paths, beat)
        except OSError as error:
            why = error.strerror or str(error)
            file = str(self._paths.data / heartbeat.HEARTBEAT_FILE)
            self._report_problem("heartbeat", Message("{file} can't be written: {why}.", {"file": file, "why": why}))
        else:
            self._report_problem("heartbeat", None)
            self._last_heartbeat = beat
        self._heartbeat_at = times.since_boot_s

    def _with_activity(self, span: ActivitySpan) -> ActivitySpan:
        return replace(span, activity=Activity.STANDING) if self._at_standing_desk else span

    def _report_problem(self, what: str, message: Message | None) -> None:
        """Say what is wrong when it begins to be."""
        text = "" if message is None else message.render()
        if message is not None and self._problems.get(what) != text:
            self._say(message)
        self._problems[what] = text
