"""Puts any number of items in order, on disk where they are many: an external sort that can be read again and again."""

import pickle
import sqlite3
import weakref
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from factcheck.model.errors import FactcheckError

Item = TypeVar("Item")
#: What items are sorted by: of one length for all of them, and the same types in the same places.
Key = tuple[str | bytes | int | float, ...]

#: Weight of the items that are kept in memory, of about a kilobyte each.
ROOM = 16_384
#: Kibibytes of the temporary database that are kept in memory.
_CACHE = 8192


class Ordered(Generic[Item]):
    """Items in the order of their keys, those of one key as they came.

    Nothing is added once they have been read. They are pickled, which nobody else sees: what does not fit into memory
    goes to a temporary file without a name.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[Key, Item]] = []
        self._weight = 0
        self._file: sqlite3.Connection | None = None
        self._order: array[int] | None = None
        self._firsts = bytearray()

    def add(self, key: Key, item: Item, weight: int = 1) -> None:
        """Adds an item that takes about `weight` kilobytes. Raises `FactcheckError` where there is no room for it."""
        assert self._order is None, "what is being read is complete"
        self._waiting.append((key, item))
        self._weight += weight
        if self._weight > ROOM:
            self._put_away()

    def __len__(self) -> int:
        return len(self.arrivals)

    def __iter__(self) -> Iterator[Item]:
        for at in self.arrivals:
            yield self._item(at)

    def __getitem__(self, place: int) -> Item:
        """The item at a place from 0."""
        return self._item(self.arrivals[place])

    @property
    def arrivals(self) -> "array[int]":
        """For each place the number, from 0, of the item that stands there as items were added."""
        if self._order is None:
            if self._file is not None:
                self._put_away()
            self._order = array("q")
            before: Key | None = None
            for at, key in self._keys():
                self._order.append(at)
                self._firsts.append(key != before)
                before = key
        return self._order

    @property
    def firsts(self) -> bytearray:
        """For each place whether its item is the first one of its key, 1 or 0."""
        assert len(self.arrivals) == len(self._firsts)
        return self._firsts

    def _keys(self) -> Iterator[tuple[int, Key]]:
        """Numbers and keys in order."""
        if self._file is None:
            keys = [key for key, _ in self._waiting]
            yield from ((at, keys[at]) for at in sorted(range(len(keys)), key=keys.__getitem__))
            return
        with _told():
            columns = [name for _, name, *_ in self._file.execute("PRAGMA table_info(items)")][:-1]
            ordered = ", ".join([*columns, "rowid"])
            for *key, at in self._file.execute(f"SELECT {ordered} FROM items ORDER BY {ordered}"):
                yield at - 1, tuple(key)

    def _item(self, at: int) -> Item:
        if self._file is None:
            return self._waiting[at][1]
        with _told():
            (content,) = self._file.execute("SELECT item FROM items WHERE rowid = ?", (at + 1,)).fetchone()
        item: Item = pickle.loads(content)
        return item

    def _put_away(self) -> None:
        """Moves what is in memory to the file."""
        if not self._waiting:
            return
        width = len(self._waiting[0][0])
        with _told():
            if self._file is None:
                self._file = sqlite3.connect("", isolation_level=None)
                weakref.finalize(self, self._file.close)
                self._file.execute(f"PRAGMA cache_size = -{_CACHE}")
                columns = "".join(f"key{at}, " for at in range(width))
                self._file.execute(f"CREATE TABLE items ({columns}item BLOB NOT NULL)")
            marks = ", ".join("?" * (width + 1))
            self._file.execute("BEGIN")
            self._file.executemany(
                f"INSERT INTO items VALUES ({marks})",
                ((*map(_plain, key), pickle.dumps(item, pickle.HIGHEST_PROTOCOL)) for key, item in self._waiting),
            )
            self._file.execute("COMMIT")
        self._waiting.clear()
        self._weight = 0


def _plain(part: str | bytes | int | float) -> bytes | int | float:
    """A part of a key as SQLite compares it like Python: texts by their code points, lone surrogates too."""
    return part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part


@contextmanager
def _told() -> Iterator[None]:
    """Turns what SQLite complains of into a line for the user."""
    try:
        yield
    except sqlite3.Error as error:
        raise FactcheckError(
            f"what does not fit into memory cannot be kept in a temporary file ({error}); make room, or set TMPDIR to "
            "a folder that has some"
        ) from error
