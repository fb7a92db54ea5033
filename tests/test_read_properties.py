"""What holds of every text, whatever its content."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.model.document import BlockKind, Document
from factcheck.read.decoding import Decoded
from factcheck.read.folding import DROPPED, fold
from factcheck.read.reading import document_of
from factcheck.rulebook.layout import load_layout

LAYOUT = load_layout(Path(__file__).parent.parent / "rules")
#: What layouts are told by, so that texts drawn from it have some.
ALPHABET = "甲乙企业家万亿元。，、；：！？“”‘’（）《》…—12．. ,;:!?()[]\"'#*_`|->~&<\\\n\r\u3000\t\u200baBZ$%一二、第页"
ENTITIES = {"&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&mdash;", "&middot;"}

texts = st.one_of(
    st.text(max_size=300),
    st.text(alphabet=ALPHABET, max_size=400),
    st.lists(st.text(alphabet=ALPHABET, max_size=40), max_size=40).map("\n".join),
    st.lists(st.text(alphabet="甲乙丙丁，。12 ", min_size=8, max_size=12), max_size=30).map("\n\n".join),
)
names = st.sampled_from(["a.txt", "a.md"])


def read(text: str, name: str) -> Document:
    """The text as a document of that name."""
    return document_of(Decoded(text=text, encoding="utf-8"), name=name, layout=LAYOUT)


@given(texts, names)
@settings(max_examples=300, deadline=None)
def test_every_character_of_the_view_is_one_of_the_source(text: str, name: str) -> None:
    """The view shows characters of the source, folded one for one, in their order; only separators may differ."""
    document = read(text, name)
    folded = fold(text, LAYOUT)
    offsets = [document.view.offset(at) for at in range(len(document.view.text))]
    assert offsets == sorted(set(offsets))
    for char, offset in zip(document.view.text, offsets, strict=True):
        from_entity = any(text.startswith(entity, offset) for entity in ENTITIES)
        assert folded[offset] == char or char in " \n" or from_entity
    assert DROPPED not in document.view.text


@given(texts, names)
@settings(max_examples=300, deadline=None)
def test_sentences_tile_blocks_and_blocks_the_view(text: str, name: str) -> None:
    """Blocks follow one another with a line feed between; their sentences hold everything but blanks."""
    document = read(text, name)
    view = document.view.text
    end = 0
    for at, block in enumerate(document.blocks):
        assert view[end : block.span.start] in {"", "\n"}
        assert "\n" not in view[block.span.start : block.span.end]
        end = block.span.start
        for sentence in block.sentences:
            assert sentence and end <= sentence.start and view[end : sentence.start].strip(" ") == ""
            end = sentence.end
        assert view[end : block.span.end].strip(" ") == ""
        assert block.sentences
        assert all(document.blocks[above].kind is BlockKind.HEADING and above < at for above in block.headings)
        assert all(document.blocks[head].kind is BlockKind.CELL and head < at for head in block.headers)
        end = block.span.end
    assert end == len(view)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_plain_text_keeps_its_letters_and_digits(text: str) -> None:
    """In plain text without debris, no letter and no digit gets lost, but where a line says a thing twice."""
    lines = [line for line in text.splitlines() if len(line) < 8]
    kept = "\n".join(lines).replace("[", "").replace("页", "").replace("/", "").replace("-", "").replace("—", "")
    if "##" in kept or "." in kept or "·" in kept:
        return
    document = read(kept, "a.txt")
    wanted = re.sub(r"[\W_]", "", fold(kept, LAYOUT).replace(DROPPED, ""))
    assert re.sub(r"[\W_]", "", document.view.text) == wanted
