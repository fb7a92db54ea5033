"""English ranks: seventh-largest, ranked third, No. 5, top five."""

import re
from decimal import Decimal
from string import ascii_lowercase

from msgspec.structs import replace

from factcheck.extract.english_amounts import EnglishAmounts
from factcheck.extract.english_pattern import any_of
from factcheck.extract.english_tails import EnglishTails
from factcheck.extract.figure import Form
from factcheck.extract.interval import RANK
from factcheck.extract.numeral import Numeral, exactly
from factcheck.extract.reading import Reading
from factcheck.model.quantity import Dimension, Modifier
from factcheck.rulebook.numbers import LatinNumerals

#: Code points in front of an ordinal in which a verb of ranking is looked for.
_REACH = 40
#: Words between what is counted in a row and the words that say so (the 13th monthly surplus in goods in a row).
_WORDS = 3


class EnglishRanks:
    """Tells ranks from other ordinals; built once per rulebook."""

    def __init__(self, latin: LatinNumerals, amounts: EnglishAmounts, tails: EnglishTails) -> None:
        self._latin, self._amounts, self._tails = latin, amounts, tails
        nouns, links = any_of(latin.rank_nouns), any_of(latin.rank_links)
        self._noun = re.compile(rf"[- ]{nouns}\b")
        self._link = re.compile(rf"(?:[ ][a-z]+)?[ ]{links}\b")
        self._streak = re.compile(rf"[ ]{any_of(latin.streaks)}(?=[ ])")
        self._run = re.compile(rf"(?:[ ][a-z]+){{0,{_WORDS}}}[ ]{any_of(latin.runs)}\b")
        self._regular = re.compile(rf"[ ](?P<word>{any_of(latin.regular)})\b")
        self._scale = re.compile(rf"[ -]?{any_of(latin.scales)}\b")

    def ordinal(self, text: str, match: re.Match[str]) -> Reading | None:
        """An ordinal is a rank where the words around say so: seventh-largest, ranked third, the seventh country to."""
        written = match.group().lower()
        place = exactly(Decimal(self._latin.ordinals.get(written) or written.rstrip(ascii_lowercase)))
        streaked = self._streaked(text, match, place)
        if streaked:
            return streaked
        noun = self._noun.match(text, match.end())
        if not noun and not self._link.match(text, match.end()) and not self._ranked(text, match.start()):
            return None
        return Reading.of(match, Form.RANK, place, RANK, end=noun.end() if noun else None)

    def _streaked(self, text: str, match: re.Match[str], count: Numeral) -> Reading | None:
        """The 13th straight month, the 13th month in a row and the 13th monthly surplus in a row are 13 months."""
        streak = self._streak.match(text, match.end())
        at = streak.end() if streak else match.end()
        regular = self._regular.match(text, at)
        if regular:
            measure, end = self._tails.named(self._latin.regular[regular["word"].lower()]), regular.end()
        else:
            measure, end = self._tails.read(text, at, whole=True)
        if measure.dimension != Dimension.DURATION or not (streak or self._run.match(text, end)):
            return None
        return Reading.of(match, Form.WORDS, count, measure, end=end)

    def _ranked(self, text: str, at: int) -> bool:
        """Whether a verb of ranking leads to an ordinal, over words such as "in the"."""
        words = text[max(0, at - _REACH) : at].lower().split()
        while words and words[-1] in self._latin.rank_fillers:
            words.pop()
        return bool(words) and words[-1] in self._latin.rank_verbs

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
