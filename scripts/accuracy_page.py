"""The page that says how well the coach sees: every number is computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from support.simulation import pose_estimation
from support.simulation.accuracy_summary import (
    compute_false_alarm_shares,
    summarise_counts,
    summarise_false_counts,
    summarise_fault,
)
from support.simulation.performance import TEMPO_FACTORS
from support.simulation.person import FAULT_STRENGTH_MARGINS, FRAME_RATE_RANGE_HZ, MAX_CAMERA_OFFSET_DEG
from support.simulation.trial import OtherMovementTrial, Trial, list_faults

from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Role


@value(kw_only=True)
class RecordingCounts:
    """What every exercise's coach counted in a real recording."""

    name: str
    seconds: float
    reps: Mapping[str, int]
    held_seconds: Mapping[str, float]


TRUE_REPS: Mapping[str, tuple[str, int]] = {
    "lena__glute-bridge": ("glute-bridge", 3),
    "tbf__glute-bridge": ("glute-bridge", 1),
    "chloe__banded-clamshell": ("clamshell", 1),
    "chloe__Side-Lying-Clamshells": ("clamshell", 1),
    "chloe__seated-piriformis-stretch": ("piriformis-stretch", 0),
    "rohanx__squat": ("", 0),
    "yuyou__squat": ("", 0),
    "sutd__darrel_physical": ("", 0),
}
"""What our recordings of real people show, counted by eye: the exercise, and how many repetitions of it."""


TABLE_HEAD = (
    "| exercise | sets | exact | off by one at most | mean error | hold, mean error | worst | side | any fault seen |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
)


MIN_FOUND_SHARE = 0.5
"""Of the pictures: where the pose model found somebody in fewer, there was nothing to judge."""

MIN_FAULT_SHARE = 0.95
"""The share of sets with a fault in which it should be found."""


@value(kw_only=True)
class AccuracyResults:
    """All that was measured."""

    exercises: Sequence[Exercise]
    simulated_trials: Sequence[Trial]
    drawn_trials: Sequence[Trial]
    other_movement_trials: Sequence[OtherMovementTrial]
    recording_counts: Sequence[RecordingCounts]
    seconds: float
    processes: int


def render_accuracy_page(results: AccuracyResults) -> str:
    """Return the page as Markdown."""
    parts = [_head(results), _good(results), _drawn(results), _faults(results), _other(results), _real(results)]
    return "\n".join(line for part in parts for line in part)


def _head(results: AccuracyResults) -> Iterator[str]:
    minutes = sum(trial.seconds for trial in results.simulated_trials) / 60
    yield f"""\
# How well the coach sees

<!-- Generated: uv run --group dev just accuracy -->

Every number here was computed by `uv run --group dev just accuracy`, in {results.seconds:.0f} s in {results.processes} processes.

## What is simulated and what is real

**Simulated people** ({len(results.simulated_trials)} sets, {minutes:.0f} minutes) do an exercise as its file draws it. They are
1.50 to 1.95 m tall with limbs up to a tenth longer or shorter than usual; they repeat unevenly, at {TEMPO_FACTORS[0]} to
{TEMPO_FACTORS[1]} times the tempo, rest, do half repetitions, get up in between, walk out of the picture. The camera stands
about where the file asks for it, up to {MAX_CAMERA_OFFSET_DEG:.0f}° beside that, at any sensible height and distance, upright or
across, with the head to either side, and takes {FRAME_RATE_RANGE_HZ[0]:.0f} to {FRAME_RATE_RANGE_HZ[1]:.0f} uneven pictures a second.

What a pose model reports of them is the truth with errors on it, here in lengths of the trunk: jitter from picture to
picture ({pose_estimation.JITTER_TRUNKS}), slow wandering ({pose_estimation.DRIFT_TRUNKS}, forgotten after
{pose_estimation.DRIFT_DECAY_S} s), a bias that each person has ({pose_estimation.PERSON_BIAS_TRUNKS}) and one that goes with the
posture ({pose_estimation.POSE_BIAS_TRUNKS}); hidden limbs that wander {pose_estimation.HIDDEN_ERROR_FACTOR:.0f} times as far,
low visibility of what is hidden or outside, legs that change places in side views
({pose_estimation.SWAPS_PER_S * 60:.1f} bursts a minute), pictures in which nobody is found. Each of these was
fitted to recordings of real people, on the worse side of what was found, but for the two biases: no marker system
stood beside the recordings, so those are our choice.

**Drawn people** are simulated people drawn as solid figures; the real pose model (MediaPipe's *full*) looks at the
pictures. Their errors are real, their bodies are not.

**Real recordings** are landmarks that the real model found in clips of real people. They are not shipped.

What no simulation shows: clothes that hide the hips, furniture, two people, bad light. And the simulated people move as
our figures do; people have habits of their own."""


def _good(results: AccuracyResults) -> Iterator[str]:
    yield """
## Counting and timing

People who do nothing wrong. A set is *exact* when every whole repetition was counted and nothing else. A stretch's
error is that of each hold, from half-way in to half-way out. *Side*: told right where nobody said it.
"""
    yield from TABLE_HEAD
    for exercise in results.exercises:
        good = [one for one in results.simulated_trials if one.exercise == exercise.id and one.truth.fault is None]
        yield _row(exercise, good)
    yield "\nFaults that were seen in these sets though there was none (share of the sets):\n"
    for exercise in results.exercises:
        good = [one for one in results.simulated_trials if one.exercise == exercise.id and one.truth.fault is None]
        shares = ", ".join(
            f"{id_} {share:.1%}" for id_, share in compute_false_alarm_shares(good).items() if id_ != "any"
        )
        yield f"- {exercise.name}: {shares or 'none'}"


def _row(exercise: Exercise, good: Sequence[Trial]) -> str:
    number = summarise_counts(good)
    hold = f"{number.mean_hold_error_s:.2f} s | {number.worst_hold_error_s:.2f} s" if number.holds else "– | –"
    counted = (
        "– | – | –"
        if exercise.dose.measure == "hold"
        else f"{number.exact_share:.1%} | {number.within_one_share:.1%} | {number.mean_error_reps:.3f}"
    )
    told = (
        f"{number.correct_side_share:.1%}" if any(trial.sides and trial.truth.side != "both" for trial in good) else "–"
    )
    return f"| {exercise.name} | {number.sets} | {counted} | {hold} | {told} | {compute_false_alarm_shares(good)['any']:.1%} |"


def _drawn(results: AccuracyResults) -> Iterator[str]:
    yield "\n## Drawn people, through the real pose model\n"
    if not results.drawn_trials:
        yield "Not measured: the extra `video` was not installed, or the page's model not built."
        return
    yield from TABLE_HEAD
    for exercise in results.exercises:
        yield _row(
            exercise,
            [one for one in results.drawn_trials if one.exercise == exercise.id and one.found_share >= MIN_FOUND_SHARE],
        )
    nobody = [one for one in results.drawn_trials if one.found_share < MIN_FOUND_SHARE]
    yield f"\nLeft out: {len(nobody)} of {len(results.drawn_trials)} sets, in most pictures of which the model found nobody."


def _faults(results: AccuracyResults) -> Iterator[str]:
    yield f"""
## Faults

Each fault of each exercise is dialled in at {FAULT_STRENGTH_MARGINS} times its margin past its bound, as an ideal camera at the person's
own place would measure it: a change of the figure is solved for that moves the fault's measure and as little else as it
can. *Left out*: sets in which no body could do so much of it. *Seen besides*: other faults that were seen in those
sets; some really come together. The bar is {MIN_FAULT_SHARE:.0%}.

| exercise | fault | sets | found | left out | seen besides |
| --- | --- | --- | --- | --- | --- |"""
    short = []
    for exercise in results.exercises:
        mine = [one for one in results.simulated_trials if one.exercise == exercise.id]
        for flaw in list_faults(exercise, exercise.levels[0]):
            told = summarise_fault(flaw.id, mine)
            besides = ", ".join(f"{id_} {number}" for id_, number in told.other_faults.items()) or "–"
            found = f"{told.found_share:.0%}" if told.sets else "–"
            yield f"| {exercise.name} | {flaw.id} | {told.sets} | {found} | {told.sets_off_target} | {besides} |"
            if told.sets and told.found_share < MIN_FAULT_SHARE:
                short.append(f"{exercise.name}, {flaw.id} ({found})")
    yield f"\nBelow the bar: {'; '.join(short) or 'none'}."


def _other(results: AccuracyResults) -> Iterator[str]:
    yield """
## Other movement

Squats, walking about, sitting down and getting up, lying down, stretching, crawling, push-ups and more, seen from where
each exercise's camera stands. All that is counted here is wrong. Self-tests are not in it: whoever is tested is asked
to do just that, and nobody watches for it at other times.

| exercise | minutes | repetitions counted | seconds held | of what |
| --- | --- | --- | --- | --- |"""
    for exercise in results.exercises:
        if exercise.role is Role.TEST:
            continue
        said = summarise_false_counts([one for one in results.other_movement_trials if one.exercise == exercise.id])
        by = ", ".join(f"{does} ({number})" for does, number in said.movements.items()) or "–"
        yield f"| {exercise.name} | {said.minutes:.1f} | {said.reps} | {said.held_seconds:.1f} | {by} |"


def _real(results: AccuracyResults) -> Iterator[str]:
    yield "\n## Real recordings\n"
    if not results.recording_counts:
        yield "Not measured in this run: give their folder, `uv run --group dev just accuracy --recordings DIR`."
        return
    yield "| recording | seconds | shows | right exercise's coach | every other coach |"
    yield "| --- | --- | --- | --- | --- |"
    for real in results.recording_counts:
        shown, reps = TRUE_REPS.get(real.name, ("", 0))
        counted = {
            id_: f"{real.reps[id_]} reps" if real.reps[id_] else f"{held:.1f} s"
            for id_, held in real.held_seconds.items()
            if real.reps[id_] or held
        }
        right = counted.pop(shown, "–")
        true = "none of the exercises" if not shown else f"{shown}, {reps} reps" if reps else f"{shown}, held"
        other = ", ".join(f"{id_}: {what}" for id_, what in counted.items()) or "nothing"
        yield f"| {real.name} | {real.seconds:.1f} | {true} | {right} | {other} |"
    yield ""
