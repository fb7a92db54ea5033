"""Keeps what very many pairs came to in little room, as few of them are ever shown: a score, a character a level."""

from collections.abc import Iterable, Mapping

from factcheck.model.pair import Level
from factcheck.rulebook.alignment import Comparison

Key = tuple[int, int]


class Tally:
    """The scores and levels of compared pairs."""

    def __init__(self, comparisons: Mapping[str, Comparison]) -> None:
        self.scores: dict[Key, float] = {}
        self._packed: dict[Key, str] = {}
        self._levels = [level for comparison in comparisons.values() for level in comparison.levels.values()]
        self._characters = {(level.comparison, level.level): chr(at) for at, level in enumerate(self._levels)}

    def __contains__(self, pair: Key) -> bool:
        return pair in self.scores

    def enter(self, pair: Key, levels: Iterable[Level], score: float) -> None:
        """Keeps the levels and the score of a pair."""
        self._packed[pair] = self._pack(levels)
        self.scores[pair] = score

    def add(self, pair: Key, levels: Iterable[Level]) -> None:
        """Keeps further levels of a pair. Its score stays."""
        self._packed[pair] += self._pack(levels)

    def _pack(self, levels: Iterable[Level]) -> str:
        characters = self._characters
        return "".join([characters[level.comparison, level.level] for level in levels])

    def levels(self, pair: Key) -> tuple[Level, ...]:
        """The levels of a pair in the order in which they were given."""
        return tuple(self._levels[ord(character)] for character in self._packed[pair])
