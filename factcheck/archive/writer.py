"""Puts documents into an archive and takes them out, each with everything that belongs to it."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from factcheck.archive.codec import encode_published, expand
from factcheck.archive.file import transaction
from factcheck.archive.packing import Packed
from factcheck.model.errors import FactcheckError

_COLUMNS = (
    "path, name, state, given_title, given_published, digest, title, language, published, encoding, guessed, first,"
    " claims"
)


class Writer:
    """Changes an archive, a batch of documents at once: whatever happens, a batch is in it whole or not at all."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, batch: Iterable[Packed], leaving: Collection[str] = ()) -> None:
        """Adds documents in their order; one of the same path is replaced, and so is one of the same name in `leaving`.

        `leaving` are the paths of documents that are about to be removed.
        """
        with transaction(self._connection):
            self._names = dict(self._connection.execute("SELECT name, id FROM names"))
            counts = Counter[str]()
            for packed in batch:
                self._remove(self._known(packed.origin.path), counts)
                self._give_way(packed, leaving, counts)
                self._insert(packed, counts)
            self._count(counts)

    def remove(self, paths: Iterable[str]) -> int:
        """Removes documents by their paths with all that belongs to them; how many there were."""
        removed = 0
        with transaction(self._connection):
            counts = Counter[str]()
            for path in paths:
                removed += self._remove(self._known(path), counts)
            self._count(counts)
        return removed

    def note(self, key: str, value: str) -> None:
        """Writes down something about the archive itself."""
        with transaction(self._connection):
            self._note(key, value)

    def compact(self) -> None:
        """Gives the room of what was removed back, and puts the index of words in order."""
        with transaction(self._connection):
            self._connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._connection.execute("VACUUM")
        # Readers may be at work for long; what they still need stays in the log for the next one to fold in.
        self._connection.execute("PRAGMA busy_timeout = 0")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _note(self, key: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))

    def _known(self, path: str) -> tuple[int, int, int] | None:
        """Number, first claim and claims of the document of a path."""
        found = self._connection.execute("SELECT id, first, claims FROM documents WHERE path = ?", (path,)).fetchone()
        return found and tuple(found)

    def _give_way(self, packed: Packed, leaving: Collection[str], counts: Counter[str]) -> None:
        """Sees to it that a name is free, which the archive knows documents by."""
        named = self._connection.execute("SELECT path FROM documents WHERE name = ?", (packed.name,)).fetchone()
        if not named:
            return
        if named[0] not in leaving:
            raise FactcheckError(
                f"{packed.name}: two files have this name, {named[0]} and {packed.origin.path} from the archive's "
                f"folder; name both from one folder, or take the first out: factcheck index remove"
            )
        self._remove(self._known(named[0]), counts)

    def _insert(self, packed: Packed, counts: Counter[str]) -> None:
        run, many = self._connection.execute, self._connection.executemany
        first = run("SELECT coalesce(max(id), 0) + 1 FROM figures").fetchone()[0]
        origin = packed.origin
        given = (origin.title, encode_published(origin.published))
        number = run(
            f"INSERT INTO documents ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (origin.path, packed.name, origin.state, *given, *packed.document, first, len(packed.figures)),
        ).lastrowid
        run("INSERT INTO texts VALUES (?, ?, ?, ?)", (number, packed.text, packed.passages, packed.words))
        many("INSERT INTO blocks VALUES (?, ?)", [(first + at, claims) for at, claims in packed.blocks])
        many(
            "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (first + at, number, first + sentence, self._name(trait.axis), self._name(trait.unit), trait.low,
                 trait.high, trait.telling)
                for at, (sentence, trait) in enumerate(packed.figures)
            ],
        )  # fmt: skip
        many("INSERT INTO sentences VALUES (?, ?)", [(first + one, first + last) for one, last, _ in packed.sentences])
        many("INSERT INTO words (rowid, terms) VALUES (?, ?)", [(first + at, said) for at, _, said in packed.sentences])
        for _, _, said in packed.sentences:
            counts.update(said.split())
        self._tally(1, packed.sentences, len(packed.figures))

    def _remove(self, known: tuple[int, int, int] | None, counts: Counter[str]) -> int:
        if known is None:
            return 0
        number, first, claims = known
        run, ours = self._connection.execute, (first, first + claims - 1)
        sentences: Sequence[tuple[int, int, str]] = expand(
            run("SELECT words FROM texts WHERE document = ?", (number,)).fetchone()[0]
        )
        self._connection.executemany(
            "INSERT INTO words (words, rowid, terms) VALUES ('delete', ?, ?)",
            [(first + at, said) for at, _, said in sentences],
        )
        for _, _, said in sentences:
            counts.subtract(said.split())
        run("DELETE FROM sentences WHERE first BETWEEN ? AND ?", ours)
        run("DELETE FROM figures WHERE id BETWEEN ? AND ?", ours)
        run("DELETE FROM blocks WHERE first BETWEEN ? AND ?", ours)
        run("DELETE FROM texts WHERE document = ?", (number,))
        run("DELETE FROM documents WHERE id = ?", (number,))
        self._tally(-1, sentences, claims)
        return 1

    def _tally(self, sign: int, sentences: Sequence[object], claims: int) -> None:
        """Keeps the archive's sums."""
        for key, count in (("documents", 1), ("sentences", len(sentences)), ("claims", claims)):
            self._connection.execute(
                "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = value + ?2",
                (key, str(sign * count)),
            )

    def _count(self, counts: Counter[str]) -> None:
        """Adds to the number of sentences that each term stands in."""
        self._connection.executemany(
            "INSERT INTO terms VALUES (?1, ?2) ON CONFLICT (term) DO UPDATE SET sentences = sentences + ?2",
            [(term, count) for term, count in sorted(counts.items()) if count],
        )
        gone = [(term,) for term, count in counts.items() if count < 0]
        self._connection.executemany("DELETE FROM terms WHERE term = ? AND sentences <= 0", gone)

    def _name(self, name: str) -> int:
        """The number of an axis or a unit."""
        number = self._names.get(name)
        if number is None:
            number = self._connection.execute("INSERT INTO names (name) VALUES (?)", (name,)).lastrowid
            assert number is not None
            self._names[name] = number
        return number
