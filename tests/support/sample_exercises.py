"""Exercises made in place, for tests that need others than the library's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rearguard.core.dose import Effort
from rearguard.library.exercise import (
    AmountRange,
    CueTexts,
    Dosage,
    Equipment,
    Exercise,
    Instructions,
    Level,
    Posture,
    Role,
    Sidedness,
    Tempo,
    Trait,
)
from rearguard.library.program import Program, ProgramItem
from rearguard.plan.request import PlanInputs
from rearguard.safety.clearance import Clearance, Verdict

CLEARED = Clearance(verdict=Verdict.OK)


def make_level(
    id_: str = "plain",
    effort: tuple[float, float] = (0.25, 0.22),
    *,
    needs: Iterable[Equipment] = (),
    traits: Iterable[Trait] = (),
    tempo: tuple[int, int, int] | None = None,
    sides: Sidedness | None = None,
    branch: bool = False,
) -> Level:
    """Return one level of a ladder."""
    return Level(
        id=id_,
        name=id_.capitalize(),
        origin="rearguard",
        effort=Effort(*effort),
        needs=frozenset(needs),
        traits=frozenset(traits),
        tempo=None if tempo is None else Tempo(up=tempo[0], hold=tempo[1], down=tempo[2]),
        sides=sides,
        branch=branch,
    )


def make_exercise(
    id_: str,
    *,
    posture: Posture = Posture.FLOOR,
    role: Role = Role.STRENGTHEN,
    each: bool = False,
    reps: int | None = None,
    tempo: tuple[int, int, int] = (1, 2, 1),
    seconds: tuple[int, int, int] | None = None,
    hold: bool = False,
    rest: int = 0,
    step_in: int = 0,
    effort: tuple[float, float] = (0.25, 0.22),
    levels: Sequence[Level] = (),
    needs: Iterable[Equipment] = (),
    traits: Iterable[Trait] = (),
    work: Sequence[str] = ("Slowly.", "Breathe.", "Long.", "Easy."),
    tempo_words: tuple[str, str, str] | None = None,
) -> Exercise:
    """Return an exercise: counted with `reps`, else timed with (smallest, usual, largest) `seconds`."""
    counted = reps is not None
    return Exercise(
        id=id_,
        name=id_.replace("-", " ").capitalize(),
        summary="What it is.",
        role=role,
        posture=posture,
        sides=Sidedness.EACH if each else Sidedness.TOGETHER,
        needs=frozenset(needs),
        traits=frozenset(traits),
        dose=Dosage(
            measure="reps" if counted else "hold" if hold else "steps",
            sets=AmountRange(smallest=1, usual=3, largest=3),
            reps=None if reps is None else AmountRange(smallest=min(8, reps), usual=reps, largest=max(15, reps)),
            tempo=Tempo(up=tempo[0], hold=tempo[1], down=tempo[2]) if counted else None,
            seconds=None if seconds is None else AmountRange(smallest=seconds[0], usual=seconds[1], largest=seconds[2]),
            rest=rest,
            step_in=step_in,
        ),
        levels=tuple(levels) or (make_level(effort=effort),),
        say=Instructions(
            setup=("Get ready.", "Not yet."),
            cues=CueTexts(start="Go.", work=tuple(work)),
            tempo_words=tempo_words,
            feel="Where it works.",
            stop=("pain",),
        ),
    )


GLUTE_BRIDGE = make_exercise(
    "glute-bridge", reps=10, rest=20, effort=(0.25, 0.22), needs=[Equipment.FLOOR], traits=[Trait.ON_BACK]
)
CLAMSHELL = make_exercise(
    "clamshell",
    each=True,
    reps=10,
    tempo=(1, 1, 1),
    tempo_words=("open", "hold", "close"),
    effort=(0.37, 0.37),
    needs=[Equipment.FLOOR],
    traits=[Trait.SIDE_LYING],
)
MONSTER_WALK = make_exercise(
    "monster-walk",
    posture=Posture.STANDING,
    seconds=(30, 60, 60),
    rest=30,
    effort=(0.14, 0.33),
    needs=[Equipment.BAND],
    traits=[Trait.RESISTANCE_BAND, Trait.WIDE_STEP],
)
RUNNERS_STRETCH = make_exercise(
    "runners-stretch",
    posture=Posture.STANDING,
    role=Role.STRETCH,
    each=True,
    seconds=(30, 30, 60),
    hold=True,
    step_in=5,
    effort=(0.0, 0.0),
    traits=[Trait.HIP_EXTENSION_STRETCH],
)
PIRIFORMIS_STRETCH = make_exercise(
    "piriformis-stretch",
    posture=Posture.CHAIR,
    role=Role.STRETCH,
    each=True,
    seconds=(30, 30, 60),
    hold=True,
    effort=(0.0, 0.0),
    needs=[Equipment.CHAIR],
    traits=[Trait.CROSSED_HIP_FLEXION],
)
GLUTE_SQUEEZE = make_exercise(
    "glute-squeeze", posture=Posture.STANDING, reps=10, tempo=(1, 3, 1), rest=15, effort=(0.40, 0.25)
)

ARTICLE_EXERCISES = {
    exercise.id: exercise for exercise in (GLUTE_BRIDGE, MONSTER_WALK, CLAMSHELL, RUNNERS_STRETCH, PIRIFORMIS_STRETCH)
}


def make_program(*items: ProgramItem) -> Program:
    """Return a programme of these items."""
    return Program(id="test", name="Test", items=items)


ARTICLE_PROGRAM = make_program(
    ProgramItem(exercise="glute-bridge", sets=3),
    ProgramItem(exercise="monster-walk", sets=3, seconds=60),
    ProgramItem(exercise="clamshell", sets=3),
    ProgramItem(exercise="runners-stretch", sets=1, seconds=30),
    ProgramItem(exercise="piriformis-stretch", sets=1, seconds=30),
)


def make_request(budget: int, program: Program = ARTICLE_PROGRAM) -> PlanInputs:
    """Return a request to fit a programme into a number of seconds."""
    return PlanInputs(program=program, budget_s=budget)
