"""Names a fact for people: subject and measure as its claims word them most often."""

from collections import Counter
from collections.abc import Sequence

from factcheck.model.claim import Claim, Slot


def label(claims: Sequence[Claim]) -> str:
    """Subject and measure joined by " · "; of wordings equally frequent the longer, then the first in the order."""
    parts = [_commonest([claim.subject for claim in claims]), _commonest([claim.measure for claim in claims])]
    named = [part for part in parts if part]
    return " · ".join(named) if named else claims[0].text.strip()


def _commonest(slots: Sequence[Slot | None]) -> str | None:
    counts = Counter(slot.text for slot in slots if slot)
    return min(counts, key=lambda text: (-counts[text], -len(text), text)) if counts else None
