"""The documentation about sessions, parsed as Markdown, against the code."""

import re
from pathlib import Path

from rearguard.app.training.live_session import EVENT_NAMES, SESSION_COMMANDS
from rearguard.session.cue import CueKind
from rearguard.session.state import SESSION_TRANSITIONS, SessionStatus

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "session.md").read_text()


def table(heading: str) -> list[str]:
    """Return the names in the first column of a section's table."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `(.+?)` \|", section, re.MULTILINE)


def test_the_diagram_shows_every_transition_and_no_other() -> None:
    arrows = re.findall(r"^    (\S+) --> (\S+)(?:: (.+))?$", PAGE, re.MULTILINE)

    transitions = {(start, trigger, end) for start, end, names in arrows if names for trigger in names.split(", ")}
    assert transitions == {
        (start, trigger, end) for start, row in SESSION_TRANSITIONS.items() for trigger, end in row.items()
    }
    assert [end for start, end, _ in arrows if start == "[*]"] == [SessionStatus.RUNNING]
    assert {start for start, end, _ in arrows if end == "[*]"} == {
        start for start, row in SESSION_TRANSITIONS.items() if not row
    }


def test_every_command_every_event_and_every_moment_is_explained() -> None:
    assert set(table("Commands")) == {*SESSION_COMMANDS, "pain"}
    assert table("Events") == list(EVENT_NAMES.values())
    assert table("Moments of cues") == list(CueKind)
