"""A correct exercise file and a correct programme file, for tests that spoil them."""

from __future__ import annotations

from pathlib import Path

EXERCISE_TOML = """\
id = "NAME"
name = "Seated glute squeeze"
summary = "Squeeze both buttocks without getting up."
role = "strengthen"
posture = "chair"
sides = "together"
needs = ["chair"]
traits = []

[dose]
measure = "reps"
sets = { smallest = 1, usual = 2, largest = 3 }
reps = { smallest = 8, usual = 10, largest = 15 }
tempo = { up = 1, hold = 3, down = 1 }
rest = 15
step_in = 2
article = { sets = 3, reps = 10 }

[[levels]]
id = "plain"
name = "Both sides"
origin = "rearguard"
effort = { gluteus_maximus = 0.40, gluteus_medius = 0.25 }

[[levels]]
id = "band"
name = "With a band"
origin = "article"
change = "Take a band."
effort = { gluteus_maximus = 0.50, gluteus_medius = 0.35 }
needs = ["band"]
traits = ["resistance-band"]
tempo = { up = 1, hold = 4, down = 1 }

[say]
setup = ["Sit tall."]
tempo_words = ["squeeze", "hold", "let go"]
feel = "In both buttocks."
stop = ["sharp pain"]

[say.cues]
start = "Squeeze."
work = ["Keep breathing."]

[[sources]]
cite = "Lehecka et al. 2019, PeerJ 7:e7287"
link = "https://doi.org/10.7717/peerj.7287"
"""

PROGRAM_TOML = """\
id = "NAME"
name = "My breaks"

[[items]]
exercise = "clamshell"
sets = 3
reps = 12

[[items]]
exercise = "monster-walk"
sets = 2
seconds = 45
"""


def write_toml(folder: Path, name: str, text: str, *changes: tuple[str, str]) -> Path:
    """Write `text` under a name with each change made once; the kind of file follows from its content."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        text = text.replace(old, new)
    path = folder / ("programs" if "items" in text else "exercises") / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("NAME", name), "utf-8")
    return path
