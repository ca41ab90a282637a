"""A session as a FIT activity, as sports watches write them and sports services take them.

The file holds what services require of an activity file: file_id, device_info, timer events, a record at each
boundary, set, lap, session and activity. FIT times are whole seconds, so the milliseconds of a set's start are in a
developer field, which other programs ignore.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.formats.sessions import FinishedStep, PastSession
from rearguard.plan.plan import StepKind

APPLICATION_ID = UUID("5d1bb1f4-5a1c-4b53-8b6f-6f1d3b1c9a70")
"""Identifies the developer fields as Rearguard's."""

START_MS_FIELD, EXERCISE_FIELD = 0, 1
"""Numbers of the developer fields: milliseconds after `start_time`; id of the exercise, level, side."""

MAX_EXERCISE_BYTES = 96
"""Bytes of the exercise field."""

HIP_RAISE_CATEGORY, HIP_STABILITY_CATEGORY, WARM_UP_CATEGORY, MOVE_CATEGORY, UNKNOWN_CATEGORY = 10, 11, 31, 35, 65534
"""FIT's exercise_category."""

REST_SET_TYPE, ACTIVE_SET_TYPE = 0, 1
"""FIT's set_type."""

MAX_FIT_REPS = 65534
"""Greatest number of repetitions that FIT can hold."""

MAX_FIT_SECONDS = 4_000_000.0
"""Longest time that FIT can hold, 46 days; a session that seems longer has lost its end."""

FIT_EPOCH_YEAR = 1989
"""FIT counts the seconds from the end of this year."""


FIT_TOOL_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ONE_SECOND, ONE_MILLISECOND = timedelta(seconds=1), timedelta(milliseconds=1)


class FitExercise(NamedTuple):
    """FIT's codes of an exercise: a category, and a name in the category's list."""

    category: int
    subtype: int


FIT_EXERCISES: Mapping[str, FitExercise] = {
    "glute-bridge": FitExercise(HIP_RAISE_CATEGORY, 11),  # hip_raise
    "clamshell": FitExercise(HIP_RAISE_CATEGORY, 44),  # clams
    "monster-walk": FitExercise(HIP_STABILITY_CATEGORY, 11),  # lateral_walks_with_band_at_ankles
    "side-lying-abduction": FitExercise(HIP_STABILITY_CATEGORY, 21),  # side_lying_leg_raise
    "runners-stretch": FitExercise(WARM_UP_CATEGORY, 45),  # stretch_hip_flexor_and_quad
    "piriformis-stretch": FitExercise(MOVE_CATEGORY, 31),  # piriformis_stretch
}
"""Exercises that FIT has a name for; all others are of unknown category."""


def encode_fit(session: PastSession) -> bytes:
    """Encode a session as a FIT file.

    Raises:
        Refusal: the session was before FIT's first year.
    """
    from fit_tool.fit_file_builder import FitFileBuilder  # noqa: PLC0415 - takes 0.3 s

    if min([session.started_at, *(step.start for step in session.steps)]).year <= FIT_EPOCH_YEAR:
        raise Refusal(Message("FIT files can't hold times before {year}.", {"year": FIT_EPOCH_YEAR + 1}))
    builder = FitFileBuilder(auto_define=True, min_string_size=MAX_EXERCISE_BYTES, strict=True)
    builder.add_all(list(_activity_messages(session)))
    content: bytes = builder.build_bytes()
    return content


def _activity_messages(session: PastSession) -> Iterator[Any]:
    from fit_tool.profile.messages import (  # noqa: PLC0415 - as above
        activity_message,
        event_message,
        lap_message,
        record_message,
        session_message,
    )

    yield from _header_messages(session)
    start, end = _whole_seconds_ms(session.started_at), _whole_seconds_ms(session.last_known_at)
    worked = min(sum(step.seconds for step in session.steps), MAX_FIT_SECONDS)
    # After a change of the clock the session can seem shorter than its steps.
    spent = {"total_elapsed_time": min(max((end - start) / 1000, worked), MAX_FIT_SECONDS), "total_timer_time": worked}
    kind = {"sport": 10, "sub_sport": 20}  # training, strength_training
    stop = {"event": 9, "event_type": 1, "timestamp": end}  # lap, stop
    yield _fill(event_message.EventMessage(), timestamp=start, event=0, event_type=0)  # timer, start
    for moment in sorted(
        {start, end, *(_whole_seconds_ms(time) for step in session.steps for time in (step.start, step.end))}
    ):
        yield _fill(record_message.RecordMessage(), timestamp=moment)
    for index, step in enumerate(session.steps):
        yield _set_message(step, index)
    yield _fill(event_message.EventMessage(), timestamp=end, event=0, event_type=4)  # timer, stop_all
    yield _fill(lap_message.LapMessage(), message_index=0, start_time=start, **stop, **spent, **kind)
    session_fields = {**stop, "event": 8, "message_index": 0, "first_lap_index": 0, "num_laps": 1, "trigger": 0}
    yield _fill(session_message.SessionMessage(), start_time=start, **session_fields, **spent, **kind)
    yield _fill(
        activity_message.ActivityMessage(),
        timestamp=end,
        total_timer_time=worked,
        num_sessions=1,
        type=0,  # manual: one sport
        event=26,  # activity
        event_type=1,
    )


def _header_messages(session: PastSession) -> Iterator[Any]:
    from fit_tool.base_type import BaseType  # noqa: PLC0415 - as above
    from fit_tool.profile.messages import (  # noqa: PLC0415 - as above
        developer_data_id_message,
        device_info_message,
        field_description_message,
        file_id_message,
    )

    start = _whole_seconds_ms(session.started_at)
    number = UUID(session.id).int & 0x7FFFFFFF or 1  # 0 is none
    device = {"manufacturer": 255, "product": 0, "serial_number": number}  # development: no product number
    yield _fill(file_id_message.FileIdMessage(), type=4, time_created=start, **device)  # activity
    yield _fill(
        device_info_message.DeviceInfoMessage(), timestamp=start, device_index=0, product_name="Rearguard", **device
    )
    yield _fill(
        developer_data_id_message.DeveloperDataIdMessage(),
        developer_data_index=0,
        application_id=list(APPLICATION_ID.bytes),
    )
    for field, name, base, units in (
        (START_MS_FIELD, "start_ms", BaseType.UINT16, "ms"),
        (EXERCISE_FIELD, "exercise", BaseType.STRING, ""),
    ):
        yield _fill(
            field_description_message.FieldDescriptionMessage(),
            developer_data_index=0,
            field_definition_number=field,
            fit_base_type_id=base.value,
            field_name=name,
            units=units,
        )


def _set_message(step: FinishedStep, index: int) -> Any:  # noqa: ANN401 - the library has no types
    from fit_tool.base_type import BaseType  # noqa: PLC0415 - as above
    from fit_tool.developer_field import DeveloperField  # noqa: PLC0415 - as above
    from fit_tool.profile.messages.set_message import SetMessage  # noqa: PLC0415 - as above

    start_ms = DeveloperField(field_id=START_MS_FIELD, name="start_ms", base_type=BaseType.UINT16, size=2)
    start_ms.set_value(0, (step.start - FIT_TOOL_EPOCH) // ONE_MILLISECOND % 1000)
    exercise = DeveloperField(
        field_id=EXERCISE_FIELD, name="exercise", base_type=BaseType.STRING, size=MAX_EXERCISE_BYTES
    )
    exercise.set_value(
        0, f"{step.exercise} {step.level} {step.side}".encode()[: MAX_EXERCISE_BYTES - 1].decode("utf-8", "ignore")
    )
    message = _fill(
        SetMessage(developer_fields=[start_ms, exercise]),
        timestamp=_whole_seconds_ms(step.end),
        start_time=_whole_seconds_ms(step.start),
        duration=step.seconds,
        set_type=ACTIVE_SET_TYPE if step.kind is StepKind.WORK else REST_SET_TYPE,
        message_index=index,
    )
    if step.kind is StepKind.WORK:
        name = FIT_EXERCISES.get(step.exercise)
        message.category = [UNKNOWN_CATEGORY if name is None else name.category]
        if name is not None:
            message.category_subtype = [name.subtype]
        if step.reps is not None:
            message.repetitions = min(step.reps, MAX_FIT_REPS)
    return message


def _fill(message: Any, **fields: object) -> Any:  # noqa: ANN401 - the library has no types
    for name, field in fields.items():
        setattr(message, name, field)
    return message


def _whole_seconds_ms(time: datetime) -> int:
    """Return a time as milliseconds since 1970, cut to whole seconds; the library itself would round up."""
    return (time - FIT_TOOL_EPOCH) // ONE_SECOND * 1000
