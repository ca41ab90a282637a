"""What holds of progress whatever is done, felt and chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from support.training_history import DAY, EXERCISES, MONDAY

from rearguard.library.exercise import Need, Trait
from rearguard.library.serialization import from_json, to_json
from rearguard.progress.fold import Progress, fold
from rearguard.progress.ladder import Reach, above, amounts, rung
from rearguard.progress.level_change import BETWEEN_LEVELS
from rearguard.progress.level_state import Action
from rearguard.progress.sessions import Choice, Happened, Performance, Session
from rearguard.progress.targets import rungs

LADDERS = ("lift", "pace", "open")
AMOUNTS = st.sampled_from([7, 10, 12, 15, 40, 60])


@st.composite
def stories(draw: st.DrawFn) -> list[Happened]:
    """Return weeks of sessions and choices; sessions mostly at where one stands, so that much happens."""
    found: list[Happened] = []
    progress = Progress()
    at = MONDAY
    for number in range(draw(st.integers(1, 20))):
        at += draw(st.sampled_from([0.3, 1, 1, 2, 3, 5, 9, 16, 33, 95])) * DAY
        what = draw(st.integers(0, 11))
        if what == 0:
            name = draw(st.sampled_from(LADDERS))
            level = draw(st.sampled_from([one.id for one in EXERCISES[name].levels]))
            one: Happened = Choice(id=f"c{number}", at=at, exercise=name, level=level)
        elif what == 1:
            name = draw(st.sampled_from(LADDERS))
            changed = progress.standings[name].changed if name in progress.standings else None
            one = Choice(id=f"u{number}", at=at, exercise=name, change=changed or "none")
        elif what == 2:
            one = Choice(id=f"e{number}", at=at)
        else:
            one = replace(draw(sessions(number, progress)), at=at)
        found.append(one)
        progress = fold(progress, [one], EXERCISES)
    return found


@st.composite
def sessions(draw: st.DrawFn, number: int, progress: Progress) -> Session:
    names = draw(st.lists(st.sampled_from(LADDERS), min_size=1, max_size=3, unique=True))
    done = []
    for name in names:
        standing = progress.standings.get(name)
        where = standing is not None and draw(st.booleans())
        done.append(
            Performance(
                exercise=name,
                level=standing.level if where and standing else draw(st.sampled_from(EXERCISES[name].levels)).id,
                planned=2,
                done=draw(st.sampled_from([2, 2, 2, 1])),
                amount=standing.amount if where and standing else draw(AMOUNTS),
                sets=2,
                pain=draw(st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5, 6, 10])),
                eased=draw(st.sampled_from([False, False, False, True])),
                score=draw(st.sampled_from([None, None, 0.5, 0.8, 1.0])),
            )
        )
    return Session(
        id=f"s{number}",
        at=MONDAY,
        performances=tuple(done),
        reach=Reach(
            have=draw(st.sampled_from([frozenset(Need), frozenset({Need.FLOOR}), frozenset({Need.BAND})])),
            barred=draw(st.sampled_from([frozenset[Trait](), frozenset({Trait.SINGLE_LEG})])),
        ),
        effort=draw(st.sampled_from([None, 3, 5, 6, 7, 9])),
        morning=draw(st.sampled_from([None, None, 0, 0, 2])),
        alarm=draw(st.sampled_from([False, False, False, True])),
    )


@settings(max_examples=30, deadline=None)
@given(stories())
def test_never_two_levels_at_once_and_never_up_with_pain(story: list[Happened]) -> None:
    progress = Progress()
    for one in story:
        before, progress = progress, fold(progress, [one], EXERCISES)
        if not isinstance(one, Session):
            continue
        pains = {done.exercise: done.pain for done in one.performances}
        ups = [d for d in progress.decisions if d.session == one.id and d.action is Action.UP]
        assert len(ups) <= 1
        for up in ups:
            exercise = EXERCISES[up.exercise]
            next_one = above(exercise, up.level_before, one.reach)
            assert next_one is not None
            assert up.level == next_one.id
            raised = before.standings[up.exercise].raised_at
            assert raised is None or one.at - raised >= BETWEEN_LEVELS
        for d in progress.decisions:
            if d.session == one.id and d.action in {Action.UP, Action.MORE}:
                assert pains[d.exercise] <= 2
                assert not one.morning or any(pains.values())
                assert not one.alarm
                assert one.effort is not None
                assert one.effort <= 6


@settings(max_examples=30, deadline=None)
@given(stories())
def test_undo_restores_exactly_what_is_planned(story: list[Happened]) -> None:
    before, progress = Progress(), Progress()
    for one in story:
        before, progress = progress, fold(progress, [one], EXERCISES)
    for name, standing in progress.standings.items():
        last = [d for d in progress.decisions if d.session == getattr(story[-1], "id", None) and d.exercise == name]
        if not isinstance(story[-1], Session) or [d.changes for d in last] != [True] or name not in before.standings:
            continue
        at = story[-1].at
        back = fold(progress, [Choice(id="undo", at=at, exercise=name, change=standing.changed)], EXERCISES)
        past, now = before.standings[name], back.standings[name]
        assert (now.level, now.amount, now.held, now.raised_at) == (
            past.level, past.amount, past.held, past.raised_at
        )  # fmt: skip
        others = {other: one for other, one in progress.standings.items() if other != name}
        assert {other: one for other, one in back.standings.items() if other != name} == others


@settings(max_examples=30, deadline=None)
@given(stories(), st.integers(0, 400))
def test_a_break_never_raises_anything(story: list[Happened], days: int) -> None:
    progress = fold(Progress(), story, EXERCISES)
    last = story[-1].at
    easy = progress.easy(last)
    now, later = (rungs(progress, EXERCISES, last + timedelta(days=away)) for away in (0, days))
    for name, rung_later in later.items():
        exercise, standing = EXERCISES[name], progress.standings[name]
        branch = next(one for one in exercise.levels if one.id == standing.level).branch
        if branch or easy or now[name].level != standing.level:  # a rest day or an easy week ends by itself
            continue
        low, high = rung(exercise, rung_later.level), rung(exercise, standing.level)
        assert low <= high
        if low == high:
            assert (rung_later.reps or rung_later.seconds or 0) <= standing.amount
        if days > 14 and standing.last_at is not None:
            assert (rung_later.reps or rung_later.seconds or 0) <= amounts(exercise)[0]


@settings(max_examples=30, deadline=None)
@given(stories(), st.data())
def test_a_fold_in_two_parts_and_through_a_snapshot_is_the_fold_in_one(
    story: list[Happened], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(story)))
    whole = fold(Progress(), story, EXERCISES)
    kept = from_json(Progress, to_json(fold(Progress(), story[:cut], EXERCISES)))
    assert fold(kept, story[cut:], EXERCISES) == whole


@settings(max_examples=30, deadline=None)
@given(stories())
def test_every_change_has_a_reason_and_every_level_is_on_the_ladder(story: list[Happened]) -> None:
    progress = fold(Progress(), story, EXERCISES)
    for one in progress.decisions:
        assert str(one.reason).endswith(".")
        assert one.level in {level.id for level in EXERCISES[one.exercise].levels}
        assert (one.action is Action.STAYS) <= ((one.level, one.amount) == (one.level_before, one.amount_before))
    for name, standing in progress.standings.items():
        assert standing.amount in amounts(EXERCISES[name])
