"""Parses the XML of office files: no entities, no network, and bounds on depth and number of elements."""

from functools import lru_cache

from lxml import etree

#: Elements that a part may have, by the marks that open and close them; each takes some two hundred bytes of memory.
MARKS = 2_000_000


class UnsafeXmlError(ValueError):
    """What is no XML, or XML of a kind that no office program writes."""


def parse_xml(content: bytes) -> etree._Element:
    """The root of an XML text. Raises `UnsafeXmlError`.

    libxml2 bounds nesting (256) and the length of texts (10 MB) by itself as long as `huge_tree` is off.
    """
    if content.count(b"<") > MARKS:
        raise UnsafeXmlError(f"more than {MARKS // 2} elements")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnsafeXmlError(str(error).splitlines()[0] if str(error) else "not well-formed") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnsafeXmlError("a document type, which no office program writes")
    return root


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for what is no element. Strict and older files differ in it."""
    return _local(element.tag)


@lru_cache(maxsize=1024)
def _local(tag: object) -> str:
    """The name in a tag. Cached, as a file of a million elements has some hundred of them."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its name without its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of that name, its first of the next, and so on; `None` where there is none."""
    for name in names:
        if element is None:
            return None
        for inner in element:
            if _local(inner.tag) == name:
                element = inner
                break
        else:
            return None
    return element
