"""What a stretch of time does to a muscle's charge, in closed form.

Charge is in percent. It is a reminder built from sitting time and from what was done: no measurement of a muscle.
That sitting switches glutes off is not established. The two numbers of sitting are the round ones that lead from 100
to the magazine's 40 in an unbroken day of eight hours; the others are choices, given with their reasons.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Self

from rearguard.core.dose import HALF_DOSE_MVIC_S

MIN_CHARGE_PERCENT, MAX_CHARGE_PERCENT = 20.0, 100.0
"""Percent. A muscle never reaches zero: 20 is where endless sitting leads."""


class Activity(StrEnum):
    """What one did for a while, and where that draws a charge. The strings are stored: they never change."""

    # 8 hours from 100 end at 20 + 80 / 4 = 40, the article's number.
    SITTING = "sitting", MIN_CHARGE_PERCENT, 240.0
    # Thigh muscles stand with a quarter of a walk's activity (Tikkanen et al. 2013, PLoS ONE 8:e52228): four times
    # slower than walking if recovery is linear in it, sixteen times if quadratic; eight lies between.
    STANDING = "standing", MAX_CHARGE_PERCENT, 120.0
    # Five minutes take away a fifth of what is missing.
    WALKING = "walking", MAX_CHARGE_PERCENT, 15.0
    # A night of eight hours brings 40 to 96.
    LYING = "lying", MAX_CHARGE_PERCENT, 120.0
    # What a session does is counted by its doses; its minutes are neither sitting nor walking.
    EXERCISING = "exercising", MAX_CHARGE_PERCENT, math.inf

    target_percent: float
    """Where it draws a charge, in percent."""
    half_life_min: float
    """Minutes in which half of the way is gone."""

    def __new__(cls, name: str, target: float, half: float) -> Self:
        """Make one of the above."""
        made = str.__new__(cls, name)
        made._value_ = name
        made.target_percent, made.half_life_min = target, half
        return made


def decay(activity: Activity, minutes: float) -> tuple[float, float]:
    """Return where some minutes of an activity draw a charge (percent), and the part of the way that is left then.

    Raises:
        ValueError: minutes are less than 0, or not a number.
    """
    if not minutes >= 0:
        raise ValueError("minutes must be 0 or more")
    return activity.target_percent, math.exp2(-minutes / activity.half_life_min)


def charge_after(charge: float, activity: Activity, minutes: float) -> float:
    """Return the charge after some minutes of an activity.

    Args:
        charge: percent, `MIN_CHARGE_PERCENT` to `MAX_CHARGE_PERCENT`.
        activity: what is done.
        minutes: how long, 0 or more.

    Raises:
        ValueError: minutes are less than 0, or not a number.
    """
    target, left = decay(activity, minutes)
    return target + (charge - target) * left


def charge_integral(charge: float, activity: Activity, minutes: float) -> float:
    """Return the integral of the charge over some minutes of an activity, in percent-minutes.

    Divided by the minutes it is the mean charge. Arguments and errors as for `charge_after`.
    """
    if not minutes >= 0:
        raise ValueError("minutes must be 0 or more")
    if math.isinf(activity.half_life_min):
        return charge * minutes
    lost = -math.expm1(-minutes / activity.half_life_min * math.log(2))
    return activity.target_percent * minutes + (
        charge - activity.target_percent
    ) * lost * activity.half_life_min / math.log(2)


def charge_after_dose(charge: float, dose: float) -> float:
    """Return the charge after a dose of work.

    Args:
        charge: percent.
        dose: MVIC-seconds, 0 or more: see `core.dose`.

    Raises:
        ValueError: the dose is less than 0, or not a number.
    """
    if not dose >= 0:
        raise ValueError("a dose must be 0 or more")
    return MAX_CHARGE_PERCENT - (MAX_CHARGE_PERCENT - charge) * math.exp2(-dose / HALF_DOSE_MVIC_S)
