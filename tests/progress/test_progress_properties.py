"""Invariants of progress, whatever is done, felt and chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from support.training_history import EXERCISES, MONDAY, ONE_DAY

from rearguard.library.exercise import Equipment, Trait
from rearguard.library.serialization import value_from_json, value_json
from rearguard.progress.fold import TrainingProgress, fold_progress
from rearguard.progress.ladder import Availability, amount_steps, level_index, next_level
from rearguard.progress.level_change import MIN_TIME_BETWEEN_LEVELS
from rearguard.progress.level_state import LevelAction
from rearguard.progress.sessions import LevelChoice, Performance, ProgressEvent, TrainedSession
from rearguard.progress.targets import level_targets

LADDERS = ("lift", "pace", "open")
AMOUNTS = st.sampled_from([7, 10, 12, 15, 40, 60])


@st.composite
def stories(draw: st.DrawFn) -> list[ProgressEvent]:
    """Return weeks of sessions and choices; sessions mostly at the current level, so that much happens."""
    story: list[ProgressEvent] = []
    progress = TrainingProgress()
    at = MONDAY
    for number in range(draw(st.integers(1, 20))):
        at += draw(st.sampled_from([0.3, 1, 1, 2, 3, 5, 9, 16, 33, 95])) * ONE_DAY
        number_drawn = draw(st.integers(0, 11))
        if number_drawn == 0:
            name = draw(st.sampled_from(LADDERS))
            level = draw(st.sampled_from([level.id for level in EXERCISES[name].levels]))
            happening: ProgressEvent = LevelChoice(id=f"c{number}", at=at, exercise=name, level=level)
        elif number_drawn == 1:
            name = draw(st.sampled_from(LADDERS))
            changed = progress.level_states[name].change_id if name in progress.level_states else None
            happening = LevelChoice(id=f"u{number}", at=at, exercise=name, undone_change=changed or "none")
        elif number_drawn == 2:
            happening = LevelChoice(id=f"e{number}", at=at)
        else:
            happening = replace(draw(sessions(number, progress)), at=at)
        story.append(happening)
        progress = fold_progress(progress, [happening], EXERCISES)
    return story


@st.composite
def sessions(draw: st.DrawFn, number: int, progress: TrainingProgress) -> TrainedSession:
    names = draw(st.lists(st.sampled_from(LADDERS), min_size=1, max_size=3, unique=True))
    performances = []
    for name in names:
        standing = progress.level_states.get(name)
        where = standing is not None and draw(st.booleans())
        performances.append(
            Performance(
                exercise=name,
                level=standing.level if where and standing else draw(st.sampled_from(EXERCISES[name].levels)).id,
                planned_bouts=2,
                done_bouts=draw(st.sampled_from([2, 2, 2, 1])),
                amount=standing.amount if where and standing else draw(AMOUNTS),
                sets=2,
                pain=draw(st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5, 6, 10])),
                was_eased=draw(st.sampled_from([False, False, False, True])),
                score=draw(st.sampled_from([None, None, 0.5, 0.8, 1.0])),
            )
        )
    return TrainedSession(
        id=f"s{number}",
        at=MONDAY,
        performances=tuple(performances),
        availability=Availability(
            equipment=draw(
                st.sampled_from([frozenset(Equipment), frozenset({Equipment.FLOOR}), frozenset({Equipment.BAND})])
            ),
            barred_traits=draw(st.sampled_from([frozenset[Trait](), frozenset({Trait.SINGLE_LEG})])),
        ),
        effort=draw(st.sampled_from([None, 3, 5, 6, 7, 9])),
        morning_pain=draw(st.sampled_from([None, None, 0, 0, 2])),
        has_new_numbness=draw(st.sampled_from([False, False, False, True])),
    )


@settings(max_examples=30, deadline=None)
@given(stories())
def test_never_two_levels_at_once_and_never_up_with_pain(story: list[ProgressEvent]) -> None:
    progress = TrainingProgress()
    for happening in story:
        before, progress = progress, fold_progress(progress, [happening], EXERCISES)
        if not isinstance(happening, TrainedSession):
            continue
        pains = {performance.exercise: performance.pain for performance in happening.performances}
        ups = [d for d in progress.decisions if d.session == happening.id and d.action is LevelAction.UP]
        assert len(ups) <= 1
        for up in ups:
            exercise = EXERCISES[up.exercise]
            next_one = next_level(exercise, up.level_before, happening.availability)
            assert next_one is not None
            assert up.level == next_one.id
            raised = before.level_states[up.exercise].raised_at
            assert raised is None or happening.at - raised >= MIN_TIME_BETWEEN_LEVELS
        for d in progress.decisions:
            if d.session == happening.id and d.action in {LevelAction.UP, LevelAction.MORE}:
                assert pains[d.exercise] <= 2
                assert not happening.morning_pain or any(pains.values())
                assert not happening.has_new_numbness
                assert happening.effort is not None
                assert happening.effort <= 6


@settings(max_examples=30, deadline=None)
@given(stories())
def test_undo_restores_exactly_what_is_planned(story: list[ProgressEvent]) -> None:
    before, progress = TrainingProgress(), TrainingProgress()
    for happening in story:
        before, progress = progress, fold_progress(progress, [happening], EXERCISES)
    for name, standing in progress.level_states.items():
        last = [d for d in progress.decisions if d.session == getattr(story[-1], "id", None) and d.exercise == name]
        if (
            not isinstance(story[-1], TrainedSession)
            or [d.is_change for d in last] != [True]
            or name not in before.level_states
        ):
            continue
        at = story[-1].at
        back = fold_progress(
            progress, [LevelChoice(id="undo", at=at, exercise=name, undone_change=standing.change_id)], EXERCISES
        )
        past, now = before.level_states[name], back.level_states[name]
        assert (now.level, now.amount, now.held_back_sessions, now.raised_at) == (
            past.level, past.amount, past.held_back_sessions, past.raised_at
        )  # fmt: skip
        others = {other: state for other, state in progress.level_states.items() if other != name}
        assert {other: state for other, state in back.level_states.items() if other != name} == others


@settings(max_examples=30, deadline=None)
@given(stories(), st.integers(0, 400))
def test_a_break_never_raises_anything(story: list[ProgressEvent], days: int) -> None:
    progress = fold_progress(TrainingProgress(), story, EXERCISES)
    last = story[-1].at
    easy = progress.is_easy_week(last)
    now, later = (level_targets(progress, EXERCISES, last + timedelta(days=away)) for away in (0, days))
    for name, rung_later in later.items():
        exercise, standing = EXERCISES[name], progress.level_states[name]
        branch = next(level for level in exercise.levels if level.id == standing.level).branch
        if branch or easy or now[name].level != standing.level:  # a rest day or an easy week ends by itself
            continue
        low, high = level_index(exercise, rung_later.level), level_index(exercise, standing.level)
        assert low <= high
        if low == high:
            assert (rung_later.reps or rung_later.seconds or 0) <= standing.amount
        if days > 14 and standing.last_at is not None:
            assert (rung_later.reps or rung_later.seconds or 0) <= amount_steps(exercise)[0]


@settings(max_examples=30, deadline=None)
@given(stories(), st.data())
def test_a_fold_in_two_parts_and_through_a_snapshot_is_the_fold_in_one(
    story: list[ProgressEvent], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(story)))
    whole = fold_progress(TrainingProgress(), story, EXERCISES)
    restored = value_from_json(TrainingProgress, value_json(fold_progress(TrainingProgress(), story[:cut], EXERCISES)))
    assert fold_progress(restored, story[cut:], EXERCISES) == whole


@settings(max_examples=30, deadline=None)
@given(stories())
def test_every_change_has_a_reason_and_every_level_is_on_the_ladder(story: list[ProgressEvent]) -> None:
    progress = fold_progress(TrainingProgress(), story, EXERCISES)
    for decision in progress.decisions:
        assert str(decision.reason).endswith(".")
        assert decision.level in {level.id for level in EXERCISES[decision.exercise].levels}
        assert (decision.action is LevelAction.STAYS) <= (
            (decision.level, decision.amount) == (decision.level_before, decision.amount_before)
        )
    for name, standing in progress.level_states.items():
        assert standing.amount in amount_steps(EXERCISES[name])
