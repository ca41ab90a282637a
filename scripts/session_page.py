"""The reference page of a session: its states drawn from the table, its commands, events and cues from the code."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import fields

from rearguard.app.training.live_session import EVENT_NAMES, SESSION_COMMANDS
from rearguard.session import session
from rearguard.session.cue import CueKind
from rearguard.session.pace import MAX_WAIT_SHARE, POSITION_TIMEOUT_S
from rearguard.session.session import AUTO_PAUSE_AFTER_S, BACK_TO_PREVIOUS_WITHIN_S, CUE_STALE_AFTER_S
from rearguard.session.state import (
    MODERATE_PAIN_FROM,
    SESSION_TRANSITIONS,
    SEVERE_PAIN_FROM,
    SessionStatus,
    SessionTrigger,
)
from rearguard.session.timeline import LEAD_IN_S

PAGE_HEAD = f"""\
# The session

<!-- Generated from the table and the code themselves: uv run --group dev just write -->

A session lays a plan along one absolute axis, in seconds from the plan's beginning; the {LEAD_IN_S:g} seconds of the
lead-in are negative. While it runs, the position is the time since it began minus the time it stood still: nothing is
added up, so nothing drifts. It has no clock of its own: the client ticks it, and gets what lies between the last tick
and this one. A cue older than {CUE_STALE_AFTER_S:g} s is not said; if that leaves nothing to say, a sentence says where
you are. After {AUTO_PAUSE_AFTER_S:g} s without a tick (a suspend, a closed lid, a frozen tab) it pauses itself where it
last was.

With a form check, the position does not pass the end of a repetition's time before you have done it, and goes there as
soon as you have; it stands still while you don't hold what should be held, and before a bout until you are in position.
The clock is the ceiling: a bout waits for at most {MAX_WAIT_SHARE:.0%} of its own time, and before its start for at
most {POSITION_TIMEOUT_S:g} s. After that, or when the camera no longer sees you, it goes on by the clock from where it
is. `until` gives the position at which it waits.
"""

CUE_MEANINGS = {
    CueKind.SETUP: "what comes, and how to get into position",
    CueKind.START: "a bout begins",
    CueKind.TEMPO: "a word in the tempo of the repetition",
    CueKind.FORM: "how to do it well; left out where another sentence would interrupt it",
    CueKind.HALFWAY: "half of a bout is done",
    CueKind.LAST: "the last repetition, or the last seconds",
    CueKind.COUNT: "three, two, one",
    CueKind.SWITCH: "to the other side",
    CueKind.REST: "a rest begins",
    CueKind.WHERE: "after an interruption: where you are",
    CueKind.COACH: "feedback from the coach; not on the timeline",
    CueKind.DONE: "the end",
}

PAIN_COMMAND = (
    f"Answer how much it hurts: 0 to {MODERATE_PAIN_FROM - 1} continues, up to {SEVERE_PAIN_FROM - 1} continues at an "
    "easier level, more stops."
)


def render_session_page() -> str:
    """Return the page."""
    return "\n".join([PAGE_HEAD, *_diagram(), *_commands(), *_events(), *_cues()])


def _diagram() -> Iterator[str]:
    yield "## States\n\nTransitions that are not drawn are illegal: they raise an error, and nothing changes.\n"
    yield "```mermaid\nstateDiagram-v2"
    yield f"    [*] --> {next(iter(SessionStatus))}"
    for status, row in SESSION_TRANSITIONS.items():
        arrows: dict[SessionStatus, list[SessionTrigger]] = defaultdict(list)
        for trigger, target in row.items():
            arrows[target].append(trigger)
        for target, triggers in arrows.items():
            yield f"    {status} --> {target}: {', '.join(triggers)}"
        if not row:
            yield f"    {status} --> [*]"
    yield "```\n\n`gap` and `finish` happen by themselves; an interrupted session comes back as `paused`.\n"


def _commands() -> Iterator[str]:
    yield "## Commands\n\n| command | does | when |\n| --- | --- | --- |"
    for name, command in SESSION_COMMANDS.items():
        if name != "tick":
            yield f"| `{name}` | {_first_line(command)} | {_states(SessionTrigger(name))} |"
    yield f"| `pain` | {PAIN_COMMAND} | {_states(SessionTrigger.MILD)} |"
    yield f"| `tick` | {_first_line(session.advance_session)} | always |"
    yield f'\n"Hardly begun" is less than {BACK_TO_PREVIOUS_WITHIN_S:g} seconds.\n'


def _events() -> Iterator[str]:
    yield "## Events\n\n`at` is the position on the axis.\n\n| event | means | carries |\n| --- | --- | --- |"
    for kind, name in EVENT_NAMES.items():
        carried = ", ".join(f"`{field.name}`" for field in fields(kind))
        yield f"| `{name}` | {_first_line(kind)} | {carried} |"
    yield ""


def _cues() -> Iterator[str]:
    yield "## Moments of cues\n\n| moment | is |\n| --- | --- |"
    for moment in CueKind:
        yield f"| `{moment}` | {CUE_MEANINGS[moment]} |"
    yield ""


def _first_line(thing: Callable[..., object]) -> str:
    return (inspect.getdoc(thing) or "").split("\n\n")[0].replace("\n", " ")


def _states(trigger: SessionTrigger) -> str:
    return ", ".join(f"`{status}`" for status, row in SESSION_TRANSITIONS.items() if trigger in row)
