"""Puts comments on figures of a Word file: words and layout stay, runs are parted where a figure begins and ends."""

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree
from msgspec import Struct

from factcheck.annotate.comments import Comments
from factcheck.annotate.remark import Annotated, Remark, joined
from factcheck.annotate.repacking import repacked
from factcheck.model.layout import LayoutLexicon
from factcheck.read.word.text import Run, WordText, read_word
from factcheck.read.xml import attribute, local

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: The parts that hold notes, with what refers to one from the body.
_NOTES = {"footnotes": ("footnote", "footnoteReference"), "endnotes": ("endnote", "endnoteReference")}


def annotate_word(content: bytes, name: str, remarks: Iterable[Remark], layout: LayoutLexicon) -> Annotated:
    """A copy of a Word file with a comment on each figure that there is a remark on, and with none of an earlier run.

    Spans are in the extracted text, as it is read with this `layout`. Comments stand in the body and its tables; one on
    a figure in a note stands at the mark that leads to the note, one on a figure in a text box at what the box is
    anchored to. Headers and footers can have no comments. Raises `InputError` as the reader does.
    """
    word = read_word(content, name, layout)
    writer = _Writer(word)
    # From the end, so that what is parted lies behind all that is still to be found.
    placed = [(remark, writer.place(remark)) for remark in reversed(joined(remarks))]
    unplaced = tuple(remark for remark, done in reversed(placed) if not done)
    comments = len(placed) - len(unplaced)
    if not comments and not writer.replaced:
        return Annotated(content=content, comments=0, unplaced=unplaced)
    return Annotated(content=repacked(content, writer.changed()), comments=comments, unplaced=unplaced)


class _Anchor(Struct, frozen=True, kw_only=True):
    """The first and the last element that a comment is about; `away` where they only lead to the figure."""

    first: etree._Element
    last: etree._Element
    away: bool = False


class _Writer:
    def __init__(self, word: WordText) -> None:
        self._word, self._package = word, word.package
        main = self._package.root(self._package.main)
        assert main is not None, "a package has its main part"
        self._main = main
        self._space = etree.QName(main).namespace or ""
        self._comments = Comments(self._package, self._space)
        self.replaced = self._comments.take_out_ours(main)
        self._notes = {
            part: names for kind, names in _NOTES.items() for part in self._package.related(self._package.main, kind)
        }

    def place(self, remark: Remark) -> bool:
        """Adds a comment; whether there is a place for it."""
        anchor = self._anchor(remark)
        if anchor is None:
            return False
        lines = remark.lines
        if anchor.away:
            # Nothing that is marked says which figure is meant.
            figure = self._word.extracted.text[remark.span.start : remark.span.end]
            lines = (f"【{' '.join(figure.split())}】", *lines)
        id_ = self._comments.add(lines)
        anchor.first.addprevious(self._element("commentRangeStart", id_))
        reference = self._element("r")
        reference.append(self._element("commentReference", id_))
        anchor.last.addnext(reference)
        anchor.last.addnext(self._element("commentRangeEnd", id_))
        return True

    def changed(self) -> dict[str, bytes]:
        """The parts of the file that are no longer what they were, by name."""
        return {self._package.main: written(self._main), **self._comments.parts()}

    def _anchor(self, remark: Remark) -> _Anchor | None:
        runs = self._word.runs_at(remark.span)
        if not runs:
            return None
        if runs[0].part in self._notes:
            mark = self._reference(runs[0])
            return None if mark is None else _Anchor(first=mark, last=mark, away=True)
        if runs[0].part != self._package.main:
            return None
        boxed = _around_box(runs[0].element)
        if boxed is not None:
            return _Anchor(first=boxed, last=boxed, away=True)
        return self._parted(remark, runs[0], runs[-1])

    def _parted(self, remark: Remark, first: Run, last: Run) -> _Anchor | None:
        """The runs that hold the figure and nothing else."""
        for run in (first, last):
            _trim(run.element)
        _ended(last.element, remark.span.end - last.start)
        start = _begun(first.element, remark.span.start - first.start)
        end = start if first.element is last.element else _run_of(last.element)
        if start is None or end is None:
            return None
        if start.getparent() is not end.getparent() or start.tag != f"{{{self._space}}}r":
            # Half in a formula, a link or a change: a range that begins in one and ends outside is none.
            start, end = _of_paragraph(start), _of_paragraph(end)
        return _Anchor(first=start, last=end)

    def _reference(self, run: Run) -> etree._Element | None:
        """The run of the mark in the body that leads to the note of a run."""
        kind, reference = self._notes[run.part]
        note = next((each for each in run.element.iterancestors() if local(each) == kind), None)
        if note is None:
            return None
        id_ = attribute(note, "id")
        for mark in self._main.iter(f"{{{self._space}}}{reference}"):
            if attribute(mark, "id") == id_:
                boxed = _around_box(mark)
                return boxed if boxed is not None else _run_of(mark)
        return None

    def _element(self, name: str, id_: str | None = None) -> etree._Element:
        attributes = {} if id_ is None else {f"{{{self._space}}}id": id_}
        return self._main.makeelement(f"{{{self._space}}}{name}", attributes)


def written(root: etree._Element) -> bytes:
    """A part as Word writes one."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _run_of(element: etree._Element) -> etree._Element | None:
    return next((each for each in (element, *element.iterancestors()) if local(each) == "r"), None)


def _of_paragraph(element: etree._Element) -> etree._Element:
    """What stands in the paragraph itself and holds an element, the element where there is no paragraph."""
    for each in (element, *element.iterancestors()):
        outer = each.getparent()
        if outer is not None and local(outer) == "p":
            return each
    return element


def _around_box(element: etree._Element) -> etree._Element | None:
    """The run that the outermost text box around an element is anchored in, `None` where there is no box."""
    boxes = [each for each in element.iterancestors() if local(each) == "txbxContent"]
    return _run_of(boxes[-1]) if boxes else None


def _trim(element: etree._Element) -> None:
    """Takes away the blanks at the ends of a text that are not shown, and would be in its parts."""
    if local(element) == "t" and element.get(_SPACE) != "preserve":
        _set_text(element, (element.text or "").strip(" "))


def _ended(element: etree._Element, at: int) -> None:
    """Lets a run end `at` code points into one of its elements."""
    run = _run_of(element)
    if run is not None and element.getparent() is run:
        _split(run, element, at)


def _begun(element: etree._Element, at: int) -> etree._Element | None:
    """A run that begins `at` code points into one of its elements; a run that is not made of words is left whole."""
    run = _run_of(element)
    if run is None or element.getparent() is not run:
        return run
    if at <= 0 and all(local(each) == "rPr" for each in element.itersiblings(preceding=True)):
        return run
    new = _split(run, element, at)
    return run if new is None else new


def _split(run: etree._Element, element: etree._Element, at: int) -> etree._Element | None:
    """Moves what stands behind a point of a run into one like it; the new run, `None` where nothing stands there.

    An element that is no text is one code point long, and is not parted itself.
    """
    behind = list(element.itersiblings())
    text = element.text or ""
    if local(element) != "t":
        behind = [*([element] if at <= 0 else []), *behind]
    elif at < len(text):
        behind.insert(0, _with_text(element, text[at:]))
        _set_text(element, text[:at])
    if not behind:
        return None
    new = run.makeelement(run.tag, _attributes(run))
    new.extend(deepcopy(each) for each in run if local(each) == "rPr")
    new.extend(behind)
    run.addnext(new)
    return new


def _with_text(element: etree._Element, text: str) -> etree._Element:
    copy = element.makeelement(element.tag, _attributes(element))
    _set_text(copy, text)
    return copy


def _set_text(element: etree._Element, text: str) -> None:
    element.text = text
    element.set(_SPACE, "preserve")


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(key): str(value) for key, value in element.attrib.items()}
