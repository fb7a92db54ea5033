"""The external sort of reports: the same order in memory and on disk, and no more in memory than it has room for."""

import sqlite3
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.errors import FactcheckError
from factcheck.report import ordered
from factcheck.report.ordered import Key, Ordered

#: Keys as reports have them, with letters that UTF-8 and UTF-16 sort differently, and halves of such.
keys = st.lists(
    st.tuples(
        st.text("a一\ud800\uffff\U0001f600", max_size=3), st.integers(-3, 3), st.sampled_from([0.0, -0.5, 0.1, 0.25])
    ),
    max_size=30,
)


def filled(entries: list[Key], room: int, patch: pytest.MonkeyPatch) -> Ordered[int]:
    """The numbers of keys, sorted by these with so much room in memory."""
    patch.setattr(ordered, "ROOM", room)
    found = Ordered[int]()
    for number, key in enumerate(entries):
        found.add(key, number)
    assert len(found) == len(entries)
    return found


@given(keys)
def test_the_order_is_that_of_a_sorted_list(entries: list[Key]) -> None:
    """Wherever the items are kept, they come as `sorted` would give them, those of one key as they were added."""
    expected = sorted(range(len(entries)), key=entries.__getitem__)
    with pytest.MonkeyPatch.context() as patch:
        for room in (100, 7, 0):
            found = filled(entries, room, patch)
            assert list(found) == list(found) == list(found.arrivals) == expected
            assert [found[place] for place in range(len(found))] == expected
            in_order = [None, *(entries[at] for at in expected)]
            assert list(found.firsts) == [key != before for before, key in pairwise(in_order)]


def test_what_does_not_fit_is_not_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Items go to disk as soon as they weigh more than there is room for, by the weight that they are given."""
    monkeypatch.setattr(ordered, "ROOM", 10)
    found = Ordered[str]()
    kept = 0
    for number in range(100):
        found.add((number,), "x", weight=3)
        kept = max(kept, len(found._waiting))
    assert kept == 3
    assert len(found) == 100


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the temporary file cannot grow, the user reads what to do."""
    connect = sqlite3.connect

    def small(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.execute("PRAGMA max_page_count = 4")
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    monkeypatch.setattr(ordered, "ROOM", 0)
    found = Ordered[str]()
    with pytest.raises(FactcheckError, match=r"temporary file \(database or disk is full\); make room, or set TMPDIR"):
        for number in range(100):
            found.add((number,), "x" * 1000)
