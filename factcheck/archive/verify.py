"""Looks an archive through: whether the file is whole, and whether everything in it agrees with everything else."""

import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator

from factcheck.archive.codec import decode_claims, decode_published, expand
from factcheck.archive.places import decode_passages

#: Complaints that are listed; a file with more is not to be trusted at all.
MOST = 20


def complaints(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong with an archive, in words; nothing where all is well.

    It reads everything once: pages, rows, claims, and the index of words against the terms of the documents.
    """
    for (said,) in connection.execute(f"PRAGMA integrity_check({MOST})"):
        if said != "ok":
            yield f"the file is damaged: {said}"
    yield from _sums(connection)
    counts = Counter[str]()
    for row in connection.execute(
        "SELECT name, published, first, claims, text, passages, words FROM documents LEFT JOIN texts ON document = id"
    ):
        yield from _document(connection, row, counts)
    yield from _terms(connection, counts)


def _sums(connection: sqlite3.Connection) -> Iterator[str]:
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    for table, key in (("documents", "documents"), ("figures", "claims"), ("sentences", "sentences")):
        count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        if count != int(meta.get(key, 0)):
            yield f"{count} {key} are there, and {meta.get(key, 0)} were counted"


def _document(
    connection: sqlite3.Connection, row: tuple[str, str, int, int, bytes, bytes | None, bytes], counts: Counter[str]
) -> Iterator[str]:
    """What is wrong with a document; its terms are counted."""
    name, published, first, claims, text, passages, words = row
    try:
        decode_passages(passages)
        zlib.decompress(text).decode("utf-8", "surrogatepass")
        date = decode_published(published)
        blocks = connection.execute(
            "SELECT claims FROM blocks WHERE first BETWEEN ? AND ? ORDER BY first", (first, first + claims - 1)
        )
        decoded = sum(1 for (block,) in blocks for _ in decode_claims(block, name, date))
        for _, _, said in expand(words):
            counts.update(said.split())
    except (ValueError, TypeError, LookupError, ArithmeticError, zlib.error) as error:
        yield f"{name}: cannot be read back ({error})"
        return
    figures = connection.execute(
        "SELECT count(*) FROM figures WHERE id BETWEEN ? AND ?", (first, first + claims - 1)
    ).fetchone()[0]
    if not decoded == figures == claims:
        yield f"{name}: has {claims} claims, of which {decoded} are kept and {figures} can be found"


def _terms(connection: sqlite3.Connection, counts: Counter[str]) -> Iterator[str]:
    """Whether terms are counted right, and the index has them in as many sentences."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed USING fts5vocab(main, words, row)")
    indexed = Counter(dict(connection.execute("SELECT term, doc FROM temp.indexed")))
    counted = Counter(dict(connection.execute("SELECT term, sentences FROM terms")))
    wrong = sum(1 for term in counts.keys() | counted.keys() if counts[term] != counted[term])
    if wrong:
        yield f"{wrong} terms are counted wrong"
    unlike = sum(1 for term in counts.keys() | indexed.keys() if counts[term] != indexed[term])
    if unlike:
        yield f"{unlike} terms stand in other sentences than the index of words says"
