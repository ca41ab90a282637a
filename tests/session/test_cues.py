from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.random_programs import PlanningTask, planning_tasks
from support.sample_exercises import (
    ARTICLE_EXERCISES,
    CLEARED,
    GLUTE_SQUEEZE,
    MONSTER_WALK,
    make_exercise,
    make_program,
    make_request,
)
from support.sample_plans import SEVEN_MINUTE_PLAN

from rearguard.core.side import Side
from rearguard.library.exercise import CueTexts, Posture, Role
from rearguard.library.loader import load_folders
from rearguard.library.program import ProgramItem
from rearguard.plan.plan import Plan, Step, StepKind
from rearguard.plan.planner import make_plan
from rearguard.plan.request import PlanInputs
from rearguard.session.cue import Cue, CueKind
from rearguard.session.cue_schedule import BREATH_S, MIN_HALFWAY_BOUT_S, speech_seconds
from rearguard.session.timeline import LEAD_IN_S, Timeline, make_timeline

SENTENCES = set(CueKind) - {CueKind.TEMPO, CueKind.COUNT}


def planned(task: PlanningTask) -> Plan:
    return make_plan(PlanInputs(program=task.program, budget_s=900), task.exercises, CLEARED)


def inside(line: Timeline, step: Step) -> list[Cue]:
    """Return the cues of one step."""
    return [cue for cue in line.cues if step.at <= cue.at < step.end]


def before_bout(line: Timeline, index: int) -> list[Cue]:
    """Return the cues of all that lies between a bout and the one before."""
    opening = (
        line.preparation_start(index) if any(step.kind is StepKind.WORK for step in line.steps[:index]) else -line.lead
    )
    return [cue for cue in line.cues if opening <= cue.at < line.steps[index].at]


def texts(cues: list[Cue], moment: CueKind | None = None) -> list[str]:
    return [str(cue.text) for cue in cues if moment in {None, cue.kind}]


@given(planning_tasks(), st.sampled_from([0.0, 3.0, LEAD_IN_S]))
@settings(max_examples=40, deadline=None)
def test_at_any_time_one_cue_at_most_is_due_and_all_on_the_timeline(task: PlanningTask, lead: float) -> None:
    plan = planned(task)

    line = make_timeline(plan, task.exercises, lead)

    assert all(a.at < b.at for a, b in pairwise(line.cues))
    assert -lead <= line.cues[0].at
    assert line.cues[-1].at == line.seconds
    assert line.cues[-1].kind is CueKind.DONE


@given(planning_tasks())
@settings(max_examples=40, deadline=None)
def test_every_bout_has_a_start_a_middle_and_an_end(task: PlanningTask) -> None:
    line = make_timeline(planned(task), task.exercises)

    for step in line.steps:
        if step.kind is not StepKind.WORK:
            continue
        moments = {cue.kind: cue.at for cue in inside(line, step)}
        assert moments[CueKind.START] == step.at
        if step.reps is not None and step.tempo is not None:
            assert step.reps == 1 or moments[CueKind.LAST] == step.end - step.tempo.seconds
            assert step.reps <= 2 or moments[CueKind.HALFWAY] == step.at + step.reps // 2 * step.tempo.seconds
        else:
            counts = [cue for cue in inside(line, step) if cue.kind is CueKind.COUNT]
            assert [(cue.at, str(cue.text)) for cue in counts] == [
                (step.end - 3, "Three"),
                (step.end - 2, "Two"),
                (step.end - 1, "One"),
            ]
            assert step.seconds < MIN_HALFWAY_BOUT_S or moments[CueKind.HALFWAY] == step.at + step.seconds / 2


@given(planning_tasks(), st.sampled_from([1.0, LEAD_IN_S]))
@settings(max_examples=40, deadline=None)
def test_every_exercise_is_announced_before_its_first_bout(task: PlanningTask, lead: float) -> None:
    line = make_timeline(planned(task), task.exercises, lead)

    announced: set[str] = set()
    for i, step in enumerate(line.steps):
        if step.kind is StepKind.WORK and step.exercise not in announced:
            announced.add(step.exercise)
            name = task.exercises[step.exercise].name
            side = "" if step.side is Side.BOTH else ", right leg"
            assert texts(before_bout(line, i), CueKind.SETUP)[0] == f"{name}{side}."


@given(planning_tasks())
@settings(max_examples=40, deadline=None)
def test_every_other_bout_is_announced_by_switch_by_set_or_by_name(task: PlanningTask) -> None:
    line = make_timeline(planned(task), task.exercises)

    work = [i for i, step in enumerate(line.steps) if step.kind is StepKind.WORK]
    announced = {line.steps[work[0]].exercise} if work else set()
    for i, j in pairwise(work):
        step, last = line.steps[j], line.steps[i]
        name = task.exercises[step.exercise].name
        named = f"{name}, {step.side} leg." if step.side is not Side.BOTH else f"{name}."
        spoken = texts(before_bout(line, j))
        if j == i + 1:
            assert texts(inside(line, step))[0] == named
        elif line.steps[i + 1].kind is StepKind.REST:
            assert spoken == ["Rest.", f"Set {step.set} of {step.sets} next."]
        elif step.exercise == last.exercise and step.side is not last.side:
            assert spoken == ["Switch sides."]
        elif step.exercise in announced:
            assert spoken == [named]
        announced.add(step.exercise)


@pytest.mark.parametrize("name", ["article", "desk-snack"])
@pytest.mark.parametrize("minutes", [3, 7, 12])
def test_in_ours_no_line_of_form_cuts_a_sentence_or_is_cut(name: str, minutes: int) -> None:
    library = load_folders()
    plan = make_plan(PlanInputs(program=library.programs[name], budget_s=minutes * 60), library.exercises, CLEARED)
    sentences = [cue for cue in make_timeline(plan, library.exercises).cues if cue.kind in SENTENCES]

    form = 0
    for cue, following in pairwise(sentences):
        if CueKind.FORM in {cue.kind, following.kind}:
            words = len(str(cue.text).split())
            assert following.at - cue.at >= words / 2.5, (cue, following)
            form += 1
    assert form


def test_lines_of_form_have_time_even_where_there_are_many() -> None:
    words = tuple(f"Line {i} that takes its time to say." for i in range(9))
    hold = make_exercise("hold", seconds=(40, 40, 40), hold=True, work=words)

    line = make_timeline(
        make_plan(make_request(60, make_program(ProgramItem(exercise="hold", sets=1))), {"hold": hold}, CLEARED),
        {"hold": hold},
    )

    form = [cue.at for cue in line.cues if cue.kind is CueKind.FORM]
    assert len(form) >= 4
    assert all(b - a >= 8 / 2.5 for a, b in pairwise(form))


def test_what_is_timed_has_last_words_before_the_countdown() -> None:
    plan = make_timeline(make_plan(make_request(420), ARTICLE_EXERCISES, CLEARED), load_folders().exercises)
    walk = next(step for step in plan.steps if step.kind is StepKind.WORK and step.exercise == "monster-walk")

    ending = [(cue.at - walk.end, str(cue.text)) for cue in inside(plan, walk) if cue.at >= walk.end - 5]

    assert ending == [(-5, "Last few steps."), (-3, "Three"), (-2, "Two"), (-1, "One")]


def test_a_repetition_is_led_by_the_words_of_its_tempo() -> None:
    line = make_timeline(SEVEN_MINUTE_PLAN, ARTICLE_EXERCISES)
    clam = next(step for step in line.steps if step.kind is StepKind.WORK and step.exercise == "clamshell")

    third = [(cue.at - clam.at, str(cue.text)) for cue in line.cues if clam.at + 3 <= cue.at < clam.at + 6]

    assert third == [(3, "open"), (4, "hold"), (5, "close")]


def test_a_bout_of_three_seconds_is_not_counted_down_from_before_it_begins() -> None:
    blink = make_exercise("blink", seconds=(3, 3, 3), hold=True)

    line = make_timeline(
        make_plan(make_request(60, make_program(ProgramItem(exercise="blink", sets=1))), {"blink": blink}, CLEARED),
        {"blink": blink},
    )

    assert [str(cue.text) for cue in line.cues if cue.kind is CueKind.COUNT] == ["Two", "One"]
    assert [cue.at for cue in line.cues if cue.kind is CueKind.START] == [0]


def test_a_stretch_that_comes_back_after_another_exercise_is_called_by_name() -> None:
    clam = make_exercise("clam", reps=5, rest=20)
    figure = make_exercise(
        "figure",
        role=Role.STRETCH,
        each=True,
        seconds=(30, 30, 30),
        hold=True,
        effort=(0.0, 0.0),
        posture=Posture.FLOOR,
    )
    both = {"clam": clam, "figure": figure}
    plan = make_plan(
        make_request(600, make_program(ProgramItem(exercise="clam", sets=3), ProgramItem(exercise="figure", sets=1))),
        both,
        CLEARED,
    )

    spoken = [str(cue.text) for cue in make_timeline(plan, both).cues]

    assert "Figure, left leg." in spoken
    assert "Switch sides." not in spoken


def test_an_exercise_that_is_new_while_standing_is_announced_before_its_bout() -> None:
    both = {exercise.id: exercise for exercise in (GLUTE_SQUEEZE, MONSTER_WALK)}
    wish = make_program(
        ProgramItem(exercise="glute-squeeze", sets=1), ProgramItem(exercise="monster-walk", sets=1, seconds=60)
    )

    line = make_timeline(make_plan(make_request(300, wish), both, CLEARED), both)

    assert [str(cue.text) for cue in line.cues if 50 <= cue.at < 60] == ["Monster walk.", "Get ready.", "Not yet."]


def test_words_of_ones_own_replace_ours() -> None:
    cues = CueTexts(start="Los.", halfway="Die Hälfte.", last="Noch einmal.", switch="Andere Seite.")
    clam = make_exercise("clam", each=True, reps=4)
    clam = replace(clam, say=replace(clam.say, setup=("Hinlegen.",), cues=cues))

    line = make_timeline(
        make_plan(make_request(90, make_program(ProgramItem(exercise="clam", sets=1))), {"clam": clam}, CLEARED),
        {"clam": clam},
    )

    assert {str(cue.text) for cue in line.cues} == {
        "Clam, right leg.",
        "Hinlegen.",
        "Los.",
        "Die Hälfte.",
        "Noch einmal.",
        "Andere Seite.",
        "Done. Nice work.",
    }


def test_the_next_time_to_look_is_that_of_the_next_step_or_cue() -> None:
    line = make_timeline(SEVEN_MINUTE_PLAN, ARTICLE_EXERCISES)
    times = sorted({*(cue.at for cue in line.cues), *(step.at for step in line.steps), line.seconds})

    position, tick_times = -LEAD_IN_S, list[float]()
    while position < line.seconds:
        position = line.next_change_at(position)
        tick_times.append(position)

    assert tick_times == [at for at in times if at > -LEAD_IN_S]


PACES = st.floats(0.5, 2.0)


@given(planning_tasks(), st.sampled_from([3.0, LEAD_IN_S, 20.0]), PACES)
@settings(max_examples=60, deadline=None)
def test_whatever_the_pace_what_is_said_before_a_bout_is_over_when_it_begins(
    task: PlanningTask, lead: float, pace: float
) -> None:
    line = make_timeline(planned(task), task.exercises, lead, pace)

    for i, step in enumerate(line.steps):
        if step.kind is StepKind.WORK:
            lines = [cue for cue in before_bout(line, i) if cue.kind is CueKind.SETUP]
            assert all(b.at >= a.at + speech_seconds(a.text, pace) - 1e-9 for a, b in pairwise(lines))
            # The name is said even where there is no time for it.
            assert all(cue.at + speech_seconds(cue.text, pace) - BREATH_S <= step.at + 1e-9 for cue in lines[1:])


@given(planning_tasks(), PACES)
@settings(max_examples=40, deadline=None)
def test_whatever_the_pace_every_bout_has_its_name_or_change_its_start_and_its_end(
    task: PlanningTask, pace: float
) -> None:
    plan = planned(task)
    usual, other = make_timeline(plan, task.exercises), make_timeline(plan, task.exercises, LEAD_IN_S, pace)

    always = {CueKind.START, CueKind.SWITCH, CueKind.COUNT, CueKind.LAST, CueKind.DONE, CueKind.TEMPO, CueKind.REST}
    names = [cue for cue in usual.cues if cue.kind in always - {CueKind.LAST, CueKind.TEMPO}]
    assert [cue for cue in other.cues if cue.kind in always - {CueKind.LAST, CueKind.TEMPO}] == names
    for i, step in enumerate(plan.steps):
        if step.kind is StepKind.WORK:
            assert bool(texts(before_bout(other, i))) == bool(texts(before_bout(usual, i)))
            assert texts(before_bout(other, i))[:1] == texts(before_bout(usual, i))[:1]


@pytest.mark.parametrize("pace", [0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.5])
def test_in_our_plan_a_slow_voice_says_fewer_set_up_lines_and_the_first_ones(pace: float) -> None:
    library = load_folders()
    plan = make_plan(PlanInputs(program=library.programs["article"], budget_s=420), library.exercises, CLEARED)

    def spoken_lines(pace: float) -> list[list[str]]:
        line = make_timeline(plan, library.exercises, LEAD_IN_S, pace)
        work = [i for i, step in enumerate(line.steps) if step.kind is StepKind.WORK]
        return [texts(before_bout(line, i), CueKind.SETUP) for i in work]

    for slow, usual in zip(spoken_lines(min(pace, 1.0)), spoken_lines(max(pace, 1.0)), strict=True):
        assert slow[:1] == usual[:1]
        assert len(slow) <= len(usual)
    assert sum(map(len, spoken_lines(pace))) > sum(map(bool, spoken_lines(pace)))  # more than the names alone


def test_a_line_that_is_too_long_for_what_is_left_makes_room_for_a_shorter_one() -> None:
    exercise = make_exercise("one", seconds=(30, 30, 30), hold=True)
    exercise = replace(
        exercise, say=replace(exercise.say, setup=("Lie down.", "A line that is far too long for so little.", "Go."))
    )
    plan = make_plan(make_request(60, make_program(ProgramItem(exercise="one", sets=1))), {"one": exercise}, CLEARED)

    line = make_timeline(plan, {"one": exercise}, 5.0)

    assert texts([cue for cue in line.cues if cue.at < 0]) == ["One.", "Lie down.", "Go."]


def test_last_words_that_are_said_slowly_are_over_before_the_countdown() -> None:
    walk = make_timeline(
        make_plan(make_request(420), ARTICLE_EXERCISES, CLEARED), load_folders().exercises, LEAD_IN_S, 0.5
    )
    step = next(step for step in walk.steps if step.kind is StepKind.WORK and step.exercise == "monster-walk")

    (last,) = [cue for cue in inside(walk, step) if cue.kind is CueKind.LAST]

    assert last.at == pytest.approx(step.end - 3 - 3 / 2.5 / 0.5)
