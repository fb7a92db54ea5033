"""Loads a folder of rules into the one frozen Rulebook that every stage is handed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from factcheck.model.errors import RuleError
from factcheck.model.layout import LayoutLexicon
from factcheck.model.rule import VerdictRule
from factcheck.rulebook.alignment import AlignmentRules, load_alignment
from factcheck.rulebook.layout import load_layout
from factcheck.rulebook.lexicon import Lexicon, load_lexicon
from factcheck.rulebook.location import shipped_rules
from factcheck.rulebook.units import load_units
from factcheck.rulebook.verdicts import load_verdicts
from factcheck.rulebook.vetoes import Veto, load_vetoes

_FALLBACK = "en"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rulebook:
    """All that is data: lexicons by language, vetoes, verdict rules. `digest` is a hash of every rule file, in hex."""

    digest: str
    layout: LayoutLexicon
    lexicons: Mapping[str, Lexicon]
    vetoes: tuple[Veto, ...]
    verdicts: tuple[VerdictRule, ...]
    alignment: AlignmentRules

    def lexicon(self, language: str) -> Lexicon:
        """The lexicon of a language, or English where it has none."""
        return self.lexicons.get(language) or self.lexicons[_FALLBACK]

    @property
    def counter_kinds(self) -> Mapping[str, str]:
        """Counter -> kind over all languages; counters of one kind may stand for one another."""
        return {word: kind for lexicon in self.lexicons.values() for word, kind in lexicon.counters.kinds.items()}


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """The rulebook in a folder, by default the shipped one. Raises `RuleError` for whatever is wrong in it."""
    root = folder or shipped_rules()
    if not (root / "lexicon").is_dir():
        raise RuleError(root, None, "is not a folder of rules (it has no lexicon folder)")
    units = load_units(root / "lexicon" / "units.txt")
    languages = sorted(path for path in (root / "lexicon").iterdir() if path.is_dir())
    lexicons = {path.name: load_lexicon(path, units) for path in languages}
    if _FALLBACK not in lexicons:
        raise RuleError(root / "lexicon", None, f"the language {_FALLBACK!r} is missing")
    return Rulebook(
        digest=_digest(root),
        layout=load_layout(root),
        lexicons=MappingProxyType(lexicons),
        vetoes=load_vetoes(root / "vetoes"),
        verdicts=load_verdicts(root / "verdicts"),
        alignment=load_alignment(root / "alignment.yaml"),
    )


def _digest(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in {".yaml", ".txt"}):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
