"""Parsing XML that may be hostile, and asking it by local names (Word writes two dialects)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .errors import ReadError

_DTD_MARKS = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")
)


def parse_xml(data: bytes, *, kind: str) -> etree._Element:
    """The root of an XML part. DTDs and entities are refused as unsafe, depth is bounded by libxml2 (256)."""
    if any(mark in data for mark in _DTD_MARKS):
        raise ReadError("unsafe", kind=kind)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError("damaged", kind=kind) from error
    if root.getroottree().docinfo.doctype:
        raise ReadError("unsafe", kind=kind)
    return root


def local(element: etree._Element) -> str:
    """Tag without its namespace."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def attr(element: etree._Element | None, name: str) -> str | None:
    """An attribute by local name, whatever its namespace."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if key == name or key.endswith("}" + name):
            return str(value)
    return None


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of local names."""
    for name in path:
        if element is None:
            return None
        element = next((c for c in element if local(c) == name), None)
    return element


def descendants(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """All descendants with one of these local names, in document order."""
    yield from element.iter(*("{*}" + name for name in names))
