"""Loads a folder of rules into the one frozen Rulebook that every stage is handed."""

import hashlib
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from factcheck.model.alias import Aliases
from factcheck.model.errors import RuleError
from factcheck.model.layout import LayoutLexicon
from factcheck.model.rule import VerdictRule
from factcheck.rulebook.aliases import full_names
from factcheck.rulebook.alignment import AlignmentRules, load_alignment
from factcheck.rulebook.layout import load_layout
from factcheck.rulebook.lexicon import Lexicon, load_lexicon
from factcheck.rulebook.location import shipped_rules
from factcheck.rulebook.names import NameLevel
from factcheck.rulebook.units import UnitTable, load_units
from factcheck.rulebook.verdicts import load_verdicts
from factcheck.rulebook.vetoes import Veto, load_vetoes

#: The language whose lexicon serves texts of a language that has none.
FALLBACK = "en"
#: Hex digits of a digest.
_DIGEST = 16
#: Rulebooks, and lexicons with aliases, that are kept at hand: those of a run or two.
_REMEMBERED = 8


class Rulebook(Struct, frozen=True, kw_only=True, eq=False):
    """All that is data: lexicons, vetoes, verdict rules, weights, and the names that the user gives.

    `digest` is a hash, in hex, of every rule file, and of the `aliases` where there are any. Lexicons are read when a
    text asks for their language: each costs about as much as checking a short document.
    """

    digest: str
    root: Path
    languages: tuple[str, ...]
    units: UnitTable
    layout: LayoutLexicon
    vetoes: tuple[Veto, ...]
    verdicts: tuple[VerdictRule, ...]
    alignment: AlignmentRules
    aliases: Aliases = field(default_factory=Aliases)

    def lexicon(self, language: str) -> Lexicon:
        """The lexicon of a language, or English where it has none. Raises `RuleError` for a wrong file."""
        name = language if language in self.languages else FALLBACK
        return (
            _with_aliases(self.root, self.languages, self.units, self.aliases, name)
            if self.aliases.entries
            else _lexicon(self.root, name, self.units)
        )

    def knowing(self, aliases: Aliases) -> "Rulebook":
        """This rulebook with the user's aliases; itself where there are none."""
        if not aliases.entries:
            return self
        digest = hashlib.sha256(self.digest.encode())
        for names in sorted(entry.names for entry in aliases.entries):
            digest.update("\0".join(names).encode() + b"\n")
        return replace(self, aliases=aliases, digest=digest.hexdigest()[:_DIGEST])


@cache
def _lexicon(root: Path, language: str, units: UnitTable) -> Lexicon:
    return load_lexicon(root / "lexicon" / language, units.forms)


@lru_cache(_REMEMBERED)
def _with_aliases(root: Path, languages: tuple[str, ...], units: UnitTable, aliases: Aliases, language: str) -> Lexicon:
    """A lexicon that knows the aliases; what they are names of, any language may tell."""
    lexicons = [_lexicon(root, name, units) for name in languages]

    def level(name: str) -> NameLevel | None:
        return next(filter(None, (lexicon.alias_level(name) for lexicon in lexicons)), None)

    lexicon = lexicons[languages.index(language)]
    names = full_names(aliases, level, lexicon.places, spaced=lexicon.spaced)
    return replace(lexicon, aliases=names)


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """The rulebook in a folder, by default the shipped one; one and the same for as long as its files are unchanged.

    Raises `RuleError` for whatever is wrong in it.
    """
    root = folder or shipped_rules()
    if not (root / "lexicon").is_dir():
        raise RuleError(root, None, "is not a folder of rules (it has no lexicon folder)")
    return _rulebook(root, _digest(root))


@lru_cache(_REMEMBERED)
def _rulebook(root: Path, digest: str) -> Rulebook:
    units = load_units(root / "lexicon" / "units.txt")
    languages = tuple(sorted(path.name for path in (root / "lexicon").iterdir() if path.is_dir()))
    if FALLBACK not in languages:
        raise RuleError(root / "lexicon", None, f"the language {FALLBACK!r} is missing")
    return Rulebook(
        digest=digest,
        root=root,
        languages=languages,
        units=UnitTable(forms=units),
        layout=load_layout(root),
        vetoes=load_vetoes(root / "vetoes"),
        verdicts=load_verdicts(root / "verdicts"),
        alignment=load_alignment(root / "alignment.yaml"),
    )


def _digest(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in {".yaml", ".txt"}):
        try:
            content = path.read_bytes()
        except OSError as error:
            raise RuleError(path, None, f"cannot be read ({error.strerror})") from error
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:_DIGEST]
