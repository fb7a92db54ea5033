"""Compares all documents of an archive with one another, from the archive alone and some of it at a time.

Documents are looked at in batches: the claims of a batch with what they meet in the whole archive. The pairs that are
found are kept aside; a pair that both of its batches find counts once. What they link is a fact, and facts are then
taken up one after the other.
"""

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import closing

from msgspec.structs import replace

from factcheck.align import align
from factcheck.align.label import label
from factcheck.archive.reader import Reader, Stored
from factcheck.indexing.archives import Archive, Count
from factcheck.indexing.found import find
from factcheck.indexing.links import Link, Links
from factcheck.model.claim import Claim
from factcheck.model.pair import Fact, Pair
from factcheck.rulebook.load import Rulebook

#: Claims up to which an archive is compared at once, as its files would be.
WHOLE = 20_000
#: Claims of a larger one that are looked up together. More take more memory, fewer compare more pairs twice.
BATCH = 2000
#: Documents whose claims are kept at hand while facts are put together.
_AT_HAND = 1000


def facts_within(archive: Archive, rulebook: Rulebook, claims: "ArchivedClaims", count: Count) -> Iterator[Fact]:
    """The facts of an archive, one after the other; `claims` are its own."""
    reader = archive.reader
    documents = total = last = 0
    for stored in reader.listed():
        documents, total = documents + 1, total + stored.claims
        last = max(last, stored.first + stored.claims)
    count(0, documents)
    if total <= WHOLE:
        yield from align([claim for stored in reader.listed() for claim in claims.of(stored)], rulebook)
        return
    with closing(Links(last, rulebook.alignment.comparisons)) as links:
        done = 0
        for batch in _batches(reader):
            _look(batch, archive, rulebook, links)
            done += len(batch)
            count(done, documents)
        for figures, found in links.facts():
            yield _fact(claims, figures, found)


def _batches(reader: Reader) -> Iterator[list[Stored]]:
    """Documents of about `BATCH` claims each time, up to twice as many where all of one topic come together so.

    Most of what documents meet is of their topic.
    """
    sentences = int(reader.meta().get("sentences", 0))
    about = sorted((reader.topic(each, sentences), each.name, each.id, each.claims) for each in reader.listed())
    batch: list[int] = []
    claims, last = 0, ""
    for topic, _, document, of_document in about:
        if claims >= BATCH and (topic != last or claims >= 2 * BATCH):
            yield list(reader.documents(batch).values())
            batch, claims = [], 0
        batch.append(document)
        claims, last = claims + of_document, topic
    if batch:
        yield list(reader.documents(batch).values())


def _look(batch: Sequence[Stored], archive: Archive, rulebook: Rulebook, links: Links) -> None:
    """Adds what the claims of a batch are linked with."""
    numbers: dict[int, int] = {}
    claims: list[Claim] = []
    for stored in batch:
        for at, claim in archive.reader.claims(stored, range(stored.claims)):
            numbers[id(claim)] = stored.first + at
            claims.append(claim)
    own = {stored.name: (stored.id,) for stored in batch}
    found = find(claims, rulebook, [archive], [own], at_hand={stored.id for stored in batch})
    numbers |= {id(claim): number for claim, number in zip(found.claims, found.numbers, strict=True)}
    background = replace(
        found.background,
        apart=frozenset(),
        met=found.background.met.union(claim.key for claim in claims),
        focus=frozenset(stored.name for stored in batch),
    )
    facts = align([*claims, *found.claims], rulebook, background=background)
    inside = frozenset(numbers[id(claim)] for claim in claims)
    links.add((_link(pair, numbers) for fact in facts for pair in fact.pairs), inside)
    for fact in facts:
        together = [number for claim in fact.claims if (number := numbers[id(claim)]) in inside]
        if len(together) > 1:
            links.join(together)


def _link(pair: Pair, numbers: dict[int, int]) -> Link:
    """A pair by the numbers of its claims, the lower first, as each document is in the archive once."""
    one, other = numbers[id(pair.left)], numbers[id(pair.right)]
    return min(one, other), max(one, other), pair.likelihood, pair.levels


def _fact(archived: "ArchivedClaims", figures: Sequence[int], links: Sequence[Link]) -> Fact:
    claims = {figure: archived.claim(figure) for figure in figures}
    ordered = tuple(sorted(claims.values(), key=lambda claim: claim.key))
    pairs = []
    for one, other, likelihood, levels in links:
        left, right = sorted((claims[one], claims[other]), key=lambda claim: claim.key)
        pairs.append(Pair(left=left, right=right, likelihood=likelihood, levels=levels))
    pairs.sort(key=lambda pair: (pair.left.key, pair.right.key))
    return Fact(label=label(ordered), claims=ordered, pairs=tuple(pairs))


class ArchivedClaims:
    """The claims of an archive's documents, those that were asked for last at hand."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        numbers = sorted((stored.first, stored.id) for stored in reader.listed() if stored.claims)
        self._firsts = array("q", (first for first, _ in numbers))
        self._documents = array("q", (document for _, document in numbers))
        self._at_hand: OrderedDict[int, tuple[Claim, ...]] = OrderedDict()

    def claim(self, figure: int) -> Claim:
        """The claim of a number."""
        at = bisect_right(self._firsts, figure) - 1
        return self._of(self._documents[at])[figure - self._firsts[at]]

    def named(self, name: str) -> tuple[Claim, ...]:
        """The claims of the document of a name."""
        (stored,) = self._reader.known("name", [name])
        return self.of(stored)

    def of(self, stored: Stored) -> tuple[Claim, ...]:
        """The claims of a document."""
        return self._of(stored.id, stored)

    def _of(self, document: int, stored: Stored | None = None) -> tuple[Claim, ...]:
        found = self._at_hand.pop(document, None)
        if found is None:
            stored = stored or self._reader.documents([document])[document]
            found = tuple(claim for _, claim in self._reader.claims(stored, range(stored.claims)))
            if len(self._at_hand) >= _AT_HAND:
                self._at_hand.popitem(last=False)
        self._at_hand[document] = found
        return found
