from datetime import UTC, datetime, timedelta, timezone
from uuid import RFC_4122

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.core.identity import UUID7_RANDOM_BYTES, uuid7

moments = st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(9999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
noise = st.binary(min_size=UUID7_RANDOM_BYTES, max_size=UUID7_RANDOM_BYTES)


def test_the_example_of_rfc_9562_comes_out() -> None:
    # Appendix A.6: 2022-02-22 14:22:22 -05:00, rand_a CC3, rand_b 18C4DC0C0C07398F.
    at = datetime(2022, 2, 22, 14, 22, 22, tzinfo=timezone(timedelta(hours=-5)))
    tail = 0xCC3 << 62 | 0x18C4DC0C0C07398F

    assert str(uuid7(at, tail.to_bytes(UUID7_RANDOM_BYTES, "big"))) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(moments, noise)
def test_it_says_what_it_is_and_when_it_was_made(at: datetime, randomness: bytes) -> None:
    identity = uuid7(at, randomness)

    assert (identity.version, identity.variant) == (7, RFC_4122)
    assert identity.int >> 80 == (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


@given(moments, noise, noise, st.integers(1, 10**9))
def test_what_is_made_a_millisecond_later_sorts_later(at: datetime, first: bytes, other: bytes, later: int) -> None:
    assert uuid7(at, first) < uuid7(at + timedelta(milliseconds=later), other)


@given(moments, noise, noise)
def test_other_randomness_gives_another_id(at: datetime, first: bytes, other: bytes) -> None:
    used = (1 << 74) - 1
    same = int.from_bytes(first, "big") & used == int.from_bytes(other, "big") & used

    assert (uuid7(at, first) == uuid7(at, other)) == same


def test_a_naive_time_and_too_little_randomness_are_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        uuid7(datetime(2026, 1, 1), bytes(UUID7_RANDOM_BYTES))  # noqa: DTZ001 - what is refused
    with pytest.raises(ValueError, match="10 bytes"):
        uuid7(datetime(2026, 1, 1, tzinfo=UTC), b"")
