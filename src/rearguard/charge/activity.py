"""The effect of an activity on a muscle's charge over time, in closed form.

Charge is in percent. It is a reminder, computed from sitting time and exercise, not a measurement of a muscle. That
sitting switches glutes off is not established. The two numbers of sitting are round, and lead from 100 to the
magazine's 40 in an unbroken day of eight hours; the others are choices, with their reasons below.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Self

from rearguard.core.dose import HALF_DOSE_MVIC_S

MIN_CHARGE_PERCENT, MAX_CHARGE_PERCENT = 20.0, 100.0
"""Percent. A muscle never reaches zero: 20 is where endless sitting leads."""


class Activity(StrEnum):
    """An activity, with the charge that it leads to. The strings are stored: they never change."""

    # 8 hours from 100 end at 20 + 80 / 4 = 40, the article's number.
    SITTING = "sitting", MIN_CHARGE_PERCENT, 240.0
    # Thigh muscles stand with a quarter of a walk's activity (Tikkanen et al. 2013, PLoS ONE 8:e52228): four times
    # slower than walking if recovery is linear in it, sixteen times if quadratic; eight lies between.
    STANDING = "standing", MAX_CHARGE_PERCENT, 120.0
    # Five minutes restore a fifth of the missing charge.
    WALKING = "walking", MAX_CHARGE_PERCENT, 15.0
    # A night of eight hours brings 40 to 96.
    LYING = "lying", MAX_CHARGE_PERCENT, 120.0
    # A session counts by its doses; its minutes are neither sitting nor walking.
    EXERCISING = "exercising", MAX_CHARGE_PERCENT, math.inf

    target_percent: float
    """The charge that it leads to, in percent."""
    half_life_min: float
    """Minutes in which the distance to the target halves."""

    def __new__(cls, name: str, target: float, half_life: float) -> Self:
        """Build a member from its name and numbers."""
        activity = str.__new__(cls, name)
        activity._value_ = name
        activity.target_percent, activity.half_life_min = target, half_life
        return activity


def decay(activity: Activity, minutes: float) -> tuple[float, float]:
    """Return the target of an activity in percent, and the share of the distance to it that is left after some minutes.

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
        activity: the activity.
        minutes: its duration, 0 or more.

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
    decayed = -math.expm1(-minutes / activity.half_life_min * math.log(2))
    return activity.target_percent * minutes + (
        charge - activity.target_percent
    ) * decayed * activity.half_life_min / math.log(2)


def charge_after_dose(charge: float, dose: float) -> float:
    """Return the charge after a dose of work.

    Args:
        charge: percent.
        dose: in MVIC-seconds, 0 or more: see `core.dose`.

    Raises:
        ValueError: the dose is less than 0, or not a number.
    """
    if not dose >= 0:
        raise ValueError("a dose must be 0 or more")
    return MAX_CHARGE_PERCENT - (MAX_CHARGE_PERCENT - charge) * math.exp2(-dose / HALF_DOSE_MVIC_S)
