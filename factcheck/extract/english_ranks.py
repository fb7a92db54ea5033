"""English ranks: seventh-largest, ranked third, No. 5, top five."""

import re
from dataclasses import replace
from decimal import Decimal

from factcheck.extract.english_amounts import EnglishAmounts
from factcheck.extract.english_pattern import any_of
from factcheck.extract.english_tails import EnglishTails
from factcheck.extract.figure import Form
from factcheck.extract.interval import RANK
from factcheck.extract.numeral import exactly
from factcheck.extract.reading import Reading
from factcheck.model.quantity import Dimension, Modifier
from factcheck.rulebook.numbers import LatinNumerals

#: Code points in front of an ordinal in which a verb of ranking is looked for.
_REACH = 40


class EnglishRanks:
    """Tells ranks from other ordinals; built once per rulebook."""

    def __init__(self, latin: LatinNumerals, amounts: EnglishAmounts, tails: EnglishTails) -> None:
        self._latin, self._amounts, self._tails = latin, amounts, tails
        nouns, links = any_of(latin.rank_nouns), any_of(latin.rank_links)
        self._noun = re.compile(rf"[- ]{nouns}\b")
        self._link = re.compile(rf"(?:[ ][a-z]+)?[ ]{links}\b")
        self._scale = re.compile(rf"[ -]?{any_of(latin.scales)}\b")

    def ordinal(self, text: str, match: re.Match[str]) -> Reading | None:
        """An ordinal is a rank where the words around say so: seventh-largest, ranked third, the seventh country to."""
        noun = self._noun.match(text, match.end())
        before = text[max(0, match.start() - _REACH) : match.start()].rstrip().removesuffix(" in").split(" ")[-1]
        if not noun and not self._link.match(text, match.end()) and before.lower() not in self._latin.rank_verbs:
            return None
        rank = exactly(Decimal(self._latin.ordinals[match.group().lower()]))
        return Reading.of(match, Form.RANK, rank, RANK, end=noun.end() if noun else None)

    def marked(self, text: str, match: re.Match[str]) -> Reading | None:
        """No. 5, number one."""
        return Reading.of(match, Form.RANK, self._amounts.value(match["nth"]), RANK)

    def leading(self, text: str, match: re.Match[str]) -> Reading | None:
        """Top five is a rank up to the number; top 10 percent and top $5 are none."""
        behind = self._tails.read(text, match.end(), whole=True)[0].dimension
        if behind == Dimension.RATIO or self._scale.match(text, match.end()):
            return None
        rank = replace(self._amounts.value(match["last"]), low=Decimal(1), modifier=Modifier.RANGE)
        return Reading.of(match, Form.RANK, rank, RANK) if rank.high > 1 else None
