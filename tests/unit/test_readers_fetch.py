"""Fetching a page, from a server on this machine."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from presscast.errors import ReleaseError
from presscast.model import Source
from presscast.readers import _fetch
from presscast.readers._fetch import fetch

PAGE = "<!DOCTYPE html><p>A bridge — opens.</p>".encode()
MAX_BYTES = 50_000


class Site(BaseHTTPRequestHandler):
    seen: ClassVar[list[dict[str, str]]] = []

    def do_GET(self) -> None:
        self.seen.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
        port = self.headers["Host"].rpartition(":")[2]
        status, body, headers = 200, PAGE, {"Content-Type": "text/html; charset=utf-8"}
        if self.path.startswith("/status/"):
            status = int(self.path.rpartition("/")[2])
        elif self.path.startswith("/to/"):
            status, headers["Location"] = 302, self.path[4:]
        elif self.path == "/loop":
            status, headers["Location"] = 301, "/loop"
        elif self.path == "/file":
            status, headers["Location"] = 302, "file:///etc/passwd"
        elif self.path == "/private":
            status, headers["Location"] = 302, f"http://127.0.0.1:{port}/secret"
        elif self.path == "/gzip":
            body, headers["Content-Encoding"] = gzip.compress(PAGE), "gzip"
        elif self.path == "/bomb":
            body, headers["Content-Encoding"] = gzip.compress(b"a" * 5_000_000), "gzip"
        elif self.path == "/torn":
            body, headers["Content-Encoding"] = gzip.compress(PAGE)[:-9], "gzip"
        elif self.path == "/brotli":
            headers["Content-Encoding"] = "br"
        elif self.path == "/large":
            body = b"a" * (MAX_BYTES + 1)
        elif self.path == "/picture":
            headers["Content-Type"] = "image/png"
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) + (9 if self.path == "/short" else 0)))
        self.end_headers()
        if self.path == "/drip":
            with contextlib.suppress(OSError):  # the reader gives up, as it should
                for byte in body:
                    self.wfile.write(bytes((byte,)))
                    time.sleep(0.05)
        else:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on stderr."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _forget() -> None:
    Site.seen.clear()


def get(url: str) -> Source:
    return fetch(url, allow_private=True, max_bytes=MAX_BYTES)


def test_a_page_is_fetched_with_its_media_type(site: str) -> None:
    source = get(f"{site}/news?id=7#part")
    assert source == Source(f"{site}/news?id=7#part", "text/html; charset=utf-8", PAGE)
    assert Site.seen[0]["path"] == "/news?id=7"
    assert Site.seen[0]["user-agent"].startswith("presscast/")
    assert Site.seen[0]["host"] == site.removeprefix("http://")


def test_packed_pages_are_unpacked(site: str) -> None:
    assert get(f"{site}/gzip").data == PAGE


def test_redirects_are_followed_and_give_the_location(site: str) -> None:
    assert get(f"{site}/to//to//news").location == f"{site}/news"


def test_odd_addresses_are_encoded(site: str) -> None:
    get(f"{site}/a b/é?q=%20ü")
    assert Site.seen[0]["path"] == "/a%20b/%C3%A9?q=%20%C3%BC"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/status/404", "answered 404"),
        ("/status/403", "answered 403"),
        ("/status/500", "answered 500"),
        ("/loop", "redirects more than 5 times"),
        ("/file", "only http and https"),
        ("/bomb", "too large"),
        ("/large", "too large"),
        ("/torn", "IncompleteRead"),
        ("/short", "IncompleteRead"),
        ("/brotli", "not asked for"),
        ("/picture", "is image/png"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(site: str, path: str, message: str) -> None:
    with pytest.raises(ReleaseError, match=message) as error:
        get(site + path)
    assert error.value.hint


def test_a_server_that_drips_is_given_up_on(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_fetch, "TOTAL_TIMEOUT_S", 0.4)
    started = time.monotonic()
    with pytest.raises(ReleaseError, match="no whole answer"):
        get(f"{site}/drip")
    assert time.monotonic() - started < 1.5


def test_private_addresses_are_refused_before_anything_is_sent(site: str) -> None:
    port = site.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "[::ffff:127.0.0.1]"):
        with pytest.raises(ReleaseError, match="private or local") as error:
            fetch(f"http://{host}:{port}/", allow_private=False, max_bytes=MAX_BYTES)
        assert "--allow-private" in error.value.hint
    assert Site.seen == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.0.0.1", False),
        ("172.16.5.5", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:a00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert _fetch._is_public(address) is public


def test_a_redirect_to_a_private_address_is_refused(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.rpartition(":")[2])
    connected: list[str] = []
    connect = socket.create_connection

    def lookup(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        address = "93.184.216.34" if host == "news.example" else host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def to_this_machine(address: tuple[str, int], **options: Any) -> socket.socket:
        connected.append(address[0])
        return connect(("127.0.0.1", port), **options)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(socket, "create_connection", to_this_machine)
    with pytest.raises(ReleaseError, match=r"127\.0\.0\.1 is a private"):
        fetch(f"http://news.example:{port}/private", allow_private=False, max_bytes=MAX_BYTES)
    # The name was looked up once, and the connection went to the address that was checked.
    assert connected == ["93.184.216.34"]
    assert [request["path"] for request in Site.seen] == ["/private"]


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http:///path",
        "http://[",
        "http://x:99999/",
        "http://a..b/",
        "http://\u0130\udc80/",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ReleaseError):
        fetch(url, allow_private=True, max_bytes=MAX_BYTES)


def test_nobody_at_home() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(ReleaseError, match="could not be fetched"):
        get(f"http://127.0.0.1:{port}/")
