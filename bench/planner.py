"""The planner's speed against OR-tools' CP-SAT on the same problems, with the same answers.

uv run --group dev --group bench bench/planner.py

Each ratio compares two figures from one run, taken in turns, each the minimum of several: other work on the machine
can only add. "Its import counted" is what a running program already saves by not needing CP-SAT. "Both from nothing"
is measured by a fresh process itself, from before its first import to the answer; the work common to both, starting
Python and building the exercises, is left out. "Whole process" is the same seen from outside, with everything included.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # at run time the imports are part of the measurement
    from rearguard.library.exercise import Exercise
    from rearguard.library.program import Program
    from rearguard.plan.item import SearchItem
    from rearguard.plan.plan import Plan

    Task = tuple[Program, dict[str, Exercise]]

ROUNDS = 5
BENCH_FOLDER = Path(__file__).parent

PROBLEMS = [
    ("five", 300), ("five", 420), ("five", 600), ("ten", 300), ("ten", 600), ("twelve", 300), ("twelve", 600)
]  # fmt: skip
Limit = tuple[str, float, float, str]


def load_program(name: str) -> Task:
    """Return a programme and its exercises: the article's five, or a tests' clinic programme of ten or twelve."""
    sys.path.insert(0, str(BENCH_FOLDER.parent / "tests"))
    from support import clinic_programs, sample_exercises  # noqa: PLC0415 - not to be counted

    if name == "five":
        return sample_exercises.ARTICLE_PROGRAM, sample_exercises.ARTICLE_EXERCISES
    return clinic_programs.build_program(
        clinic_programs.TEN_EXERCISES if name == "ten" else clinic_programs.TWELVE_EXERCISES
    )


def run_our_planner(name: str, budget: int) -> dict[str, Any]:
    """Return our planner's answer and its seconds, in this process."""
    began = time.perf_counter()
    from rearguard.plan.planner import make_plan  # noqa: PLC0415 - what is measured
    from rearguard.plan.request import PlanInputs  # noqa: PLC0415
    from rearguard.safety.clearance import Clearance, Verdict  # noqa: PLC0415

    imported = time.perf_counter()
    program, sample_exercises = load_program(name)
    ready = time.perf_counter()
    plan = make_plan(PlanInputs(program=program, budget_s=budget), sample_exercises, Clearance(verdict=Verdict.OK))
    end_s = time.perf_counter()
    return {"import": imported - began, "answer": end_s - ready, "found": _found(plan, program, sample_exercises)}


def run_cp_sat(name: str, budget: int) -> dict[str, Any]:
    """Return CP-SAT's answer and its seconds, in this process, without the time of the parts of ours that it uses."""
    import rearguard.plan.search  # noqa: F401, PLC0415

    began = time.perf_counter()
    from cp_sat import PlanningTask  # noqa: PLC0415 - what is measured

    imported = time.perf_counter()
    task = PlanningTask(_items(*load_program(name)), budget)
    ready = time.perf_counter()
    exercise_count, short, share, seconds = task.solve()
    end_s = time.perf_counter()
    return {
        "import": imported - began,
        "answer": end_s - ready,
        "found": [exercise_count, short, round(share, 6), seconds],
    }


def _items(program: Program, exercises: dict[str, Exercise]) -> list[SearchItem]:
    from rearguard.plan.candidate import make_candidate  # noqa: PLC0415
    from rearguard.plan.item import make_search_item  # noqa: PLC0415

    return [
        make_search_item(
            make_candidate(exercise, exercise.levels[0], max_sets=part.sets, seconds=part.seconds, reps=part.reps)
        )
        for part in program.items
        for exercise in (exercises[part.exercise],)
    ]


def _found(plan: Plan, program: Program, exercises: dict[str, Exercise]) -> list[float]:
    """Return a plan's number of exercises, missing sets, sum of shares and seconds."""
    work = {step.exercise: (step.sets, step.seconds) for step in plan.steps if step.kind == "work"}
    share = short = 0.0
    for part, numbers in zip(program.items, _items(program, exercises), strict=True):
        sets, bout = work.get(part.exercise, (0, 0))
        short += part.sets - sets
        share += sets * bout / (part.sets * numbers.options[-1].bout)
    return [len(work), int(short), round(share, 6), plan.seconds]


def time_fastest(name: str, budget: int) -> float:
    """Return the fastest of several runs of our planner, with everything imported."""
    return min(float(run_our_planner(name, budget)["answer"]) for _ in range(ROUNDS))


def run_in_process(planner: str, name: str, budget: int) -> dict[str, Any]:
    """Run one problem in a fresh process; `whole` is the duration of the process, seen from here."""
    began = time.perf_counter()
    output = subprocess.check_output([sys.executable, __file__, planner, name, str(budget)])
    answer: dict[str, Any] = json.loads(output)
    return {**answer, "whole": time.perf_counter() - began}


def measure_planner() -> list[Limit]:
    """Time our planner alone, with everything imported."""
    bars: list[Limit] = []
    for name, step, limits in (("five", 30, (10, 40)), ("ten", 60, (None, 200)), ("twelve", 60, (None, 200))):
        times = [time_fastest(name, budget) for budget in range(120, 1801, step)]
        print(f"{name} exercises, {len(times)} budgets from 2 to 30 minutes: ", end="")
        print(f"median {median(times) * 1000:.1f} ms, worst {max(times) * 1000:.1f} ms")
        for statistic, value, limit in zip(("median", "worst"), (median(times), max(times)), limits, strict=True):
            if limit is not None:
                bars.append((f"{name} exercises, {statistic} ms", value * 1000, limit, "at most"))
    return bars


def compare_with_cp_sat() -> list[Limit]:
    """Time our planner and CP-SAT in turns."""
    print("\nCP-SAT / ours, in ms               answer   its import counted      both from nothing      whole process")
    bars: list[Limit] = []
    for name, budget in PROBLEMS:
        pairs = [(run_in_process("ours", name, budget), run_in_process("cp-sat", name, budget)) for _ in range(ROUNDS)]
        if any(mine["found"] != theirs["found"] for mine, theirs in pairs):
            sys.exit(f"{name} {budget}: not the same optimum: {pairs[0]}")
        cells = []
        for mine_is, other_is in (
            (("answer",), ("answer",)),
            (("answer",), ("import", "answer")),
            (("import", "answer"), ("import", "answer")),
            (("whole",), ("whole",)),
        ):
            mine = min(sum(side[key] for key in mine_is) for side, _ in pairs)
            other = min(sum(side[key] for key in other_is) for _, side in pairs)
            cells.append(f"{other * 1000:4.0f} / {mine * 1000:3.0f} = {other / mine:5.1f}")
            if mine_is != other_is:
                bars.append((f"{name} {budget // 60}:00, CP-SAT with its import / ours", other / mine, 50, "at least"))
        print(f"  {name:>6} {budget // 60:2}:00, same optimum  {'  '.join(cells)}")
    return bars


def main() -> None:
    """Run every measurement, or one problem when started as a fresh process for it."""
    match sys.argv[1:]:
        case ["ours", name, budget]:
            print(json.dumps(run_our_planner(name, int(budget))))
        case ["cp-sat", name, budget]:
            print(json.dumps(run_cp_sat(name, int(budget))))
        case _:
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            bars = [*measure_planner(), *compare_with_cp_sat()]
            print()
            for label, value, limit, way in bars:
                holds = value <= limit if way == "at most" else value >= limit
                print(f"{label}: {value:.1f} ({way} {limit:g}: {'holds' if holds else 'MISSED'})")


if __name__ == "__main__":
    main()
