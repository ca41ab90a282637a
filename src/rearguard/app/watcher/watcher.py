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
from rearguard.app.person.clock import Readings
from rearguard.app.person.heartbeat import Heartbeat
from rearguard.app.person.paths import Home
from rearguard.app.person.reminder_settings import Kept, Wishes
from rearguard.charge.activity import EMPTY, Activity
from rearguard.charge.activity_span import Span
from rearguard.charge.battery import Battery, Bounds
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.reminders.absence import Absence, Question, question
from rearguard.reminders.decision import PAUSE, Nudge, decide
from rearguard.reminders.reminder_context import Known
from rearguard.sitting.desktop import Desktop, Look
from rearguard.sitting.idle_sample import Sample
from rearguard.sitting.sitting_bout import Watch, end, see

FAR = 30.0
"""Seconds between two looks: the idle time tells when the last key was, so more of them tell no more."""

NEAR = 5.0
"""While a pause is waited for: half a minute later it is over."""

BEAT = 60.0
"""Seconds between two heartbeats: what a crash may lose."""

CARRIED = 120.0
"""Seconds without knowledge that are no break: a screen locked for a moment, a watcher started anew."""

RETRY = 300.0
"""Seconds after which a failed errand is tried again."""

ASKED_WITHIN = 600.0
"""Seconds after coming back in which it is asked what one did; later one knows it no more."""

BATCH = 200
"""Spans that one errand takes: four days of a disk that was full."""

EMPTIEST = Battery(Bounds(EMPTY, EMPTY), Bounds(EMPTY, EMPTY))


@value(kw_only=True)
class Report:
    """What came of an errand."""

    kept: bool = False
    """Whether the spans are in the journal."""
    again: datetime | None = None
    """Before this nothing speaks for a nudge."""
    trouble: str = ""
    """What went wrong, in a line."""


class Screen(Desktop, Protocol):
    """A desktop that can be waited for."""

    def wait(self, seconds: float) -> None:
        """Wait that long, or until something happens that is worth a look."""
        ...


class Errands(Protocol):
    """Who does what takes memory, one thing at a time."""

    @property
    def busy(self) -> bool:
        """Whether one is under way."""
        ...

    def start(self, errand: dict[str, Any]) -> None:
        """Begin one: JSON values."""
        ...

    def collect(self) -> Report | None:
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
        home: Home,
        open_desktop: Callable[[], Screen],
        readings: Callable[[], Readings],
        errands: Errands,
        say: Callable[[Message], None],
    ) -> None:
        self._home = home
        self._open = open_desktop
        self._readings = readings
        self._errands = errands
        self._say = say
        self._desktop = open_desktop()
        self._opened = readings().passed
        self._watch = Watch()
        self._wishes = Kept(home)
        self._standing = self._wishes.now().standing
        before = heartbeat.read(home)
        self._told: list[Span] = list(before.spans)
        self._since = before.since
        self._left = before.sign or (before.spans[-1].end if before.spans else None)
        """When the last spell ended."""
        self._absence: Absence | None = None
        self._sent: list[Span] = []
        self._not_before = -1.0
        """When to try errands again, in seconds since the machine was started."""
        self._again: datetime | None = None
        self._beaten = -BEAT
        self._beat = before
        self._troubles: dict[str, str] = {}

    def look(self) -> float:
        """Look once, do what follows, and return the seconds until the next look."""
        times = self._readings()
        self._collect(times)
        look = self._look(times)
        wanted = self._wishes.now()
        if wanted.standing is not self._standing:
            self._turn(times, standing=wanted.standing)
        sample = Sample(
            at=times.at,
            passed=times.passed,
            awake=times.awake,
            idle=look.idle or 0.0,
            busy=bool(look.film or look.call),
            locked=bool(look.locked) or look.idle is None,
        )
        self._see(sample)
        now = datetime.fromtimestamp(times.at, UTC).astimezone()
        near = self._speak(now, look, wanted)
        if self._told and self._free(times):
            self._send(times, {})
        self._write(times)
        coming = self.under_way is None and look.idle is not None and look.idle < NEAR
        return NEAR if near or coming else FAR

    def wait(self, seconds: float) -> None:
        """Wait for the next look."""
        self._desktop.wait(seconds)

    def stop(self) -> None:
        """Leave what is known in the heartbeat."""
        self._write(self._readings(), at_once=True)
        self._desktop.close()

    @property
    def under_way(self) -> Span | None:
        """The spell under way."""
        found = end(self._watch)
        return None if found is None else self._named(found)

    def _look(self, times: Readings) -> Look:
        look = self._desktop.look()
        if look.idle is None and times.passed - self._opened >= BEAT:
            self._desktop.close()
            self._desktop = self._open()
            self._opened = times.passed
            look = self._desktop.look()
        missing = Message("No desktop tells when a key was last touched; looking again every minute.")
        self._trouble("desktop", missing if look.idle is None else None)
        return look

    def _turn(self, times: Readings, *, standing: bool) -> None:
        """Somebody stood up at their desk, or sat down."""
        ended = end(self._watch)
        if ended is not None:
            self._told.append(self._named(ended))
        self._standing = standing
        self._watch = replace(self._watch, spell=None, floor=times.at)
        self._since = self._left = None

    def _see(self, sample: Sample) -> None:
        before, last = self._watch.spell, self._watch.last
        if last is not None and sample.at < last.at:
            minutes = -(-(last.at - sample.at) // 60)
            self._say(Message("The clock was set back {minutes} min: a new spell begins.", {"minutes": int(minutes)}))
        self._watch, ended = see(self._watch, sample)
        if ended is not None:
            self._told.append(self._named(ended))
        if before is not None and (self._watch.spell is None or self._watch.spell.start != before.start):
            self._left = before.end
        spell = self._watch.spell
        if spell is not None and (before is None or spell.start != before.start):
            self._came(spell.start)

    def _came(self, at: float) -> None:
        """Somebody is here again."""
        left = self._left
        if left is not None and self._since is not None and 0 <= at - left <= CARRIED:
            return
        self._since = at
        if left is not None and left < at:
            self._absence = Absence(datetime.fromtimestamp(left, UTC), datetime.fromtimestamp(at, UTC))

    def _speak(self, now: datetime, look: Look, wanted: Wishes) -> bool:
        """Ask or nudge if this is a moment for it, and return whether one is near."""
        known = self._known(now, look)
        self._ask(known, wanted)
        if self._again is not None and now < self._again:
            return False
        # All that the journal could say is taken for a yes here: whoever runs the errand asks it.
        if not isinstance(decide(replace(known, idle=PAUSE), wanted.manners), Nudge):
            return False
        times = self._readings()
        if isinstance(decide(known, wanted.manners), Nudge) and self._free(times):
            self._send(times, {"nudge": {**asdict(look), "sat": known.sat}})
        return True

    def _ask(self, known: Known, wanted: Wishes) -> None:
        absence = self._absence
        if absence is None:
            return
        found = question(absence, known, wanted.manners)
        times = self._readings()
        if isinstance(found, Question) and self._free(times):
            self._absence = None
            self._send(times, {"ask": [absence.start.timestamp(), absence.end.timestamp()]})
        elif (known.now - absence.end).total_seconds() > ASKED_WITHIN:
            self._absence = None

    def _known(self, now: datetime, look: Look) -> Known:
        here = self._watch.spell is not None and self._since is not None
        return Known(
            now=now,
            battery=EMPTIEST,
            sat=max(now.timestamp() - (self._since or 0.0), 0.0) if here else 0.0,
            idle=look.idle or 0.0,
            standing=self._standing,
            call=bool(look.call),
            full_screen=bool(look.full_screen),
            do_not_disturb=bool(look.do_not_disturb),
            saving=bool(look.saving),
            locked=bool(look.locked),
        )

    def _free(self, times: Readings) -> bool:
        return not self._errands.busy and times.passed >= self._not_before

    def _send(self, times: Readings, errand: dict[str, Any]) -> None:
        self._sent = self._told[:BATCH]
        try:
            self._errands.start({"told": heartbeat.to_json(self._sent), **errand})
        except OSError as error:  # no memory, no processes
            self._failed(times, error.strerror or str(error))

    def _collect(self, times: Readings) -> None:
        report = self._errands.collect()
        if report is None:
            return
        if report.kept:
            del self._told[: len(self._sent)]
        if report.again is not None:
            self._again = report.again
        if report.trouble:
            self._failed(times, report.trouble)
        else:
            self._trouble("errand", None)
        self._sent = []

    def _failed(self, times: Readings, why: str) -> None:
        self._not_before = times.passed + RETRY
        self._trouble("errand", Message("{why} Trying again every five minutes.", {"why": why}))

    def _write(self, times: Readings, *, at_once: bool = False) -> None:
        known = self.under_way
        spans = (*self._told, *([known] if known else []))
        spell = self._watch.spell  # also one so short that it is not worth telling yet
        beat = Heartbeat(spans=spans, since=self._since, sign=spell.end) if spell else Heartbeat(spans=spans)
        settled = len(beat.spans) == len(self._beat.spans) and beat.since == self._beat.since
        if beat == self._beat or (settled and not at_once and times.passed - self._beaten < BEAT):
            return
        try:
            heartbeat.write(self._home, beat)
        except OSError as error:
            why = error.strerror or str(error)
            file = str(self._home.data / heartbeat.FILE)
            self._trouble("heartbeat", Message("{file} can't be written: {why}.", {"file": file, "why": why}))
        else:
            self._trouble("heartbeat", None)
            self._beat = beat
        self._beaten = times.passed

    def _named(self, span: Span) -> Span:
        return replace(span, activity=Activity.STANDING) if self._standing else span

    def _trouble(self, what: str, message: Message | None) -> None:
        """Say what is wrong when it begins to be."""
        text = "" if message is None else message.render()
        if message is not None and self._troubles.get(what) != text:
            self._say(message)
        self._troubles[what] = text
