import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.core.dose import Dose, Effort

doses = st.floats(0, 400)


# The routines of the reference table: MVIC-seconds of gluteus maximus and medius, and what they restore.
@pytest.mark.parametrize(
    ("maximus", "medius", "restored"),
    [(18.4, 28.6, 0.6530), (29.5, 39.7, 0.7922), (45.8, 63.35, 0.9130), (88.5, 119.1, 0.9896)],
)
def test_a_reference_dose_restores_what_the_table_says(maximus: float, medius: float, restored: float) -> None:
    assert round(Dose(maximus, medius).restored_fraction(), 4) == restored


def test_no_dose_restores_nothing_and_fifteen_seconds_at_full_effort_restore_half() -> None:
    assert Dose().restored_fraction() == 0
    assert Effort(1.0, 1.0).dose_over(15).restored_fraction() == 0.5


def test_a_dose_is_effort_times_seconds() -> None:
    assert Effort(0.25, 0.5).dose_over(40) == Dose(10.0, 20.0)


def test_doses_add_up_muscle_by_muscle() -> None:
    assert Dose(1.0, 2.0) + Dose(3.0, 5.0) == Dose(4.0, 7.0)


@given(doses, doses, doses, doses)
def test_more_work_never_restores_less_and_never_all(a: float, b: float, more: float, also: float) -> None:
    less = Dose(a, b).restored_fraction()

    assert 0 <= less <= (Dose(a, b) + Dose(more, also)).restored_fraction() < 1


@given(doses, doses)
def test_what_two_doses_leave_missing_of_one_muscle_is_the_product(a: float, b: float) -> None:
    missing = 1 - Dose(a, a).restored_fraction()

    assert 1 - (Dose(a, a) + Dose(b, b)).restored_fraction() == pytest.approx(
        missing * (1 - Dose(b, b).restored_fraction())
    )
