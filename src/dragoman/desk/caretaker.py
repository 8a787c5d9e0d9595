"""What the desk does while nobody waits: it links new reports with the old, and counts what every page begins with."""

from __future__ import annotations

import logging
import threading
import time

from dragoman.archive.filters import DocumentFilter
from dragoman.archive.linking import find_links, keep_links
from dragoman.archive.query import documents
from dragoman.desk.assets import assets
from dragoman.desk.basemap import load_basemap
from dragoman.desk.page import brief_of, first_of, warm_templates
from dragoman.desk.pages.actors import actors_named
from dragoman.desk.pages.document import ROOM
from dragoman.desk.pages.home import recall
from dragoman.desk.pages.places import places_named
from dragoman.desk.parts import opened
from dragoman.desk.shelf import Shelf
from dragoman.errors import ArchiveError

logger = logging.getLogger("dragoman.desk")
# After work it rests for so many times as long: all reports are linked anew, which a large archive feels.
REST = 9
# Seconds that its end is waited for.
PATIENCE = 2.0


class Caretaker:
    """A thread of its own that has the archive ready for its visitors."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._woken, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="dragoman-caretaker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Says that reports came in."""
        self._woken.set()

    def stop(self) -> None:
        """Waits a moment for what it is about: the archive is closed next."""
        self._ended.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(PATIENCE)

    def _run(self) -> None:
        make_ready(self._shelf)
        while self._woken.wait() and not self._ended.is_set():
            self._woken.clear()
            start = time.monotonic()
            try:
                take_in(self._shelf)
            # A border: what was read is kept, and the next reports try again.
            except Exception:
                logger.exception("linking new reports broke")
            self._ended.wait(REST * (time.monotonic() - start))


def make_ready(shelf: Shelf) -> None:
    """Counts what the pages of the whole archive begin with, so that no visitor waits for it."""
    try:
        with shelf.reading() as archive:
            recall(archive, shelf)
            actors_named(archive, shelf, "", 1)
            places_named(archive, shelf, "")
            for row in documents(archive, DocumentFilter(limit=1)).rows:
                # To have drawn one report loads the world, its words and its names.
                brief_of(first_of(opened(archive, shelf, row.id, lambda _: 1)[0])[0], ROOM)
                archive.has(row.id)
        load_basemap()
        warm_templates()
        assets()
    except ArchiveError as error:
        # Whoever asks for a page is told; the desk goes on.
        logger.warning("%s", error)


def take_in(shelf: Shelf) -> None:
    """Links the reports that came in with those that were there; pages and corrections go on meanwhile."""
    with shelf.reading() as archive:
        found = find_links(archive)
    with shelf.writing() as archive:
        keep_links(archive, found)
    make_ready(shelf)
