"""Places, synonyms and contrasts, by tables."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.align.terms import compiled_terms
from factcheck.rulebook.contrasts import load_contrasts
from factcheck.rulebook.load import load_rulebook
from factcheck.rulebook.places import PlaceRelation, load_places
from factcheck.rulebook.synonyms import load_synonyms

CASES = Path(__file__).parent / "cases" / "wordings"
LEXICONS = Path(__file__).parent.parent / "rules" / "lexicon"
SPACED = {"zh": False, "en": True}
PLACES = {name: load_places(LEXICONS / name / "places.yaml", spaced=spaced) for name, spaced in SPACED.items()}
SYNONYMS = {name: load_synonyms(LEXICONS / name / "synonyms.yaml", spaced=spaced) for name, spaced in SPACED.items()}
CONTRASTS = {name: load_contrasts(LEXICONS / name / "contrasts.yaml", spaced=spaced) for name, spaced in SPACED.items()}
MIRRORED = {PlaceRelation.WITHIN: PlaceRelation.CONTAINS, PlaceRelation.CONTAINS: PlaceRelation.WITHIN}


def cases(name: str) -> list[Any]:
    """The rows of a table, each a test of its own name; every scalar is a string."""
    rows = yaml.load((CASES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [pytest.param({"language": "zh", **row}, id=row["id"]) for row in rows]


@pytest.mark.parametrize("case", cases("places"))
def test_places_are_found_in_a_text(case: dict[str, Any]) -> None:
    """A text holds the places of the table under their canonical names, and no others."""
    text = case["text"]
    found = PLACES[case["language"]].find(text)
    assert [f"{text[start:end]}={name}" for start, end, name in found] == case["found"]


@pytest.mark.parametrize("case", cases("relations"))
def test_places_lie_to_one_another(case: dict[str, Any]) -> None:
    """Places lie to one another as the table says, and the other way round from the other side."""
    places, relation = PLACES[case["language"]], PlaceRelation(case["relation"])
    left, right = case["left"].split(), case["right"].split()
    assert places.relate(left, right) is relation
    assert places.relate(right, left) is MIRRORED.get(relation, relation)


@pytest.mark.parametrize("case", cases("synonyms"))
def test_wordings_meet_when_synonyms_are_folded(case: dict[str, Any]) -> None:
    """Two wordings become one by folding where the table says so, and otherwise stay apart."""
    synonyms = SYNONYMS[case["language"]]
    left, right = synonyms.fold(case["left"]).lower(), synonyms.fold(case["right"]).lower()
    assert (left == right) == (case.get("same", "true") == "true"), (left, right)


@pytest.mark.parametrize("case", cases("roles"))
def test_word_has_a_role(case: dict[str, Any]) -> None:
    """A word has the role of its group, and the weight of its role."""
    synonyms = SYNONYMS[case["language"]]
    assert (synonyms.role(case["word"]) or "") == case["role"]
    assert synonyms.is_light(case["word"]) == (case["light"] == "true")


@pytest.mark.parametrize("case", cases("contrasts"))
def test_wordings_contrast(case: dict[str, Any]) -> None:
    """Two wordings contrast in the axes of the table and no others, whichever is left."""
    contrasts = CONTRASTS[case["language"]]
    left, right = contrasts.sides(case["left"]), contrasts.sides(case["right"])
    for one, other in ((left, right), (right, left)):
        assert sorted(contrasts.clash(one, other)) == case.get("clash", [])
        assert sorted(contrasts.one_sided(one, other)) == case.get("one_sided", [])


def test_canonical_words_of_a_text_are_among_its_terms() -> None:
    """A text has the first words of the groups that its words are of, and none for kept words."""
    terms = compiled_terms(load_rulebook().lexicon("zh")).of("甲公司营收逾期")
    assert {term for term in terms if term.startswith("=")} == {"=企业", "=营业收入"}


def test_relation_of_two_names_is_that_of_their_sets() -> None:
    """Two names are related as the sets of one that they are."""
    assert PLACES["zh"].relation("石家庄", "河北") is PlaceRelation.WITHIN
