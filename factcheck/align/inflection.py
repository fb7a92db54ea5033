"""The word that an English form is inflected from, by its ending alone (wagons, destroying)."""

from functools import lru_cache

#: Letters that a word keeps at the least, and from which on a silent e is dropped: short words fall together (plane).
_SHORTEST, _LONG = 3, 6
_VOWELS = frozenset("aeiouy")
#: Endings of words in s that are no plural, and in ed that are no past.
_SINGULAR, _PRESENT = ("ss", "us", "is"), "eed"
#: Consonants that are written twice before an ending (shipped); others are doubled by themselves (killed, missed).
_DOUBLED = frozenset("bdgmnprt")
#: Forms whose words are remembered: a text has few thousand.
_REMEMBERED = 16384


@lru_cache(_REMEMBERED)
def uninflected(word: str) -> str:
    """A lower-case word without plural s, ed and ing, and a long one without its silent e.

    It need not be a word. Most regular forms of a word come to one; irregular forms, and short ones with a silent e, do
    not.
    """
    word = _singular(word)
    if word.endswith("ied") and len(word) > _SHORTEST + 1:
        return f"{word[:-3]}y"
    for ending in ("ed", "ing"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and not word.endswith(_PRESENT) and _is_stem(stem):
            return stem[:-1] if stem[-1] == stem[-2] and stem[-1] in _DOUBLED else stem
    return word[:-1] if word.endswith("e") and len(word) >= _LONG else word


def _singular(word: str) -> str:
    if not word.endswith("s") or word.endswith(_SINGULAR) or len(word) <= _SHORTEST:
        return word
    if word.endswith("ies") and len(word) > _SHORTEST + 1:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("xes", "ches", "shes", "sses")) else word[:-1]


def _is_stem(stem: str) -> bool:
    return len(stem) >= _SHORTEST and not _VOWELS.isdisjoint(stem)
