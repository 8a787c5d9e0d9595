"""Pages packed with gzip where the browser takes it."""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp


class Packing(GZipMiddleware):
    """Level 4: pages are made for one reader, and time counts more than the last kilobyte."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, minimum_size=1500, compresslevel=4)
