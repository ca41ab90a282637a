"""What one server holds: one person's diary, the library, and the session under way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rearguard.app.data.forgetting import forget
from rearguard.app.person.clock import Clock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _, choose, language
from rearguard.app.person.library import load_library
from rearguard.app.person.paths import Home
from rearguard.app.person.screening import keep_snapshot, standing
from rearguard.app.person.settings import settings
from rearguard.app.speech.rendering import rendering
from rearguard.app.training import live_session, planning, resume, self_test_session, self_tests
from rearguard.app.training.levels import progress
from rearguard.app.training.live_session import Training
from rearguard.app.training.planning import Asked, Wish, asked, fitted, limits
from rearguard.app.training.self_test_session import SelfTest
from rearguard.core.errors import Refusal
from rearguard.core.message import Message, Translate
from rearguard.library.folder import KINDS, stamp
from rearguard.library.library import Library
from rearguard.plan.plan import Plan
from rearguard.session.timeline import LEAD, Timeline, timeline
from rearguard.session.verbosity import wanted

if TYPE_CHECKING:
    from rearguard.app.media.recording_buffer import Take
    from rearguard.app.training.coaching import Coaching, Numbers


class Application:
    """The use cases of one person on one machine. Call it from one thread, and close it."""

    def __init__(self, home: Home, clock: Clock) -> None:
        self.home = home
        self.clock = clock
        self.diary = Diary(home, clock)
        self.voice = rendering(home, language())
        """Who makes sound of texts for whoever has no voice; None: nobody here."""
        self._training: Training | None = None
        self._coaching: Coaching | None = None
        self._looked_back = False
        self._library: tuple[tuple[tuple[int, ...], ...], Library] | None = None

    @property
    def library(self) -> Library:
        """What can be done; read anew when a file has come or gone, for the terminal may bring one meanwhile."""
        mark = tuple(stamp(self.home.library / kind) for kind in KINDS)
        if self._library is None or self._library[0] != mark:
            self._library = mark, load_library()
        return self._library[1]

    def follow(self, wanted: str) -> None:
        """Speak a language from now on, as the settings name it."""
        before = language()
        choose(wanted)
        if language() != before:
            if self.voice is not None:
                self.voice.close()
            self.voice = rendering(self.home, language())

    @property
    def training(self) -> Training | None:
        """The session under way; at first the one that was interrupted, if there is one."""
        if not self._looked_back:
            self._looked_back = True
            rate = settings(self.home).speaking_rate
            self._training = resume.interrupted(self.diary, self.library.exercises, rate)
            self.heed()
        return self._training

    def heed(self) -> None:
        """Put the session away unless the safety answers of now are those that it was planned by.

        They may have been given anew while it was under way, in another window or program, and what was felt
        meanwhile may have made them void.
        """
        if self._training is not None:
            found = standing(self.diary)
            if found.clearance is None or found.at is None or found.at > self._training.started:
                self.put_away()

    def plan(self, wish: Wish) -> Plan:
        """Return a plan.

        Raises:
            Refusal: there is no clearance, or nothing suitable is left.
            Misuse: the wish makes no sense.
        """
        return self._fitted(asked(wish, self.library, self.diary))

    def _fitted(self, wanted: Asked) -> Plan:
        found = fitted(wanted, self.library)
        if self.voice is not None and self.voice.awake:
            rate = settings(self.home).speaking_rate
            self._rehearse(timeline(found, self.library.exercises, _lead(LEAD, rate), rate, _))
        return found

    def begin(self, wish: Wish, *, lead: float = LEAD) -> Training:
        """Begin a session.

        Args:
            wish: what plan is wanted.
            lead: seconds to get ready before the plan's own time; more for who listens slowly.

        Raises:
            Refusal: as `plan`; or another session is under way.
            Misuse: the wish makes no sense.
        """
        self.heed()
        if self.training is not None and not self.training.over:
            raise Refusal(Message("A session is under way already: go on with it, or end it first."))
        wanted = asked(wish, self.library, self.diary)
        kept = settings(self.home)
        self._training = live_session.start(
            self._fitted(wanted),
            self.library.exercises,
            self.diary,
            minutes=wish.minutes,
            place=wish.place or kept.place,
            lead=_lead(lead, kept.speaking_rate),
            rate=kept.speaking_rate,
            have=kept.have,
            barred=wanted.clearance.removes,
            limits=limits(wanted, self.library),
        )
        return self._training

    def begin_test(self, test: str, level: str | None = None, *, lead: float = LEAD) -> SelfTest:
        """Begin a self-test.

        Args:
            test: its id.
            level: how it is to be done; None: as the person does the routine.
            lead: seconds to get ready; more for who listens slowly.

        Raises:
            Refusal: there is no clearance, or none for this test; or a session is under way.
            Misuse: there is no such test.
        """
        self.heed()
        exercise, step = self_tests.fitting(test, level, self.library, self.diary)
        if self.training is not None and not self.training.over:
            raise Refusal(Message("A session is under way already: go on with it, or end it first."))
        rate = settings(self.home).speaking_rate
        found = self_test_session.start(exercise, step, self.diary, lead=_lead(lead, rate), rate=rate)
        self._training = found
        if self.voice is not None and self.voice.awake:
            self._rehearse(found.state.timeline)
        return found

    def speak(self) -> bool:
        """Get ready to speak, for a listener without a voice; return whether that is possible here."""
        if self.voice is None:
            return False
        self.voice.wake()
        if self.training is not None:
            self._rehearse(self.training.state.timeline)
        return True

    def _rehearse(self, line: Timeline) -> None:
        """Have the cues rendered before their time."""
        kept = settings(self.home)
        if self.voice is not None:
            self.voice.prepare((cue.text.render(_) for cue in wanted(line.cues, kept.talk)), kept.rate)

    @property
    def coaching(self) -> Coaching | None:
        """Who watches the session under way, since its first sight."""
        mine = self._coaching is not None and self._coaching.training is self._training
        return self._coaching if mine else None

    @property
    def take(self) -> Take | None:
        """What was seen of the last set, while this server runs."""
        return None if self._coaching is None else self._coaching.take

    def see(self, t: float, size: tuple[int, int], people: Sequence[tuple[Numbers, Numbers]]) -> None:
        """Take in what the page's camera sees: for each person 33 × 4 and 33 × 3 numbers, as in a recording."""
        if self.training is None:
            return
        if self.coaching is None:
            from rearguard.app.training.coaching import Coaching  # noqa: PLC0415 - NumPy, which a session needs not

            self._coaching = Coaching(self.training, self.diary, self.clock)
        if self.coaching is not None:
            self.coaching.see(t, size, people)

    def do(self, command: str, *, score: object = None) -> None:
        """Say something to the session under way; without one nothing happens.

        Raises:
            IllegalCommand, Misuse: as `Training.do`.
        """
        if self.training is not None:
            events = self.training.do(command, score=score)
            if self.coaching is not None:
                self.coaching.heed(events)

    def put_away(self) -> None:
        """Let go of the session; one that is not over has been interrupted."""
        if self.training is not None:
            self.training.give_up()
        if self.coaching is not None:
            self.coaching.heed()
        self._training = None

    def forget(self) -> None:
        """Erase all that is kept of this person.

        Raises:
            Refusal: as `forgetting.forget`.
        """
        self.put_away()
        self._coaching = None
        forget(self.diary)
        self._looked_back = False

    def session_document(self, translate: Translate) -> dict[str, Any] | None:
        """Return the session under way as JSON values."""
        if self.training is None:
            return None
        plan = self.training.state.timeline.plan
        return {
            **live_session.document(self.training, translate),
            "plan": planning.document(plan, self.library.exercises, translate),
        }

    def close(self) -> None:
        """Let go of the journal, and leave behind what the next start needs at once."""
        if self.voice is not None:
            self.voice.close()
        keep_snapshot(self.diary)
        if self.diary.wrote:
            progress(self.diary, self.library.exercises)
            self.diary.close()


def _lead(seconds: float, rate: float) -> float:
    """Return how long the lead-in takes: longer for who listens slowly."""
    return seconds / min(1.0, rate)
