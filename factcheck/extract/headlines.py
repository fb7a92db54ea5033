"""Gives the figures of headings the time of the text under them, which tells them again and says when.

A headline rounds, bounds and leaves out: 馆藏逾3万册 above "2024年, 馆藏3.12万册". So a heading's figure without a time
has that of the first figure under it that it may stand for.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from factcheck.model.claim import Claim, Kind
from factcheck.model.document import BlockKind, Document
from factcheck.model.period import Basis
from factcheck.model.quantity import Dimension
from factcheck.values import compatible

_GIVEN = frozenset({Basis.STATED, Basis.RELATIVE, Basis.INHERITED})
#: A headline leaves out the words that tell these apart.
_AMOUNTS = frozenset({Kind.TOTAL, Kind.FLOW, Kind.INCREMENT})
#: Figures of its unit behind a headline's that are looked at, so that a text of headings takes time with its length.
_REACH = 64
#: Ranks and dates come again too often to be told by their value.
_AXES = frozenset({Dimension.RANK, Dimension.DATE})


def headlines_dated(claims: Sequence[Claim], document: Document) -> Iterator[Claim]:
    """Claims in the order of the text, those of headings with the periods of the text."""
    blocks = document.blocks
    starts = [document.view.offset(block.span.start) if document.view.text else 0 for block in blocks]
    given: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.period.basis in _GIVEN and claim.period.known and not claim.vetoed:
            given[claim.quantity.unit].append(claim)
    for claim in claims:
        at = bisect_right(starts, claim.span.start) - 1
        heading = at >= 0 and blocks[at].kind is BlockKind.HEADING
        asked = heading and not claim.vetoed and claim.period.basis not in _GIVEN
        told = _told(claim, given) if asked and claim.quantity.dimension not in _AXES else None
        yield replace(claim, kind=told.kind, period=replace(told.period, basis=Basis.INHERITED)) if told else claim


def _told(headline: Claim, given: Mapping[str, Sequence[Claim]]) -> Claim | None:
    """The first figure behind a headline's that it may stand for: of one unit, and one value as far as it is told.

    `given` are the figures with a time by their units, in the order of the text.
    """
    figures = given.get(headline.quantity.unit, ())
    behind = bisect_right(figures, headline.span.start, key=_start)
    return next(
        (
            claim
            for claim in figures[behind : behind + _REACH]
            if (claim.kind is headline.kind or {claim.kind, headline.kind} <= _AMOUNTS)
            and compatible(headline, claim, apart=True)
        ),
        None,
    )


def _start(claim: Claim) -> int:
    return claim.span.start
