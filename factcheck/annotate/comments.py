"""The part of a Word file that holds its comments: made where there is none, else added to."""

from collections.abc import Sequence

from lxml import etree

from factcheck.read.word.package import Package
from factcheck.read.xml import attribute, local

_AUTHOR, _INITIALS = "factcheck", "fc"
#: What ties a comment to the body.
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_TYPES = "[Content_Types].xml"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_USUAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Comments:
    """Comments in the making; `space` is the namespace of the file's words."""

    def __init__(self, package: Package, space: str) -> None:
        self._package, self._space = package, space
        there = package.related(package.main, "comments")
        self._is_new = not there
        self._name = there[0] if there else _beside(package.main, "comments.xml", package)
        root = package.root(self._name) if there else None
        self._root = root if root is not None else etree.Element(self._tag("comments"), nsmap={"w": space})
        ids = [attribute(each, "id") or "" for each in self._root]
        self._next = max((int(id_) for id_ in ids if id_.isdecimal() and len(id_) < 10), default=-1) + 1

    def take_out_ours(self, main: etree._Element) -> int:
        """Takes the comments of an earlier run out of the part and of the body; their number."""
        ours = [each for each in self._root if attribute(each, "author") == _AUTHOR]
        ids = {attribute(each, "id") for each in ours}
        for each in ours:
            self._root.remove(each)
        marks = [each for each in main.iter(*map(self._tag, _MARKS)) if attribute(each, "id") in ids]
        for mark in marks:
            run = mark.getparent()
            assert run is not None, "a mark stands in the body"
            run.remove(mark)
            outer = run.getparent()
            if outer is not None and local(run) == "r" and all(local(each) == "rPr" for each in run):
                outer.remove(run)
        return len(ours)

    def add(self, lines: Sequence[str]) -> str:
        """A comment of these lines; its id. It has no date, because the program knows none."""
        id_ = str(self._next)
        self._next += 1
        attributes = {"id": id_, "author": _AUTHOR, "initials": _INITIALS}
        comment = etree.SubElement(
            self._root, self._tag("comment"), {self._tag(name): value for name, value in attributes.items()}
        )
        for line in lines:
            run = etree.SubElement(etree.SubElement(comment, self._tag("p")), self._tag("r"))
            text = etree.SubElement(run, self._tag("t"))
            text.text = line
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return id_

    def parts(self) -> dict[str, bytes]:
        """The parts to write: the comments and, where they are new, what makes them known."""
        found = {self._name: _written(self._root)}
        if self._is_new:
            found[_TYPES] = self._types()
            name, content = self._relations()
            found[name] = content
        return found

    def _types(self) -> bytes:
        root = self._package.root(_TYPES)
        types = root if root is not None else etree.Element(f"{{{_TYPES_SPACE}}}Types")
        tag = f"{{{etree.QName(types).namespace}}}Override"
        etree.SubElement(types, tag, {"PartName": f"/{self._name}", "ContentType": _CONTENT_TYPE})
        return _written(types)

    def _relations(self) -> tuple[str, bytes]:
        folder, _, file = self._package.main.rpartition("/")
        name = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        found = self._package.root(name)
        root = found if found is not None else etree.Element(f"{{{_RELATIONS_SPACE}}}Relationships")
        ids = {attribute(each, "Id") for each in root}
        id_ = next(f"factcheck{number}" for number in range(len(ids) + 1) if f"factcheck{number}" not in ids)
        kind = _STRICT if "purl.oclc.org" in self._space else _USUAL
        target = self._name.rpartition("/")[2]
        tag = f"{{{etree.QName(root).namespace}}}Relationship"
        etree.SubElement(root, tag, {"Id": id_, "Type": kind, "Target": target})
        return name, _written(root)

    def _tag(self, name: str) -> str:
        return f"{{{self._space}}}{name}"


def _beside(main: str, name: str, package: Package) -> str:
    """A name for a part in the folder of the main one that no other has."""
    folder = main.rpartition("/")[0]
    path = f"{folder}/{name}" if folder else name
    return path if package.root(path) is None else _beside(main, f"factcheck-{name}", package)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
