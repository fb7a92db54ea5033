"""Compares all documents of an archive with one another, from the archive alone and some of it at a time.

Documents are looked at in batches: the claims of a batch with what they meet in the whole archive. The pairs that are
found are kept aside; a pair that both of its batches find counts once. What they link is a fact, and facts are then
taken up one after the other.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace

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
#: Claims of facts that are judged together.
CHUNK = 2000
#: Documents whose claims are kept at hand while facts are put together.
_AT_HAND = 2000


def crosswise(archive: Archive, rulebook: Rulebook, count: Count) -> Iterator[tuple[list[Fact], list[Claim]]]:
    """The facts of an archive, some at a time, with all claims of the documents that they stand in."""
    reader = archive.reader
    listed = list(reader.listed())
    texts = _Texts(reader, listed)
    if sum(stored.claims for stored in listed) <= WHOLE:
        count(0, len(listed))
        facts = align([claim for stored in listed for claim in texts.of(stored)], rulebook)
        yield from _chunks(iter(facts), texts)
        return
    last = max(stored.first + stored.claims for stored in listed)
    with closing(Links(last, rulebook.alignment.comparisons)) as links:
        done = 0
        for batch in _batches(listed):
            count(done, len(listed))
            _look(batch, archive, rulebook, links)
            done += len(batch)
        yield from _chunks((_fact(texts, figures, found) for figures, found in links.facts()), texts)


def _chunks(facts: Iterator[Fact], texts: "_Texts") -> Iterator[tuple[list[Fact], list[Claim]]]:
    chunk: list[Fact] = []
    for fact in facts:
        chunk.append(fact)
        if sum(len(each.claims) for each in chunk) >= CHUNK:
            yield chunk, texts.around(chunk)
            chunk = []
    if chunk:
        yield chunk, texts.around(chunk)


def _batches(listed: Sequence[Stored]) -> Iterator[list[Stored]]:
    batch: list[Stored] = []
    for stored in listed:
        batch.append(stored)
        if sum(each.claims for each in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _look(batch: Sequence[Stored], archive: Archive, rulebook: Rulebook, links: Links) -> None:
    """Adds what the claims of a batch are linked with."""
    numbers: dict[int, int] = {}
    claims: list[Claim] = []
    for stored in batch:
        for at, claim in archive.reader.claims(stored, range(stored.claims)):
            numbers[id(claim)] = stored.first + at
            claims.append(claim)
    own = frozenset(stored.id for stored in batch)
    found = find(claims, rulebook, [archive], [{stored.name: own for stored in batch}])
    numbers |= {id(claim): number for claim, number in zip(found.claims, found.numbers, strict=True)}
    background = replace(
        found.background,
        apart=frozenset(),
        met=found.background.met.union(claim.key for claim in claims),
        focus=frozenset(stored.name for stored in batch),
    )
    facts = align([*claims, *found.claims], rulebook, background=background)
    links.add(
        (_link(pair, numbers) for fact in facts for pair in fact.pairs),
        ([numbers[id(claim)] for claim in fact.claims] for fact in facts),
    )


def _link(pair: Pair, numbers: dict[int, int]) -> Link:
    """A pair by the numbers of its claims, the lower first, as each document is in the archive once."""
    one, other = numbers[id(pair.left)], numbers[id(pair.right)]
    return min(one, other), max(one, other), pair.likelihood, pair.levels


def _fact(texts: "_Texts", figures: Sequence[int], links: Sequence[Link]) -> Fact:
    claims = {figure: texts.claim(figure) for figure in figures}
    ordered = tuple(sorted(claims.values(), key=lambda claim: claim.key))
    pairs = []
    for one, other, likelihood, levels in links:
        left, right = sorted((claims[one], claims[other]), key=lambda claim: claim.key)
        pairs.append(Pair(left=left, right=right, likelihood=likelihood, levels=levels))
    pairs.sort(key=lambda pair: (pair.left.key, pair.right.key))
    return Fact(label=label(ordered), claims=ordered, pairs=tuple(pairs))


class _Texts:
    """The claims of an archive's documents, those of some at hand."""

    def __init__(self, reader: Reader, listed: Sequence[Stored]) -> None:
        self._reader = reader
        self._documents = sorted((stored for stored in listed if stored.claims), key=lambda stored: stored.first)
        self._firsts = [stored.first for stored in self._documents]
        self._names = {stored.name: stored for stored in listed}
        self._at_hand: OrderedDict[int, tuple[Claim, ...]] = OrderedDict()

    def claim(self, figure: int) -> Claim:
        """The claim of a number."""
        stored = self._documents[bisect_right(self._firsts, figure) - 1]
        return self.of(stored)[figure - stored.first]

    def around(self, facts: Sequence[Fact]) -> list[Claim]:
        """All claims of the documents that facts stand in."""
        names = dict.fromkeys(claim.document for fact in facts for claim in fact.claims)
        return [claim for name in names for claim in self.of(self._names[name])]

    def of(self, stored: Stored) -> tuple[Claim, ...]:
        """The claims of a document."""
        found = self._at_hand.pop(stored.id, None)
        if found is None:
            found = tuple(claim for _, claim in self._reader.claims(stored, range(stored.claims)))
            if len(self._at_hand) >= _AT_HAND:
                self._at_hand.popitem(last=False)
        self._at_hand[stored.id] = found
        return found
