"""The documentation page about the coach's accuracy: every number is computed."""

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
    """The counts of every exercise's coach in a real recording."""

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
"""The exercise in each recording of real people, and its repetitions, counted by eye."""


TABLE_HEAD = (
    "| exercise | sets | exact | off by one at most | mean error | hold, mean error | worst | side | any fault seen |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
)


MIN_FOUND_SHARE = 0.5
"""The share of pictures with a person found below which a set is left out."""

MIN_FAULT_SHARE = 0.95
"""The share of sets with a fault in which it should be found."""


@value(kw_only=True)
class AccuracyResults:
    """All measurements."""

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
    slowest, fastest = TEMPO_FACTORS
    lowest_rate, highest_rate = FRAME_RATE_RANGE_HZ
    yield f"""\
# How well the coach sees

<!-- Generated: uv run --group dev just accuracy -->

`uv run --group dev just accuracy` computed every number here, in {results.seconds:.0f} s in {results.processes}
processes.

## What is simulated and what is real

**Simulated people** ({len(results.simulated_trials)} sets, {minutes:.0f} minutes) do an exercise as its file draws it.
They are 1.50 to 1.95 m tall, with limbs up to a tenth longer or shorter than usual. Their repetitions are uneven, at
{slowest} to {fastest} times the tempo; they rest, do half repetitions, get up in between and walk out of the picture.
The camera stands about where the file asks for it, up to {MAX_CAMERA_OFFSET_DEG:.0f}° to the side, at any sensible
height and distance, upright or across, with the head to either side. It takes {lowest_rate:.0f} to
{highest_rate:.0f} uneven pictures a second.

The pose model's report of them is the truth with errors added. In lengths of the trunk, these are jitter from picture
to picture ({pose_estimation.JITTER_TRUNKS}), slow drift ({pose_estimation.DRIFT_TRUNKS}, forgotten after
{pose_estimation.DRIFT_DECAY_S} s), a bias for each person ({pose_estimation.PERSON_BIAS_TRUNKS}) and a bias for each
posture ({pose_estimation.POSE_BIAS_TRUNKS}). Besides, hidden limbs drift {pose_estimation.HIDDEN_ERROR_FACTOR:.0f}
times as far, what is hidden or outside the picture has low visibility, legs change places in side views
({pose_estimation.SWAPS_PER_S * 60:.1f} bursts a minute), and in some pictures no person is found. All of these were
fitted to recordings of real people, on the worse side of the measurements, except the two biases: no marker system
stood beside the recordings, so those are our choice.

**Drawn people** are simulated people drawn as solid figures; the real pose model (MediaPipe's *full*) looks at the
pictures. Their errors are real, their bodies are not.

**Real recordings** are landmarks that the real model found in clips of real people. They are not shipped.

What no simulation shows: clothes that hide the hips, furniture, two people, bad light. And the simulated people move as
our figures do; people have habits of their own."""


def _good(results: AccuracyResults) -> Iterator[str]:
    yield """
## Counting and timing

People without a fault. A set is *exact* when every whole repetition was counted and nothing else. A stretch's
error is that of each hold, from half-way in to half-way out. *Side*: found correctly without being given.
"""
    yield from TABLE_HEAD
    for exercise in results.exercises:
        yield _row(exercise, _good_trials(results, exercise))
    yield "\nFaults that were reported in these sets though there were none (share of the sets):\n"
    for exercise in results.exercises:
        all_shares = compute_false_alarm_shares(_good_trials(results, exercise))
        shares = ", ".join(f"{fault} {share:.1%}" for fault, share in all_shares.items() if fault != "any")
        yield f"- {exercise.name}: {shares or 'none'}"


def _good_trials(results: AccuracyResults, exercise: Exercise) -> list[Trial]:
    return [trial for trial in results.simulated_trials if trial.exercise == exercise.id and trial.truth.fault is None]


def _row(exercise: Exercise, good: Sequence[Trial]) -> str:
    counts = summarise_counts(good)
    hold = f"{counts.mean_hold_error_s:.2f} s | {counts.worst_hold_error_s:.2f} s" if counts.holds else "– | –"
    reps = (
        "– | – | –"
        if exercise.dose.measure == "hold"
        else f"{counts.exact_share:.1%} | {counts.within_one_share:.1%} | {counts.mean_error_reps:.3f}"
    )
    has_sides = any(trial.sides and trial.truth.side != "both" for trial in good)
    side = f"{counts.correct_side_share:.1%}" if has_sides else "–"
    any_fault = f"{compute_false_alarm_shares(good)['any']:.1%}"
    return f"| {exercise.name} | {counts.sets} | {reps} | {hold} | {side} | {any_fault} |"


def _drawn(results: AccuracyResults) -> Iterator[str]:
    yield "\n## Drawn people, through the real pose model\n"
    trials = results.drawn_trials
    if not trials:
        yield "Not measured: the extra `video` was not installed, or the page's model not built."
        return
    yield from TABLE_HEAD
    visible = [trial for trial in trials if trial.found_share >= MIN_FOUND_SHARE]
    for exercise in results.exercises:
        yield _row(exercise, [trial for trial in visible if trial.exercise == exercise.id])
    left_out = len(trials) - len(visible)
    yield f"\nLeft out: {left_out} of {len(trials)} sets; in most of their pictures the model found no person."


def _faults(results: AccuracyResults) -> Iterator[str]:
    yield f"""
## Faults

Each fault of each exercise is set to {FAULT_STRENGTH_MARGINS} times its margin past its bound, as an ideal camera at
the person's own place would measure it: a solver finds a change of the figure that moves the fault's measure and as
little else as it can. *Left out*: sets in which no body could do so much of it. *Seen besides*: other faults that were
seen in those sets; some do occur together. The bar is {MIN_FAULT_SHARE:.0%}.

| exercise | fault | sets | found | left out | seen besides |
| --- | --- | --- | --- | --- | --- |"""
    below_bar = []
    for exercise in results.exercises:
        trials = [trial for trial in results.simulated_trials if trial.exercise == exercise.id]
        for fault in list_faults(exercise, exercise.levels[0]):
            summary = summarise_fault(fault.id, trials)
            besides = ", ".join(f"{other} {number}" for other, number in summary.other_faults.items()) or "–"
            share = f"{summary.found_share:.0%}" if summary.sets else "–"
            yield f"| {exercise.name} | {fault.id} | {summary.sets} | {share} | {summary.sets_off_target} | {besides} |"
            if summary.sets and summary.found_share < MIN_FAULT_SHARE:
                below_bar.append(f"{exercise.name}, {fault.id} ({share})")
    yield f"\nBelow the bar: {'; '.join(below_bar) or 'none'}."


def _other(results: AccuracyResults) -> Iterator[str]:
    yield """
## Other movement

Squats, walking about, sitting down and getting up, lying down, stretching, crawling, push-ups and more, seen from where
each exercise's camera stands. All that is counted here is wrong. Self-tests are left out: people do them on request,
and the coach doesn't look for them at other times.

| exercise | minutes | repetitions counted | seconds held | of what |
| --- | --- | --- | --- | --- |"""
    for exercise in results.exercises:
        if exercise.role is Role.TEST:
            continue
        trials = [trial for trial in results.other_movement_trials if trial.exercise == exercise.id]
        counts = summarise_false_counts(trials)
        sources = ", ".join(f"{movement} ({number})" for movement, number in counts.movements.items()) or "–"
        yield f"| {exercise.name} | {counts.minutes:.1f} | {counts.reps} | {counts.held_seconds:.1f} | {sources} |"


def _real(results: AccuracyResults) -> Iterator[str]:
    yield "\n## Real recordings\n"
    if not results.recording_counts:
        yield "Not measured in this run: give their folder, `uv run --group dev just accuracy --recordings DIR`."
        return
    yield "| recording | seconds | shows | right exercise's coach | every other coach |"
    yield "| --- | --- | --- | --- | --- |"
    for recording in results.recording_counts:
        exercise, reps = TRUE_REPS.get(recording.name, ("", 0))
        counts = {
            coach: f"{recording.reps[coach]} reps" if recording.reps[coach] else f"{seconds:.1f} s"
            for coach, seconds in recording.held_seconds.items()
            if recording.reps[coach] or seconds
        }
        right = counts.pop(exercise, "–")
        truth = "none of the exercises" if not exercise else f"{exercise}, {reps} reps" if reps else f"{exercise}, held"
        other = ", ".join(f"{coach}: {count}" for coach, count in counts.items()) or "nothing"
        yield f"| {recording.name} | {recording.seconds:.1f} | {truth} | {right} | {other} |"
    yield ""
