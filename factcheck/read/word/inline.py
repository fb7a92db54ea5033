"""The words of one paragraph of a Word file, with all changes accepted: what was inserted is in, what was deleted out.

Comments, words that are hidden or crossed out, marks of notes that were set by hand, page numbers, the readings above
characters and the instructions of fields are left out.
"""

from collections.abc import Iterator, Sequence

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from factcheck.model.layout import LayoutLexicon
from factcheck.read import raised
from factcheck.read.word.styles import is_on
from factcheck.read.xml import attribute, child, local

#: Elements whose words nobody sees in the accepted text.
_UNSEEN = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "del", "moveFrom", "delText", "rt", "annotationRef"})
#: Words that an element stands for.
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
#: Fields that number pages.
_PAGES = frozenset({"PAGE", "NUMPAGES", "PAGEREF", "SECTIONPAGES"})
_BLANKS = str.maketrans("\n\r\t", "   ")
#: Properties of runs that nobody sees, or that are crossed out.
_OUT = frozenset({"vanish", "strike", "dstrike"})
#: Fractions and powers of formulas, and the two parts of each that are read.
_FORMULAS = {"f": ("num", "den"), "sSup": ("e", "sup"), "sSubSup": ("e", "sup")}
#: What says of the mark of a paragraph that it was deleted.
_GONE = frozenset({"del", "moveFrom"})
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


class Piece(Struct, frozen=True, kw_only=True):
    """Words as one element of the file has them: from `skipped` code points into its text on, for a `w:t`."""

    text: str
    element: etree._Element
    skipped: int = 0


class Words(Struct, kw_only=True):
    """A paragraph's words, the text boxes anchored in it, and its notes: what kind they are of and their ids.

    `runs_on` says that the mark at its end was deleted, so that the next paragraph continues it.
    """

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    runs_on: bool = False

    @property
    def text(self) -> str:
        """The words."""
        return "".join(piece.text for piece in self.pieces)


class Inline:
    """Reads the paragraphs of one part in their order: a field may begin in one and end in another."""

    def __init__(self, layout: LayoutLexicon) -> None:
        self._layout = layout
        #: The instructions of the fields that have begun, and how many are around one that shows a page's number now.
        self._fields: list[list[str]] = []
        self._around_number: int | None = None

    def words(self, paragraph: etree._Element) -> Words:
        """The words of a paragraph, a `w:p`."""
        words = Words()
        # The number of a page is within one paragraph, so that one without an end takes no other with it.
        self._around_number = None
        mark = child(paragraph, "pPr", "rPr")
        words.runs_on = mark is not None and any(local(inner) in _GONE for inner in mark)
        self._walk(paragraph, words)
        return words

    def _walk(self, element: etree._Element, words: Words) -> None:
        for inner in alternatives(element):
            name = local(inner)
            if name == "t":
                self._text(inner, words)
            elif name in _SIGNS:
                if self._around_number is None:
                    words.pieces.append(Piece(text=_SIGNS[name], element=inner))
            elif name == "fldChar":
                self._field(attribute(inner, "fldCharType"))
            elif name == "instrText":
                if self._fields:
                    self._fields[-1].append(inner.text or "")
            elif name == "txbxContent":
                words.boxes.append(inner)
            elif name in _FORMULAS:
                self._formula(inner, name, words)
            elif name == "r" and _is_raised(inner):
                self._raised(inner, words)
            elif name in _NOTES:
                words.notes.append((_NOTES[name], attribute(inner, "id") or ""))
            elif not (name in _UNSEEN or _numbers_pages(inner, name) or _is_hidden(inner, name)):
                self._walk(inner, words)

    def _text(self, element: etree._Element, words: Words) -> None:
        text = (element.text or "").translate(_BLANKS)
        skipped = 0
        if attribute(element, "space") != "preserve":
            skipped = len(text) - len(text.lstrip(" "))
            text = text.strip(" ")
        if text and self._around_number is None:
            words.pieces.append(Piece(text=text, element=element, skipped=skipped))

    def _raised(self, run: etree._Element, words: Words) -> None:
        """Reads a run of raised characters, which may be the mark of a note."""
        within = self._within(run, words)
        text = "".join(piece.text for piece in within)
        read = raised.raised([piece.text for piece in words.pieces[-raised.BEFORE :]], text, self._layout)
        if read == text:
            words.pieces += within
        elif read:
            words.pieces += [replace(piece, text=raised.exponent(piece.text)) for piece in within]

    def _formula(self, element: etree._Element, name: str, words: Words) -> None:
        """Reads a part of a formula that is not simply a row of characters."""
        first, second = (self._within(child(element, part), words) for part in _FORMULAS[name])
        if name != "f":
            words.pieces += [*first, *(replace(piece, text=raised.exponent(piece.text)) for piece in second)]
            return
        if first and second:
            if words.pieces and words.pieces[-1].text[-1:].isdecimal():
                words.pieces.append(Piece(text=" ", element=element))
            first.append(Piece(text="/", element=element))
        words.pieces += [*first, *second]

    def _within(self, element: etree._Element | None, words: Words) -> list[Piece]:
        """The pieces of an element, whose text boxes and notes are those of the paragraph."""
        within = Words()
        if element is not None and not _is_hidden(element, local(element)):
            self._walk(element, within)
        words.boxes += within.boxes
        words.notes += within.notes
        return within.pieces

    def _field(self, what: str | None) -> None:
        if what == "begin":
            self._fields.append([])
        elif what == "separate" and self._fields:
            if self._around_number is None and _is_page_field("".join(self._fields[-1])):
                self._around_number = len(self._fields) - 1
        elif what == "end" and self._fields:
            self._fields.pop()
            if self._around_number == len(self._fields):
                self._around_number = None


def alternatives(element: etree._Element) -> Iterator[etree._Element]:
    """The children of an element; of alternatives that mean the same the first."""
    for inner in element:
        if local(inner) == "AlternateContent":
            yield from _chosen(inner)
        else:
            yield inner


def _chosen(element: etree._Element) -> Sequence[etree._Element]:
    for name in ("Choice", "Fallback"):
        chosen = child(element, name)
        if chosen is not None and len(chosen):
            return list(chosen)
    return ()


def _is_page_field(instruction: str) -> bool:
    return instruction.split()[:1] != [] and instruction.split(maxsplit=1)[0].upper() in _PAGES


def _numbers_pages(element: etree._Element, name: str) -> bool:
    return name == "fldSimple" and _is_page_field(attribute(element, "instr") or "")


def _is_hidden(element: etree._Element, name: str) -> bool:
    if name != "r" or (properties := child(element, "rPr")) is None:
        return False
    return any(local(inner) in _OUT and is_on(inner) for inner in properties)


def _is_raised(run: etree._Element) -> bool:
    properties = child(run, "rPr", "vertAlign")
    return properties is not None and attribute(properties, "val") == "superscript"
