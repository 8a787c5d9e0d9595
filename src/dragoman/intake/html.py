"""HTML: a saved or fetched page to its article, whole and in order, with what stands around it as notes."""

from __future__ import annotations

import logging
import re
from typing import Any

import lxml.html
from lxml import etree

from dragoman.errors import SourceError
from dragoman.intake.characters import squeezed
from dragoman.intake.dates import find_date
from dragoman.intake.document import make_document
from dragoman.intake.encoding import decode
from dragoman.intake.metadata import Claims, Origin
from dragoman.intake.names import byline_in, is_name
from dragoman.intake.notes import cut_notes, warning
from dragoman.intake.page import WHY_HIDDEN, Block, Page
from dragoman.intake.page_metadata import read_claims
from dragoman.intake.paragraphs import LONGEST_ITEM, ends_sentence, merge_lists, paragraphs_of
from dragoman.intake.plain import encoding_notes
from dragoman.records import Document, Note

_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAGS = re.compile(
    r"</?(?:p|div|br|h[1-6]|span|a|ul|ol|li|article|section|table|script|style|meta|title|blockquote|em|strong|b|i|img)\b[^<>]*>",
    re.I,
)
# What finds the article costs time that grows with the page; larger pages are lists or archives.
_LARGEST_FOR_FINDER = 4_000_000
# Its second opinion takes time that grows with the square of the paragraphs.
_MOST_BLOCKS = 1_500
# A container that holds this share of what was found is the article's.
_CONTAINER_SHARE = 0.85
# An element that holds this share of it is no side box.
_ARTICLE_SHARE = 0.3
_LONGEST_HEAD = 15
_NOTE_NUMBER = re.compile(r"\[\w{1,5}\]")
_AROUND = "Parts of the page around the article."
_NOT_TOLD = "The article could not be told from the rest of the page, so all of the page's text was taken."
_REPEATED = "It repeats a paragraph of the article word for word."


def looks_like_html(text: str) -> bool:
    """Whether a text is HTML: it begins as a page does, or has some tags of HTML in its first part."""
    sample = text[:20_000]
    if _START.match(sample):
        return True
    return sample.lstrip().startswith("<") and len(_TAGS.findall(sample)) >= 2


def read_html(
    raw: bytes, name: str, *, text: str | None = None, claims: Claims | None = None, url: str | None = None,
    charset: str | None = None, whole: bool = False, notes: tuple[Note, ...] = (),
) -> Document:  # fmt: skip
    """The document of a page; ``whole`` for a fragment that is all article, such as an entry of a feed."""
    if text is None:
        decoded = decode(raw, name, charset)
        text, notes = decoded.text, (*notes, *encoding_notes(name, decoded.warning))
    claims = claims or Claims()
    root = _parsed(text)
    if root is None:
        raise _without_text(name)
    address = read_claims(root, claims)
    page = Page(root)
    too_large = len(text) > _LARGEST_FOR_FINDER
    found = set() if whole or too_large else _article_lines(text, fast=len(page.blocks) > _MOST_BLOCKS)
    taken, cuts = _article(page, found, claims, has_head=not whole)
    if not any(any(map(str.isalpha, block.text)) for block in taken):
        raise _without_text(name)
    return make_document(raw, _paragraphs(taken), claims, name, url=url or address, notes=(*notes, *cuts))


def _without_text(name: str) -> SourceError:
    return SourceError(
        f"{name} is a page without text: it may be built by scripts; open it in a browser, and save the page or "
        "copy its text to a file."
    )


def _parsed(text: str) -> Any | None:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _article_lines(text: str, *, fast: bool) -> set[str]:
    """The beginnings and ends of the article's lines, as far as they can be told from the rest of the page."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            text, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False, fast=fast
        )
    except Exception:  # foreign code on hostile pages (deep nesting, broken trees): without it the whole page is taken
        return set()
    lines = [squeezed(line) for line in ((found.text if found else None) or "").split("\n")]
    return {key for line in lines if line for key in _keys(line)}


def _keys(line: str) -> tuple[str, str]:
    return "<" + line[:40], ">" + line[-40:]


def _article(page: Page, found: set[str], claims: Claims, *, has_head: bool) -> tuple[list[Block], list[Note]]:
    """The blocks of the article, and notes on all that was left out."""
    kept = [any(key in found for key in _keys(squeezed(block.text))) for block in page.blocks]
    reasons = _reasons(page, kept)
    wanted = [is_kept and reason is None for is_kept, reason in zip(kept, reasons, strict=True)]
    first, end = _container(page, wanted)
    chosen = _chosen(page.blocks, wanted, reasons, first, end)
    if has_head:
        chosen = _from_title_on(page.blocks, chosen, reasons, claims)
    if not chosen:
        chosen = {index for index, reason in enumerate(reasons) if reason != WHY_HIDDEN}
    seen: set[str] = set()
    taken: list[Block] = []
    cuts: list[tuple[str, str]] = []
    for index, block in enumerate(page.blocks):
        same = squeezed(block.text)
        if index not in chosen:
            cuts.append((block.text, reasons[index] or _AROUND))
        elif len(same) > 60 and same in seen:
            cuts.append((block.text, _REPEATED))
        else:
            taken.append(block)
            seen.add(same)
    notes = cut_notes(cuts)
    if has_head and not found and len(taken) > 5:
        notes.append(warning(taken[0].text[:80], _NOT_TOLD))
    return taken, notes


def _sums(page: Page, kept: list[bool]) -> list[int]:
    """Running sums of the characters of kept blocks."""
    sums = [0]
    for block, is_kept in zip(page.blocks, kept, strict=True):
        sums.append(sums[-1] + (len(block.text) if is_kept else 0))
    return sums


def _reasons(page: Page, kept: list[bool]) -> list[str | None]:
    """For each block why it is to be cut; an element that holds much of the article is believed to be part of it."""
    sums = _sums(page, kept if any(kept) else [True] * len(kept))
    reasons: list[str | None] = [None] * len(page.blocks)
    # Inner parts come first, so that a block gets the reason nearest to it.
    for part in page.parts:
        if part.why and (part.hidden or sums[part.end] - sums[part.first] <= _ARTICLE_SHARE * sums[-1]):
            for index in range(part.first, part.end):
                reasons[index] = reasons[index] or part.why
    return reasons


def _container(page: Page, wanted: list[bool]) -> tuple[int, int]:
    """The smallest element that holds nearly all that was found, as a range of blocks."""
    sums = _sums(page, wanted)
    whole = (0, len(page.blocks))
    if not sums[-1]:
        return whole
    holding = [(p.first, p.end) for p in page.parts if sums[p.end] - sums[p.first] >= _CONTAINER_SHARE * sums[-1]]
    return min(holding, key=lambda part: part[1] - part[0], default=whole)


def _chosen(blocks: list[Block], wanted: list[bool], reasons: list[str | None], first: int, end: int) -> set[int]:
    """The article: all of its container from the head on, but for side boxes and lists of links."""
    inside = [index for index in range(first, end) if reasons[index] is None]
    found = [index for index in inside if wanted[index]]
    if not found:
        return {index for index in inside if blocks[index].links < 0.6 or ends_sentence(blocks[index].text)}
    chosen = {index for index in inside if index <= found[-1] and (wanted[index] or not _is_link(blocks[index]))}
    for index in range(found[-1] + 1, end):
        text = blocks[index].text
        if reasons[index] or _is_link(blocks[index]) or not (ends_sentence(text) and len(text.split()) >= 5):
            break
        chosen.add(index)
    return chosen


def _from_title_on(blocks: list[Block], chosen: set[int], reasons: list[str | None], claims: Claims) -> set[int]:
    """The article from its heading on: what stands between the two belongs to it, what stands above does not."""
    first = next((index for index in sorted(chosen) if _is_prose(blocks[index].text)), None)
    if first is None:
        return chosen
    above = range(max(0, first - _LONGEST_HEAD), first)
    titles = {squeezed(claim.value) for claim in claims.titles}
    named = [index for index in above if squeezed(blocks[index].text) in titles]
    headings = [index for index in above if blocks[index].heading and len(blocks[index].text.split()) > 3]
    if not named and headings and all(claim.origin >= Origin.META for claim in claims.titles):
        _claim_heading(blocks[headings[-1]].text, claims)
        named = headings[-1:]
    if not named:
        return chosen
    between = {
        index
        for index in range(named[-1], first)
        if reasons[index] is None and (not _is_link(blocks[index]) or _tells_who_or_when(blocks[index].text))
    }
    return {index for index in chosen if index > first} | between | {named[-1], first}


def _tells_who_or_when(text: str) -> bool:
    return len(text) < 200 and (byline_in(text) is not None or is_name(text) or find_date(text) is not None)


def _claim_heading(text: str, claims: Claims) -> None:
    """A bold line right above the body is the title; what the window's title says then is the name of the site."""
    for claim in claims.titles:
        if claim.origin is Origin.ELEMENT and squeezed(claim.value) not in squeezed(text):
            claims.outlet(claim.value, Origin.ELEMENT, "the title of the page")
    claims.title(text, Origin.VISIBLE, "the heading above the text")


def _is_prose(text: str) -> bool:
    return ends_sentence(text) and len(text.split()) >= 12


def _is_link(block: Block) -> bool:
    return block.links > 0.6 and not (ends_sentence(block.text) and len(block.text.split()) > 12)


def _paragraphs(blocks: list[Block]) -> list[str]:
    """The texts of the blocks; short items of one list become one paragraph, line breaks are read as typed."""
    paragraphs: list[str] = []
    items: list[tuple[str, bool]] = []
    before: int | None = None
    number = ""
    for block in blocks:
        if _NOTE_NUMBER.fullmatch(block.text):
            number = block.text + " "
            continue
        is_item = block.listed is not None and len(block.text.split()) <= LONGEST_ITEM
        if items and not (is_item and block.listed == before):
            paragraphs += merge_lists(items)
            items = []
        before = block.listed
        if is_item:
            items.append((number + " ".join(block.text.split()), True))
        else:
            paragraphs += paragraphs_of(number + block.text) if "\n" in block.text else [number + block.text]
        number = ""
    return paragraphs + merge_lists(items)
