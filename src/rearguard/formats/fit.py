"""A session as a FIT activity, as sports watches write them and sports services take them.

What services ask of an activity file is in it: file_id, device_info, events of the timer, a record at each boundary,
set, lap, session and activity. FIT's moments are whole seconds, so the milliseconds of a set's beginning stand beside
it in a developer field, which who does not know it passes over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.formats.sessions import Done, Past
from rearguard.plan.plan import Kind

APPLICATION = UUID("5d1bb1f4-5a1c-4b53-8b6f-6f1d3b1c9a70")
"""By this the developer fields are known for ours."""

START_MS, EXERCISE = 0, 1
"""The numbers of the developer fields: milliseconds after `start_time`; id of the exercise, level, side."""

WIDEST = 96
"""Bytes of the latter."""

HIP_RAISE, HIP_STABILITY, WARM_UP, MOVE, UNKNOWN = 10, 11, 31, 35, 65534
"""FIT's exercise_category."""

REST, ACTIVE = 0, 1
"""FIT's set_type."""

MOST = 65534
"""Repetitions that have room; more nobody does."""

LONGEST = 4_000_000.0
"""Seconds that have room, 46 days; a session that seems to have taken longer has lost its end."""

FIRST = 1989
"""FIT counts the seconds from the end of this year."""


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND, MILLISECOND = timedelta(seconds=1), timedelta(milliseconds=1)


class Name(NamedTuple):
    """What FIT calls an exercise: a category, and a name in the category's own list."""

    category: int
    subtype: int


NAMES: Mapping[str, Name] = {
    "glute-bridge": Name(HIP_RAISE, 11),  # hip_raise
    "clamshell": Name(HIP_RAISE, 44),  # clams
    "monster-walk": Name(HIP_STABILITY, 11),  # lateral_walks_with_band_at_ankles
    "side-lying-abduction": Name(HIP_STABILITY, 21),  # side_lying_leg_raise
    "runners-stretch": Name(WARM_UP, 45),  # stretch_hip_flexor_and_quad
    "piriformis-stretch": Name(MOVE, 31),  # piriformis_stretch
}
"""Where FIT has a name; what is not here is of unknown category."""


def activity(past: Past) -> bytes:
    """Return a FIT file of one session.

    Raises:
        Refusal: it was before FIT's time began.
    """
    from fit_tool.fit_file_builder import FitFileBuilder  # noqa: PLC0415 - takes 0.3 s

    if min([past.started, *(step.start for step in past.steps)]).year <= FIRST:
        raise Refusal(Message("FIT has no times before {year}.", {"year": FIRST + 1}))
    builder = FitFileBuilder(auto_define=True, min_string_size=WIDEST, strict=True)
    builder.add_all(list(_messages(past)))
    content: bytes = builder.build_bytes()
    return content


def _messages(past: Past) -> Iterator[Any]:
    from fit_tool.profile.messages import (  # noqa: PLC0415 - as above
        activity_message,
        event_message,
        lap_message,
        record_message,
        session_message,
    )

    yield from _heads(past)
    start, end = _ms(past.started), _ms(past.over)
    worked = min(sum(step.seconds for step in past.steps), LONGEST)
    # A clock that was set back, or a fast one, may have left less time than the steps took.
    spent = {"total_elapsed_time": min(max((end - start) / 1000, worked), LONGEST), "total_timer_time": worked}
    kind = {"sport": 10, "sub_sport": 20}  # training, strength_training
    stop = {"event": 9, "event_type": 1, "timestamp": end}  # lap, stop
    yield _filled(event_message.EventMessage(), timestamp=start, event=0, event_type=0)  # timer, start
    for moment in sorted({start, end, *(_ms(time) for step in past.steps for time in (step.start, step.end))}):
        yield _filled(record_message.RecordMessage(), timestamp=moment)
    for index, step in enumerate(past.steps):
        yield _set(step, index)
    yield _filled(event_message.EventMessage(), timestamp=end, event=0, event_type=4)  # timer, stop_all
    yield _filled(lap_message.LapMessage(), message_index=0, start_time=start, **stop, **spent, **kind)
    whole = {**stop, "event": 8, "message_index": 0, "first_lap_index": 0, "num_laps": 1, "trigger": 0}
    yield _filled(session_message.SessionMessage(), start_time=start, **whole, **spent, **kind)
    yield _filled(
        activity_message.ActivityMessage(),
        timestamp=end,
        total_timer_time=worked,
        num_sessions=1,
        type=0,  # manual: one sport
        event=26,  # activity
        event_type=1,
    )


def _heads(past: Past) -> Iterator[Any]:
    from fit_tool.base_type import BaseType  # noqa: PLC0415 - as above
    from fit_tool.profile.messages import (  # noqa: PLC0415 - as above
        developer_data_id_message,
        device_info_message,
        field_description_message,
        file_id_message,
    )

    start = _ms(past.started)
    number = UUID(past.id).int & 0x7FFFFFFF or 1  # 0 is none
    device = {"manufacturer": 255, "product": 0, "serial_number": number}  # development: without a number of its own
    yield _filled(file_id_message.FileIdMessage(), type=4, time_created=start, **device)  # activity
    yield _filled(
        device_info_message.DeviceInfoMessage(), timestamp=start, device_index=0, product_name="Rearguard", **device
    )
    yield _filled(
        developer_data_id_message.DeveloperDataIdMessage(),
        developer_data_index=0,
        application_id=list(APPLICATION.bytes),
    )
    for field, name, base, units in (
        (START_MS, "start_ms", BaseType.UINT16, "ms"),
        (EXERCISE, "exercise", BaseType.STRING, ""),
    ):
        yield _filled(
            field_description_message.FieldDescriptionMessage(),
            developer_data_index=0,
            field_definition_number=field,
            fit_base_type_id=base.value,
            field_name=name,
            units=units,
        )


def _set(step: Done, index: int) -> Any:  # noqa: ANN401 - the library has no types
    from fit_tool.base_type import BaseType  # noqa: PLC0415 - as above
    from fit_tool.developer_field import DeveloperField  # noqa: PLC0415 - as above
    from fit_tool.profile.messages.set_message import SetMessage  # noqa: PLC0415 - as above

    late = DeveloperField(field_id=START_MS, name="start_ms", base_type=BaseType.UINT16, size=2)
    late.set_value(0, (step.start - EPOCH) // MILLISECOND % 1000)
    said = DeveloperField(field_id=EXERCISE, name="exercise", base_type=BaseType.STRING, size=WIDEST)
    said.set_value(0, f"{step.exercise} {step.level} {step.side}".encode()[: WIDEST - 1].decode("utf-8", "ignore"))
    message = _filled(
        SetMessage(developer_fields=[late, said]),
        timestamp=_ms(step.end),
        start_time=_ms(step.start),
        duration=step.seconds,
        set_type=ACTIVE if step.kind is Kind.WORK else REST,
        message_index=index,
    )
    if step.kind is Kind.WORK:
        name = NAMES.get(step.exercise)
        message.category = [UNKNOWN if name is None else name.category]
        if name is not None:
            message.category_subtype = [name.subtype]
        if step.reps is not None:
            message.repetitions = min(step.reps, MOST)
    return message


def _filled(message: Any, **fields: object) -> Any:  # noqa: ANN401 - the library has no types
    for name, said in fields.items():
        setattr(message, name, said)
    return message


def _ms(time: datetime) -> int:
    """Return the whole second of a time in milliseconds since 1970, as the library takes it; it would round up."""
    return (time - EPOCH) // SECOND * 1000
