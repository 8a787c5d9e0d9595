"""The gazetteer file: one memory-mapped table of names, opened in no time however large it is.

Layout (little-endian), each section aligned to 8 bytes: a header with the number of keys, of places and of text
bytes; sorted 64-bit hashes of folded names; for each hash its place, the highest bit set where the name is an
alternate one; then the columns of the places (GeoNames id, population, containing unit, name offset, latitude and
longitude in hundredths of a degree, radius in km, country, kind); last the names in UTF-8. Names are found by hash
alone: with two million keys, one look-up in 10 million finds a place that has no such name.
"""

from __future__ import annotations

import hashlib
import mmap
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from dragoman.places.countries import folded

MAGIC = b"DRGAZ002"
HEADER = struct.Struct("<8sQQQ")
ALTERNATE = 1 << 31
NOWHERE = 0xFFFFFFFF
UNITS_AND_TOWNS = ("country", "admin1", "admin2", "capital", "city", "town")
KINDS = (*UNITS_AND_TOWNS, "river", "lake", "island", "sea", "strait", "mountain", "peninsula", "region", "desert")
# Ids from here on are not GeoNames' own: post offices of the United States by ZIP code, Natural Earth's by row.
POST_FROM, NATURAL_FROM = 4_000_000_000, 4_100_000_000
NO_COUNTRY = 0xFFFF
# Column type codes in file order: id, population, parent, name offset, lat, lon, radius, country, kind.
COLUMNS = "IIIIhhHHB"


@dataclass(slots=True)
class Row:
    """A place on its way into the file; ``parent`` is the index of the row of the unit it lies in."""

    id: int
    name: str
    kind: str
    country: str
    lat: float
    lon: float
    radius_km: float
    population: int
    names: set[str]
    parent: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that a name can mean.

    ``preferred`` tells its main name from an alternate one, ``own`` a place of our tables from one of the file;
    ``lasted`` says from when to when a state that is no more was one.
    """

    id: str
    name: str
    kind: str
    country: str | None
    lat: float
    lon: float
    radius_km: float
    population: int
    chain: tuple[str, ...]
    preferred: bool
    claim: str = ""
    own: bool = False
    lasted: str = ""


class Gazetteer:
    """Answers which places go by a name. The file stays on disk; only pages that are looked at are read."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, keys, places, text = HEADER.unpack_from(self._map)
        if magic != MAGIC:
            raise ValueError(f"{path} is not a gazetteer of this version")
        self._view = memoryview(self._map)
        sections = self._sections(keys, places, text)
        self._hashes, self._targets = next(sections), next(sections)
        self._ids, self._populations, self._parents, self._names = (next(sections) for _ in range(4))
        self._lats, self._lons, self._radii, self._countries, self._kinds = (next(sections) for _ in range(5))
        self._text = next(sections)

    def __len__(self) -> int:
        return len(self._ids)

    def _sections(self, keys: int, places: int, text: int) -> Iterator[memoryview]:
        at = HEADER.size
        for code, count in [("Q", keys), ("I", keys), *((code, places) for code in COLUMNS), ("B", text)]:
            end = at + count * struct.calcsize(code)
            yield self._view[at:end].cast(code)  # type: ignore[call-overload]  # the code is not a literal
            at = _aligned(end)

    def find(self, name: str) -> list[Entry]:
        """The places that go by this name, in no order."""
        wanted = name_hash(name)
        at = bisect_left(self._hashes, wanted)
        found = []
        while at < len(self._hashes) and self._hashes[at] == wanted:
            target = self._targets[at]
            found.append(self.entry(target & ~ALTERNATE, not target & ALTERNATE))
            at += 1
        return found

    def entry(self, index: int, preferred: bool = True) -> Entry:
        country = self._country(index)
        return Entry(
            _id_in_words(self._ids[index]),
            self._name(index),
            KINDS[self._kinds[index]],
            country,
            self._lats[index] / 100,
            self._lons[index] / 100,
            float(self._radii[index]),
            self._populations[index],
            self._chain(index),
            preferred,
        )

    def _name(self, index: int) -> str:
        start = self._names[index]
        return bytes(self._text[start + 1 : start + 1 + self._text[start]]).decode("utf-8")

    def _country(self, index: int) -> str | None:
        code = self._countries[index]
        if code == NO_COUNTRY:
            return None
        return "".join(chr(65 + code // power % 26) for power in (676, 26, 1))

    def _chain(self, index: int) -> tuple[str, ...]:
        chain: list[str] = []
        while (index := self._parents[index]) != NOWHERE and len(chain) < 4:
            chain.append(self._name(index))
        return tuple(chain)


def name_hash(name: str) -> int:
    """A 64-bit hash of the folded name, the same on every machine."""
    key = folded(name).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "little")


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of this installation."""
    with as_file(files("dragoman").joinpath("data/places/gazetteer.bin")) as path:
        return Gazetteer(path)


def write_gazetteer(path: Path, rows: list[Row]) -> None:
    """Writes the file; the same rows give the same bytes."""
    keys = sorted(_keys_of(rows))
    texts = [_packed(row.name) for row in rows]
    offsets = [0]
    for text in texts:
        offsets.append(offsets[-1] + len(text))
    columns: list[Iterable[int]] = [
        (row.id for row in rows),
        (min(row.population, NOWHERE) for row in rows),
        (NOWHERE if row.parent is None else row.parent for row in rows),
        offsets[:-1],
        (round(row.lat * 100) for row in rows),
        (round(row.lon * 100) for row in rows),
        (max(1, min(65535, round(row.radius_km))) for row in rows),
        (_country_number(row.country) for row in rows),
        (KINDS.index(row.kind) for row in rows),
    ]
    with path.open("wb") as file:
        file.write(HEADER.pack(MAGIC, len(keys), len(rows), offsets[-1]))
        sections = [array("Q", (key for key, _ in keys)), array("I", (target for _, target in keys))]
        sections += [array(code, values) for code, values in zip(COLUMNS, columns, strict=True)]
        for section in (*sections, array("B", b"".join(texts))):
            file.write(section.tobytes())
            file.write(b"\0" * (_aligned(file.tell()) - file.tell()))


def _keys_of(rows: list[Row]) -> Iterator[tuple[int, int]]:
    for index, row in enumerate(rows):
        own = name_hash(row.name)
        for key in {name_hash(name) for name in row.names} | {own}:
            yield key, index if key == own else index | ALTERNATE


def _packed(name: str) -> bytes:
    encoded = name.encode("utf-8")[:255].decode("utf-8", "ignore").encode("utf-8")
    return bytes((len(encoded),)) + encoded


def _id_in_words(number: int) -> str:
    if number >= NATURAL_FROM:
        return f"natural-earth:{number - NATURAL_FROM}"
    return f"us-post:{number - POST_FROM:05d}" if number >= POST_FROM else f"geonames:{number}"


def _country_number(iso3: str) -> int:
    if not iso3:
        return NO_COUNTRY
    first, second, third = (ord(letter) - 65 for letter in iso3)
    return first * 676 + second * 26 + third


def _aligned(offset: int) -> int:
    return -(-offset // 8) * 8
