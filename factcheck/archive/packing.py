"""A document with its claims as the rows that an archive keeps of it; worked out in whatever process read it."""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct

from factcheck.archive.codec import encode_claims, encode_published, squeeze
from factcheck.archive.places import encode_passages
from factcheck.model.claim import Claim
from factcheck.model.document import Document, Published

#: Claims that are read back together: those of a short article.
BLOCK = 32
#: Code points of a term that count; longer ones are no words.
_TERM = 64
#: The ASCII characters that are none of a word; named one by one, as the complement takes ten milliseconds to compile.
_NO_WORD = re.compile(r"[\x00-/:-@\[-`{-\x7f]")


class Trait(NamedTuple):
    """What finds a claim among others, beside its words.

    `axis` is what its figure can be measured on; `low` and `high` are its bounds in base units, `None` where open.
    `telling` says whether its value alone is worth looking up. A tuple, as it goes from one process to another.
    """

    axis: str
    unit: str
    low: float | None
    high: float | None
    telling: bool


class Origin(Struct, frozen=True, kw_only=True):
    """Where a document came from: its path from the archive's folder, and the state that everything there was in.

    `title` and `published` are what was said of it beside its text, `None` where nothing was.
    """

    path: str
    state: str
    title: str | None
    published: Published | None


class Packed(Struct, frozen=True, kw_only=True):
    """The rows of one document, their numbers counted from its first claim.

    `document` holds the columns of the table of that name behind name and origin, `passages` where a file's parts stand
    (`None` for a text), `blocks` the claims, `figures` a row
    a claim, `sentences` the first and last claim and the terms of each sentence with figures. `words` are the sentences
    as they are kept, to be taken out of the index again. `unread`, what its reader could not read, is not kept.
    """

    name: str
    origin: Origin
    document: tuple[str | int | None, ...]
    text: bytes
    passages: bytes | None
    blocks: tuple[tuple[int, bytes], ...]
    figures: tuple[tuple[int, Trait], ...]
    sentences: tuple[tuple[int, int, str], ...]
    words: bytes
    unread: tuple[str, ...] = ()


def by_sentence(claims: Sequence[Claim]) -> list[list[int]]:
    """The indexes of a document's claims, those of each sentence together."""
    return [list(group) for _, group in groupby(range(len(claims)), key=lambda at: claims[at].quote.start)]


def pack(
    document: Document,
    origin: Origin,
    claims: Sequence[Claim],
    traits: Sequence[Trait],
    terms: Mapping[int, Iterable[str]],
) -> Packed:
    """The rows of a document; `traits` are given for each claim, `terms` for the last claim of each sentence."""
    sentences = []
    figures: list[tuple[int, Trait]] = []
    for members in by_sentence(claims):
        words = sorted(set(map(written, terms[members[-1]])))
        sentences.append((members[0], members[-1], " ".join(words)))
        figures += [(members[0], traits[at]) for at in members]
    return Packed(
        name=document.name,
        origin=origin,
        document=(
            document.digest,
            document.title,
            document.language,
            encode_published(document.published),
            document.encoding,
            int(document.guessed_encoding),
        ),
        text=zlib.compress(document.text.encode("utf-8", "surrogatepass")),
        passages=encode_passages(document.passages),
        blocks=tuple((start, encode_claims(claims[start : start + BLOCK])) for start in range(0, len(claims), BLOCK)),
        figures=tuple(figures),
        sentences=tuple(sentences),
        words=squeeze(sentences),
        unread=document.unread,
    )


def written(term: str) -> str:
    """A term as the index writes it: one word to SQLite, whatever characters it has."""
    term = term[:_TERM].lower()
    return term if term.isalnum() else _NO_WORD.sub(lambda match: f"_{ord(match[0]):x}", term)
