"""What a web page says of itself: JSON-LD, meta tags, headings, time elements and bylines, as claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from dragoman.intake.characters import one_line, squeezed
from dragoman.intake.metadata import Claims, Origin
from dragoman.intake.names import byline_in

_ARTICLE_TYPES = ("article", "report", "posting", "webpage", "statement", "pressrelease", "review")
_TITLE_META = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "headline")
_AUTHOR_META = (
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
)
_OUTLET_META = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "publisher",
    "application-name",
)
_DATE_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "citation_date",
    "citation_publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "article.published", "date",
)  # fmt: skip
_TITLE_SEPARATORS = (" | ", " – ", " — ", " - ", " · ", " • ", " :: ", " » ", " « ")
_MOST_JSON = 500_000
_MOST_NODES = 5_000


def read_claims(root: Any, claims: Claims) -> str | None:
    """Puts what the page says of itself into the claims; answers its canonical address."""
    metas = _metas(root)
    for row in _json_ld(root):
        _claim_json_ld(row, claims)
    for key in _AUTHOR_META:
        claims.byline(metas.get(key), Origin.META, f"the meta tag “{key}”")
    for key in _OUTLET_META:
        claims.outlet(metas.get(key), Origin.META, f"the meta tag “{key}”")
    for key in _DATE_META:
        claims.date(metas.get(key), Origin.META, f"the meta tag “{key}”")
    _claim_titles(root, metas, claims)
    _claim_elements(root, claims)
    return _canonical(root, metas)


def text_of(element: Any) -> str:
    """The beginning of an element's text on one line."""
    return one_line("".join(islice(element.itertext(), 30))[:600])


def _metas(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if key and meta.get("content"):
            found.setdefault(key, meta.get("content"))
    return found


def _claim_titles(root: Any, metas: dict[str, str], claims: Claims) -> None:
    headings = [text_of(h) for h in root.iter("h1")]
    headings = [text for text in headings if text]
    page_title = one_line("".join((root.findtext(".//title") or "",)))
    named = squeezed(" ".join([page_title, *(metas.get(key, "") for key in _TITLE_META)]))
    for text in headings:
        # The first heading of many a page is the name of the site; the article's is named in the page's title too.
        if squeezed(text) and squeezed(text) in named and text != metas.get("og:site_name"):
            claims.title(text, Origin.VISIBLE, "the heading of the page")
            break
    for key in _TITLE_META:
        claims.title(_without_site(metas.get(key) or "", claims), Origin.META, f"the meta tag “{key}”")
    if len(headings) == 1:
        claims.title(headings[0], Origin.ELEMENT, "the heading of the page")
    claims.title(_without_site(page_title, claims), Origin.ELEMENT, "the title of the page")


def _without_site(title: str, claims: Claims) -> str:
    """The title without the name of the site that pages put before or behind it."""
    sites = {squeezed(claim.value) for claim in claims.outlets}
    for separator in _TITLE_SEPARATORS:
        before, found, after = title.rpartition(separator)
        if found and squeezed(after) in sites:
            return before
        before, found, after = title.partition(separator)
        if found and squeezed(before) in sites:
            return after
    return title


def _claim_elements(root: Any, claims: Claims) -> None:
    for element in root.iter("time", "abbr", "span", "meta"):
        words = set(f"{element.get('itemprop', '')} {element.get('class', '')}".lower().split())
        if words & {"datepublished", "published", "entry-date", "dt-published"} or "pubdate" in element.attrib:
            written = element.get("datetime") or element.get("content")
            claims.date(written, Origin.ELEMENT, "a time element of the page")
    times = {element.get("datetime") for element in root.iter("time") if element.get("datetime")}
    if len(times) == 1:
        claims.date(times.pop(), Origin.ELEMENT, "the only time element of the page")
    for element in root.iter("a", "span", "p", "div", "address", "strong"):
        marks = f"{element.get('rel', '')} {element.get('itemprop', '')} {element.get('class', '')}".lower().split()
        if {"author", "byline", "author-name", "post-author", "article-author", "byline__name", "fn"} & set(marks):
            name = byline_in(text_of(element), marked=True)
            claims.byline(name, Origin.ELEMENT, f"the element “{marks[0]}” of the page")


def _json_ld(root: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD nodes of the page that describe an article, in order."""
    seen = 0
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            waiting = [json.loads((script.text or "")[:_MOST_JSON], strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and seen < _MOST_NODES:
            node = waiting.pop(0)
            seen += 1
            if isinstance(node, list):
                waiting = [*node[:200], *waiting]
            elif isinstance(node, dict):
                kinds = str(node.get("@type", "")).lower()
                if any(kind in kinds for kind in _ARTICLE_TYPES):
                    yield node
                waiting += [
                    node[key]
                    for key in ("@graph", "mainEntity", "mainEntityOfPage")
                    if isinstance(node.get(key), (list, dict))
                ]


def _claim_json_ld(node: dict[str, Any], claims: Claims) -> None:
    where = "the page's JSON-LD"
    is_page = "webpage" in str(node.get("@type", "")).lower()
    if not is_page:
        claims.title(_text(node.get("headline") or node.get("name")), Origin.JSON_LD, f"{where} (headline)")
    authors = node.get("author") or node.get("creator")
    names = [_name(author) for author in (authors if isinstance(authors, list) else [authors])]
    claims.byline(", ".join(dict.fromkeys(filter(None, names))), Origin.JSON_LD, f"{where} (author)")
    claims.outlet(_name(node.get("publisher")), Origin.JSON_LD, f"{where} (publisher)")
    claims.date(_text(node.get("datePublished")), Origin.JSON_LD, f"{where} (datePublished)")


def _name(value: Any) -> str | None:
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _canonical(root: Any, metas: dict[str, str]) -> str | None:
    links = [link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    addresses = [
        address for address in (*links, metas.get("og:url")) if address and address.startswith(("http://", "https://"))
    ]
    return addresses[0] if addresses else None
