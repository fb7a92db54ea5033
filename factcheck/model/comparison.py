"""What changes are held against."""

import re
from datetime import timedelta

from factcheck.model.claim import UNRESOLVED, Claim, ScopeRole

_YEAR_OR_MONTH = re.compile(r"\d{4}(?:-\d{2})?")


def held_against(claim: Claim) -> str | None:
    """What a change is held against: "year" before, "period" before, a time by name, `None` where nothing says so."""
    value = next((item.value for item in claim.scope if item.role is ScopeRole.BASE), None)
    if value is None or value.startswith(UNRESOLVED):
        return value and value.removeprefix(UNRESOLVED)
    start = claim.period.start
    first = _YEAR_OR_MONTH.match(value)
    if start is None or first is None:
        return value
    if int(value[:4]) == start.year - 1 and first[0][4:] in ("", f"-{start.month:02}"):
        return "year"
    behind = start - timedelta(days=1)
    return "period" if first[0] == f"{behind.year}-{behind.month:02}" else value
