"""Fetch: one http(s) address to bytes, within a size, a time and a number of redirects, and into no private network."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

from dragoman import __version__
from dragoman.errors import FetchError
from dragoman.settings import Settings

# Browsers stop at 20; an article is rarely more than three hops away.
MOST_REDIRECTS = 8
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_HEADERS = {
    "User-Agent": f"dragoman/{__version__}",
    "Accept": "text/html,application/xhtml+xml,application/pdf,application/rss+xml,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Language": "en",
}
_NOT_TEXT = ("image/", "audio/", "video/", "font/")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a page, the address they came from after redirects, and the charset its header names."""

    raw: bytes
    url: str
    charset: str | None


def is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def fetch(url: str, settings: Settings) -> Fetched:
    """The page at this address; every hop is checked before it is reached."""
    deadline = time.monotonic() + settings.fetch_timeout
    # Proxies from the environment would connect to addresses that were not checked here.
    with httpx.Client(trust_env=False, timeout=settings.fetch_timeout, headers=_HEADERS) as client:
        current = url
        for _ in range(MOST_REDIRECTS + 1):
            with _sent(client, current, url, settings) as response:
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    return _received(response, current, settings, deadline)
                current = _next_hop(current, response.headers["location"])
    raise FetchError(f"{url} redirects more than {MOST_REDIRECTS} times: open it in a browser and save the page.")


def checked_address(host: str, port: int, settings: Settings) -> str:
    """The first address of a host; raises unless all its addresses may be reached.

    The connection is made to this very address, so a name that resolves to another one a moment later gains nothing.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(f"The host “{host}” cannot be found: check the address and the connection.") from None
    addresses = [str(entry[4][0]) for entry in found]
    if not settings.allow_private_addresses:
        for address in addresses:
            if not is_public(address):
                raise FetchError(
                    f"“{host}” leads to {address}, an address of this machine or a private network: "
                    "set DRAGOMAN_ALLOW_PRIVATE_ADDRESSES=1 if that is meant."
                )
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open network, also when it wraps another address."""
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


@contextmanager
def _sent(client: httpx.Client, url: str, asked: str, settings: Settings) -> Iterator[httpx.Response]:
    """The response of one hop, sent to the address that was checked under the name that was asked for."""
    try:
        target = httpx.URL(url)
        host = target.raw_host.decode("ascii")
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError(f"{url} is no valid address ({error}): check it.") from None
    if target.scheme not in ("http", "https") or not host:
        raise FetchError(f"{url} is no http or https address: give one of these, or a file.")
    address = checked_address(host.strip("[]"), target.port or (443 if target.scheme == "https" else 80), settings)
    request = client.build_request(
        "GET", target.copy_with(host=address, userinfo=b""), headers={"Host": target.netloc.decode("ascii")}
    )
    request.extensions["sni_hostname"] = host
    try:
        response = client.send(request, stream=True, follow_redirects=False)
        try:
            yield response
        finally:
            response.close()
    except httpx.TimeoutException:
        raise FetchError(
            f"{asked} did not answer within {settings.fetch_timeout:g} s: try again, or raise DRAGOMAN_FETCH_TIMEOUT."
        ) from None
    except (httpx.HTTPError, httpx.StreamError, OSError) as error:
        raise FetchError(
            f"{asked} cannot be reached ({error or type(error).__name__}): check the address and the connection."
        ) from None


def _next_hop(current: str, location: str) -> str:
    try:
        following = urljoin(current, location)
        scheme = urlsplit(following).scheme
    except ValueError:
        raise FetchError(f"{current} redirects to an address that is none ({location[:200]}).") from None
    if scheme not in ("http", "https"):
        raise FetchError(f"{current} redirects to {following[:200]}, which is no http or https address.")
    return following


def _received(response: httpx.Response, url: str, settings: Settings, deadline: float) -> Fetched:
    status = response.status_code
    if status != 200:
        advice = "check the address" if status in (404, 410) else "open it in a browser and save the page"
        raise FetchError(
            f"{url} answered with status {status} ({response.reason_phrase or 'no reason given'}): {advice}."
        )
    kind = response.headers.get("content-type", "").lower()
    if kind.startswith(_NOT_TEXT):
        raise FetchError(f"{url} is not text but {kind.split(';')[0]}: give the address of an article.")
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > settings.max_bytes:
        raise too_large(url, settings)
    raw = bytearray()
    for chunk in response.iter_bytes(65_536):
        raw += chunk
        if len(raw) > settings.max_bytes:
            raise too_large(url, settings)
        if time.monotonic() > deadline:
            raise FetchError(
                f"{url} was still sending after {settings.fetch_timeout:g} s: try again, or raise "
                "DRAGOMAN_FETCH_TIMEOUT."
            )
    return Fetched(bytes(raw), url, response.charset_encoding)


def too_large(url: str, settings: Settings) -> FetchError:
    return FetchError(
        f"{url} sends more than {settings.max_bytes:,} bytes: save the part you need, or raise DRAGOMAN_MAX_BYTES."
    )
