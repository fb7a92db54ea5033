"""Days as users write them."""

from datetime import date


def parse_day(written: str) -> date:
    """A day as YYYY-MM-DD. Raises `ValueError`."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = None
    if day is None or day.isoformat() != written:
        raise ValueError(f"{written!r} is no date; write YYYY-MM-DD")
    return day
