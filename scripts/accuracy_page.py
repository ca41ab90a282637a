"""The page that says how well the coach sees: every number is computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from support.simulation import pose_estimation
from support.simulation.accuracy_summary import alarms, counting, finding, quiet
from support.simulation.performance import PACE
from support.simulation.person import AIM, ASKEW, RATE
from support.simulation.trial import Passing, Trial, flaws

from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Role


@value(kw_only=True)
class Real:
    """What every exercise's coach counted in a real recording."""

    name: str
    seconds: float
    reps: Mapping[str, int]
    held: Mapping[str, float]


TRUTH: Mapping[str, tuple[str, int]] = {
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


COLUMNS = (
    "| exercise | sets | exact | off by one at most | mean error | hold, mean error | worst | side | any fault seen |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
)


FOUND = 0.5
"""Of the pictures: where the pose model found somebody in fewer, there was nothing to judge."""

BAR = 0.95
"""The share of sets with a fault in which it should be found."""


@value(kw_only=True)
class Results:
    """All that was measured."""

    exercises: Sequence[Exercise]
    plain: Sequence[Trial]
    drawn: Sequence[Trial]
    passings: Sequence[Passing]
    reals: Sequence[Real]
    seconds: float
    processes: int


def page(results: Results) -> str:
    """Return the page as Markdown."""
    parts = [_head(results), _good(results), _drawn(results), _faults(results), _other(results), _real(results)]
    return "\n".join(line for part in parts for line in part)


def _head(results: Results) -> Iterator[str]:
    minutes = sum(trial.seconds for trial in results.plain) / 60
    yield f"""\
# How well the coach sees

<!-- Generated: uv run just accuracy -->

Every number here was computed by `uv run just accuracy`, in {results.seconds:.0f} s in {results.processes} processes.

## What is simulated and what is real

**Simulated people** ({len(results.plain)} sets, {minutes:.0f} minutes) do an exercise as its file draws it. They are
1.50 to 1.95 m tall with limbs up to a tenth longer or shorter than usual; they repeat unevenly, at {PACE[0]} to
{PACE[1]} times the tempo, rest, do half repetitions, get up in between, walk out of the picture. The camera stands
about where the file asks for it, up to {ASKEW:.0f}° beside that, at any sensible height and distance, upright or
across, with the head to either side, and takes {RATE[0]:.0f} to {RATE[1]:.0f} uneven pictures a second.

What a pose model reports of them is the truth with errors on it, here in lengths of the trunk: jitter from picture to
picture ({pose_estimation.WHITE}), slow wandering ({pose_estimation.DRIFT}, forgotten after
{pose_estimation.DRIFT_SECONDS} s), a bias that each person has ({pose_estimation.ASTRAY}) and one that goes with the
posture ({pose_estimation.ASTRAY_BY_POSE}); hidden limbs that wander {pose_estimation.HIDDEN_TIMES:.0f} times as far,
low visibility of what is hidden or outside, legs that change places in side views
({pose_estimation.SWAPS_A_SECOND * 60:.1f} bursts a minute), pictures in which nobody is found. Each of these was
fitted to recordings of real people, on the worse side of what was found, but for the two biases: no marker system
stood beside the recordings, so those are our choice.

**Drawn people** are simulated people drawn as solid figures; the real pose model (MediaPipe's *full*) looks at the
pictures. Their errors are real, their bodies are not.

**Real recordings** are landmarks that the real model found in clips of real people. They are not shipped.

What no simulation shows: clothes that hide the hips, furniture, two people, bad light. And the simulated people move as
our figures do; people have habits of their own."""


def _good(results: Results) -> Iterator[str]:
    yield """
## Counting and timing

People who do nothing wrong. A set is *exact* when every whole repetition was counted and nothing else. A stretch's
error is that of each hold, from half-way in to half-way out. *Side*: told right where nobody said it.
"""
    yield from COLUMNS
    for exercise in results.exercises:
        good = [one for one in results.plain if one.exercise == exercise.id and one.truth.flaw is None]
        yield _row(exercise, good)
    yield "\nFaults that were seen in these sets though there was none (share of the sets):\n"
    for exercise in results.exercises:
        good = [one for one in results.plain if one.exercise == exercise.id and one.truth.flaw is None]
        shares = ", ".join(f"{id_} {share:.1%}" for id_, share in alarms(good).items() if id_ != "any")
        yield f"- {exercise.name}: {shares or 'none'}"


def _row(exercise: Exercise, good: Sequence[Trial]) -> str:
    number = counting(good)
    hold = f"{number.hold_error:.2f} s | {number.hold_worst:.2f} s" if number.holds else "– | –"
    counted = (
        "– | – | –"
        if exercise.dose.measure == "hold"
        else f"{number.exact:.1%} | {number.within_one:.1%} | {number.error:.3f}"
    )
    told = f"{number.sides:.1%}" if any(trial.sides and trial.truth.side != "both" for trial in good) else "–"
    return f"| {exercise.name} | {number.sets} | {counted} | {hold} | {told} | {alarms(good)['any']:.1%} |"


def _drawn(results: Results) -> Iterator[str]:
    yield "\n## Drawn people, through the real pose model\n"
    if not results.drawn:
        yield "Not measured: the extra `video` was not installed, or the page's model not built."
        return
    yield from COLUMNS
    for exercise in results.exercises:
        yield _row(exercise, [one for one in results.drawn if one.exercise == exercise.id and one.found >= FOUND])
    nobody = [one for one in results.drawn if one.found < FOUND]
    yield f"\nLeft out: {len(nobody)} of {len(results.drawn)} sets, in most pictures of which the model found nobody."


def _faults(results: Results) -> Iterator[str]:
    yield f"""
## Faults

Each fault of each exercise is dialled in at {AIM} times its margin past its bound, as an ideal camera at the person's
own place would measure it: a change of the figure is solved for that moves the fault's measure and as little else as it
can. *Left out*: sets in which no body could do so much of it. *Seen besides*: other faults that were seen in those
sets; some really come together. The bar is {BAR:.0%}.

| exercise | fault | sets | found | left out | seen besides |
| --- | --- | --- | --- | --- | --- |"""
    short = []
    for exercise in results.exercises:
        mine = [one for one in results.plain if one.exercise == exercise.id]
        for flaw in flaws(exercise, exercise.levels[0]):
            told = finding(flaw.id, mine)
            besides = ", ".join(f"{id_} {number}" for id_, number in told.instead.items()) or "–"
            found = f"{told.found:.0%}" if told.sets else "–"
            yield f"| {exercise.name} | {flaw.id} | {told.sets} | {found} | {told.missed_its_aim} | {besides} |"
            if told.sets and told.found < BAR:
                short.append(f"{exercise.name}, {flaw.id} ({found})")
    yield f"\nBelow the bar: {'; '.join(short) or 'none'}."


def _other(results: Results) -> Iterator[str]:
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
        said = quiet([one for one in results.passings if one.exercise == exercise.id])
        by = ", ".join(f"{does} ({number})" for does, number in said.by.items()) or "–"
        yield f"| {exercise.name} | {said.minutes:.1f} | {said.reps} | {said.held:.1f} | {by} |"


def _real(results: Results) -> Iterator[str]:
    yield "\n## Real recordings\n"
    if not results.reals:
        yield "Not measured in this run: give their folder, `uv run just accuracy --recordings DIR`."
        return
    yield "| recording | seconds | shows | right exercise's coach | every other coach |"
    yield "| --- | --- | --- | --- | --- |"
    for real in results.reals:
        shown, reps = TRUTH.get(real.name, ("", 0))
        counted = {
            id_: f"{real.reps[id_]} reps" if real.reps[id_] else f"{held:.1f} s"
            for id_, held in real.held.items()
            if real.reps[id_] or held
        }
        right = counted.pop(shown, "–")
        true = "none of the exercises" if not shown else f"{shown}, {reps} reps" if reps else f"{shown}, held"
        other = ", ".join(f"{id_}: {what}" for id_, what in counted.items()) or "nothing"
        yield f"| {real.name} | {real.seconds:.1f} | {true} | {right} | {other} |"
    yield ""
