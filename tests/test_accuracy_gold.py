"""Reading of annotations, and finding what they speak of in documents."""

from pathlib import Path

import pytest

from accuracy.gold import Mention, read_gold
from accuracy.locate import Meanings, Place, Texts, overlap
from accuracy.sets import OWN, annotated_sets, further_sets
from factcheck.model.document import Document
from factcheck.model.errors import FactcheckError, RuleError
from factcheck.model.span import Span
from factcheck.read.decoding import Decoded
from factcheck.read.reading import document_of
from factcheck.rulebook.layout import load_layout
from factories import make_claim

GOLD = """\
facts:
- id: firms
  planted: value
  mentions:
  - {doc: "01", quote: "共有 12 家企业", qty: "12 家", time: "", basis: anything}
  - {doc: b, quote: "13家企业", qty: 13家}
  pairs:
  - {a: 1, b: 0, label: conflicting, also: [time-shifted], why: "because"}
- id: name
  optional: true
  mentions: []
negatives:
- {a: {doc: b, quote: 13家企业, qty: 13家}, b: {doc: "01", quote: 7人, qty: 7人}, why: "other"}
"""


def document(root: Path, name: str, text: str) -> Document:
    """A document of some text."""
    return document_of(Decoded(text=text, encoding="utf-8"), name=name, layout=load_layout(root / "rules"))


def write(folder: Path, text: str) -> Path:
    """A gold file."""
    path = folder / "gold.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_gold_is_read(tmp_path: Path) -> None:
    """Pairs point at mentions, the lesser index first; notes for people are passed over."""
    gold = read_gold(write(tmp_path, GOLD))
    (pair,) = gold.pairs
    assert (pair.left, pair.right, pair.fact, pair.optional, pair.planted) == (0, 1, "firms", False, "value")
    assert pair.label == "conflicting"
    assert pair.accepted == frozenset({"conflicting", "time-shifted"})
    assert gold.mentions[1] == Mention(document="b", quote="13家企业", quantity="13家")
    assert gold.negatives[0][1] == Mention(document="01", quote="7人", quantity="7人")


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        pytest.param("qty: 13家}\n", "amount: 13家}\n", 6, "'qty' is missing", id="no-quantity"),
        pytest.param("id: firms", "name: firms", 2, "'id' is missing", id="no-id"),
        pytest.param("a: 1, b", "a: 2, b", 8, "one of the fact's 2 mentions", id="index-too-high"),
        pytest.param("a: 1, b", "a: one, b", 8, "one of the fact's 2 mentions", id="index-no-number"),
        pytest.param("optional: true", "optional: maybe", 10, "true or false", id="no-flag"),
    ],
)
def test_broken_gold_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    """What breaks the format is an error with the file and the line."""
    assert old in GOLD
    path = write(tmp_path, GOLD.replace(old, new, 1))
    with pytest.raises(RuleError, match=said) as caught:
        read_gold(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_mentions_are_found_whatever_the_white_space(tmp_path: Path, root: Path) -> None:
    """White space of text and quote does not count; names are a stem, or its part before the first underscore."""
    texts = [
        document(root, "news/01_甲报.txt", "园区共有\n 12家 企业，7人。"),
        document(root, "b.md", "共有13家企业。"),
    ]
    gold = read_gold(write(tmp_path, GOLD))
    places = [Texts(texts, gold).place(mention) for mention in gold.mentions]
    assert places == [
        Place(document="news/01_甲报.txt", span=Span(6, 9)),
        Place(document="b.md", span=Span(2, 5)),
    ]


@pytest.mark.parametrize(
    ("mention", "said"),
    [
        pytest.param(Mention(document="c", quote="1", quantity="1"), "0 documents are called 'c'", id="no-document"),
        pytest.param(Mention(document="a", quote="1", quantity="1"), "2 documents are called 'a'", id="two-documents"),
        pytest.param(Mention(document="b", quote="2家", quantity="2家"), "not found in b.txt", id="no-quote"),
        pytest.param(Mention(document="b", quote="1家", quantity="2"), "not found in b.txt", id="no-quantity-in-quote"),
    ],
)
def test_what_cannot_be_found_is_said(tmp_path: Path, root: Path, mention: Mention, said: str) -> None:
    """A mention that does not fit the documents is an error, not a miss of the program."""
    texts = [document(root, name, "1家") for name in ("a_1.txt", "a_2.txt", "b.txt")]
    with pytest.raises(FactcheckError, match=said):
        Texts(texts, read_gold(write(tmp_path, GOLD))).place(mention)


@pytest.mark.parametrize(
    ("claim", "meant"),
    [
        pytest.param((10, 14), (0,), id="same"),
        pytest.param((11, 14), (0,), id="part"),
        pytest.param((9, 13), (0,), id="shifted"),
        pytest.param((19, 28), (), id="hardly-touching"),
        pytest.param((10, 30), (), id="much-longer"),
        pytest.param((14, 20), (1,), id="the-likest-of-two"),
        pytest.param((30, 34), (2, 3), id="two-mentions-of-one-figure"),
        pytest.param((50, 52), (), id="elsewhere"),
    ],
)
def test_claim_stands_for_the_mention_it_overlaps_best(claim: tuple[int, int], meant: tuple[int, ...]) -> None:
    """A claim stands for a mention if they cover much of the same text, for several only where equally well."""
    spans = (Span(10, 14), Span(13, 20), Span(30, 34), Span(30, 34))
    meanings = Meanings([Place(document="a.txt", span=span) for span in spans])
    text = "9" * (claim[1] - claim[0])
    assert meanings.of(make_claim({"value": text}, document="a.txt", at=claim[0])) == meant
    assert meanings.of(make_claim({"value": text}, document="b.txt", at=claim[0])) == ()


def test_overlap_is_a_share_of_both() -> None:
    """The overlap is 1 for equal spans, 0 for spans apart, and counts what either has alone."""
    assert overlap(Span(0, 4), Span(0, 4)) == 1
    assert overlap(Span(0, 4), Span(4, 8)) == 0
    assert overlap(Span(0, 4), Span(2, 6)) == pytest.approx(1 / 3)


def test_further_sets_are_found(tmp_path: Path) -> None:
    """A folder's sets come last: alone, with an archive, or as drafts about the seeds."""
    for path in ("plain/docs", "news/docs", "news/archive", "more-drafts", "no-gold/docs", "seeds/docs"):
        (tmp_path / path).mkdir(parents=True)
    for name in ("plain", "news", "more-drafts", "seeds"):
        write(tmp_path / name, GOLD)
    sets = annotated_sets(tmp_path)
    invented = [found.name for found in further_sets(OWN[1].documents.parent) if found not in OWN]
    assert [found.name for found in sets] == ["seeds", "drafts", *invented, "more-drafts", "news", "plain"]
    assert sets[:2] == OWN
    drafts, news, plain = sets[-3:]
    assert (drafts.documents, drafts.archive) == (tmp_path / "more-drafts", OWN[0].documents)
    assert (news.documents, news.archive) == (tmp_path / "news" / "docs", tmp_path / "news" / "archive")
    assert (plain.documents, plain.archive) == (tmp_path / "plain" / "docs", None)


def test_sets_are_chosen_by_name(tmp_path: Path) -> None:
    """Sets come in the order in which they are named; a name or folder that is not there is an error."""
    assert [found.name for found in annotated_sets(tmp_path, ["drafts", "seeds"])] == ["drafts", "seeds"]
    with pytest.raises(FactcheckError, match=r"no annotated set 'flood'; there are appliances, .*, wildfire"):
        annotated_sets(tmp_path, ["flood"])
    with pytest.raises(FactcheckError, match="is not a folder"):
        further_sets(tmp_path / "nowhere")
