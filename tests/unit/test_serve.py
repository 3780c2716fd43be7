import json
import os
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
import uvicorn

from presscast import serve
from presscast.errors import PublishError

PUBLIC = "https://example.org/podcast/"
AUDIO = bytes(range(256)) * 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("output")
    episode = root / "episodes" / "a"
    episode.mkdir(parents=True)
    (root / "secret.txt").write_text("outside")
    (episode / "a.mp3").write_bytes(AUDIO)
    (episode / "transcript.vtt").write_text("WEBVTT\n")
    (episode / "chapters.json").write_text("{}")
    (root / "index.html").write_text("<!doctype html><title>Show</title>")
    (root / ".presscast.lock").write_text("")
    (root / "feed.xml").write_text(f"<rss>{PUBLIC}episodes/a/a.mp3{' ' * 2000}</rss>")
    (root / "show.json").write_text(json.dumps({"version": 1, "base_url": PUBLIC}))
    (root / "link.txt").symlink_to("/etc/hostname")
    return root


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    listening = serve.listen("127.0.0.1", 0)
    config = uvicorn.Config(serve.application(folder), log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listening.close()


def get(url: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, method=method, headers=named)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_links_of_the_feed_lead_to_the_preview(address: str) -> None:
    status, headers, data = get(f"{address}/feed.xml")
    assert status == 200
    assert headers["content-type"] == "application/rss+xml; charset=utf-8"
    assert f"{address}/episodes/a/a.mp3".encode() in data
    assert PUBLIC.encode() not in data


@pytest.mark.parametrize("path", ["/feed.xml", "/episodes/a/a.mp3", "/"])
def test_what_has_not_changed_is_not_sent_again(address: str, path: str) -> None:
    _, headers, _ = get(address + path)
    for known in (
        {"If_None_Match": headers["etag"]},
        {"If_None_Match": f"W/{headers['etag']}"},
        {"If_Modified_Since": headers["last-modified"]},
    ):
        status, _, data = get(address + path, **known)
        assert (status, data) == (304, b""), known
    for unknown in (
        {"If_None_Match": '"other"', "If_Modified_Since": headers["last-modified"]},
        {"If_Modified_Since": "Thu, 01 Jan 2015 00:00:00 GMT"},
        {"If_Modified_Since": "once"},
    ):
        assert get(address + path, **unknown)[0] == 200, unknown


def test_a_player_elsewhere_may_seek(address: str) -> None:
    status, headers, _ = get(f"{address}/episodes/a/a.mp3", "OPTIONS", Origin="https://x.example")
    assert status == 204
    assert headers["access-control-allow-origin"] == "*"
    assert "Range" in headers["access-control-allow-headers"]


def test_a_hundred_clients_cost_no_memory(tmp_path: Path) -> None:
    memory = Path("/proc/self/statm")
    if not memory.is_file():
        pytest.skip("memory is told by Linux")
    (tmp_path / "feed.xml").write_text("<rss/>")
    with (tmp_path / "long.mp3").open("wb") as file:
        file.truncate(200_000_000)
    command = [sys.executable, "-m", "presscast", "serve", "-o", str(tmp_path), "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        port = int(server.stdout.readline().rstrip().rstrip("/").rpartition(":")[2])
        statm = Path(f"/proc/{server.pid}/statm")
        clients: list[socket.socket] = []
        try:
            for number in range(101):
                client = socket.create_connection(("127.0.0.1", port), 10)
                client.sendall(b"GET /long.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n")
                assert client.recv(15) == b"HTTP/1.1 200 OK"
                clients.append(client)
                if number == 0:
                    before = int(statm.read_text().split()[1])
            after = int(statm.read_text().split()[1])
        finally:
            for client in clients:
                client.close()
            server.kill()
    assert (after - before) * os.sysconf("SC_PAGE_SIZE") < 60_000_000


def test_head_tells_the_length_and_sends_nothing(address: str) -> None:
    status, headers, data = get(f"{address}/episodes/a/a.mp3", "HEAD")
    assert (status, data) == (200, b"")
    assert headers["content-length"] == str(len(AUDIO))
    assert headers["content-type"] == "audio/mpeg"
    assert headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "part"),
    [("bytes=10-19", AUDIO[10:20]), ("bytes=-5", AUDIO[-5:]), ("bytes=10000-", AUDIO[10000:])],
)
def test_ranges(address: str, asked: str, part: bytes) -> None:
    status, headers, data = get(f"{address}/episodes/a/a.mp3", Range=asked)
    assert (status, data) == (206, part)
    assert headers["content-range"].endswith(f"/{len(AUDIO)}")


def test_a_range_past_the_end_is_refused(address: str) -> None:
    status, headers, _ = get(f"{address}/episodes/a/a.mp3", Range="bytes=99999-")
    assert status == 416
    assert headers["content-range"] == f"bytes */{len(AUDIO)}"


def test_a_range_of_a_changed_file_gives_the_whole(address: str) -> None:
    status, _, data = get(f"{address}/episodes/a/a.mp3", Range="bytes=0-3", If_Range='"old"')
    assert (status, data) == (200, AUDIO)


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/episodes/a/transcript.vtt", "text/vtt; charset=utf-8"),
        ("/episodes/a/chapters.json", "application/json+chapters; charset=utf-8"),
    ],
)
def test_media_types_and_open_transcripts(address: str, path: str, media_type: str) -> None:
    status, headers, _ = get(address + path)
    assert status == 200
    assert headers["content-type"] == media_type
    assert headers["access-control-allow-origin"] == "*"


def test_text_is_packed_for_those_who_take_it(address: str) -> None:
    _, headers, data = get(f"{address}/feed.xml", Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert headers["etag"].startswith('W/"')
    assert data[:2] == b"\x1f\x8b"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/link.txt",
        "/episodes/",
        "/.presscast.lock",
        "/show.json",
        "/none",
    ],
)
def test_no_way_out_no_listing_no_hidden_file(address: str, path: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: raw.recv(65536), b""))
    assert answer.split(b"\r\n")[0] == b"HTTP/1.1 404 Not Found"
    assert b"root:" not in answer


def test_a_taken_port_is_told(address: str) -> None:
    with pytest.raises(PublishError, match="cannot listen"):
        serve.listen("127.0.0.1", int(address.rsplit(":", 1)[1]))


def test_a_folder_without_a_feed_is_told(tmp_path: Path) -> None:
    with serve.listen("127.0.0.1", 0) as listening, pytest.raises(PublishError, match="no feed"):
        serve.serve(tmp_path, listening)
