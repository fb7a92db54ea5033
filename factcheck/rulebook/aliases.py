"""What each name of the user's aliases stands for in texts of one language."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec import Struct

from factcheck.model.alias import Alias, Aliases
from factcheck.rulebook.names import NameLevel
from factcheck.rulebook.places import PlaceLexicon


class FullName(Struct, frozen=True, kw_only=True):
    """What a name stands for: `value` identifies it, `words` are how it is told where words are compared.

    `level` is what it is a name of; `None` for what nothing shows to be a territory or an organisation, and which is
    therefore a word like others.
    """

    value: str
    words: str
    level: NameLevel | None


def full_names(
    aliases: Aliases, level: Callable[[str], NameLevel | None], places: PlaceLexicon, *, spaced: bool
) -> Mapping[str, FullName]:
    """Full name by each name, the full one included.

    `level` says what a name is of, `None` where it does not tell; the first name that tells decides. `places` and
    `spaced` are of the language.
    """
    found: dict[str, FullName] = {}
    for alias in aliases.entries:
        of = next(filter(None, map(level, alias.names)), None)
        place = _place(alias, places) if of not in {None, NameLevel.ORGANIZATION} else None
        words = place or _words(alias, spaced=spaced)
        found |= dict.fromkeys(alias.names, FullName(value=place or alias.name, words=words, level=of))
    return MappingProxyType(found)


def _place(alias: Alias, places: PlaceLexicon) -> str | None:
    """The name that the lexicon has for a territory that it knows."""
    return next((places.forms[name] for name in alias.names if name in places.forms), None)


def _words(alias: Alias, *, spaced: bool) -> str:
    """The first name in the script of the language, as a name in another would make a text look like one in that."""
    return next((name for name in alias.names if _has_han(name) is not spaced), alias.name)


def _has_han(name: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in name)
