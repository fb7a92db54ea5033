"""Names that the user says are one: what they must be, how texts are read with them, and what a check finds."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from factcheck.__main__ import main
from factcheck.extract import extract
from factcheck.extract.language import compiled
from factcheck.model.alias import Alias, Aliases
from factcheck.model.claim import ScopeRole
from factcheck.rulebook.load import Rulebook
from small_runs import document_from, extraction_of, shipped, table


def aliases_of(names: dict[str, list[str]]) -> Aliases:
    """Aliases from full names with their others."""
    return Aliases(entries=tuple(Alias(name=name, others=tuple(others)) for name, others in names.items()))


def knowing(names: dict[str, list[str]]) -> Rulebook:
    """The shipped rules with aliases."""
    return _knowing(json.dumps(names))


@cache
def _knowing(names: str) -> Rulebook:
    """As above, made once for each set of names."""
    return shipped().knowing(aliases_of(json.loads(names)))


@pytest.mark.parametrize("case", table("extract", "aliases"))
def test_a_text_is_told_in_full_names(case: dict[str, Any]) -> None:
    """The mentions of a text are those of the table, and its figure is told as there."""
    rulebook, document = knowing(case["aliases"]), document_from(case["text"])
    text = document.view.text
    mentions = compiled(rulebook.lexicon(document.language)).names.find(text)
    written = [(text[each.span.start : each.span.end], each.value) for each in mentions]
    assert [words if words == value else f"{words}={value}" for words, value in written] == case["names"]
    claim = next(claim for claim in extract(document, rulebook).claims if claim.text == case["figure"])
    told = {
        "subject": claim.subject and claim.subject.text,
        "measure": claim.measure and claim.measure.text,
        "before": claim.wording.before,
    }
    assert {name: words for name, words in told.items() if name in case} == {
        name: case[name] for name in told if name in case
    }
    for role in (ScopeRole.PLACE, ScopeRole.HOLDER, ScopeRole.OF):
        assert [item.value for item in claim.scope if item.role is role] == case.get(str(role), [])


def test_quotes_stay_as_written() -> None:
    """A claim in full names quotes its source with the name that stands there."""
    text = "国科协有会员30家。"
    claim = extract(document_from(text), knowing({"国际科学园协会": ["国科协"]})).claims[0]
    assert text[claim.span.start : claim.span.end] == claim.text == "30家"
    assert [(item.text, item.span and text[item.span.start : item.span.end]) for item in claim.scope] == [
        ("国科协", "国科协")
    ]


def test_without_a_name_nothing_changes() -> None:
    """A document that has none of the names is read as without aliases."""
    text = "2031年，青禾市有学校30所，占全省的5%。"
    assert extract(document_from(text), knowing({"国际科学园协会": ["国科协"]})) == extraction_of(text)


@pytest.mark.parametrize(
    ("names", "mention"),
    [
        ({"国际科学园协会": ["国"]}, "'国' is too short"),
        ({"国际科学园协会": ["I"]}, "'I' is too short"),
        ({"国际科学园协会": ["2031"]}, "has no letter"),
        ({"国": ["国科协"]}, "'国' is too short"),
        ({"国际科学园协会": ["国际科学园协会"]}, "another name of itself"),
        ({"国际科学园协会": ["国科协"], "国际科幻协会": ["国科协"]}, "'国科协' stands for two names"),
        ({"国际科学园协会": ["国科协"], "国科协": ["科协"]}, "'国科协' stands for two names"),
        ({"国科协": ["科协"], "国际科学园协会": ["国科协"]}, "'国科协' stands for two names"),
    ],
    ids=lambda value: value if isinstance(value, str) else "+".join(value),
)
def test_names_that_mean_nothing(names: dict[str, list[str]], mention: str) -> None:
    """A name that is none, or stands for two things, is refused."""
    with pytest.raises(ValueError, match=mention):
        aliases_of(names)


def test_a_full_name_stands_once() -> None:
    """Two lists of other names for one are refused."""
    with pytest.raises(ValueError, match="given twice"):
        Aliases(entries=(Alias(name="甲协会", others=("甲会",)), Alias(name="甲协会", others=("甲协",))))


def test_rewriting_makes_names_one() -> None:
    """Names that are one as a document shows them count once."""
    aliases = aliases_of({"国际科学园协会": ["國科協", "国科协"], "ABC": ["abc"]})
    rewritten = aliases.rewritten(lambda name: name.replace("國", "国").replace("協", "协").upper())
    assert rewritten == aliases_of({"国际科学园协会": ["国科协"], "ABC": []})


def test_digest_tells_the_names() -> None:
    """The digest is that of the rules without aliases, changes with any name, and not with the order of the table."""
    first, second = {"甲协会": ["甲会", "甲协"]}, {"乙协会": ["乙会"]}
    assert knowing({}).digest == shipped().digest
    digests = {knowing(names).digest for names in ({}, first, second, first | second, {"甲协会": ["甲会"]})}
    assert len(digests) == 5
    assert knowing(first | second).digest == knowing(second | first).digest
    assert len(knowing(first).digest) == len(shipped().digest)


CHINESE = (
    "2030年，国科协举办培训班351场。\n",
    "国际科学园协会的培训班在2030年达到386场。\n\n青禾商会的培训班在2030年达到366场。\n",
    '"国际科学园协会" = ["国科协", "IASP"]',
)
ENGLISH = (
    "BLH sold 351 buses in 2030.\n",
    "Sales of Blue Line Holdings Inc. came to 386 buses in 2030.\n\n"
    "Sales of Red Rock Motors Inc. came to 366 buses in 2030.\n",
    '"Blue Line Holdings Inc." = "BLH"',
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("draft", "published", "aliases"), [CHINESE, ENGLISH], ids=["Chinese", "English"])
def test_a_check_knows_the_names(
    folder: Path, capsys: pytest.CaptureFixture[str], draft: str, published: str, aliases: str
) -> None:
    """Two documents that use different names of one thing meet only where the user says that the names are one."""
    (folder / "draft.txt").write_text(draft, encoding="utf-8")
    (folder / "published.txt").write_text(published, encoding="utf-8")
    arguments = ["check", "draft.txt", "--against", "published.txt", "--format", "json", "--min-confidence", "0"]
    arguments += ["--fail-on", "time-shifted"]
    assert main(arguments) == 0
    without = json.loads(capsys.readouterr().out)
    (folder / "factcheck.toml").write_text(f"[aliases]\n{aliases}\n", encoding="utf-8")
    assert main(arguments) == 1
    known = json.loads(capsys.readouterr().out)
    assert without["findings"] == []
    text = {claim["id"]: claim["text"].split(" ")[0] for claim in known["claims"]}
    found = [([text[id_].rstrip("场") for id_ in each["claims"]], each["status"]) for each in known["findings"]]
    assert found == [(["351", "386"], "conflicting")]
    assert '"{}"'.format(known["facts"][0]["label"].split(" · ")[0]) in aliases
    assert without["tool"]["rules_digest"] != known["tool"]["rules_digest"]


@pytest.mark.parametrize(("draft", "_published", "aliases"), [CHINESE, ENGLISH], ids=["Chinese", "English"])
def test_an_extraction_knows_the_names(
    folder: Path, capsys: pytest.CaptureFixture[str], draft: str, _published: str, aliases: str
) -> None:
    """Extracted claims have the full name for their subject, and quote the one that was written."""
    (folder / "draft.txt").write_text(draft, encoding="utf-8")
    (folder / "factcheck.toml").write_text(f"[aliases]\n{aliases}\n", encoding="utf-8")
    assert main(["extract", "draft.txt", "--format", "json"]) == 0
    (claim,) = json.loads(capsys.readouterr().out)["claims"]
    assert f'"{claim["subject"]}"' in aliases
    assert claim["quote"] in draft
    assert claim["scope"][0]["text"] in draft


def test_names_are_read_as_documents_are(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Full width, blanks and traditional characters in the file are what they are in a document."""
    (folder / "draft.txt").write_text("国科协有会员30家。IASP有理事20名。\n", encoding="utf-8")
    (folder / "factcheck.toml").write_text(
        '[aliases]\n"國際科学園  协会" = ["国 科 协", "ＩＡＳＰ"]\n', encoding="utf-8"
    )
    assert main(["extract", "draft.txt", "--format", "json"]) == 0
    claims = json.loads(capsys.readouterr().out)["claims"]
    assert [claim["subject"] for claim in claims] == ["国际科学园协会"] * 2


def test_names_that_become_one_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two names that no document tells apart cannot stand for two things."""
    (folder / "draft.txt").write_text("国科协有会员30家。\n", encoding="utf-8")
    (folder / "factcheck.toml").write_text(
        '[aliases]\n"国际科学园协会" = "国科协"\n"国际科幻协会" = "國科协"\n', encoding="utf-8"
    )
    assert main(["extract", "draft.txt"]) == 2
    assert "aliases: '国科协' stands for two names" in capsys.readouterr().err
