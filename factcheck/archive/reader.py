"""Looks things up in an archive: terms, sentences, figures, and the claims and documents that a report shows."""

import json
import math
import sqlite3
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from msgspec import Struct

from factcheck.archive.codec import decode_claims, decode_published, expand
from factcheck.archive.packing import BLOCK, written
from factcheck.archive.places import decode_passages
from factcheck.model.claim import Claim
from factcheck.model.document import Document, Published, View
from factcheck.model.errors import FactcheckError


class Figure(NamedTuple):
    """A claim as it is found: its number, its document and place there, its sentence's number, and its value.

    `name` is the document's, `at` counts its claims from 0. A tuple, as thousands are looked at and few of them kept.
    """

    id: int
    document: int
    name: str
    at: int
    sentence: int
    unit: str
    low: float | None
    high: float | None


class Stored(Struct, frozen=True, kw_only=True):
    """A document as the archive lists it; its claims have the numbers from `first` on."""

    id: int
    path: str
    name: str
    state: str
    given_title: str | None
    given_published: Published | None
    digest: str
    title: str | None
    language: str
    published: Published
    encoding: str
    guessed: bool
    first: int
    claims: int


class Reader:
    """One view of an archive, which nobody changes meanwhile."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names: dict[str, int] = {}

    def meta(self) -> Mapping[str, str]:
        """What the archive says of itself: its sums, the rules and the version that it was made with."""
        return dict(self._rows("SELECT key, value FROM meta"))

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many sentences each term stands; those that stand in none are left out."""
        asked = {written(term): term for term in terms}
        found = self._rows(
            "SELECT term, sentences FROM terms WHERE term IN (SELECT value FROM json_each(?))", json.dumps(list(asked))
        )
        return {asked[term]: count for term, count in found}

    def sentences(self, term: str) -> list[int]:
        """The numbers of the sentences that a term stands in."""
        found = self._rows("SELECT rowid FROM words WHERE words MATCH ?", f'"{written(term)}"')
        return [number for (number,) in found]

    def figures(self, sentences: Collection[int], axis: str) -> Iterator[Figure]:
        """The figures of one axis in sentences."""
        yield from self._figures(
            "json_each(?) AS asked JOIN sentences ON sentences.first = asked.value"
            " JOIN figures ON figures.id BETWEEN sentences.first AND sentences.last AND figures.axis = ?",
            json.dumps(list(sentences)),
            self._number(axis),
        )

    def equal(self, axis: str, low: float | None, high: float | None, most: int) -> list[Figure]:
        """The figures of one value that is telling; none where there are more than `most`."""
        found = self._figures(
            f"figures WHERE telling AND axis = ? AND low IS ? AND high IS ? LIMIT {most + 1}",
            self._number(axis),
            low,
            high,
        )
        figures = list(found)
        return figures if len(figures) <= most else []

    def listed(self) -> Iterator[Stored]:
        """All documents in the order of their names."""
        yield from map(_stored, self._rows(f"SELECT {_COLUMNS} FROM documents ORDER BY name"))

    def topic(self, stored: Stored, sentences: int) -> str:
        """The term that tells most of what a document is about, as the index writes it; empty where none does.

        It stands in many of its sentences, and in few of the others among the archive's `sentences`, but in some.
        """
        (words,) = self._rows("SELECT words FROM texts WHERE document = ?", stored.id).fetchone()
        with _readable(stored.name):
            counts = Counter(term for _, _, terms in expand(words) for term in terms.split())
        found = self._rows(
            "SELECT term, sentences FROM terms WHERE term IN (SELECT value FROM json_each(?))", json.dumps(list(counts))
        )
        told = [
            (counts[term] * math.log2((sentences + 1) / count), term) for term, count in found if count > counts[term]
        ]
        return max(told)[1] if told else ""

    def documents(self, numbers: Collection[int]) -> dict[int, Stored]:
        """Documents by their numbers."""
        found = self._rows(
            f"SELECT {_COLUMNS} FROM documents WHERE id IN (SELECT value FROM json_each(?))", json.dumps(list(numbers))
        )
        return {stored.id: stored for stored in map(_stored, found)}

    def known(self, column: str, values: Iterable[str]) -> list[Stored]:
        """The documents with these paths, names or digests."""
        assert column in {"path", "name", "digest"}
        found = self._rows(
            f"SELECT {_COLUMNS} FROM documents WHERE {column} IN (SELECT value FROM json_each(?))",
            json.dumps(list(values)),
        )
        return list(map(_stored, found))

    def claims(self, stored: Stored, wanted: Collection[int]) -> Iterator[tuple[int, Claim]]:
        """Claims of a document by their places in it."""
        asked: dict[int, set[int]] = defaultdict(set)
        for at in wanted:
            asked[at - at % BLOCK].add(at % BLOCK)
        for start, inside in sorted(asked.items()):
            block = self._rows("SELECT claims FROM blocks WHERE first = ?", stored.first + start).fetchone()
            if block is not None:
                with _readable(stored.name):
                    decoded = list(decode_claims(block[0], stored.name, stored.published, inside))
                for at, claim in decoded:
                    yield start + at, claim

    def document(self, stored: Stored, *, whole: bool) -> Document:
        """A document for reports: its layout is not kept, and its text is left out unless it is asked for `whole`."""
        with _readable(stored.name):
            content, places = b"", None
            if whole:
                asked = self._rows("SELECT text, passages FROM texts WHERE document = ?", stored.id)
                content, places = asked.fetchone()
            text = zlib.decompress(content).decode("utf-8", "surrogatepass") if content else ""
            passages = decode_passages(places)
        return Document(
            name=stored.name,
            digest=stored.digest,
            text=text,
            view=View(text="", runs=()),
            blocks=(),
            title=stored.title,
            language=stored.language,
            published=stored.published,
            encoding=stored.encoding,
            guessed_encoding=stored.guessed,
            passages=passages,
        )

    def _figures(self, source: str, *arguments: Any) -> Iterator[Figure]:
        table, _, rest = source.partition(" WHERE ")
        found = self._rows(
            "SELECT figures.id, figures.document, documents.name, figures.id - documents.first, figures.sentence,"
            f" names.name, figures.low, figures.high FROM {table} JOIN documents ON documents.id = figures.document"
            f" JOIN names ON names.id = figures.unit {'WHERE ' + rest if rest else ''}",
            *arguments,
        )
        yield from map(Figure._make, found)

    def _number(self, name: str) -> int:
        """The number of an axis, -1 where no claim has it."""
        if name not in self._names:
            self._names.update(self._rows("SELECT name, id FROM names"))
        return self._names.get(name, -1)

    def _rows(self, statement: str, *arguments: Any) -> sqlite3.Cursor:
        return self._connection.execute(statement, arguments)


_COLUMNS = (
    "id, path, name, state, given_title, given_published, digest, title, language, published, encoding, guessed, first,"
    " claims"
)


def _stored(row: tuple[Any, ...]) -> Stored:
    (
        number,
        path,
        name,
        state,
        given_title,
        given_published,
        digest,
        title,
        language,
        published,
        encoding,
        guessed,
        first,
        claims,
    ) = row
    return Stored(
        id=number,
        path=path,
        name=name,
        state=state,
        given_title=given_title,
        given_published=decode_published(given_published) if given_published else None,
        digest=digest,
        title=title,
        language=language,
        published=decode_published(published),
        encoding=encoding,
        guessed=bool(guessed),
        first=first,
        claims=claims,
    )


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Turns what goes wrong with damaged rows of a document into a line for the user."""
    try:
        yield
    except (ValueError, TypeError, LookupError, ArithmeticError, zlib.error) as error:
        raise FactcheckError(
            f"the archive is damaged: {name} cannot be read back; build it anew, or take a copy of it from before"
        ) from error
