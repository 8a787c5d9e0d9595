"""OPML: a list of feeds, as feed readers export it."""

from __future__ import annotations

import re

from dragoman.errors import SourceError

_OPML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>|\s)*<opml\b", re.I | re.S
)


def is_opml(raw: bytes) -> bool:
    """Whether these bytes are a list of feeds."""
    return _OPML.match(raw[:4096]) is not None


def addresses_in(raw: bytes, name: str) -> list[str]:
    """The addresses of the feeds in a list, each once, in its order."""
    from lxml import etree

    # Nothing outside the list is looked at: no entities, no other files, no network.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name} is a damaged OPML list ({error}): export it again.") from None
    outlines = [] if root is None else root.iter("outline")
    found = [address.strip() for outline in outlines if (address := outline.get("xmlUrl") or outline.get("xmlurl"))]
    addresses = [address for address in dict.fromkeys(found) if address.startswith(("http://", "https://"))]
    if not addresses:
        raise SourceError(f"{name} is an OPML list that names no feed by an http or https address.")
    return addresses
