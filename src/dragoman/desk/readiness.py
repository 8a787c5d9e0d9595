"""What the desk does while nobody waits: it links new reports with the old, and counts what every page begins with."""

from __future__ import annotations

import logging
import threading

from dragoman.archive.linking import find_links, keep_links
from dragoman.desk.pages.actors import actors_named
from dragoman.desk.pages.home import recall
from dragoman.desk.pages.places import places_named
from dragoman.desk.shelf import Shelf
from dragoman.errors import ArchiveError

logger = logging.getLogger("dragoman.desk")


def make_ready(shelf: Shelf) -> None:
    """Counts what the pages of the whole archive begin with, so that no visitor waits for it."""
    try:
        with shelf.reading() as archive:
            recall(archive, shelf)
            actors_named(archive, shelf, "", 1)
            places_named(archive, shelf, "")
    except ArchiveError as error:
        # Whoever asks for a page is told; the desk goes on.
        logger.warning("%s", error)


def make_ready_beside(shelf: Shelf) -> None:
    """The same in a thread of its own."""
    threading.Thread(target=make_ready, args=(shelf,), name="dragoman-ready", daemon=True).start()


def take_in(shelf: Shelf) -> None:
    """Links the reports that came in with those that were there; pages and corrections go on meanwhile."""
    with shelf.reading() as archive:
        found = find_links(archive)
    with shelf.writing() as archive:
        keep_links(archive, found)
    make_ready(shelf)
