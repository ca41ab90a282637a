"""A programme as a physiotherapist writes one: after a hip replacement, no band, three times a week."""

from __future__ import annotations

import re
from pathlib import Path

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "prescribe-a-programme.md"


def hip_replacement() -> str:
    """Return the file, as the guide shows it."""
    found = re.search(r"```toml\n(.*?)```", HOW_TO.read_text(), re.DOTALL)
    assert found is not None
    return found[1]
