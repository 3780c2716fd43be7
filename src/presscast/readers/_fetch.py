"""Fetching the one page that a publisher asks for, and nothing that it must not reach."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from presscast import __version__
from presscast.errors import ReleaseError
from presscast.model import Source

CONNECT_TIMEOUT_S = 10
TOTAL_TIMEOUT_S = 30
MAX_REDIRECTS = 5
USER_AGENT = f"presscast/{__version__} (reads one page when its publisher asks)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SAVE_IT = "open the page in a browser, save it, and give presscast the file"
_HINTS = {
    401: f"the page wants a login: {_SAVE_IT}",
    403: f"the server does not let programs read it: {_SAVE_IT}",
    404: "check the address",
    410: "the page was taken down: check the address",
    429: "the server asks to wait: try again in some minutes",
}
_URL_SAFE = "/:?#[]@!$&'()*+,;=%~-._"


def fetch(url: str, *, allow_private: bool, max_bytes: int) -> Source:
    """Return the bytes at an http(s) URL; the location is where its redirects ended.

    Every address, of redirects too, is looked up, checked and then connected to as checked, so
    that a name cannot point elsewhere in between. Raises ReleaseError.
    """
    deadline_s = time.monotonic() + TOTAL_TIMEOUT_S
    current = url
    for _ in range(MAX_REDIRECTS + 1):
        target = _parsed(current)
        with _response(target, current, allow_private, deadline_s) as response:
            if response.status in _REDIRECTS and response.getheader("Location"):
                current = urljoin(current, response.getheader("Location", ""))
                continue
            return _source(response, current, max_bytes)
    raise ReleaseError(
        f"{url}: redirects more than {MAX_REDIRECTS} times",
        hint=f"check the address, or {_SAVE_IT}",
    )


def _parsed(url: str) -> SplitResult:
    try:
        target = urlsplit(quote(url.strip(), safe=_URL_SAFE) if url.isascii() else _ascii(url))
        port = target.port
    except (ValueError, UnicodeError) as error:
        raise ReleaseError(f"{url}: not a valid address", hint="check the address") from error
    if target.scheme not in {"http", "https"}:
        raise ReleaseError(
            f"{url}: only http and https addresses are read", hint="save the page and give the file"
        )
    if not target.hostname or port == 0:
        raise ReleaseError(f"{url}: the address names no host", hint="check the address")
    return target


def _ascii(url: str) -> str:
    """Return an address with its host in IDNA and all else percent-encoded."""
    target = urlsplit(url.strip())
    host = (target.hostname or "").encode("idna").decode("ascii")
    port = f":{target.port}" if target.port else ""
    return quote(target._replace(netloc=host + port).geturl(), safe=_URL_SAFE)


@contextmanager
def _response(
    target: SplitResult, url: str, allow_private: bool, deadline_s: float
) -> Iterator[http.client.HTTPResponse]:
    """Open one request; every failure of the network is a ReleaseError here and while reading."""
    host = target.hostname or ""
    try:
        address, port = _checked_address(target, url, allow_private)
        remaining_s = max(0.1, deadline_s - time.monotonic())
        connected = socket.create_connection(
            (address, port), timeout=min(CONNECT_TIMEOUT_S, remaining_s)
        )
        with closing(connected):
            # A server that drips a byte at a time never runs into the socket's own time-out.
            timer = threading.Timer(remaining_s, _shut, args=(connected,))
            timer.daemon = True
            timer.start()
            try:
                connection = http.client.HTTPConnection(host, target.port)
                connection.sock = (
                    ssl.create_default_context().wrap_socket(connected, server_hostname=host)
                    if target.scheme == "https"
                    else connected
                )
                path = target._replace(scheme="", netloc="", fragment="").geturl() or "/"
                connection.request(
                    "GET",
                    path,
                    headers={
                        "Host": target.netloc.rpartition("@")[2],
                        "User-Agent": USER_AGENT,
                        "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
                        "Accept-Encoding": "gzip, identity",
                        "Connection": "close",
                    },
                )
                with closing(connection), closing(connection.getresponse()) as response:
                    yield response
            finally:
                timer.cancel()
        if time.monotonic() > deadline_s:
            raise TimeoutError
    except socket.gaierror as error:
        raise ReleaseError(
            f"{url}: no host called {host} was found", hint="check the address and the network"
        ) from error
    except ssl.SSLCertVerificationError as error:
        raise ReleaseError(
            f"{url}: the server's certificate is not valid ({error.verify_message})",
            hint=_SAVE_IT,
        ) from error
    except (OSError, http.client.HTTPException, UnicodeError, zlib.error) as error:
        if isinstance(error, TimeoutError) or time.monotonic() > deadline_s:
            raise ReleaseError(
                f"{url}: no whole answer within {TOTAL_TIMEOUT_S} seconds",
                hint=f"try again later, or {_SAVE_IT}",
            ) from error
        raise ReleaseError(
            f"{url}: could not be fetched ({type(error).__name__}: {error})",
            hint=f"check the address and the network, or {_SAVE_IT}",
        ) from error


def _shut(connected: socket.socket) -> None:
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it was closed in the same moment


def _checked_address(target: SplitResult, url: str, allow_private: bool) -> tuple[str, int]:
    """Return the first address of a host that may be connected to, and the port."""
    port = target.port or (443 if target.scheme == "https" else 80)
    found = socket.getaddrinfo(target.hostname, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if allow_private or _is_public(address):
            return address, port
    raise ReleaseError(
        f"{url}: {target.hostname} is a private or local address ({', '.join(addresses[:2])})",
        hint="pass --allow-private if the page is on your own network and you trust it",
    )


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if inner:
            return _is_public(str(inner))
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            return _is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast


def _source(response: http.client.HTTPResponse, url: str, max_bytes: int) -> Source:
    if response.status != 200:
        raise ReleaseError(
            f"{url}: the server answered {response.status} {response.reason}",
            hint=_HINTS.get(response.status, f"try again later, or {_SAVE_IT}"),
        )
    media_type = response.getheader("Content-Type", "") or ""
    if media_type.partition("/")[0].strip().lower() in {"image", "audio", "video", "font"}:
        raise ReleaseError(
            f"{url}: is {media_type.partition(';')[0]}, not a release",
            hint="give the address of the page or document that holds the words",
        )
    data = _body(response, url, max_bytes)
    return Source(url, media_type, data)


def _body(response: http.client.HTTPResponse, url: str, max_bytes: int) -> bytes:
    encoding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if encoding not in {"identity", "gzip", "x-gzip", "deflate"}:
        raise ReleaseError(f"{url}: sent as {encoding}, which was not asked for", hint=_SAVE_IT)
    unpack = None if encoding == "identity" else zlib.decompressobj(wbits=47)
    data = bytearray()
    while chunk := response.read(65_536):
        while chunk:
            # Unpacked in bounded pieces: a small answer can be a bomb.
            data += unpack.decompress(chunk, max_bytes + 1) if unpack else chunk
            chunk = unpack.unconsumed_tail if unpack else b""
            if len(data) > max_bytes:
                raise ReleaseError(
                    f"{url}: is too large (more than {max_bytes / 1e6:.0f} MB)",
                    hint="give the address of the release alone",
                )
    # http.client says nothing where an answer ends before its stated length.
    if response.length or (unpack and not unpack.eof):
        raise http.client.IncompleteRead(bytes(data))
    return bytes(data)
