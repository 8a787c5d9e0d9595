"""PDF: pages with a text layer, put together again to running paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from dragoman.codes import NoteKind
from dragoman.errors import SourceError
from dragoman.intake.characters import clean_characters
from dragoman.intake.document import LONGEST_TEXT, make_document
from dragoman.intake.metadata import Claims, Origin
from dragoman.intake.names import byline_in
from dragoman.intake.paragraphs import ends_sentence, hyphen_joiner, is_list_item, merge_lists
from dragoman.records import Document, Note

# Titles that programs write into a file when nobody gives one.
_NO_TITLE = re.compile(
    r"\s*(?:microsoft (?:word|powerpoint|excel)\b.*|untitled.*|document\d*|(?:powerpoint )?presentation\d*|layout \d+|"
    r"print.*job.*|slide \d+|.*\.(?:docx?|odt|rtf|pdf|indd|qxd|pptx?|xlsx?|txt|html?|tmp|dvi|tex|pages)|"
    r"[\w-]*[_\d][\w-]*|title|no title|[^a-z]{0,4})\s*", re.I)  # fmt: skip
_NO_AUTHOR = re.compile(
    r"\s*(?:user\d*|admin.*|owner|unknown|author|default|pc\d*|\w{1,3}|[\w.-]*\d[\w.-]*|.*(?:\\|@).*)\s*", re.I
)
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:page\s*)?\d{1,4}(?:\s*(?:/|of|\|)\s*\d{1,4})?[-–—\s|]*|[-–—\s]*[ivxlc]{1,6}[-–—\s]*", re.I
)
_FILE_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
# Lines at the top and at the foot of a page that can be its running head.
_MARGIN_LINES = 3
# A gap of this many line heights, or a change of letter size by this share, starts a paragraph.
_GAP = 1.35
_SIZE_CHANGE = 0.12
# A line that ends this far before the right margin is the last of its paragraph, if it also ends a sentence.
_SHORT_LINE = 0.88
# pdfium puts one of these two in the place of a hyphen and the line end behind it.
_BROKEN_WORD = (0x02, 0xFFFE)
_LINE_ENDS = (0x0A, 0x0D, *_BROKEN_WORD)
_FEWEST_LETTERS = 20
_PASSWORD_ERROR = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, its left, right, top and bottom in points, and the size of its letters."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def read_pdf(raw: bytes, name: str, *, url: str | None = None) -> Document:
    """The document of a PDF that has text in it; scans, locked and damaged files are refused with advice."""
    pages, properties = _pages_of(raw, name)
    letters = sum(sum(map(str.isalpha, line.text)) for page in pages for line in page)
    if letters < _FEWEST_LETTERS:
        raise SourceError(
            f"{name} has pages but no text layer, as scans do: run OCR on it first (for example ocrmypdf)."
        )
    claims = _claims_of(properties)
    title = _largest_heading(pages)
    if title:
        claims.title(title, Origin.VISIBLE, "the largest heading of the first page")
    pages, cut = _without_margins(pages)
    return make_document(raw, _paragraphs(pages), claims, name, url=url, notes=tuple(cut))


def _pages_of(raw: bytes, name: str) -> tuple[list[list[Line]], dict[str, str]]:
    import pypdfium2

    if b"%%EOF" not in raw[-4096:]:
        raise SourceError(f"{name} is a PDF that breaks off before its end: get the file again.")
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
            raise SourceError(f"{name} is locked with a password: save an unlocked copy of it.") from None
        raise SourceError(f"{name} is a damaged PDF ({error}): get the file again, or print it to a new PDF.") from None
    try:
        pages: list[list[Line]] = []
        length = 0
        for number in range(len(document)):
            pages.append(_lines_of(document, number))
            length += sum(len(line.text) for line in pages[-1])
            if length > LONGEST_TEXT:
                raise SourceError(
                    f"{name} holds more than {LONGEST_TEXT:,} characters of text: split it into its reports or "
                    "chapters."
                )
        return pages, dict(document.get_metadata_dict(skip_empty=True))
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"{name} is a damaged PDF ({error}): get the file again, or print it to a new PDF.") from None
    finally:
        document.close()


def _lines_of(document: Any, number: int) -> list[Line]:
    """The lines of a page, character by character, since only a character knows where it stands."""
    from pypdfium2 import raw as pdfium

    page = document[number]
    text_page = page.get_textpage()
    try:
        lines: list[Line] = []
        characters: list[str] = []
        first = last = 0
        for index in range(text_page.count_chars()):
            code = pdfium.FPDFText_GetUnicode(text_page, index)
            if code in _LINE_ENDS:
                if code in _BROKEN_WORD and characters:
                    characters.append("-")
                _add_line(lines, characters, text_page, first, last, pdfium)
                characters = []
            elif code and not (0xD800 <= code <= 0xDFFF) and code <= 0x10FFFF:
                if not characters:
                    first = index
                characters.append(chr(code))
                last = index if code != 0x20 else last
        _add_line(lines, characters, text_page, first, last, pdfium)
        return lines
    finally:
        text_page.close()
        page.close()


def _add_line(lines: list[Line], characters: list[str], text_page: Any, first: int, last: int, pdfium: Any) -> None:
    text = clean_characters("".join(characters))
    if text:
        left, bottom, _, top = text_page.get_charbox(first, loose=True)
        _, bottom_at_end, right, top_at_end = text_page.get_charbox(max(first, last), loose=True)
        size = float(pdfium.FPDFText_GetFontSize(text_page, first)) or 1.0
        # A size of 1 is scaled by the page's matrix: the height of the box is what a reader sees.
        size = size if size > 2 else top - bottom
        lines.append(Line(text, left, right, max(top, top_at_end), min(bottom, bottom_at_end), round(size, 1)))


def _claims_of(properties: dict[str, str]) -> Claims:
    claims = Claims()
    title, author = properties.get("Title", ""), properties.get("Author", "")
    if title and not _NO_TITLE.fullmatch(title):
        claims.title(title, Origin.META, "the title in the PDF's properties")
    if author and not _NO_AUTHOR.fullmatch(author):
        where = "the author in the PDF's properties"
        names = byline_in(author, marked=True)
        (claims.byline if names else claims.outlet)(names or author, Origin.META, where)
    date = _FILE_DATE.match(properties.get("CreationDate", ""))
    if date:
        claims.date(
            "-".join(date.groups()),
            Origin.FILE,
            "the PDF's properties (the day the file was made, perhaps later than the text)",
        )
    return claims


def _largest_heading(pages: list[list[Line]]) -> str | None:
    """The lines of the first page in its largest letters, when they are clearly larger than the body."""
    lines = next((page for page in pages if page), [])
    body = median([line.size for page in pages[:5] for line in page] or [0])
    largest = max((line.size for line in lines), default=0)
    heading = [line.text for line in lines if line.size >= largest - 0.5]
    if largest < (1 + _SIZE_CHANGE) * body or len(heading) > 4 or len(" ".join(heading).split()) < 3:
        return None
    return " ".join(heading)


def _without_margins(pages: list[list[Line]]) -> tuple[list[list[Line]], list[Note]]:
    """The pages without page numbers and without the heads and feet that come back on other pages."""
    counts: dict[str, int] = {}
    for page in pages:
        for key in {_margin_key(page[index]) for index in _margin(page)}:
            counts[key] = counts.get(key, 0) + 1
    needed = max(2, (len(pages) + 1) // 3)
    cut: dict[str, None] = {}
    cleaned: list[list[Line]] = []
    for page in pages:
        margin = _margin(page)
        kept = []
        for index, line in enumerate(page):
            number = _PAGE_NUMBER.fullmatch(line.text) and index in (0, len(page) - 1)
            if number or (index in margin and counts[_margin_key(line)] >= needed):
                cut.setdefault(line.text)
            else:
                kept.append(line)
        cleaned.append(kept)
    notes = [Note(NoteKind.CUT, "\n".join(cut), "Running heads, feet and page numbers of the PDF.")] if cut else []
    return cleaned, notes


def _margin(page: list[Line]) -> set[int]:
    return {*range(min(_MARGIN_LINES, len(page))), *range(max(0, len(page) - _MARGIN_LINES), len(page))}


def _margin_key(line: Line) -> str:
    """What a running head has in common on all pages: its words without figures, and its height on the page."""
    return f"{re.sub(r'[0-9]+', '#', line.text)} {line.top // 6:.0f}"


def _paragraphs(pages: list[list[Line]]) -> list[str]:
    joined = hyphen_joiner("\n".join(line.text for page in pages for line in page))
    items: list[tuple[str, bool]] = []
    before: Line | None = None
    pitch = _line_pitch(pages)
    for page in pages:
        right = _right_margin(page)
        for index, line in enumerate(page):
            new_page = index == 0
            if before is not None and _continues(before, line, pitch, right, new_page=new_page):
                items[-1] = (joined(items[-1][0], line.text), items[-1][1])
            else:
                items.append((line.text, is_list_item(line.text)))
            before = line
    return merge_lists(items)


def _line_pitch(pages: list[list[Line]]) -> float:
    """How far one line stands below the other in most of the paper."""
    pairs = [pair for page in pages for pair in pairwise(page)]
    steps = [upper.bottom - lower.bottom for upper, lower in pairs if upper.bottom > lower.bottom]
    return float(median(steps)) if steps else 0.0


def _right_margin(page: list[Line]) -> float:
    ends = sorted(line.right for line in page)
    return ends[int(0.9 * (len(ends) - 1))] if ends else 0.0


def _continues(before: Line, line: Line, pitch: float, right: float, *, new_page: bool) -> bool:
    """Whether a line goes on with the paragraph of the one before."""
    if is_list_item(line.text) or abs(before.size - line.size) > _SIZE_CHANGE * max(before.size, line.size):
        return False
    ended = ends_sentence(before.text)
    if new_page:
        return not ended and (line.text[0].islower() or before.text.endswith(("-", ",")))
    step = before.bottom - line.bottom
    if step > _GAP * max(pitch, 1.15 * line.size) and pitch:
        return False
    if step <= 0 and not line.text[0].islower() and ended:  # the top of the next column
        return False
    if line.text[0].islower():
        return True
    indented = line.left > before.left + 0.8 * line.size
    return not ((ended and (indented or before.right < _SHORT_LINE * right)) or before.right < 0.6 * right)
