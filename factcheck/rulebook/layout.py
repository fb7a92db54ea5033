"""Loads `rules/lexicon/*/layout.yaml`, the words by which reading knows headings, bylines, page numbers, debris."""

from pathlib import Path

from factcheck.model.layout import LayoutLexicon, Numbering
from factcheck.rulebook.source import Entry, read_rule_file

_LISTS = (
    "bylines caption_starts caption_ends title_marks page_lines continuations debris_tags image_suffixes"
    " date_forms sheet_names asides"
)
#: Single characters, written as one word.
_CHARACTERS = "numerals period_units length_units note_marks"


def load_layout(rules: Path) -> LayoutLexicon:
    """The layout words of all languages in a rules folder, merged in the order of the languages' names.

    A folder without any gives an empty lexicon. Raises `RuleError` for a file that does not keep to its grammar.
    """
    lists: dict[str, list[str]] = {name: [] for name in _LISTS.split()}
    abbreviations: set[str] = set()
    numberings: list[Numbering] = []
    characters = dict.fromkeys(_CHARACTERS.split(), "")
    variants: dict[str, str] = {}
    for path in sorted(rules.glob("lexicon/*/layout.yaml")):
        entries = read_rule_file(path).mapping(optional=f"{_LISTS} {_CHARACTERS} abbreviations numberings variants")
        for name in lists.keys() & entries.keys():
            lists[name] += [item.text() for item in entries[name].items()]
        if "abbreviations" in entries:
            abbreviations.update(word.rstrip(".") for word in entries["abbreviations"].texts())
        if "numberings" in entries:
            numberings += [_numbering(item) for item in entries["numberings"].items()]
        for name in characters.keys() & entries.keys():
            characters[name] += entries[name].text()
        if "variants" in entries:
            variants.update(_variants(entries["variants"]))
    return LayoutLexicon(
        abbreviations=frozenset(abbreviations),
        numberings=tuple(numberings),
        variants=tuple(sorted(variants.items())),
        numerals=characters["numerals"],
        period_units=characters["period_units"],
        length_units=characters["length_units"],
        note_marks=characters["note_marks"],
        **{name: tuple(dict.fromkeys(words)) for name, words in lists.items()},
    )


def _numbering(entry: Entry) -> Numbering:
    fields = entry.mapping(required="form level")
    level = fields["level"].text()
    if level not in {"1", "2", "3", "4", "5", "6"}:
        raise fields["level"].error("expected a level from 1 to 6")
    form = fields["form"].text()
    if form.count("%") + form.count("#") != 1:
        raise fields["form"].error("expected one % (Chinese numeral) or one # (digits)")
    return Numbering(form=form, level=int(level))


def _variants(entry: Entry) -> dict[str, str]:
    """Words of two characters, the written one and the one shown in its place."""
    pairs = {}
    for pair in entry.texts():
        if len(pair) != 2:
            raise entry.error(f"expected two characters, the written and the shown, not {pair!r}")
        pairs[pair[0]] = pair[1]
    return pairs
