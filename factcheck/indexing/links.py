"""Keeps the pairs that are found batch by batch out of memory, until it is known which of them are one fact."""

import sqlite3
from array import array
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from factcheck.archive.file import told, transaction
from factcheck.model.pair import Level
from factcheck.rulebook.alignment import Comparison

#: Two figures of an archive by their numbers, how likely they state one fact, and the levels of their comparison.
Link = tuple[int, int, float, tuple[Level, ...]]

_TABLES = (
    "CREATE TABLE links (one INTEGER, other INTEGER, likelihood REAL NOT NULL, levels TEXT NOT NULL,"
    " certain INTEGER NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID",
    "CREATE TABLE facts (fact INTEGER, figure INTEGER, PRIMARY KEY (fact, figure)) WITHOUT ROWID",
)


class Links:
    """Links between figures, and the facts that they make of them."""

    def __init__(self, figures: int, comparisons: Mapping[str, Comparison]) -> None:
        """`figures` is the highest number of a figure."""
        with told(None):
            # Of no name: SQLite writes to a file that nobody else sees what does not fit into its memory.
            self._connection = sqlite3.connect("", isolation_level=None)
            for statement in _TABLES:
                self._connection.execute(statement)
        self._joined = array("q", range(figures + 1))
        self._levels = [level for comparison in comparisons.values() for level in comparison.levels.values()]
        self._characters = {(level.comparison, level.level): chr(at + 1) for at, level in enumerate(self._levels)}

    def close(self) -> None:
        """Gives back what was kept."""
        self._connection.close()

    def add(self, links: Iterable[Link], own: Container[int]) -> None:
        """Adds what was found when `own` figures were looked at.

        A link of two of these is certain. One with another figure is when it is found again, from the other side, whose
        rivals were not seen from here; of both the less likely stays.
        """
        with told(None), transaction(self._connection):
            self._connection.executemany(
                "INSERT INTO links VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET certain = 1,"
                " levels = iif(excluded.likelihood < likelihood, excluded.levels, levels),"
                " likelihood = min(excluded.likelihood, likelihood)",
                (
                    (one, other, likelihood, self._pack(levels), one in own and other in own)
                    for one, other, likelihood, levels in links
                ),
            )

    def join(self, figures: Sequence[int]) -> None:
        """Takes figures for one fact."""
        first = self._root(figures[0])
        for other in figures[1:]:
            root = self._root(other)
            # The lower number stays, so that facts do not depend on the order of batches.
            self._joined[max(first, root)] = first = min(first, root)

    def facts(self) -> Iterator[tuple[list[int], list[Link]]]:
        """Each fact: its figures and the links between them, both in ascending order."""
        with told(None):
            for pair in self._connection.execute("SELECT one, other FROM links WHERE certain"):
                self.join(pair)
        with told(None), transaction(self._connection):
            roots = ((self._root(at), at) for at in range(len(self._joined)))
            self._connection.executemany("INSERT INTO facts VALUES (?, ?)", (row for row in roots if row[0] != row[1]))
            self._connection.execute("INSERT OR IGNORE INTO facts SELECT DISTINCT fact, fact FROM facts")
        rows = self._connection.execute("SELECT fact, figure FROM facts ORDER BY fact, figure")
        for _, group in groupby(rows, key=lambda row: row[0]):
            figures = [figure for _, figure in group]
            yield figures, list(self._links(figures))

    def _links(self, figures: Sequence[int]) -> Iterator[Link]:
        for one in figures:
            for other, likelihood, levels in self._connection.execute(
                "SELECT other, likelihood, levels FROM links WHERE one = ? AND certain ORDER BY other", (one,)
            ):
                yield one, other, likelihood, tuple(self._levels[ord(character) - 1] for character in levels)

    def _pack(self, levels: Iterable[Level]) -> str:
        return "".join([self._characters[level.comparison, level.level] for level in levels])

    def _root(self, figure: int) -> int:
        """The lowest figure of a fact; the way there is halved for the next to ask."""
        joined = self._joined
        while joined[figure] != figure:
            joined[figure] = joined[joined[figure]]
            figure = joined[figure]
        return figure
