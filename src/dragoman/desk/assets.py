"""The files pages are drawn with: styles, scripts, the outlines of the world. Their address holds their digest, so
that browsers may keep them for good."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dragoman.desk.world import world_svg

KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
NAMES = (
    "desk.css",
    "site.css",
    "boards.css",
    "desk.js",
    "site.js",
    "map.js",
    "drop.js",
    "zones.js",
    "mend.js",
    "progress.js",
    "icon.svg",
)


@dataclass(frozen=True, slots=True)
class Asset:
    content: bytes
    packed: bytes
    kind: str


@cache
def assets() -> dict[str, Asset]:
    """Every file by its name; nothing else can be asked for."""
    folder = files("dragoman") / "data/desk/templates"
    found = {name: (folder / name).read_bytes() for name in NAMES}
    found["world.svg"] = world_svg().encode("utf-8")
    return {
        name: Asset(content, gzip.compress(content, mtime=0), KINDS[name[name.rindex(".") :]])
        for name, content in found.items()
    }


@cache
def _digest() -> str:
    """One digest for all: modules import each other by relative names."""
    total = hashlib.sha256()
    for name, asset in sorted(assets().items()):
        total.update(name.encode() + b"\0" + asset.content)
    return total.hexdigest()[:12]


def asset_address(name: str) -> str:
    return f"/assets/{_digest()}/{name}"


def send_asset(request: Request) -> Response:
    asset = assets().get(request.path_params["name"])
    if asset is None:
        return PlainTextResponse("There is no such file.", 404)
    headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.packed, headers=headers | {"content-encoding": "gzip"}, media_type=asset.kind)
    return Response(asset.content, headers=headers, media_type=asset.kind)
