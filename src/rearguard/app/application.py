"""What one server holds: one person's diary, the library, and the session under way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rearguard.app.data.forgetting import forget_person
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
    """The use cases of one person on one machine. Call it from one thread, and close it."""

    def __init__(self, home: Paths, clock: Clock) -> None:
        self.paths = home
        self.clock = clock
        self.diary = Diary(home, clock)
        self.speech = make_renderer(home, current_language())
        """Who makes sound of texts for whoever has no voice; None: nobody here."""
        self._live_session: LiveSession | None = None
        self._coach: LiveCoach | None = None
        self._resume_checked = False
        self._cached_library: tuple[tuple[tuple[int, ...], ...], Library] | None = None

    @property
    def library(self) -> Library:
        """What can be done; read anew when a file has come or gone, for the terminal may bring one meanwhile."""
        mark = tuple(file_stamp(self.paths.library / kind) for kind in FOLDER_KINDS)
        if self._cached_library is None or self._cached_library[0] != mark:
            self._cached_library = mark, load_library()
        return self._cached_library[1]

    def set_language(self, name: str) -> None:
        """Speak a language from now on, as the settings name it."""
        before = current_language()
        set_language(name)
        if current_language() != before:
            if self.speech is not None:
                self.speech.close()
            self.speech = make_renderer(self.paths, current_language())

    @property
    def live_session(self) -> LiveSession | None:
        """The session under way; at first the one that was interrupted, if there is one."""
        if not self._resume_checked:
            self._resume_checked = True
            rate = read_settings(self.paths).speaking_rate
            self._live_session = resume.restore_interrupted_session(self.diary, self.library.exercises, rate)
            self.revalidate()
        return self._live_session

    def revalidate(self) -> None:
        """Put the session away unless the safety answers of now are those that it was planned by.

        They may have been given anew while it was under way, in another window or program, and what was felt
        meanwhile may have made them void.
        """
        if self._live_session is not None:
            found = safety_status(self.diary)
            if (
                found.clearance is None
                or found.answered_at is None
                or found.answered_at > self._live_session.started_at
            ):
                self.abandon()

    def make_plan(self, plan_request: PlanRequest) -> Plan:
        """Return a plan.

        Raises:
            Refusal: there is no clearance, or nothing suitable is left.
            Misuse: the wish makes no sense.
        """
        return self._fit_and_rehearse(resolve_request(plan_request, self.library, self.diary))

    def _fit_and_rehearse(self, wanted: ResolvedRequest) -> Plan:
        found = fit_plan(wanted, self.library)
        if self.speech is not None and self.speech.is_started:
            rate = read_settings(self.paths).speaking_rate
            self._prepare_cues(make_timeline(found, self.library.exercises, _scaled_lead(LEAD_IN_S, rate), rate, _))
        return found

    def start_session(self, plan_request: PlanRequest, *, lead: float = LEAD_IN_S) -> LiveSession:
        """Begin a session.

        Args:
            plan_request: what plan is wanted.
            lead: seconds to get ready before the plan's own time; more for who listens slowly.

        Raises:
            Refusal: as `plan`; or another session is under way.
            Misuse: the wish makes no sense.
        """
        self.revalidate()
        if self.live_session is not None and not self.live_session.is_over:
            raise Refusal(Message("You already have a session in progress. Continue it or end it first."))
        wanted = resolve_request(plan_request, self.library, self.diary)
        kept = read_settings(self.paths)
        self._live_session = live_session.start_training(
            self._fit_and_rehearse(wanted),
            self.library.exercises,
            self.diary,
            minutes=plan_request.minutes,
            place=plan_request.place or kept.place,
            lead=_scaled_lead(lead, kept.speaking_rate),
            rate=kept.speaking_rate,
            have=kept.have,
            barred=wanted.clearance.removed_traits,
            limits=session_limits(wanted, self.library),
        )
        return self._live_session

    def start_test(self, test: str, level: str | None = None, *, lead: float = LEAD_IN_S) -> SelfTestSession:
        """Begin a self-test.

        Args:
            test: its id.
            level: how it is to be done; None: as the person does the routine.
            lead: seconds to get ready; more for who listens slowly.

        Raises:
            Refusal: there is no clearance, or none for this test; or a session is under way.
            Misuse: there is no such test.
        """
        self.revalidate()
        exercise, step = self_tests.resolve_self_test(test, level, self.library, self.diary)
        if self.live_session is not None and not self.live_session.is_over:
            raise Refusal(Message("You already have a session in progress. Continue it or end it first."))
        rate = read_settings(self.paths).speaking_rate
        found = self_test_session.start_self_test(exercise, step, self.diary, lead=_scaled_lead(lead, rate), rate=rate)
        self._live_session = found
        if self.speech is not None and self.speech.is_started:
            self._prepare_cues(found.state.timeline)
        return found

    def prepare_speech(self) -> bool:
        """Get ready to speak, for a listener without a voice; return whether that is possible here."""
        if self.speech is None:
            return False
        self.speech.start()
        if self.live_session is not None:
            self._prepare_cues(self.live_session.state.timeline)
        return True

    def _prepare_cues(self, line: Timeline) -> None:
        """Have the cues rendered before their time."""
        kept = read_settings(self.paths)
        if self.speech is not None:
            self.speech.prepare((cue.text.render(_) for cue in filter_cues(line.cues, kept.talk)), kept.rate)

    @property
    def live_coach(self) -> LiveCoach | None:
        """Who watches the session under way, since its first sight."""
        mine = self._coach is not None and self._coach.live_session is self._live_session
        return self._coach if mine else None

    @property
    def last_recording(self) -> RecordingBuffer | None:
        """What was seen of the last set, while this server runs."""
        return None if self._coach is None else self._coach.last_recording

    def process_frame(
        self, t: float, size: tuple[int, int], people: Sequence[tuple[LandmarkNumbers, LandmarkNumbers]]
    ) -> None:
        """Take in what the page's camera sees: for each person 33 × 4 and 33 × 3 numbers, as in a recording."""
        if self.live_session is None:
            return
        if self.live_coach is None:
            from rearguard.app.training.coaching import LiveCoach  # noqa: PLC0415 - NumPy, which a session needs not

            self._coach = LiveCoach(self.live_session, self.diary, self.clock)
        if self.live_coach is not None:
            self.live_coach.process_frame(t, size, people)

    def apply(self, command: str, *, score: object = None) -> None:
        """Say something to the session under way; without one nothing happens.

        Raises:
            IllegalCommand, Misuse: as `Training.do`.
        """
        if self.live_session is not None:
            events = self.live_session.apply(command, score=score)
            if self.live_coach is not None:
                self.live_coach.on_events(events)

    def abandon(self) -> None:
        """Let go of the session; one that is not over has been interrupted."""
        if self.live_session is not None:
            self.live_session.abandon()
        if self.live_coach is not None:
            self.live_coach.on_events()
        self._live_session = None

    def forget(self) -> None:
        """Erase all that is kept of this person.

        Raises:
            Refusal: as `forgetting.forget`.
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
        """Let go of the journal, and leave behind what the next start needs at once."""
        if self.speech is not None:
            self.speech.close()
        close_with_snapshot(self.diary)
        if self.diary.has_written:
            compute_progress(self.diary, self.library.exercises)
            self.diary.close()


def _scaled_lead(seconds: float, rate: float) -> float:
    """Return how long the lead-in takes: longer for who listens slowly."""
    return seconds / min(1.0, rate)
