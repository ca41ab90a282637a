from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.random_programs import Task, tasks
from support.sample_exercises import ARTICLE, CLEARED, SQUEEZE, WALK, exercise, program, request
from support.sample_plans import PLAN

from rearguard.core.side import Side
from rearguard.library.exercise import Cues, Posture, Role
from rearguard.library.loader import load
from rearguard.library.program import Item
from rearguard.plan.plan import Kind, Plan, Step
from rearguard.plan.planner import plan
from rearguard.plan.request import Request
from rearguard.session.cue import Cue, Moment
from rearguard.session.cue_schedule import BREATH, LONG, spoken
from rearguard.session.timeline import LEAD, Timeline, timeline

SENTENCES = set(Moment) - {Moment.TEMPO, Moment.COUNT}


def planned(task: Task) -> Plan:
    return plan(Request(program=task.program, budget=900), task.exercises, CLEARED)


def inside(line: Timeline, step: Step) -> list[Cue]:
    """Return the cues of one step."""
    return [cue for cue in line.cues if step.at <= cue.at < step.end]


def before_bout(line: Timeline, index: int) -> list[Cue]:
    """Return the cues of all that lies between a bout and the one before."""
    opening = line.opening(index) if any(step.kind is Kind.WORK for step in line.steps[:index]) else -line.lead
    return [cue for cue in line.cues if opening <= cue.at < line.steps[index].at]


def texts(cues: list[Cue], moment: Moment | None = None) -> list[str]:
    return [str(cue.text) for cue in cues if moment in {None, cue.moment}]


@given(tasks(), st.sampled_from([0.0, 3.0, LEAD]))
@settings(max_examples=40, deadline=None)
def test_at_any_time_one_cue_at_most_is_due_and_all_on_the_timeline(task: Task, lead: float) -> None:
    found = planned(task)

    line = timeline(found, task.exercises, lead)

    assert all(a.at < b.at for a, b in pairwise(line.cues))
    assert -lead <= line.cues[0].at
    assert line.cues[-1].at == line.seconds
    assert line.cues[-1].moment is Moment.DONE


@given(tasks())
@settings(max_examples=40, deadline=None)
def test_every_bout_has_a_start_a_middle_and_an_end(task: Task) -> None:
    line = timeline(planned(task), task.exercises)

    for step in line.steps:
        if step.kind is not Kind.WORK:
            continue
        moments = {cue.moment: cue.at for cue in inside(line, step)}
        assert moments[Moment.START] == step.at
        if step.reps is not None and step.tempo is not None:
            assert step.reps == 1 or moments[Moment.LAST] == step.end - step.tempo.seconds
            assert step.reps <= 2 or moments[Moment.HALFWAY] == step.at + step.reps // 2 * step.tempo.seconds
        else:
            counts = [cue for cue in inside(line, step) if cue.moment is Moment.COUNT]
            assert [(cue.at, str(cue.text)) for cue in counts] == [
                (step.end - 3, "Three"),
                (step.end - 2, "Two"),
                (step.end - 1, "One"),
            ]
            assert step.seconds < LONG or moments[Moment.HALFWAY] == step.at + step.seconds / 2


@given(tasks(), st.sampled_from([1.0, LEAD]))
@settings(max_examples=40, deadline=None)
def test_every_exercise_is_announced_before_its_first_bout(task: Task, lead: float) -> None:
    line = timeline(planned(task), task.exercises, lead)

    seen: set[str] = set()
    for i, step in enumerate(line.steps):
        if step.kind is Kind.WORK and step.exercise not in seen:
            seen.add(step.exercise)
            name = task.exercises[step.exercise].name
            side = "" if step.side is Side.BOTH else ", right side"
            assert texts(before_bout(line, i), Moment.SETUP)[0] == f"{name}{side}."


@given(tasks())
@settings(max_examples=40, deadline=None)
def test_every_other_bout_is_announced_by_switch_by_set_or_by_name(task: Task) -> None:
    line = timeline(planned(task), task.exercises)

    work = [i for i, step in enumerate(line.steps) if step.kind is Kind.WORK]
    seen = {line.steps[work[0]].exercise} if work else set()
    for i, j in pairwise(work):
        step, last = line.steps[j], line.steps[i]
        name = task.exercises[step.exercise].name
        named = f"{name}, {step.side} side." if step.side is not Side.BOTH else f"{name}."
        said = texts(before_bout(line, j))
        if j == i + 1:
            assert texts(inside(line, step))[0] == named
        elif line.steps[i + 1].kind is Kind.REST:
            assert said == ["Rest.", f"Next: set {step.set} of {step.sets}."]
        elif step.exercise == last.exercise and step.side is not last.side:
            assert said == ["Other side."]
        elif step.exercise in seen:
            assert said == [named]
        seen.add(step.exercise)


@pytest.mark.parametrize("name", ["article", "desk-snack"])
@pytest.mark.parametrize("minutes", [3, 7, 12])
def test_in_ours_no_line_of_form_cuts_a_sentence_or_is_cut(name: str, minutes: int) -> None:
    library = load()
    found = plan(Request(program=library.programs[name], budget=minutes * 60), library.exercises, CLEARED)
    sentences = [cue for cue in timeline(found, library.exercises).cues if cue.moment in SENTENCES]

    form = 0
    for cue, following in pairwise(sentences):
        if Moment.FORM in {cue.moment, following.moment}:
            words = len(str(cue.text).split())
            assert following.at - cue.at >= words / 2.5, (cue, following)
            form += 1
    assert form


def test_lines_of_form_have_time_even_where_there_are_many() -> None:
    words = tuple(f"Line {i} that takes its time to say." for i in range(9))
    hold = exercise("hold", seconds=(40, 40, 40), hold=True, work=words)

    line = timeline(plan(request(60, program(Item(exercise="hold", sets=1))), {"hold": hold}, CLEARED), {"hold": hold})

    form = [cue.at for cue in line.cues if cue.moment is Moment.FORM]
    assert len(form) >= 4
    assert all(b - a >= 8 / 2.5 for a, b in pairwise(form))


def test_what_is_timed_has_last_words_before_the_countdown() -> None:
    found = timeline(plan(request(420), ARTICLE, CLEARED), load().exercises)
    walk = next(step for step in found.steps if step.kind is Kind.WORK and step.exercise == "monster-walk")

    ending = [(cue.at - walk.end, str(cue.text)) for cue in inside(found, walk) if cue.at >= walk.end - 5]

    assert ending == [(-5, "Last few steps."), (-3, "Three"), (-2, "Two"), (-1, "One")]


def test_a_repetition_is_led_by_the_words_of_its_tempo() -> None:
    line = timeline(PLAN, ARTICLE)
    clam = next(step for step in line.steps if step.kind is Kind.WORK and step.exercise == "clamshell")

    third = [(cue.at - clam.at, str(cue.text)) for cue in line.cues if clam.at + 3 <= cue.at < clam.at + 6]

    assert third == [(3, "open"), (4, "hold"), (5, "close")]


def test_a_bout_of_three_seconds_is_not_counted_down_from_before_it_begins() -> None:
    blink = exercise("blink", seconds=(3, 3, 3), hold=True)

    line = timeline(
        plan(request(60, program(Item(exercise="blink", sets=1))), {"blink": blink}, CLEARED), {"blink": blink}
    )

    assert [str(cue.text) for cue in line.cues if cue.moment is Moment.COUNT] == ["Two", "One"]
    assert [cue.at for cue in line.cues if cue.moment is Moment.START] == [0]


def test_a_stretch_that_comes_back_after_another_exercise_is_called_by_name() -> None:
    clam = exercise("clam", reps=5, rest=20)
    figure = exercise(
        "figure",
        role=Role.STRETCH,
        each=True,
        seconds=(30, 30, 30),
        hold=True,
        effort=(0.0, 0.0),
        posture=Posture.FLOOR,
    )
    both = {"clam": clam, "figure": figure}
    found = plan(request(600, program(Item(exercise="clam", sets=3), Item(exercise="figure", sets=1))), both, CLEARED)

    said = [str(cue.text) for cue in timeline(found, both).cues]

    assert "Figure, left side." in said
    assert "Other side." not in said


def test_an_exercise_that_is_new_while_standing_is_announced_before_its_bout() -> None:
    both = {one.id: one for one in (SQUEEZE, WALK)}
    wish = program(Item(exercise="glute-squeeze", sets=1), Item(exercise="monster-walk", sets=1, seconds=60))

    line = timeline(plan(request(300, wish), both, CLEARED), both)

    assert [str(cue.text) for cue in line.cues if 50 <= cue.at < 60] == ["Monster walk.", "Get ready.", "Not yet."]


def test_words_of_ones_own_replace_ours() -> None:
    cues = Cues(start="Los.", halfway="Die Hälfte.", last="Noch einmal.", switch="Andere Seite.")
    clam = exercise("clam", each=True, reps=4)
    clam = replace(clam, say=replace(clam.say, setup=("Hinlegen.",), cues=cues))

    line = timeline(plan(request(90, program(Item(exercise="clam", sets=1))), {"clam": clam}, CLEARED), {"clam": clam})

    assert {str(cue.text) for cue in line.cues} == {
        "Clam, right side.",
        "Hinlegen.",
        "Los.",
        "Die Hälfte.",
        "Noch einmal.",
        "Andere Seite.",
        "Done. Well moved.",
    }


def test_the_next_time_to_look_is_that_of_the_next_step_or_cue() -> None:
    line = timeline(PLAN, ARTICLE)
    times = sorted({*(cue.at for cue in line.cues), *(step.at for step in line.steps), line.seconds})

    position, found = -LEAD, list[float]()
    while position < line.seconds:
        position = line.next_time(position)
        found.append(position)

    assert found == [at for at in times if at > -LEAD]


PACES = st.floats(0.5, 2.0)


@given(tasks(), st.sampled_from([3.0, LEAD, 20.0]), PACES)
@settings(max_examples=60, deadline=None)
def test_whatever_the_pace_what_is_said_before_a_bout_is_over_when_it_begins(
    task: Task, lead: float, pace: float
) -> None:
    line = timeline(planned(task), task.exercises, lead, pace)

    for i, step in enumerate(line.steps):
        if step.kind is Kind.WORK:
            lines = [cue for cue in before_bout(line, i) if cue.moment is Moment.SETUP]
            assert all(b.at >= a.at + spoken(a.text, pace) - 1e-9 for a, b in pairwise(lines))
            # The name is said even where there is no time for it.
            assert all(cue.at + spoken(cue.text, pace) - BREATH <= step.at + 1e-9 for cue in lines[1:])


@given(tasks(), PACES)
@settings(max_examples=40, deadline=None)
def test_whatever_the_pace_every_bout_has_its_name_or_change_its_start_and_its_end(task: Task, pace: float) -> None:
    found = planned(task)
    usual, other = timeline(found, task.exercises), timeline(found, task.exercises, LEAD, pace)

    always = {Moment.START, Moment.SWITCH, Moment.COUNT, Moment.LAST, Moment.DONE, Moment.TEMPO, Moment.REST}
    names = [one for one in usual.cues if one.moment in always - {Moment.LAST, Moment.TEMPO}]
    assert [one for one in other.cues if one.moment in always - {Moment.LAST, Moment.TEMPO}] == names
    for i, step in enumerate(found.steps):
        if step.kind is Kind.WORK:
            assert bool(texts(before_bout(other, i))) == bool(texts(before_bout(usual, i)))
            assert texts(before_bout(other, i))[:1] == texts(before_bout(usual, i))[:1]


@pytest.mark.parametrize("pace", [0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.5])
def test_in_ours_who_listens_slowly_hears_fewer_lines_of_the_set_up_and_the_first_ones(pace: float) -> None:
    library = load()
    found = plan(Request(program=library.programs["article"], budget=420), library.exercises, CLEARED)

    def said(pace: float) -> list[list[str]]:
        line = timeline(found, library.exercises, LEAD, pace)
        work = [i for i, step in enumerate(line.steps) if step.kind is Kind.WORK]
        return [texts(before_bout(line, i), Moment.SETUP) for i in work]

    for slow, usual in zip(said(min(pace, 1.0)), said(max(pace, 1.0)), strict=True):
        assert slow[:1] == usual[:1]
        assert len(slow) <= len(usual)
    assert sum(map(len, said(pace))) > sum(map(bool, said(pace)))  # more than the names alone


def test_a_line_that_is_too_long_for_what_is_left_makes_room_for_a_shorter_one() -> None:
    one = exercise("one", seconds=(30, 30, 30), hold=True)
    one = replace(one, say=replace(one.say, setup=("Lie down.", "A line that is far too long for so little.", "Go.")))
    found = plan(request(60, program(Item(exercise="one", sets=1))), {"one": one}, CLEARED)

    line = timeline(found, {"one": one}, 5.0)

    assert texts([cue for cue in line.cues if cue.at < 0]) == ["One.", "Lie down.", "Go."]


def test_last_words_that_are_said_slowly_are_over_before_the_countdown() -> None:
    walk = timeline(plan(request(420), ARTICLE, CLEARED), load().exercises, LEAD, 0.5)
    step = next(step for step in walk.steps if step.kind is Kind.WORK and step.exercise == "monster-walk")

    (last,) = [cue for cue in inside(walk, step) if cue.moment is Moment.LAST]

    assert last.at == pytest.approx(step.end - 3 - 3 / 2.5 / 0.5)
