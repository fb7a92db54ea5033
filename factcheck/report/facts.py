"""The facts of a report with their claims, numbered in the order of places however many there are."""

from array import array
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Status
from factcheck.model.report import ReportedFact
from factcheck.report.lookup import identity
from factcheck.report.ordered import Ordered

_GRAVITY = {status: rank for rank, status in enumerate(Status)}
#: Bytes of an offset in what facts are sorted by.
_OFFSET = 8


class _Shown(Struct, frozen=True, kw_only=True):
    """A fact that is not numbered yet; `first` is the number of the first of its claims as claims came."""

    label: str
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    first: int


class Gathered:
    """Takes facts in any order; when all are there, `facts` and `claims` have them in the order of their places."""

    def __init__(self) -> None:
        self._shown = Ordered[_Shown]()
        self._claims = Ordered[Claim]()
        self._taken = 0

    def add(self, label: str, claims: Sequence[Claim], findings: tuple[Finding, ...]) -> None:
        """Adds a fact with claims in the order of their keys."""
        shown = _Shown(label=label, claims=tuple(claims), findings=findings, first=self._taken)
        self._shown.add((b"".join(map(_place, claims)), label), shown, weight=len(claims) + len(findings))
        for claim in claims:
            self._claims.add(identity(claim), claim)
        self._taken += len(claims)

    def numbers(self) -> Iterator[int]:
        """The numbers of facts, from 0, in the order of the facts that have them."""
        yield from self._shown.arrivals

    def claims(self) -> "Claims":
        """The claims of all facts."""
        return Claims(self._claims)

    def facts(self, claims: "Claims") -> "Facts":
        """The facts with the numbers that their claims have."""
        return Facts(self._shown, claims.numbers)


class Claims(Mapping[str, Claim]):
    """Claims by their ids: c1 is the first one by its place."""

    def __init__(self, ordered: Ordered[Claim]) -> None:
        self._ordered = ordered
        self._places = array("q")
        #: For each claim as they came the number that it has.
        self.numbers = array("q", bytes(self._places.itemsize * len(ordered)))
        for place, (arrival, first) in enumerate(zip(ordered.arrivals, ordered.firsts, strict=True)):
            if first:
                self._places.append(place)
            self.numbers[arrival] = len(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return (f"c{number}" for number in range(1, len(self) + 1))

    def __getitem__(self, id_: str) -> Claim:
        number = int(id_[1:]) if id_[:1] == "c" and id_[1:].isdecimal() else 0
        if not 1 <= number <= len(self):
            raise KeyError(id_)
        return self._ordered[self._places[number - 1]]


class Facts:
    """Facts in the order of their first claims' places."""

    def __init__(self, shown: Ordered[_Shown], numbers: Sequence[int]) -> None:
        self._shown, self._numbers = shown, numbers

    def __len__(self) -> int:
        return len(self._shown)

    def __iter__(self) -> Iterator[ReportedFact]:
        for number, shown in enumerate(self._shown, 1):
            numbers = self._numbers[shown.first : shown.first + len(shown.claims)]
            yield ReportedFact(
                id=f"f{number}",
                label=shown.label,
                claims={f"c{of_claim}": claim for of_claim, claim in zip(numbers, shown.claims, strict=True)},
                findings=shown.findings,
                status=max((finding.status for finding in shown.findings), key=_GRAVITY.__getitem__),
            )


def _place(claim: Claim) -> bytes:
    """What a claim's key is as bytes that sort like it: a name ends with a byte below that of any character."""
    document, start, end = claim.key
    name = document.encode("utf-8", "surrogatepass")
    return name + b"\0" + start.to_bytes(_OFFSET, "big") + end.to_bytes(_OFFSET, "big")
