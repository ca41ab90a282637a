"""How long things take besides the work: the seconds between bouts.

Every number is what a person needs, found by doing the routine; the plan counts them all.
"""

from __future__ import annotations

from rearguard.library.exercise import Posture

POSTURE_CHANGE_S = 10
"""From a chair to standing, or from standing to the floor."""

SIDE_SWITCH_S = 5
"""To the other leg: turn over, or cross the other one."""

EXERCISE_SWITCH_S = {Posture.CHAIR: 5, Posture.STANDING: 0, Posture.FLOOR: 5}
"""To another exercise, or another set, of the same posture: on the floor and in a chair one has to settle;
who stands is there already."""

FIRST_SET_EXTRA_S = {Posture.CHAIR: 0, Posture.STANDING: 10, Posture.FLOOR: 0}
"""More, before an exercise's first set: standing, a band may have to be put on, which takes as long as a change of
posture. What begins a posture needs no more than the change itself."""

TIME_GRID_S = 5
"""What is timed is planned in steps of so many seconds: finer ones make no plan better that anyone would notice."""

MAX_BOUT_LENGTHS = 13
"""At most so many lengths of one bout are tried: a range of more than a minute goes in coarser steps, or programmes of
very long ranges would take half a minute to plan."""
