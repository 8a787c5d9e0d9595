"""The error tree: each leaf is something a caller would do something different about.

DragomanError
├── SourceError          a source cannot be read: empty, binary, missing, too large, no text
│   └── FetchError       a URL could not be fetched
├── ModelError           no English model, or one with the wrong hash
├── ArchiveError         the archive cannot be opened, written, or is newer than this program
├── NotFoundError        no record has that id
├── EngineError          the workers that read cannot be started or reached
└── RequestError         what is asked for makes no sense: no such type, a date that is none, a broken correction

Messages say what was wrong, with the value, and what to do next.
"""

from __future__ import annotations


class DragomanError(Exception):
    """The base of every error this program raises on purpose."""


class SourceError(DragomanError):
    """A source cannot be read."""


class FetchError(SourceError):
    """A URL could not be fetched."""


class ModelError(DragomanError):
    """The English model is missing, damaged or not the one this release was built for."""


class ArchiveError(DragomanError):
    """The archive cannot be opened or written."""


class NotFoundError(DragomanError):
    """No record in the archive has that id."""


class RequestError(DragomanError):
    """What was asked for, or told, makes no sense here."""


class EngineError(DragomanError):
    """The workers that read cannot be started or reached."""
