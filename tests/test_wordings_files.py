"""The files of places, names, synonyms and contrasts: they say what they mean, and mistakes in them are refused."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from factcheck.model.errors import RuleError
from factcheck.rulebook.contrasts import load_contrasts
from factcheck.rulebook.names import load_names
from factcheck.rulebook.numbers import phrase
from factcheck.rulebook.places import load_places
from factcheck.rulebook.source import read_rule_file
from factcheck.rulebook.synonyms import load_synonyms

LEXICONS = Path(__file__).parent.parent / "rules" / "lexicon"
LANGUAGES = pytest.mark.parametrize(("language", "spaced"), [("zh", False), ("en", True)])

PLACES = "roots: 甲洲\nwithin: {甲洲: {country: 乙国}}\nregions: {}\nkept: 乙国语\n"
SYNONYMS = "light: [measure]\nplacing: []\ngroups: {measure: [产值 总产值]}\nkept: 产值税\n"
CONTRASTS = "axes:\n  trade: {import: 进口, export: 出口}\nkept: 出口处\n"
EMPTY = (
    "continued",
    "unlike",
    "attributive",
    "aside",
    "possessive",
    "joints",
    "called",
    "institutions",
    "inner",
    "media",
    "towards",
    "adjunct",
    "mutual",
)
NAMES = "".join(
    [
        "territories:\n  county: 县\norganizations: 公司\nshortened: 县\nreferences:\n  county: 全县\ncommon: 各县\n",
        *(f"{key}: []\n" for key in EMPTY),
    ]
)


def loaded(load: Callable[..., Any], path: Path) -> Any:
    """A file of a language without spaces as its loader reads it; names are read alike in all languages."""
    return load(path) if load is load_names else load(path, spaced=False)


def kept_in_vain(path: Path, words: Iterable[str]) -> list[str]:
    """The kept words of a file that hide no word: none stands in them, and none begins with their end."""
    known = {word.lower() for word in words}
    beginnings = {word[:length] for word in known for length in range(1, len(word))}
    root = {key.text(): value for key, value in read_rule_file(path).pairs()}
    kept = [phrase(word).lower() for word in root["kept"].texts()]
    return [
        word
        for word in kept
        if not any(other in word for other in known) and not any(word[at:] in beginnings for at in range(1, len(word)))
    ]


@LANGUAGES
def test_every_form_of_a_place_leads_to_it(language: str, spaced: bool) -> None:
    """A form of two characters and more, alone in a text, is found as its place."""
    places = load_places(LEXICONS / language / "places.yaml", spaced=spaced)
    forms = {form: name for form, name in places.forms.items() if len(form) > 1}
    missed = [form for form, name in forms.items() if places.find(form) != ((0, len(form), name),)]
    assert not missed


@LANGUAGES
def test_folding_leaves_canonical_words_alone(language: str, spaced: bool) -> None:
    """Every word of a group folds to its first word, and that to itself."""
    synonyms = load_synonyms(LEXICONS / language / "synonyms.yaml", spaced=spaced)
    missed = [word for word, first in synonyms.canonical.items() if synonyms.fold(word) != first]
    assert not missed


@LANGUAGES
def test_no_group_of_synonyms_holds_both_sides_of_a_contrast(language: str, spaced: bool) -> None:
    """Words that stand for one another never clash."""
    synonyms = load_synonyms(LEXICONS / language / "synonyms.yaml", spaced=spaced)
    contrasts = load_contrasts(LEXICONS / language / "contrasts.yaml", spaced=spaced)
    clashes = {
        f"{word} / {first}": axes
        for word, first in synonyms.canonical.items()
        if (axes := contrasts.clash(contrasts.sides(word), contrasts.sides(first)))
    }
    assert not clashes


@LANGUAGES
def test_no_word_is_kept_in_vain(language: str, spaced: bool) -> None:
    """A kept word hides a word of its lexicon."""
    folder = LEXICONS / language
    places = load_places(folder / "places.yaml", spaced=spaced)
    synonyms = load_synonyms(folder / "synonyms.yaml", spaced=spaced)
    contrasts = load_contrasts(folder / "contrasts.yaml", spaced=spaced)
    assert not kept_in_vain(folder / "places.yaml", places.forms)
    assert not kept_in_vain(folder / "synonyms.yaml", synonyms.canonical)
    assert not kept_in_vain(folder / "contrasts.yaml", contrasts.words)


BROKEN = [
    pytest.param(load_places, PLACES + "colour: red\n", 5, "colour", id="places-unknown-key"),
    pytest.param(load_places, PLACES.replace("乙国}", "乙国 乙国}"), 2, "already a form", id="places-form-twice"),
    pytest.param(load_places, PLACES.replace("country", "village"), 2, "village", id="places-unknown-level"),
    pytest.param(load_places, PLACES.replace("{甲洲:", "{丙洲:"), 2, "丙洲", id="places-unknown-parent"),
    pytest.param(load_places, PLACES.replace("乙国}", "甲洲=乙国}"), 2, "already a form", id="places-within-itself"),
    pytest.param(load_places, PLACES.replace("{}", "{丁: 戊国}"), 3, "戊国", id="places-unknown-member"),
    pytest.param(load_places, PLACES.replace("乙国语", "乙国"), 4, "kept", id="places-kept-form"),
    pytest.param(load_places, PLACES + "short: {}\ncompounds: 乙丙\n", 6, "乙", id="places-compound-of-nothing"),
    pytest.param(load_places, PLACES + "short_alone: 乙\nshort_after: 在\n", 5, "乙", id="places-character-of-nothing"),
    pytest.param(load_places, PLACES + "short: {乙: 乙国}\nshort_alone: 乙\n", 6, "short_after", id="places-no-leader"),
    pytest.param(load_names, NAMES + "colour: red\n", 21, "colour", id="names-unknown-key"),
    pytest.param(load_names, NAMES.replace("common: 各县\n", ""), 1, "common", id="names-missing-key"),
    pytest.param(load_names, NAMES.replace("  county: 县", "  shire: 县"), 2, "shire", id="names-unknown-level"),
    pytest.param(
        load_names, NAMES.replace("county: 全县", "shire: 全县"), 6, "shire", id="names-reference-to-no-level"
    ),
    pytest.param(
        load_names, NAMES.replace("  county: 县", "  county: 县\n  town: 县"), 3, "twice", id="names-ending-twice"
    ),
    pytest.param(load_names, NAMES.replace("全县", "全县\n  city: 全县"), 7, "twice", id="names-reference-twice"),
    pytest.param(
        load_names, NAMES.replace("shortened: 县", "shortened: 县 州"), 4, "州", id="names-shortened-no-ending"
    ),
    pytest.param(load_synonyms, SYNONYMS + "colour: red\n", 5, "colour", id="synonyms-unknown-key"),
    pytest.param(load_synonyms, SYNONYMS.replace("]}", ", 产值 产额]}"), 3, "already", id="synonyms-word-twice"),
    pytest.param(load_synonyms, SYNONYMS.replace("产值 总产值", "产值"), 3, "two words", id="synonyms-lonely-word"),
    pytest.param(load_synonyms, SYNONYMS.replace("[measure]", "[rank]"), 1, "rank", id="synonyms-unknown-role"),
    pytest.param(load_synonyms, SYNONYMS.replace("[]", "[rank]"), 2, "rank", id="synonyms-unknown-role-of-rank"),
    pytest.param(load_synonyms, SYNONYMS.replace("产值税", "总产值"), 4, "kept", id="synonyms-kept-word"),
    pytest.param(load_contrasts, CONTRASTS + "colour: red\n", 4, "colour", id="contrasts-unknown-key"),
    pytest.param(
        load_contrasts, CONTRASTS.replace("export: 出口", "export: 进口"), 2, "two sides", id="contrasts-both"
    ),
    pytest.param(load_contrasts, CONTRASTS.replace(", export: 出口", ""), 2, "two sides", id="contrasts-one-side"),
    pytest.param(load_contrasts, CONTRASTS.replace("出口处", "出口"), 3, "kept", id="contrasts-kept-word"),
]


@pytest.mark.parametrize(("load", "text", "line", "named"), BROKEN)
def test_mistake_in_a_lexicon_is_refused(
    load: Callable[..., Any], text: str, line: int, named: str, tmp_path: Path
) -> None:
    """A mistake is refused with the file, the line and what is wrong."""
    path = tmp_path / "lexicon.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as raised:
        loaded(load, path)
    assert str(raised.value).startswith(f"{path}:{line}: ")
    assert named in str(raised.value)


@pytest.mark.parametrize(
    ("load", "text"),
    [(load_places, PLACES), (load_names, NAMES), (load_synonyms, SYNONYMS), (load_contrasts, CONTRASTS)],
)
def test_smallest_lexicon_is_read(load: Callable[..., Any], text: str, tmp_path: Path) -> None:
    """The files that the mistakes are made in are right without them."""
    path = tmp_path / "lexicon.yaml"
    path.write_text(text, encoding="utf-8")
    assert loaded(load, path)
