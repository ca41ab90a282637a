"""The coach's feedback: one thing at a time, the most important first, and nothing repeated too soon."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rearguard.coach.coach import Coach
from rearguard.coach.feedback import MIN_FEEDBACK_GAP_S, PRAISE_TEXT, REPEAT_AFTER_S, FeedbackSpeaker
from rearguard.coach.score import form_score
from rearguard.core.message import Message
from rearguard.core.observation import Fault, Hold, Observation, Rep, TrackingLost, TrackingRegained
from rearguard.library.loader import load_folders

EXERCISES = load_folders().exercises
BRIDGE = Coach(EXERCISES["glute-bridge"]).watch
RUNNER = Coach(EXERCISES["runners-stretch"]).watch
WALK = Coach(EXERCISES["monster-walk"]).watch
CUES = {flaw.id: flaw.cue for watch in (BRIDGE, RUNNER, WALK) for flaw in watch.flaws}
GONE = Message("I can't see you. Come into the picture.")


def rep(t: float, *faults: str) -> list[Observation]:
    peaks: list[Observation] = [Fault(id=fault, start=t - 1, end=t) for fault in faults]
    return [*peaks, Rep(start=t - 3, peak=t - 1, end=t, range=50.0, faults=faults)]


def run_feedback(
    prompter: FeedbackSpeaker, script: dict[float, list[Observation]], until: float
) -> list[tuple[float, str]]:
    """Return the feedback and its times, from observations every tenth of a second."""
    messages = []
    for i in range(int(until * 10)):
        message = prompter.next_feedback(i / 10, script.get(i / 10, []))
        if message is not None:
            messages.append((i / 10, str(message)))
    return messages


def test_of_two_faults_the_more_important_is_spoken_of_first() -> None:
    assert run_feedback(FeedbackSpeaker(BRIDGE), {4.0: rep(4.0, "low", "heels")}, 6)[0] == (4.0, CUES["low"])


def test_the_same_cue_comes_not_again_within_six_seconds() -> None:
    messages = run_feedback(FeedbackSpeaker(BRIDGE), {float(t): rep(t, "low") for t in range(4, 20, 2)}, 20)
    times = [t for t, text in messages if text == CUES["low"]]
    assert times
    assert all(after - before >= REPEAT_AFTER_S for before, after in pairwise(times))


def test_what_lasts_is_said_again_and_what_is_over_is_not() -> None:
    begun, over = Fault(id="sway", start=1.0, end=1.5), Fault(id="sway", start=1.0, end=9.0)
    messages = run_feedback(FeedbackSpeaker(WALK), {1.5: [begun], 9.0: [over]}, 30)
    assert [text for _, text in messages].count(CUES["sway"]) == 2
    assert max(t for t, text in messages if text == CUES["sway"]) < 9


def test_a_fault_that_is_mended_is_praised_once() -> None:
    script = {4.0: rep(4.0, "low"), 8.0: rep(8.0), 12.0: rep(12.0), 16.0: rep(16.0), 20.0: rep(20.0)}
    assert run_feedback(FeedbackSpeaker(BRIDGE), script, 30) == [(4.0, CUES["low"]), (12.0, str(PRAISE_TEXT))]


def test_good_form_gets_no_feedback() -> None:
    assert run_feedback(FeedbackSpeaker(BRIDGE), {float(t): rep(t) for t in range(4, 40, 4)}, 40) == []


def test_in_a_hold_too_what_is_mended_is_praised() -> None:
    script: dict[float, list[Observation]] = {
        3.0: [Fault(id="back-knee", start=2.5, end=3.0)],
        5.0: [Fault(id="back-knee", start=2.5, end=5.0)],
    }
    assert run_feedback(FeedbackSpeaker(RUNNER), script, 30) == [(3.0, CUES["back-knee"]), (9.0, str(PRAISE_TEXT))]


def test_tracking_loss_comes_before_everything() -> None:
    script = {4.0: [*rep(4.0, "low"), TrackingLost(at=3.5, advice=GONE)]}
    assert run_feedback(FeedbackSpeaker(BRIDGE), script, 9) == [(4.0, str(GONE))]


def test_once_tracking_is_regained_its_loss_is_no_longer_reported() -> None:
    script: dict[float, list[Observation]] = {
        1.0: [TrackingLost(at=0.5, advice=GONE)],
        3.0: [TrackingRegained(at=3.0, in_posture=True)],
    }
    assert run_feedback(FeedbackSpeaker(BRIDGE), script, 30) == [(1.0, str(GONE))]


ids = st.sampled_from([flaw.id for flaw in BRIDGE.flaws])
things = st.one_of(
    st.builds(lambda i: Fault(id=i, start=0.0, end=1.0), ids),
    st.builds(lambda i: Rep(start=0.0, peak=1.0, end=2.0, range=50.0, faults=tuple(i)), st.lists(ids, unique=True)),
    st.just(TrackingLost(at=0.0, advice=GONE)),
    st.just(TrackingRegained(at=0.0, in_posture=True)),
    st.just(Hold(start=0.0, end=1.0, seconds=1.0)),
)


@given(st.lists(st.lists(things, max_size=3), max_size=200))
def test_whatever_is_seen_words_keep_apart(script: list[list[Observation]]) -> None:
    prompter = FeedbackSpeaker(BRIDGE)
    times: dict[str, float] = {}
    last = -MIN_FEEDBACK_GAP_S
    for i, observations in enumerate(script):
        t = i / 10
        message = prompter.next_feedback(t, observations)
        if message is not None:
            assert t - last >= MIN_FEEDBACK_GAP_S
            assert t - times.get(str(message), -REPEAT_AFTER_S) >= REPEAT_AFTER_S
            last = times[str(message)] = t


def make_reps(*faults: tuple[str, ...]) -> list[Rep]:
    return [
        Rep(start=3.0 * i, peak=3.0 * i + 1, end=3.0 * i + 2, range=50.0, faults=those)
        for i, those in enumerate(faults)
    ]


def test_the_score_takes_a_flaws_weight_times_its_share() -> None:
    assert form_score(BRIDGE, make_reps((), (), (), ()), [], []) == 1.0
    assert form_score(BRIDGE, make_reps(("low",), (), (), ()), [], []) == 1 - 0.3 / 4
    assert form_score(BRIDGE, make_reps(("low", "drop"), ("low",)), [], []) == 1 - 0.3 - 0.1


def test_the_score_of_a_hold_goes_by_seconds() -> None:
    holds = [Hold(start=0.0, end=10.0, seconds=10.0)]
    faults = [Fault(id="back-knee", start=8.0, end=13.0), Fault(id="unknown", start=0.0, end=10.0)]
    assert form_score(RUNNER, [], holds, faults) == 1 - 0.2 * 0.2


def test_nothing_done_has_no_score() -> None:
    assert form_score(BRIDGE, [], [], []) is None
    assert form_score(RUNNER, [], [], []) is None
