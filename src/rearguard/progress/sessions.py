"""The journal as far as progress goes: what was done of each session, what was felt, what a person chose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.journal.entry import Entry, Kind
from rearguard.library.exercise import Need, Trait
from rearguard.plan.plan import Kind as StepKind
from rearguard.progress.ladder import Reach

KINDS = (Kind.SESSION_STARTED, Kind.STEP_DONE, Kind.SET_JUDGED, Kind.SESSION_ENDED, Kind.FELT, Kind.LEVEL_CHANGED)
"""The entries that are read."""

LATE = timedelta(days=3)
"""What is told of a session later than this counts no more: by then it is settled, and so is what follows from it."""

SEEN = 0.8
"""The share of a set in which a camera must have seen somebody for its count to be believed."""


@value(kw_only=True)
class Performance:
    """What was done of one exercise in one session."""

    exercise: str
    level: str
    planned: int
    """Bouts: sets, each side of what has sides by itself."""
    done: int
    amount: int
    """Repetitions that were planned a set, or the seconds of all sets of what is timed."""
    sets: int
    """Sets that were planned."""
    pain: float = 0.0
    """The worst of it, 0 to 10."""
    eased: bool = False
    """Whether it was made easier on the way."""
    score: float | None = None
    """The form score in [0, 1]; None: nobody watched."""
    short: bool = False
    """Whether a camera that saw it well counted fewer repetitions than were planned."""

    @property
    def complete(self) -> bool:
        """Whether all of it was done, as it was planned."""
        return self.done >= self.planned and not self.eased


@value(kw_only=True)
class Session:
    """One session, with all that was told of it."""

    id: str
    at: datetime
    performances: tuple[Performance, ...]
    reach: Reach
    broken_off: bool = False
    """Whether it was pain, a crash or a power cut that ended it: then what is missing is nobody's weakness."""
    effort: float | None = None
    """How hard it was, 0 to 10 (Borg CR10); None: not told."""
    morning: float | None = None
    """Pain on the next morning that was not there before the session, 0 to 10; None: not told."""
    alarm: bool = False
    """Whether new numbness was told of it."""


@value(kw_only=True)
class Choice:
    """What a person decided: a level (`level`), that a change is undone (`change`), or an easy week (neither)."""

    id: str
    at: datetime
    exercise: str = ""
    level: str | None = None
    change: str | None = None


Happened = Session | Choice


def story(entries: Iterable[Entry]) -> tuple[Happened, ...]:
    """Return what a person's entries tell, in the order of time.

    Args:
        entries: in any order; other kinds are passed over, and so is what belongs to a session that is not among them.
    """
    began: dict[str, Entry] = {}
    told: defaultdict[str, list[Entry]] = defaultdict(list)
    choices: list[Choice] = []
    for entry in entries:
        name = entry.data.get("session") or entry.data.get("morning_after")
        if entry.kind is Kind.SESSION_STARTED and isinstance(name, str):
            began[name] = entry
        elif entry.kind is Kind.LEVEL_CHANGED and "index" not in entry.data:
            choices.append(_choice(entry))
        elif entry.kind in KINDS and isinstance(name, str):
            told[name].append(entry)
    sessions = [one for name, entry in began.items() if (one := _understood(entry, told[name])) is not None]
    return tuple(sorted([*sessions, *choices], key=lambda one: (one.at, one.id)))


def _understood(began: Entry, told: Iterable[Entry]) -> Session | None:
    """Return a session; None when another version wrote what is not understood here."""
    try:
        return _session(began, told)
    except (LookupError, TypeError, ValueError, AttributeError):
        return None


def _choice(entry: Entry) -> Choice:
    data = entry.data
    return Choice(
        id=str(entry.id),
        at=entry.at,
        exercise=str(data.get("exercise", "")),
        level=None if data.get("level") is None else str(data["level"]),
        change=None if data.get("undone") is None else str(data["undone"]),
    )


def _session(began: Entry, told: Iterable[Entry]) -> Session:
    told = [entry for entry in told if entry.at - began.at <= LATE]
    felt = [entry.data for entry in told if entry.kind is Kind.FELT]
    ended = [entry.data["reason"] for entry in told if entry.kind is Kind.SESSION_ENDED]
    efforts = _scores(felt, "effort")
    mornings = _scores((data for data in felt if "morning_after" in data), "pain")
    return Session(
        id=began.data["session"],
        at=began.at,
        performances=tuple(_performances(began, told, felt)),
        reach=_reach(began.data),
        broken_off=bool(ended) and ended[-1] in {"hurt", "interrupted"},
        effort=efforts[-1] if efforts else None,
        morning=mornings[-1] if mornings else None,
        alarm=any(data.get("new_numbness") is True for data in felt),
    )


def _scores(felt: Iterable[Mapping[str, Any]], name: str) -> list[float]:
    """Return what was told under a name; what is no number, another has written, and it says nothing."""
    told = (data.get(name) for data in felt)
    return [score for score in told if isinstance(score, int | float) and not isinstance(score, bool)]


def _reach(data: Mapping[str, Any]) -> Reach:
    """Return what could be done; sessions of before this was kept could do all."""
    needs, traits = data.get("have"), data.get("barred")
    return Reach(
        have=frozenset(Need) if needs is None else frozenset(Need) & frozenset(needs),
        barred=frozenset(Trait) & frozenset(traits or ()),
    )


def _performances(began: Entry, told: Iterable[Entry], felt: Iterable[Mapping[str, Any]]) -> Iterable[Performance]:
    steps = began.data["plan"]["steps"]
    planned: defaultdict[str, list[int]] = defaultdict(list)
    for index, step in enumerate(steps):
        if step["kind"] == StepKind.WORK:
            planned[step["exercise"]].append(index)
    done = {entry.data["index"] for entry in told if entry.kind is Kind.STEP_DONE}
    eased = {entry.data["exercise"] for entry in told if entry.kind is Kind.LEVEL_CHANGED}
    judged = {entry.data["index"]: entry.data for entry in told if entry.kind is Kind.SET_JUDGED}
    for name, indices in planned.items():
        bouts = [steps[index] for index in indices]
        pains = _scores((data for data in felt if data.get("exercise") == name), "pain")
        if not (done & set(indices) or pains or name in eased):
            continue  # not begun
        seen = [judged[index] for index in indices if index in judged]
        scores = [data["score"] for data in seen if data["score"] is not None]
        yield Performance(
            exercise=name,
            level=bouts[0]["level"],
            planned=len(bouts),
            done=len(done & set(indices)),
            amount=bouts[0]["reps"] or _a_side(bouts),
            sets=bouts[0]["sets"],
            pain=max(pains, default=0.0),
            eased=name in eased,
            score=sum(scores) / len(scores) if scores else None,
            short=any(_short(data) for data in seen),
        )


def _a_side(bouts: Iterable[Mapping[str, Any]]) -> int:
    """Return the seconds of what is timed, on the side that has more."""
    sides = dict.fromkeys((Side.LEFT, Side.RIGHT), 0)
    for bout in bouts:
        for side in sides:
            sides[side] += bout["seconds"] if bout["side"] in {side, Side.BOTH} else 0
    return max(sides.values())


def _short(judged: Mapping[str, Any]) -> bool:
    planned = judged["planned"]["reps"]
    return planned is not None and judged["seen"] >= SEEN and len(judged["reps"]) < planned
