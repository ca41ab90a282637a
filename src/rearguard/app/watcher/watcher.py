"""The long-running watcher: it samples the desktop and folds the samples into bouts of sitting.

To stay small it never opens the journal. A short-lived process of its own writes there and decides from it; see
`background_task`. The heartbeat file holds the spans that no task has stored yet.
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
"""Seconds between two looks: the idle time dates the last input, so more looks would add nothing."""

NEAR_LOOK_INTERVAL_S = 5.0
"""Seconds between two looks while waiting for a typing pause, which is over half a minute later."""

HEARTBEAT_INTERVAL_S = 60.0
"""Seconds between two heartbeats: the most that a crash loses."""

MAX_CARRIED_GAP_S = 120.0
"""Longest gap that is no break from sitting: a screen locked for a moment, a restart of the watcher."""

RETRY_AFTER_S = 300.0
"""Seconds until a failed task is tried again."""

ASK_WITHIN_S = 600.0
"""Seconds after a return within which the question about the absence makes sense."""

MAX_SPANS_PER_TASK = 200
"""Spans that a task takes: four days of a full disk."""

LOWEST_CHARGE = Battery(
    ChargeRange(MIN_CHARGE_PERCENT, MIN_CHARGE_PERCENT), ChargeRange(MIN_CHARGE_PERCENT, MIN_CHARGE_PERCENT)
)


@value(kw_only=True)
class TaskReport:
    """The result of a background task."""

    spans_stored: bool = False
    """Whether the spans are in the journal."""
    no_reminder_before: datetime | None = None
    """Earliest time of the next reminder, if known."""
    error: str = ""
    """The error, in a line; "" without an error."""


class WaitableProbe(DesktopProbe, Protocol):
    """A probe that can wait for a change."""

    def wait(self, seconds: float) -> None:
        """Wait that long, or until a change that is worth a look."""
        ...


class TaskRunner(Protocol):
    """A runner of background tasks, one at a time."""

    @property
    def busy(self) -> bool:
        """Whether a task is running."""
        ...

    def start(self, errand: dict[str, Any]) -> None:
        """Start a task, given as JSON values."""
        ...

    def collect(self) -> TaskReport | None:
        """Return the report of a finished task, once."""
        ...


class Watcher:
    """The watcher's state. Call `look` again after the seconds that it returns, and `stop` at the end.

    Args:
        home: the folders of the heartbeat and the reminder settings.
        open_desktop: opens the probes; called again while they detect nothing.
        readings: reads the clocks.
        errands: runs the tasks that use the journal.
        say: shows a problem to the person, once.
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
        self._read_clocks = readings
        self._tasks = errands
        self._say = say
        self._desktop = open_desktop()
        self._opened_at = readings().since_boot_s
        self._sitting = SittingState()
        self._settings = CachedReminderSettings(home)
        self._at_standing_desk = self._settings.read().at_standing_desk
        last_heartbeat = heartbeat.read_heartbeat(home)
        self._pending_spans: list[ActivitySpan] = list(last_heartbeat.spans)
        self._sitting_since = last_heartbeat.sitting_since
        self._left_at = last_heartbeat.last_sign_at or (last_heartbeat.spans[-1].end if last_heartbeat.spans else None)
        """End of the last bout."""
        self._absence: Absence | None = None
        self._sent_spans: list[ActivitySpan] = []
        self._retry_at = -1.0
        """Earliest next task after a failure, in seconds since the machine started."""
        self._no_reminder_before: datetime | None = None
        self._heartbeat_at = -HEARTBEAT_INTERVAL_S
        self._last_heartbeat = last_heartbeat
        self._problems: dict[str, str] = {}

    def look(self) -> float:
        """Sample the desktop, act on it, and return the seconds until the next look."""
        times = self._read_clocks()
        self._collect_report(times)
        desktop = self._probe_desktop(times)
        settings = self._settings.read()
        if settings.at_standing_desk is not self._at_standing_desk:
            self._switch_desk(times, standing=settings.at_standing_desk)
        sample = IdleSample(
            at=times.at,
            since_boot_s=times.since_boot_s,
            awake_s=times.awake_s,
            idle_s=desktop.idle or 0.0,
            is_busy=bool(desktop.film or desktop.call),
            is_locked=bool(desktop.locked) or desktop.idle is None,
        )
        self._track_sample(sample)
        now = datetime.fromtimestamp(times.at, UTC).astimezone()
        is_reminder_near = self._ask_or_remind(now, desktop, settings)
        if self._pending_spans and self._can_send(times):
            self._send_task(times, {})
        self._write_heartbeat(times)
        may_start_bout = self.open_bout is None and desktop.idle is not None and desktop.idle < NEAR_LOOK_INTERVAL_S
        return NEAR_LOOK_INTERVAL_S if is_reminder_near or may_start_bout else LOOK_INTERVAL_S

    def wait(self, seconds: float) -> None:
        """Wait for the next look."""
        self._desktop.wait(seconds)

    def stop(self) -> None:
        """Write the last heartbeat and close the desktop."""
        self._write_heartbeat(self._read_clocks(), at_once=True)
        self._desktop.close()

    @property
    def open_bout(self) -> ActivitySpan | None:
        """The current bout, with its activity."""
        bout = open_bout(self._sitting)
        return None if bout is None else self._with_activity(bout)

    def _probe_desktop(self, times: ClockSnapshot) -> DesktopState:
        desktop = self._desktop.look()
        if desktop.idle is None and times.since_boot_s - self._opened_at >= HEARTBEAT_INTERVAL_S:
            self._desktop.close()
            self._desktop = self._open_desktop()
            self._opened_at = times.since_boot_s
            desktop = self._desktop.look()
        missing = Message("Can't detect keyboard or mouse use on this desktop. Checking again every minute.")
        self._report_problem("desktop", missing if desktop.idle is None else None)
        return desktop

    def _switch_desk(self, times: ClockSnapshot, *, standing: bool) -> None:
        """End the bout when the person switches between standing and sitting at the desk."""
        ended = open_bout(self._sitting)
        if ended is not None:
            self._pending_spans.append(self._with_activity(ended))
        self._at_standing_desk = standing
        self._sitting = replace(self._sitting, bout=None, count_from=times.at)
        self._sitting_since = self._left_at = None

    def _track_sample(self, sample: IdleSample) -> None:
        bout_before, last = self._sitting.bout, self._sitting.last_sample
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
        if bout_before is not None and (self._sitting.bout is None or self._sitting.bout.start != bout_before.start):
            self._left_at = bout_before.end
        bout = self._sitting.bout
        if bout is not None and (bout_before is None or bout.start != bout_before.start):
            self._start_bout(bout.start)

    def _start_bout(self, start: float) -> None:
        """Note the start of a bout, and the absence before it."""
        left_at = self._left_at
        if left_at is not None and self._sitting_since is not None and 0 <= start - left_at <= MAX_CARRIED_GAP_S:
            return
        self._sitting_since = start
        if left_at is not None and left_at < start:
            self._absence = Absence(datetime.fromtimestamp(left_at, UTC), datetime.fromtimestamp(start, UTC))

    def _ask_or_remind(self, now: datetime, desktop: DesktopState, settings: ReminderSettings) -> bool:
        """Ask or remind if the moment is right, and return whether it is near."""
        context = self._make_context(now, desktop)
        self._ask_about_absence(context, settings)
        if self._no_reminder_before is not None and now < self._no_reminder_before:
            return False
        # The context lacks the journal's objections here: the task checks them.
        if not isinstance(decide_reminder(replace(context, idle_s=TYPING_PAUSE_S), settings.policy), Reminder):
            return False
        times = self._read_clocks()
        if isinstance(decide_reminder(context, settings.policy), Reminder) and self._can_send(times):
            self._send_task(times, {"nudge": {**asdict(desktop), "sat": context.sitting_s}})
        return True

    def _ask_about_absence(self, context: ReminderContext, settings: ReminderSettings) -> None:
        absence = self._absence
        if absence is None:
            return
        question = ask_about_absence(absence, context, settings.policy)
        times = self._read_clocks()
        if isinstance(question, AbsenceQuestion) and self._can_send(times):
            self._absence = None
            self._send_task(times, {"ask": [absence.start.timestamp(), absence.end.timestamp()]})
        elif (context.now - absence.end).total_seconds() > ASK_WITHIN_S:
            self._absence = None

    def _make_context(self, now: datetime, desktop: DesktopState) -> ReminderContext:
        is_sitting = self._sitting.bout is not None and self._sitting_since is not None
        return ReminderContext(
            now=now,
            charge=LOWEST_CHARGE,
            sitting_s=max(now.timestamp() - (self._sitting_since or 0.0), 0.0) if is_sitting else 0.0,
            idle_s=desktop.idle or 0.0,
            at_standing_desk=self._at_standing_desk,
            in_call=bool(desktop.call),
            is_full_screen=bool(desktop.full_screen),
            do_not_disturb=bool(desktop.do_not_disturb),
            is_saving_power=bool(desktop.saving),
            is_locked=bool(desktop.locked),
        )

    def _can_send(self, times: ClockSnapshot) -> bool:
        return not self._tasks.busy and times.since_boot_s >= self._retry_at

    def _send_task(self, times: ClockSnapshot, task: dict[str, Any]) -> None:
        self._sent_spans = self._pending_spans[:MAX_SPANS_PER_TASK]
        try:
            self._tasks.start({"told": heartbeat.spans_json(self._sent_spans), **task})
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
        bout = self.open_bout
        spans = (*self._pending_spans, *([bout] if bout else []))
        sensed_bout = self._sitting.bout  # including a bout still too short to report
        beat = (
            Heartbeat(spans=spans, sitting_since=self._sitting_since, last_sign_at=sensed_bout.end)
            if sensed_bout
            else Heartbeat(spans=spans)
        )
        is_unchanged = (
            len(beat.spans) == len(self._last_heartbeat.spans)
            and beat.sitting_since == self._last_heartbeat.sitting_since
        )
        if beat == self._last_heartbeat or (
            is_unchanged and not at_once and times.since_boot_s - self._heartbeat_at < HEARTBEAT_INTERVAL_S
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

    def _report_problem(self, topic: str, message: Message | None) -> None:
        """Report a problem when it starts."""
        text = "" if message is None else message.render()
        if message is not None and self._problems.get(topic) != text:
            self._say(message)
        self._problems[topic] = text
