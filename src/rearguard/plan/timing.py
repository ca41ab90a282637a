"""The seconds between bouts: switches, moves and entries.

Every number was measured by doing the routine; the plan includes them all.
"""

from __future__ import annotations

from rearguard.library.exercise import Posture

POSTURE_CHANGE_S = 10
"""From a chair to standing, or from standing to the floor."""

SIDE_SWITCH_S = 5
"""To the other leg: turn over, or cross the other leg."""

EXERCISE_SWITCH_S = {Posture.CHAIR: 5, Posture.STANDING: 0, Posture.FLOOR: 5}
"""To another exercise, or another set, in the same posture: time to settle on the floor or in a chair; standing
needs none."""

FIRST_SET_EXTRA_S = {Posture.CHAIR: 0, Posture.STANDING: 10, Posture.FLOOR: 0}
"""Extra time before an exercise's first set: standing, a band may have to be put on, which takes as long as a change
of posture. An exercise that begins its posture needs only the change itself."""

TIME_GRID_S = 5
"""The step between possible bout lengths, in seconds; a finer step makes no noticeable difference to a plan."""

MAX_BOUT_LENGTHS = 13
"""The most bout lengths that are tried: a range of more than a minute has coarser steps, or a programme with very long
ranges would take half a minute to plan."""
