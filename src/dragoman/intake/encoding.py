"""Encoding: bytes to characters, or the reason why these bytes are no text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dragoman.errors import SourceError

# First bytes of kinds of file that hold no text a reader could take as it is, and what to do instead.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "a PNG picture", "convert it to text (OCR) first"),
    (b"\xff\xd8\xff", "a JPEG picture", "convert it to text (OCR) first"),
    (b"GIF8", "a GIF picture", "convert it to text (OCR) first"),
    (b"II*\x00", "a TIFF picture", "convert it to text (OCR) first"),
    (b"MM\x00*", "a TIFF picture", "convert it to text (OCR) first"),
    (b"RIFF", "a sound, picture or film file", "write down its text first"),
    (b"ID3", "a sound file", "write down its text first"),
    (b"OggS", "a sound or film file", "write down its text first"),
    (
        b"PK\x03\x04",
        "a zip archive or an office file (docx, odt, epub)",
        "unpack it, or convert it to text or PDF first",
    ),
    (b"PK\x05\x06", "an empty zip archive", "give the text itself"),
    (b"\xd0\xcf\x11\xe0", "an old office file (doc, xls)", "convert it to text or PDF first"),
    (b"{\\rtf", "a rich text file (RTF)", "save it as plain text or PDF first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x7fELF", "a program", "give a text instead"),
    (b"SQLite format 3", "a database", "export its texts as JSON Lines first"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(
    rb"""(?:<meta\b[^>]{0,300}?charset|<\?xml\b[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x7f]")
_SAMPLE = 65_536
# A text has next to no control characters; files of bytes have some ten per cent.
_MOST_CONTROL = 0.02
# Text written in a Latin alphabet as UTF-16 has a zero in nearly every second byte.
_UTF16_ZEROS = 0.4


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a source, the encoding they were in, and a warning where some could not be read."""

    text: str
    encoding: str
    warning: str | None = None


def refuse_binary(raw: bytes, name: str) -> None:
    """Raises where the first bytes are those of a file that is no text."""
    for magic, kind, advice in _MAGIC:
        if raw.startswith(magic):
            raise SourceError(f"{name} is {kind}, not text: {advice}.")


def decode(raw: bytes, name: str, declared: str | None = None) -> Decoded:
    """Byte-order mark first, then what the bytes themselves allow, then what was declared, else windows-1252."""
    refuse_binary(raw, name)
    decoded = _by_mark(raw) or _utf16_without_mark(raw) or _utf8(raw) or _declared(raw, declared) or _western(raw)
    sample = decoded.text[:_SAMPLE]
    if sample and len(_CONTROL.findall(sample)) > _MOST_CONTROL * len(sample):
        raise SourceError(f"{name} is binary, not text: convert it to text or PDF first.")
    return decoded


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _lenient(raw[3:] if encoding == "utf-8" else raw, encoding)
    return None


def _utf16_without_mark(raw: bytes) -> Decoded | None:
    sample = raw[: _SAMPLE & ~1]
    pairs = len(sample) // 2
    if pairs < 2 or b"\x00" not in sample:
        return None
    high, low = sample[0 : 2 * pairs : 2].count(0) / pairs, sample[1 : 2 * pairs : 2].count(0) / pairs
    if low >= _UTF16_ZEROS and high < 0.05:
        return _lenient(raw, "utf-16-le")
    if high >= _UTF16_ZEROS and low < 0.05:
        return _lenient(raw, "utf-16-be")
    return None


def _utf8(raw: bytes) -> Decoded | None:
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        good_before = any(byte >= 0x80 for byte in raw[: error.start])
        if error.start >= len(raw) - 3 and error.reason == "unexpected end of data":
            return Decoded(
                raw[: error.start].decode("utf-8"),
                "utf-8",
                "The last character is cut in half: the file may be incomplete.",
            )
        return _mostly_utf8(raw) if good_before else None


def _mostly_utf8(raw: bytes) -> Decoded | None:
    """UTF-8 with a few damaged bytes: more characters that read right than ones that do not, ten to one."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    right = sum(1 for character in text[:_SAMPLE] if character > "\x7f") - broken
    if right < 10 * broken:
        return None
    return Decoded(text, "utf-8", f"{broken} damaged bytes could not be read and stand as \ufffd.")


def _declared(raw: bytes, declared: str | None) -> Decoded | None:
    found = _META_CHARSET.search(raw[:4096])
    for label in (declared, found.group(1).decode("ascii") if found else None):
        encoding = _known(label)
        if encoding is None or encoding.startswith(("utf-16", "utf-32", "utf-7")):
            continue
        try:
            return Decoded(raw.decode(encoding), encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _known(label: str | None) -> str | None:
    try:
        name = codecs.lookup(label).name if label and label.isascii() else None
    except (LookupError, ValueError):
        return None
    # Pages that say Latin-1 are windows-1252 (WHATWG Encoding Standard); byte codecs such as hex are no charset.
    if name in ("iso8859-1", "ascii"):
        return None
    return name if name and codecs.lookup(name)._is_text_encoding else None


def _western(raw: bytes) -> Decoded:
    """Windows-1252; its five unassigned bytes are taken as the control characters of Latin-1."""
    try:
        return Decoded(raw.decode("windows-1252"), "windows-1252")
    except UnicodeDecodeError:
        return Decoded(raw.decode("latin-1"), "latin-1")


def _lenient(raw: bytes, encoding: str) -> Decoded:
    text = raw.decode(encoding, "replace")
    broken = text.count("\ufffd")
    return Decoded(text, encoding, f"{broken} damaged characters could not be read." if broken else None)
