"""The word that an English form is inflected from, by its ending alone: sales, destroying and destroyed lose theirs."""

from functools import lru_cache

#: Letters that a word keeps at the least.
_SHORTEST = 3
_VOWELS = frozenset("aeiouy")
#: Consonants that are written twice before an ending (shipped), others are doubled by themselves (killed, missed).
_DOUBLED = frozenset("bdgmnprt")
#: Forms whose words are remembered: a text has few thousand.
_REMEMBERED = 16384


@lru_cache(_REMEMBERED)
def uninflected(word: str) -> str:
    """A lower-case word without plural s, ed and ing, and without a silent e, as no ending tells whether it had one.

    It need not be a word; forms of one word come to one, but for irregular ones.
    """
    if word.endswith(("ss", "us", "is")):
        return word
    for ending in ("ies", "ied", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - 1 and word[-len(ending) - 1] not in _VOWELS:
            return f"{word[: -len(ending)]}i"
    for ending in ("es", "s", "ed", "ing", "e"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= _SHORTEST and not _VOWELS.isdisjoint(stem):
            doubled = ending in ("ed", "ing") and stem[-1] == stem[-2] and stem[-1] in _DOUBLED
            return stem[:-1] if doubled else stem.removesuffix("e") if len(stem) > _SHORTEST else stem
    return word
