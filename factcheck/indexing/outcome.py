"""What came of a check against archives: which pairs count, which documents to report on, and what a limit cut off."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from factcheck.indexing.archives import Archive
from factcheck.indexing.found import Found
from factcheck.model.pair import Fact, Pair
from factcheck.model.report import Skipped
from factcheck.report.documents import Examined

ARCHIVE = "archive"


class Sides(Struct, frozen=True, kw_only=True):
    """The names of the documents on either side of a check, some perhaps on both, and the digests of all."""

    checked: frozenset[str]
    archived: frozenset[str]
    digests: Mapping[str, str]

    def between(self, fact: Fact) -> Fact:
        """The fact with the pairs of a checked document and an archived one that is not its copy."""
        return replace(fact, pairs=tuple(pair for pair in fact.pairs if self._wanted(pair)))

    def _wanted(self, pair: Pair) -> bool:
        left, right = pair.left.document, pair.right.document
        meet = (left in self.checked and right in self.archived) or (right in self.checked and left in self.archived)
        return meet and self.digests[left] != self.digests[right]


def archived(
    archives: Sequence[Archive], shared: Sequence[Mapping[int, str]], found: Found, quoted: Collection[str]
) -> Iterator[Examined]:
    """The archived documents to report on: all that were read for this run, of others those that are quoted."""
    for archive, own in zip(archives, shared, strict=True):
        reader = archive.reader
        known = {name: stored for name, (kept, stored) in found.documents.items() if kept is reader}
        if archive.passing:
            elsewhere = found.documents.keys() - known.keys()
            known |= {each.name: each for each in reader.listed() if each.id not in own and each.name not in elsewhere}
        for name, stored in known.items():
            if archive.passing or name in quoted:
                document = reader.document(stored, whole=name in quoted)
                yield Examined(document=document, role=ARCHIVE, claims=stored.claims)


def cut(found: Found, facts: Sequence[Fact], limit: int) -> Iterator[Skipped]:
    """Says where the limit of candidates, and not their being unlike, ended what a figure was compared with."""
    fellows = Counter(
        claim.key
        for fact in facts
        for claim in fact.claims
        if claim.key in found.cut
        for other in fact.claims
        if other.document in found.documents
    )
    documents = Counter(document for (document, _, _), count in fellows.items() if 2 * count >= limit)
    for document, figures in sorted(documents.items()):
        reason = (
            f"{figures} of its figures met more figures of the archive than they were compared with: only the {limit} "
            "most like them each"
        )
        yield Skipped(path=document, reason=reason)
