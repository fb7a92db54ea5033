"""The words in front of and behind a Chinese figure that bound it, widen it or turn its sign."""

import re
from collections.abc import Mapping

from factcheck.extract.han_pattern import either
from factcheck.extract.longest import Beginnings, Endings
from factcheck.extract.reading import Reading
from factcheck.model.quantity import Dimension
from factcheck.rulebook.numbers import Bound, HanNumerals, ModifierLexicon

_RELATIVE = frozenset({Dimension.RATIO, Dimension.MULTIPLE})
#: What ends a clause.
_STOPS = frozenset(",;。、!?:()\n “”")
#: Code points behind a figure in which the object of a verb is looked for.
_OBJECT = 10


class Surroundings:
    """Reads modifiers; built once per rulebook."""

    def __init__(self, words: ModifierLexicon, han: HanNumerals) -> None:
        self._words, self._han = words, han
        self._links = {*han.modifier_links, " "}
        self._before = Endings([*words.before, *words.leading, *words.blocked])
        self._after = Beginnings([*words.after, *words.blocked_after])
        self._negative = Endings([*words.negative, *words.not_negative])
        self._bridge = re.compile(_bridge(words))
        self._objects = {verb: re.compile(_object(words.verbs[verb])) for verb in words.verbs}

    def before(self, text: str, reading: Reading, start: int) -> tuple[int, Bound | None]:
        """Where the figure begins with its modifier, and what that modifier does."""
        at = start - 1 if text[max(0, start - 1) : start] in self._links else start
        for word in self._before.at(text, at):
            if word in self._words.blocked or self._joins_clauses(text, word, at - len(word)):
                break
            if self._bounds(text, word, reading):
                return at - len(word), self._words.before[word]
            if at == start and word in self._words.leading and text[start] in self._han.multipliers:
                return at - len(word), self._words.leading[word]
        return self._bridged(text, start) if reading.measure.dimension in _RELATIVE else (start, None)

    def _joins_clauses(self, text: str, word: str, start: int) -> bool:
        """Whether a word at the head of a clause is a conjunction there (，不过3家…)."""
        return word in self._words.inner and (start == 0 or text[start - 1] in _STOPS)

    def _bounds(self, text: str, word: str, reading: Reading) -> bool:
        """Whether a word in front of a figure is a modifier there."""
        words = self._words
        if word not in words.before or (word in words.shares_only and reading.measure.dimension != Dimension.RATIO):
            return False
        objects = self._objects.get(word)
        return not objects or not objects.match(text, reading.end, reading.end + _OBJECT)

    def _bridged(self, text: str, start: int) -> tuple[int, Bound | None]:
        """约占全国的1/8: the sentence's own words stand between modifier and share, so the span leaves them out."""
        match = self._bridge.search(text, max(0, start - self._words.reach - _OBJECT), start)
        if not match:
            return start, None
        word = match["word"]
        if any(blocked in self._words.blocked for blocked in self._before.at(text, match.end("word"))):
            return start, None
        return match.start() if match["whole"] else start, self._words.before[word]

    def after(self, text: str, end: int) -> tuple[int, Bound | None]:
        """Where the figure ends with its modifier, and what that modifier does."""
        word = self._after.at(text, end)
        bound = self._words.after.get(word)
        return (end + len(word), bound) if bound else (end, None)

    def blocked_after(self, text: str, end: int) -> bool:
        """Whether what begins behind the figure is a word of its own (多云, 起草)."""
        return self._after.at(text, end) in self._words.blocked_after

    def sign(self, text: str, start: int) -> tuple[int, bool]:
        """Where the figure begins with what turns its sign, and whether anything does."""
        for word in self._negative.at(text, start):
            if word in self._words.negative:
                return start - len(word), True
            break
        if start == 0 or text[start - 1] not in "-−":
            return start, False
        before = text[start - 2 : start - 1] if start > 1 else ""
        # A hyphen behind a number, a sign or a Latin word joins; behind Chinese words or at the start it is a minus.
        joins = before != "" and (before in "%)" or before.isdigit() or (before.isascii() and before.isalnum()))
        return (start, False) if joins else (start - 1, True)


def _bridge(words: ModifierLexicon) -> str:
    inner = f"(?:{either(words.bridges)})[^,;。、:()\\d]{{0,{words.reach}}}"
    whole = f"(?P<whole>(?:{either(words.wholes)}){words.whole_link}?)"
    return f"(?P<word>{either(words.before)})(?:{whole}|{inner}) ?$"


def _object(words: Mapping[str, object] | frozenset[str]) -> str:
    return f"[^,;。、:()\\d]{{0,{_OBJECT - 4}}}?(?:{either(words)})"
