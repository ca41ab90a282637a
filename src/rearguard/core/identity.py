"""Identifiers that sort by creation time."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

UUID7_RANDOM_BYTES = 10
"""Bytes of randomness that `uuid7` needs: 74 bits, rounded up."""

UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def uuid7(at: datetime, randomness: bytes) -> UUID:
    """Return a UUID version 7 for a time (RFC 9562, section 5.7).

    Args:
        at: an aware time; its milliseconds become the first 48 bits.
        randomness: `UUID7_RANDOM_BYTES` bytes, of which 74 bits are used.

    Raises:
        ValueError: `at` is naive, or `randomness` has another length.
    """
    if at.tzinfo is None:
        raise ValueError("at must be aware")
    if len(randomness) != UUID7_RANDOM_BYTES:
        raise ValueError(f"randomness must be {UUID7_RANDOM_BYTES} bytes")
    milliseconds = (at - UNIX_EPOCH) // timedelta(milliseconds=1)  # integers: a float is sometimes off by one
    tail = int.from_bytes(randomness, "big")
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | (tail >> 62 & 0xFFF) << 64
    value |= 0b10 << 62 | tail & (1 << 62) - 1
    return UUID(int=value)
