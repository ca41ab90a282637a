"""The mean charge by direct integration, to compare the summaries of periods with."""

from __future__ import annotations

from rearguard.charge.activity import Activity, charge_integral
from rearguard.charge.battery import Battery, ChargeRange
from rearguard.charge.fold import battery_after, split_intervals
from rearguard.charge.timeline import ActivityTimeline


def integrate_range(charge: ChargeRange, activity: Activity | None, minutes: float) -> ChargeRange:
    """Return the integrals over some minutes, in percent-minutes; None: an unknown activity, sitting to walking."""
    return ChargeRange(
        charge_integral(charge.low, activity or Activity.SITTING, minutes),
        charge_integral(charge.high, activity or Activity.WALKING, minutes),
    )


def mean_charge(timeline: ActivityTimeline, since: float, until: float, battery: Battery) -> ChargeRange:
    """Return the range of the mean charge over some time.

    Args:
        timeline: the known time.
        since: the beginning, seconds since 1970.
        until: the end, later than `since`.
        battery: the battery at `since`.
    """
    low = high = 0.0
    for interval in split_intervals(timeline, since, until):
        minutes = (interval.end - interval.start) / 60
        for muscle in (battery.gluteus_maximus, battery.gluteus_medius):
            part = integrate_range(muscle, interval.activity, minutes)
            low, high = low + part.low / 2, high + part.high / 2
        battery = battery_after(battery, interval)
    minutes = (until - since) / 60
    return ChargeRange(low / minutes, high / minutes)
