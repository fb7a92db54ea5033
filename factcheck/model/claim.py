"""A quantified statement: who, what, how much, which unit, when."""

from enum import StrEnum

from msgspec import Struct

from factcheck.model.document import Published
from factcheck.model.period import Period
from factcheck.model.quantity import Quantity
from factcheck.model.span import Span


class Kind(StrEnum):
    """What sort of figure a claim states."""

    TOTAL = "total"
    FLOW = "flow"
    INCREMENT = "increment"
    CHANGE = "change"
    SHARE = "share"
    RATE = "rate"
    MULTIPLE = "multiple"
    RANK = "rank"
    DATE = "date"
    OTHER = "other"


class Modality(StrEnum):
    """Whether a figure is a result or something hoped for."""

    ACTUAL = "actual"
    FORECAST = "forecast"
    PLAN = "plan"


class ScopeRole(StrEnum):
    """What a word of scope narrows."""

    PLACE = "place"
    LEVEL = "level"
    HOLDER = "holder"
    QUALIFIER = "qualifier"
    PER = "per"
    OF = "of"
    BASE = "base"


#: How the value of a base begins that hangs on a period nobody knows ("previous-year"): it may be any year or month.
UNRESOLVED = "previous-"


class Slot(Struct, frozen=True, kw_only=True):
    """A part of a claim: its words, where they stand in the source, and what filled it.

    `filler` names the lexicon entry or pattern ("clause-head", "heading", "alias"); `span` is `None` for words that
    were derived from elsewhere than one place of the source.
    """

    text: str
    span: Span | None
    filler: str


class ScopeItem(Struct, frozen=True, kw_only=True):
    """One narrowing of a claim. `value` is the comparable form of `text` (每百万人口: "1000000人").

    `filler` says where it stands: in the figure's own "clause", or further away, as in "heading".
    """

    role: ScopeRole
    text: str
    value: str
    span: Span | None
    filler: str = "clause"


class Wording(Struct, frozen=True, kw_only=True):
    """The normalised words around a figure, nearest first; all that alignment reads beside the slots.

    `before` and `after` reach from the figure to the neighbouring figure or the end of its clause; `clause` and
    `sentence` hold them whole; `context` is what the sentence leans on (the sentence before, headings, table headers,
    title), each an entry of its own.
    """

    before: str
    after: str
    clause: str
    sentence: str
    context: tuple[str, ...] = ()


class Claim(Struct, frozen=True, kw_only=True):
    """One figure of one document. Spans are in the source; `text` is exactly the source at `span`.

    `quote` is the sentence around it; `line` and `column` are left to reports. `series` numbers, within the
    document, the statements that give figures: those of one measure at several times ("从…到…") share a number; `None`
    for vetoed figures. `vetoed` names the rule by which the figure is no claim. `published` is its document's.
    """

    document: str
    span: Span
    text: str
    quote: Span
    subject: Slot | None
    measure: Slot | None
    scope: tuple[ScopeItem, ...] = ()
    kind: Kind
    modality: Modality = Modality.ACTUAL
    quantity: Quantity
    period: Period
    published: Published
    wording: Wording
    series: int | None = None
    vetoed: str | None = None

    @property
    def key(self) -> tuple[str, int, int]:
        """What orders and identifies claims across documents."""
        return (self.document, self.span.start, self.span.end)
