"""The lengths and thicknesses of body parts.

Fractions of stature are those of Drillis & Contini 1966 ("Body segment parameters", New York University, Technical
Report 1166.03) as cited by Winter ("Biomechanics and Motor Control of Human Movement", figure 4.1), unless stated
otherwise. The report is hard to get and its sample is unclear: these are proportions for drawing, good to a few per
cent, not a norm. Metres below are of a body of `STATURE_M`.
"""

from __future__ import annotations

STATURE_M = 1.70
"""Metres; near the middle between women's and men's means, which differ by country (NCD Risk Factor Collaboration
2016, "A century of trends in adult human height", eLife 5:e13410)."""

THIGH_M = 0.245 * STATURE_M
SHANK_M = 0.246 * STATURE_M
UPPER_ARM_M = 0.186 * STATURE_M
FOREARM_M = 0.146 * STATURE_M
HAND_M = 0.108 * STATURE_M
ANKLE_HEIGHT_M = 0.039 * STATURE_M
"""From the sole to the ankle's axis."""
TRUNK_M = (0.818 - 0.530) * STATURE_M
"""From the line between the hips to the line between the shoulders, standing."""

SHOULDER_WIDTH_M = 0.220 * STATURE_M
"""Between the joints' centres: our estimate. The breadth over the bones is 0.259; we put each centre 3 cm inside."""
HIP_WIDTH_M = 0.115 * STATURE_M
"""Between the joints' centres: our choice, 19.6 cm. Harrington et al. 2007 (J Biomech 40:595-602) put each centre
0.33 of the pelvis's width (between the front upper spines) and 7 mm from the middle: 18 cm apart for a pelvis of
25 cm, 20 for one of 28."""

HEEL_FROM_ANKLE_M = (-0.030 * STATURE_M, -0.033 * STATURE_M)
TOES_FROM_ANKLE_M = (0.112 * STATURE_M, -0.034 * STATURE_M)
"""The heel's and the big toe's landmark from the ankle: ahead and up; our choice within a foot of 0.152, with the
landmarks on bone and nail, about a centimetre inside the flesh."""

INDEX = (0.058 * STATURE_M, 0.015 * STATURE_M)
PINKY = (0.050 * STATURE_M, -0.021 * STATURE_M)
THUMB = (0.045 * STATURE_M, 0.032 * STATURE_M)
"""First knuckles and thumb from the wrist: along the fingers and towards the thumb; our choice within the hand's
0.108, of which the palm is a little more than half."""

FACE_OFFSETS = {
    "NOSE": (0.0, 0.106, 0.062),
    "EYE_INNER": (0.009, 0.118, 0.050),
    "EYE": (0.018, 0.118, 0.049),
    "EYE_OUTER": (0.028, 0.118, 0.044),
    "EAR": (0.043, 0.110, 0.004),
    "MOUTH": (0.014, 0.088, 0.053),
}
"""From the middle between the shoulders, head upright: aside, up and ahead, fractions of stature. Heights follow
from eye 0.936 and chin 0.870 of stature, shoulders 0.818; the rest is our choice within a head of 0.13."""

FLESH_RADIUS_M = {
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
"""Half the thickness at a joint in metres: our estimate of a body neither thin nor stout, from girths over 2π (thigh
60 cm at the top, knee 35, ankle 21, arm 35, forearm 26, wrist 17)."""

HEAD_HEIGHT_M = 0.130 * STATURE_M
"""From the chin to the crown."""

TRUNK_SLICES_M = {
    "pelvis": (0.07, 0.080, 0.084),
    "belly": (0.25, 0.068, 0.080),
    "waist": (0.42, 0.060, 0.080),
    "ribs": (0.60, 0.068, 0.088),
    "chest": (0.78, 0.080, 0.085),
}
"""Slices of the trunk: position from the hips (0) to the shoulders (1), half of the breadth without the rounding at
both sides, and half of the depth, which is the rounding; in metres. Our estimate, like the radii at the joints."""
