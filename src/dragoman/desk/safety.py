"""Who may ask the desk, and what its answers may do: hosts, the token, forged forms, and the headers of every answer.

The desk listens on this machine only, unless told otherwise; then a token is asked for. The Host header is checked, so
that a web page elsewhere cannot reach the desk by letting its own name lead to this machine.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import socket
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.errors import DragomanError

LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
ANYWHERE = frozenset(("", "0.0.0.0", "::"))
YEAR = 365 * 24 * 3600
# Room for the names and borders of a form around the largest file.
FORM_ROOM = 64_000
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": browsers would then send no Origin with forms, by which forged ones are told.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Access:
    """Where the desk listens and who may ask: ``token`` is ``None`` where anybody on this machine may."""

    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = None
    most_bytes: int = 50_000_000
    # Of this run only: forms opened before a restart are refused.
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def is_loopback(self) -> bool:
        return is_loopback(self.host)

    @property
    def cookie(self) -> str:
        """The visitor's cookie; browsers send cookies to every port of a machine, so the name tells ours."""
        return f"dragoman-{self.port}"

    @property
    def key(self) -> str:
        """What the browser keeps in place of the token."""
        return _digest((self.token or "").encode(), "key")

    @property
    def address(self) -> str:
        """Where to point the browser, with the token where one is asked for."""
        host = "127.0.0.1" if self.host in ANYWHERE else self.host
        shown = f"[{host}]" if ":" in host else host
        return f"http://{shown}:{self.port}/" + (f"?{urlencode({'token': self.token})}" if self.token else "")

    def form_token(self, visitor: str) -> str:
        """What each form of a page carries, so that no other site can send one."""
        return _digest(self.secret, f"form {visitor}")


def is_loopback(host: str) -> bool:
    if host in LOOPBACK:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def access_to(host: str, port: int, token: str | None, most_bytes: int) -> Access:
    """The rules for a desk at this address. Off loopback a token is made where none is given."""
    if token is not None and len(token) < 12:
        raise DragomanError("The token is too short to keep anybody out: give at least 12 characters.")
    if token is None and not is_loopback(host):
        token = secrets.token_urlsafe(18)
    return Access(host, port, token, most_bytes)


class Guard:
    """The outermost layer: nothing reaches the pages before it has been let in here."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access
        self.names = LOOPBACK | {access.host.lower()}
        if access.host in ANYWHERE:
            self.names |= {socket.gethostname().lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = _cookies(headers.get("cookie", ""))
        visitor = cookies.get(self.access.cookie, "")
        is_new = not (len(visitor) == 32 and visitor.isalnum())
        scope["visitor"] = secrets.token_hex(16) if is_new else visitor
        refusal = self._refusal(scope, headers, cookies)
        sending = self._finished(send, scope["visitor"] if is_new and refusal is None else None)
        if refusal is not None:
            await refusal(scope, receive, sending)
            return
        await self.app(scope, _limited(receive, self.access.most_bytes + FORM_ROOM), sending)

    def _refusal(self, scope: Scope, headers: Headers, cookies: dict[str, str]) -> Response | None:
        if not self._knows(headers.get("host", "")):
            return PlainTextResponse("This desk does not answer under that name.", 421)
        if self.access.token is not None and not self._is_known(headers, cookies):
            return self._door(scope)
        if scope["method"] not in ("GET", "HEAD"):
            if not _is_own(headers):
                return PlainTextResponse("This form was not sent from a page of the desk.", 403)
            length = headers.get("content-length", "0")
            if not length.isdigit() or int(length) > self.access.most_bytes + FORM_ROOM:
                most = f"{self.access.most_bytes:,}"
                return PlainTextResponse(f"More than {most} bytes: split it, or raise DRAGOMAN_MAX_BYTES.", 413)
        return None

    def _knows(self, host: str) -> bool:
        name = _name_in(host)
        # A name is needed to lead a browser astray; a bare address leads where it says.
        return name in self.names or (self.access.host in ANYWHERE and _is_address(name))

    def _is_known(self, headers: Headers, cookies: dict[str, str]) -> bool:
        told = headers.get("authorization", "").removeprefix("Bearer ")
        kept = cookies.get(f"{self.access.cookie}-key", "")
        return same(told, self.access.token or "") or same(kept, self.access.key)

    def _door(self, scope: Scope) -> Response:
        """Lets in whoever brings the token in the address, and takes it out of the address again."""
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if scope["method"] == "GET" and same(asked, self.access.token or ""):
            answer = RedirectResponse(_local(scope["path"]), 303)
            answer.set_cookie(
                f"{self.access.cookie}-key", self.access.key, max_age=YEAR, httponly=True, samesite="strict"
            )
            return answer
        return PlainTextResponse(
            "This desk asks for its token: open the address that `dragoman serve` printed, "
            "or add ?token=… to this one.",
            401,
            {"www-authenticate": "Bearer"},
        )

    def _finished(self, send: Send, visitor: str | None) -> Send:
        async def finished(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "private, no-cache")
                if visitor is not None:
                    cookie = f"{self.access.cookie}={visitor}; Max-Age={YEAR}; Path=/; HttpOnly; SameSite=Lax"
                    headers.append("set-cookie", cookie)
            await send(message)

        return finished


class TooLarge(Exception):
    """A body grew beyond what may be sent."""


def _limited(receive: Receive, most: int) -> Receive:
    """Bodies whose length nobody announced are counted as they come."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise TooLarge
        return message

    return counted


def _is_own(headers: Headers) -> bool:
    """Whether a browser says that a form comes from a page of this very desk; programs say nothing."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host", "")


def _name_in(host: str) -> str:
    """The name in a Host header, without the port; empty where it is no such thing."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".") if "@" not in host else ""
    except ValueError:
        return ""


def _local(path: str) -> str:
    """A path of this desk; two slashes at the start would lead to another host."""
    return "/" + path.lstrip("/\\")


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def same(given: str, wanted: str) -> bool:
    return bool(wanted) and hmac.compare_digest(given.encode("utf-8", "surrogatepass"), wanted.encode())


def _digest(key: bytes, words: str) -> str:
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()
