"""Which prescribed programme is valid on a day, and the notice about the one that ended last."""

from __future__ import annotations

from datetime import date

from rearguard.library.library import Library
from rearguard.library.prescriptions import find_prescription, lapsed_notice
from rearguard.library.program import Prescription, Program


def library_with(*periods: tuple[str, str, str | None]) -> Library:
    programs = {
        name: Program(
            id=name,
            name=name,
            items=(),
            prescribed=Prescription(by=f"Dr {name}", valid_from=valid_from, valid_until=valid_until),
        )
        for name, valid_from, valid_until in periods
    }
    return Library(exercises={}, programs={"usual": Program(id="usual", name="usual", items=()), **programs})


def test_a_prescription_is_valid_from_its_first_to_its_last_day() -> None:
    library = library_with(("a", "2026-03-02", "2026-03-04"))
    programs = [find_prescription(library, date(2026, 3, day)) for day in range(1, 6)]
    assert [program and program.id for program in programs] == [None, "a", "a", "a", None]


def test_of_two_valid_prescriptions_the_later_start_wins() -> None:
    library = library_with(("b", "2026-03-02", None), ("a", "2026-03-03", None))
    programs = [find_prescription(library, date(2026, 3, day)) for day in (2, 3)]
    assert [program and program.id for program in programs] == ["b", "a"]


def test_the_notice_names_the_prescription_that_ended_last() -> None:
    library = library_with(("a", "2026-01-01", "2026-01-31"), ("b", "2026-01-01", "2026-02-28"))
    assert lapsed_notice(library, date(2026, 1, 31)) is None
    notice = lapsed_notice(library, date(2026, 3, 1))
    assert notice is not None
    assert notice.values == {"by": "Dr b", "until": "2026-02-28"}
