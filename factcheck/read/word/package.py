"""A Word file opened: its parts as XML, found by the relationships between them."""

from lxml import etree

from factcheck.read.xml import UnsafeXmlError, attribute, child, parse_xml
from factcheck.read.zipped import Zipped

KIND = "Word file"
#: Paragraphs of a file, those in cells among them. Word and LibreOffice need some 330 bytes for each, so that a part of
#: the size that is read holds no more.
PARAGRAPHS = 100_000
_ROOT = ""


class Package:
    """The parts of a Word file by their names in it ("word/document.xml").

    Raises `InputError` for a file that is damaged, is protected, or grows out of proportion.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self._zip = Zipped(content, name, KIND)
        self._roots: dict[str, etree._Element | None] = {}
        self._left = PARAGRAPHS
        main = self.related(_ROOT, "officeDocument")
        if not main:
            raise self._zip.damaged()
        self.main = main[0]
        if child(self.root(self.main), "body") is None:
            raise self._zip.damaged()

    def root(self, part: str) -> etree._Element | None:
        """A part's root; `None` where the file has no such part."""
        if part not in self._roots:
            self._roots[part] = self._parsed(part) if part in self._zip.members else None
        return self._roots[part]

    def related(self, part: str, kind: str) -> list[str]:
        """The parts that a part refers to as `kind` (the last word of the type), in the order of the references."""
        folder, _, file = part.rpartition("/")
        relations = self.root(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        found = []
        for relation in relations if relations is not None else ():
            target = attribute(relation, "Target")
            wanted = (attribute(relation, "Type") or "").rpartition("/")[2] == kind
            if wanted and target and attribute(relation, "TargetMode") != "External":
                found.append(_resolved(folder, target))
        return [name for name in found if name in self._zip.members]

    def _parsed(self, part: str) -> etree._Element:
        try:
            root = parse_xml(self._zip.read(part))
        except UnsafeXmlError as error:
            raise self._zip.error(f"is no whole {KIND} ({part}: {error}); open it in Word and save it again") from error
        self._left -= sum(1 for _ in root.iter("{*}p"))
        if self._left < 0:
            advice = "split it into smaller files, or save its tables as .xlsx"
            raise self._zip.error(f"has more than {PARAGRAPHS} paragraphs and cells; {advice}")
        return root


def text_of(root: etree._Element | None, *path: str) -> str | None:
    """The words of an element below `root`; `None` where there are none."""
    element = child(root, *path)
    return (element.text or "").strip() or None if element is not None else None


def _resolved(folder: str, target: str) -> str:
    """The name of a part that another one in `folder` refers to."""
    if target.startswith("/"):
        return target[1:]
    parts = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step not in {"", "."}:
            parts.append(step)
    return "/".join(parts)
