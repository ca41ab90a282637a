"""The state of one server: a person's diary, the library and the session under way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rearguard.app.data.deletion import forget_person
from rearguard.app.person.clock import Clock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _, current_language, set_language
from rearguard.app.person.library import load_library
from rearguard.app.person.paths import Paths
from rearguard.app.person.screening import close_with_snapshot, safety_status
from rearguard.app.person.settings import read_settings
from rearguard.app.speech.rendering import make_renderer
from rearguard.app.training import live_session, planning, resume, self_test_session, self_tests
from rearguard.app.training.levels import compute_progress
from rearguard.app.training.live_session import LiveSession
from rearguard.app.training.planning import PlanRequest, ResolvedRequest, fit_plan, resolve_request, session_limits
from rearguard.app.training.self_test_session import SelfTestSession
from rearguard.core.errors import Refusal
from rearguard.core.message import Message, Translate
from rearguard.library.folder import FOLDER_KINDS, file_stamp
from rearguard.library.library import Library
from rearguard.plan.plan import Plan
from rearguard.session.timeline import LEAD_IN_S, Timeline, make_timeline
from rearguard.session.verbosity import filter_cues

if TYPE_CHECKING:
    from rearguard.app.media.recording_buffer import RecordingBuffer
    from rearguard.app.training.coaching import LandmarkNumbers, LiveCoach


class Application:
    """The use cases of one person on one machine. Use it from a single thread, and close it."""

    def __init__(self, home: Paths, clock: Clock) -> None:
        self.paths = home
        self.clock = clock
        self.diary = Diary(home, clock)
        self.speech = make_renderer(home, current_language())
        """The speech synthesis for browsers without a voice; None if this machine has none."""
        self._live_session: LiveSession | None = None
        self._coach: LiveCoach | None = None
        self._resume_checked = False
        self._cached_library: tuple[tuple[tuple[int, ...], ...], Library] | None = None

    @property
    def library(self) -> Library:
        """The library, reloaded when its folders change: the terminal may import a file meanwhile."""
        stamp = tuple(file_stamp(self.paths.library / kind) for kind in FOLDER_KINDS)
        if self._cached_library is None or self._cached_library[0] != stamp:
            self._cached_library = stamp, load_library()
        return self._cached_library[1]

    def set_language(self, name: str) -> None:
        """Switch texts and speech to a language, as named in the settings."""
        before = current_language()
        set_language(name)
        if current_language() != before:
            if self.speech is not None:
                self.speech.close()
            self.speech = make_renderer(self.paths, current_language())

    @property
    def live_session(self) -> LiveSession | None:
        """The session under way; at first the interrupted one, if any."""
        if not self._resume_checked:
            self._resume_checked = True
            rate = read_settings(self.paths).speaking_rate
            self._live_session = resume.restore_interrupted_session(self.diary, self.library.exercises, rate)
            self.revalidate()
        return self._live_session

    def revalidate(self) -> None:
        """Abandon the session unless the safety answers are still those that it was planned with.

        New answers may have come during the session, from another window or program, and symptoms reported meanwhile
        may have made the old ones invalid.
        """
        if self._live_session is not None:
            safety = safety_status(self.diary)
            if (
                safety.clearance is None
                or safety.answered_at is None
                or safety.answered_at > self._live_session.started_at
            ):
                self.abandon()

    def make_plan(self, plan_request: PlanRequest) -> Plan:
        """Return a plan.

        Raises:
            Refusal: there is no clearance, or nothing suitable is left.
            InvalidRequest: the request is not valid.
        """
        return self._fit_and_rehearse(resolve_request(plan_request, self.library, self.diary))

    def _fit_and_rehearse(self, resolved: ResolvedRequest) -> Plan:
        plan = fit_plan(resolved, self.library)
        if self.speech is not None and self.speech.is_started:
            rate = read_settings(self.paths).speaking_rate
            self._prepare_cues(make_timeline(plan, self.library.exercises, _scaled_lead(LEAD_IN_S, rate), rate, _))
        return plan

    def start_session(self, plan_request: PlanRequest, *, lead: float = LEAD_IN_S) -> LiveSession:
        """Start a session.

        Args:
            plan_request: the plan to make.
            lead: seconds to get ready before the plan's own time, at normal speaking rate.

        Raises:
            Refusal: as `make_plan`; or another session is under way.
            InvalidRequest: the request is not valid.
        """
        self.revalidate()
        if self.live_session is not None and not self.live_session.is_over:
            raise Refusal(Message("You already have a session in progress. Continue it or end it first."))
        resolved = resolve_request(plan_request, self.library, self.diary)
        settings = read_settings(self.paths)
        self._live_session = live_session.start_training(
            self._fit_and_rehearse(resolved),
            self.library.exercises,
            self.diary,
            minutes=plan_request.minutes,
            place=plan_request.place or settings.place,
            lead=_scaled_lead(lead, settings.speaking_rate),
            rate=settings.speaking_rate,
            have=settings.have,
            barred=resolved.clearance.removed_traits,
            limits=session_limits(resolved, self.library),
        )
        return self._live_session

    def start_test(self, test: str, level: str | None = None, *, lead: float = LEAD_IN_S) -> SelfTestSession:
        """Start a self-test.

        Args:
            test: id of the self-test.
            level: id of the level; None: the person's own in their sessions.
            lead: seconds to get ready, at normal speaking rate.

        Raises:
            Refusal: there is no clearance, or none for this test; or a session is under way.
            InvalidRequest: there is no such test.
        """
        self.revalidate()
        exercise, chosen_level = self_tests.resolve_self_test(test, level, self.library, self.diary)
        if self.live_session is not None and not self.live_session.is_over:
            raise Refusal(Message("You already have a session in progress. Continue it or end it first."))
        rate = read_settings(self.paths).speaking_rate
        started = self_test_session.start_self_test(
            exercise, chosen_level, self.diary, lead=_scaled_lead(lead, rate), rate=rate
        )
        self._live_session = started
        if self.speech is not None and self.speech.is_started:
            self._prepare_cues(started.state.timeline)
        return started

    def prepare_speech(self) -> bool:
        """Start the speech synthesis, for a browser without a voice; return whether this machine has one."""
        if self.speech is None:
            return False
        self.speech.start()
        if self.live_session is not None:
            self._prepare_cues(self.live_session.state.timeline)
        return True

    def _prepare_cues(self, timeline: Timeline) -> None:
        """Render the cues ahead of time."""
        settings = read_settings(self.paths)
        if self.speech is not None:
            self.speech.prepare(
                (cue.text.render(_) for cue in filter_cues(timeline.cues, settings.talk)), settings.rate
            )

    @property
    def live_coach(self) -> LiveCoach | None:
        """The coach of the session under way, from its first camera frame on."""
        is_current = self._coach is not None and self._coach.live_session is self._live_session
        return self._coach if is_current else None

    @property
    def last_recording(self) -> RecordingBuffer | None:
        """The recording of the last set, kept while this server runs."""
        return None if self._coach is None else self._coach.last_recording

    def process_frame(
        self, t: float, size: tuple[int, int], people: Sequence[tuple[LandmarkNumbers, LandmarkNumbers]]
    ) -> None:
        """Process a camera frame of the page: for each person 33 × 4 and 33 × 3 numbers, as in a recording."""
        if self.live_session is None:
            return
        if self.live_coach is None:
            from rearguard.app.training.coaching import LiveCoach  # noqa: PLC0415 - NumPy, which only the camera needs

            self._coach = LiveCoach(self.live_session, self.diary, self.clock)
        if self.live_coach is not None:
            self.live_coach.process_frame(t, size, people)

    def apply(self, command: str, *, score: object = None) -> None:
        """Apply a command to the session under way; without a session do nothing.

        Raises:
            IllegalCommand, InvalidRequest: as `LiveSession.apply`.
        """
        if self.live_session is not None:
            events = self.live_session.apply(command, score=score)
            if self.live_coach is not None:
                self.live_coach.on_events(events)

    def abandon(self) -> None:
        """Close the session; one that is not over counts as interrupted."""
        if self.live_session is not None:
            self.live_session.abandon()
        if self.live_coach is not None:
            self.live_coach.on_events()
        self._live_session = None

    def forget(self) -> None:
        """Delete all data of this person.

        Raises:
            Refusal: as `forget_person`.
        """
        self.abandon()
        self._coach = None
        forget_person(self.diary)
        self._resume_checked = False

    def session_json(self, translate: Translate) -> dict[str, Any] | None:
        """Return the session under way as JSON values."""
        if self.live_session is None:
            return None
        plan = self.live_session.state.timeline.plan
        return {
            **live_session.session_json(self.live_session, translate),
            "plan": planning.plan_json(plan, self.library.exercises, translate),
        }

    def close(self) -> None:
        """Close the journal, and store snapshots for a fast next start."""
        if self.speech is not None:
            self.speech.close()
        close_with_snapshot(self.diary)
        if self.diary.has_written:
            compute_progress(self.diary, self.library.exercises)
            self.diary.close()


def _scaled_lead(seconds: float, rate: float) -> float:
    """Return the seconds of the lead-in: longer at a slow speaking rate."""
    return seconds / min(1.0, rate)
