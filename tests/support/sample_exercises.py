"""Exercises made in place, for tests that need other ones than the library's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rearguard.core.dose import Effort
from rearguard.library.exercise import (
    Cues,
    Doses,
    Exercise,
    Level,
    Need,
    Posture,
    Range,
    Role,
    Say,
    Sides,
    Tempo,
    Trait,
)
from rearguard.library.program import Item, Program
from rearguard.plan.request import Request
from rearguard.safety.clearance import Clearance, Verdict

CLEARED = Clearance(verdict=Verdict.OK)


def level(
    id_: str = "plain",
    effort: tuple[float, float] = (0.25, 0.22),
    *,
    needs: Iterable[Need] = (),
    traits: Iterable[Trait] = (),
    tempo: tuple[int, int, int] | None = None,
    sides: Sides | None = None,
    branch: bool = False,
) -> Level:
    """Return one step of a ladder."""
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


def exercise(
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
    needs: Iterable[Need] = (),
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
        sides=Sides.EACH if each else Sides.TOGETHER,
        needs=frozenset(needs),
        traits=frozenset(traits),
        dose=Doses(
            measure="reps" if counted else "hold" if hold else "steps",
            sets=Range(smallest=1, usual=3, largest=3),
            reps=None if reps is None else Range(smallest=min(8, reps), usual=reps, largest=max(15, reps)),
            tempo=Tempo(up=tempo[0], hold=tempo[1], down=tempo[2]) if counted else None,
            seconds=None if seconds is None else Range(smallest=seconds[0], usual=seconds[1], largest=seconds[2]),
            rest=rest,
            step_in=step_in,
        ),
        levels=tuple(levels) or (level(effort=effort),),
        say=Say(
            setup=("Get ready.", "Not yet."),
            cues=Cues(start="Go.", work=tuple(work)),
            tempo_words=tempo_words,
            feel="Where it works.",
            stop=("pain",),
        ),
    )


BRIDGE = exercise("glute-bridge", reps=10, rest=20, effort=(0.25, 0.22), needs=[Need.FLOOR], traits=[Trait.ON_BACK])
CLAM = exercise(
    "clamshell",
    each=True,
    reps=10,
    tempo=(1, 1, 1),
    tempo_words=("open", "hold", "close"),
    effort=(0.37, 0.37),
    needs=[Need.FLOOR],
    traits=[Trait.SIDE_LYING],
)
WALK = exercise(
    "monster-walk",
    posture=Posture.STANDING,
    seconds=(30, 60, 60),
    rest=30,
    effort=(0.14, 0.33),
    needs=[Need.BAND],
    traits=[Trait.RESISTANCE_BAND, Trait.WIDE_STEP],
)
RUNNER = exercise(
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
PIRIFORMIS = exercise(
    "piriformis-stretch",
    posture=Posture.CHAIR,
    role=Role.STRETCH,
    each=True,
    seconds=(30, 30, 60),
    hold=True,
    effort=(0.0, 0.0),
    needs=[Need.CHAIR],
    traits=[Trait.CROSSED_HIP_FLEXION],
)
SQUEEZE = exercise("glute-squeeze", posture=Posture.STANDING, reps=10, tempo=(1, 3, 1), rest=15, effort=(0.40, 0.25))

ARTICLE = {one.id: one for one in (BRIDGE, WALK, CLAM, RUNNER, PIRIFORMIS)}


def program(*items: Item) -> Program:
    """Return a programme of these items."""
    return Program(id="test", name="Test", items=items)


FULL = program(
    Item(exercise="glute-bridge", sets=3),
    Item(exercise="monster-walk", sets=3, seconds=60),
    Item(exercise="clamshell", sets=3),
    Item(exercise="runners-stretch", sets=1, seconds=30),
    Item(exercise="piriformis-stretch", sets=1, seconds=30),
)


def request(budget: int, of: Program = FULL) -> Request:
    """Return the wish to fit a programme into so many seconds."""
    return Request(program=of, budget=budget)
