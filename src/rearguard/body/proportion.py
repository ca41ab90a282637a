"""How long the parts of a body are.

Fractions of stature by Drillis & Contini 1966 ("Body segment parameters", New York University, Technical Report
1166.03), as tabulated in Winter, "Biomechanics and Motor Control of Human Movement", figure 4.1, unless said
otherwise. Metres below are of a body of `STATURE`.
"""

from __future__ import annotations

STATURE = 1.70
"""Metres; between the means of women and men in most countries (NCD-RisC 2016, eLife 5:e13410)."""

THIGH = 0.245 * STATURE
SHANK = 0.246 * STATURE
UPPER_ARM = 0.186 * STATURE
FOREARM = 0.146 * STATURE
HAND = 0.108 * STATURE
FOOT_HEIGHT = 0.039 * STATURE
"""From the sole to the ankle's axis."""
TRUNK = (0.818 - 0.530) * STATURE
"""From the line between the hips to the line between the shoulders, standing."""

SHOULDERS = 0.220 * STATURE
"""Between the joints' centres. The breadth over the bones is 0.259; each centre lies about 3 cm inside."""
HIPS = 0.115 * STATURE
"""Between the joints' centres. The breadth over the hips is 0.191; each centre lies 6 to 7 cm inside: 18 to 20 cm
apart, as Harrington et al. 2007 (J Biomech 40:595-602) have it for adults within two centimetres."""

HEEL = (-0.030 * STATURE, -0.033 * STATURE)
TOES = (0.112 * STATURE, -0.034 * STATURE)
"""The heel's and the big toe's landmark from the ankle: ahead and up. Foot length is 0.152; landmarks lie on bone
and nail, about a centimetre inside the flesh."""

INDEX = (0.058 * STATURE, 0.015 * STATURE)
PINKY = (0.050 * STATURE, -0.021 * STATURE)
THUMB = (0.045 * STATURE, 0.032 * STATURE)
"""Knuckles and thumb from the wrist: along the fingers and towards the thumb; our choice within the hand's 0.108."""

FACE = {
    "NOSE": (0.0, 0.106, 0.062),
    "EYE_INNER": (0.009, 0.118, 0.050),
    "EYE": (0.018, 0.118, 0.049),
    "EYE_OUTER": (0.028, 0.118, 0.044),
    "EAR": (0.043, 0.110, 0.004),
    "MOUTH": (0.014, 0.088, 0.053),
}
"""From the middle between the shoulders, head upright: aside, up and ahead, fractions of stature. Heights follow
from eye 0.936 and chin 0.870 of stature, shoulders 0.818; the rest is our choice within a head of 0.13."""

FLESH = {
    "hip": 0.095,
    "knee": 0.056,
    "ankle": 0.034,
    "shoulder": 0.056,
    "elbow": 0.042,
    "wrist": 0.027,
    "heel": 0.030,
    "foot_index": 0.020,
    "palm": 0.022,
    "fingers": 0.012,
    "head": 0.088,
}
"""Half the thickness at a joint in metres: girths of adults over 2π, in the middle of what the U.S. Army's survey
found (Gordon et al. 2014, NATICK/TR-15/007): thigh 60 cm at the top, knee 38, ankle 22, arm 34, forearm 27,
wrist 16."""

HEAD = 0.130 * STATURE
"""From the chin to the crown."""

TRUNK_FLESH = {
    "pelvis": (0.07, 0.080, 0.084),
    "belly": (0.25, 0.068, 0.080),
    "waist": (0.42, 0.060, 0.080),
    "ribs": (0.60, 0.068, 0.088),
    "chest": (0.78, 0.080, 0.085),
}
"""Slices of the trunk: where it is from the hips (0) to the shoulders (1), half of its breadth without the rounding at
both sides, and half of its depth, which is the rounding; in metres."""
