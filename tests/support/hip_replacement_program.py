"""A programme as a physiotherapist writes it: after a hip replacement, no band, three times a week."""

from __future__ import annotations

import re
from pathlib import Path

HOW_TO_GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "prescribe-a-programme.md"


def read_hip_replacement_program() -> str:
    """Return the file, as the guide shows it."""
    block = re.search(r"```toml\n(.*?)```", HOW_TO_GUIDE.read_text(), re.DOTALL)
    assert block is not None
    return block[1]
