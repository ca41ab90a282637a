"""Referrals for people who must not exercise now: where to go, and how soon."""

from rearguard.core.message import Message

SEE_PROFESSIONAL_FIRST = Message(
    "Please see a health professional before you do these exercises. This app can't check this for you."
)
SEE_PROFESSIONAL_SOON = Message(
    "Please see a health professional soon, and before you do these exercises. This app can't check this for you."
)
SEE_PROFESSIONAL_TODAY = Message(
    "Please see a health professional today, before any exercise. This app can't check this for you."
)
SPINE_EMERGENCY = Message(
    "Get medical help now. What you describe can be a sign of pressure on the nerves at the base of "
    "your spine, or of another emergency. It is uncommon, but hours matter. Go to an emergency "
    "department or call your emergency number. Don't wait to see whether exercise helps."
)
CIRCULATION_EMERGENCY = Message(
    "Get medical help now. What you describe can be an emergency of the heart, the lungs or the "
    "blood vessels. Call your emergency number or go to an emergency department. Do not exercise."
)

REFERRALS = (
    SEE_PROFESSIONAL_FIRST,
    SEE_PROFESSIONAL_SOON,
    SEE_PROFESSIONAL_TODAY,
    SPINE_EMERGENCY,
    CIRCULATION_EMERGENCY,
)
"""All referrals, the least urgent first; of several, the most urgent is shown."""

CLINICIAN_QUESTION = Message("Has a health professional who knows about all of this cleared you for exercise?")
"""The question for a blocked person; a yes sets `cleared_by_clinician`."""
