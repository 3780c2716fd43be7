"""Voice packs: fetched from a server on this computer, or copied from a folder."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import stamina

from presscast.engines import _packs
from presscast.engines._packs import KOKORO, Pack, PackFile, add_pack, installed_file
from presscast.errors import EngineError, UsageError

DATA = bytes(range(256)) * 4000
STYLES = b"styles" * 1000


@dataclass
class Shop:
    """A server of two files; `faults` are taken one a request, until none is left."""

    files: dict[str, bytes]
    faults: list[str] = field(default_factory=list)
    ranges: list[str | None] = field(default_factory=list)
    url: str = ""

    def handler(shop) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                data = shop.files[self.path.lstrip("/")]
                wanted = self.headers.get("Range")
                shop.ranges.append(wanted)
                fault = shop.faults.pop(0) if shop.faults else ""
                if fault.isdigit():
                    self.send_error(int(fault))
                    return
                start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
                if fault == "whole":
                    start = 0
                self.send_response(206 if start else 200)
                self.send_header("Content-Length", str(len(data) - start))
                self.end_headers()
                if fault == "cut":
                    self.wfile.write(data[start : start + 300_000])
                    return
                self.wfile.write(data[start:])

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler


@pytest.fixture
def shop() -> Iterator[Shop]:
    one = Shop({"model.onnx": DATA, "styles.bin": STYLES})
    server = ThreadingHTTPServer(("127.0.0.1", 0), one.handler())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    one.url = f"http://127.0.0.1:{server.server_port}/"
    with stamina.set_testing(True, attempts=3):
        yield one
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def pack(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pack:
    monkeypatch.setenv("PRESSCAST_VOICES", str(tmp_path / "voices"))
    made = Pack(
        "kokoro",
        "Apache-2.0",
        tuple(
            PackFile(name, shop.url + name, len(data), hashlib.sha256(data).hexdigest())
            for name, data in shop.files.items()
        ),
    )
    monkeypatch.setattr(_packs, "PACKS", (made,))
    return made


def told(name: str, there: int, size: int) -> None:
    assert name
    assert 0 < there <= size


def test_a_pack_is_fetched_with_progress_and_is_there_ever_after(pack: Pack, shop: Shop) -> None:
    seen: list[tuple[str, int, int]] = []
    paths = add_pack("kokoro", None, lambda *step: seen.append(step))
    assert [path.read_bytes() for path in paths] == [DATA, STYLES]
    assert seen[-1] == ("styles.bin", len(STYLES), len(STYLES))
    assert [there for name, there, _ in seen if name == "model.onnx"] == sorted(
        there for name, there, _ in seen if name == "model.onnx"
    )
    assert add_pack("kokoro", None, told) == paths
    assert len(shop.ranges) == 2


def test_a_connection_that_breaks_goes_on_where_it_stopped(pack: Pack, shop: Shop) -> None:
    shop.faults = ["cut", "503"]
    model, _ = add_pack("kokoro", None, told)
    assert model.read_bytes() == DATA
    assert shop.ranges[0] is None
    assert shop.ranges[1] is not None
    assert shop.ranges[2] == shop.ranges[1]


def test_what_an_interrupted_command_left_is_not_fetched_again(pack: Pack, shop: Shop) -> None:
    shop.faults = ["cut", "404"]
    with pytest.raises(EngineError, match="404") as caught:
        add_pack("kokoro", None, told)
    assert "goes on where it stopped" in caught.value.hint
    part = _packs.packs_folder() / "kokoro" / "model.onnx.part"
    there = part.stat().st_size
    assert 0 < there < len(DATA)
    model, _ = add_pack("kokoro", None, told)
    assert model.read_bytes() == DATA
    assert f"bytes={there}-" in shop.ranges
    assert not part.exists()


def test_a_server_that_begins_at_the_start_again_is_followed(pack: Pack, shop: Shop) -> None:
    shop.faults = ["cut", "whole"]
    model, _ = add_pack("kokoro", None, told)
    assert model.read_bytes() == DATA


@pytest.mark.parametrize("fault", ["404", "403"])
def test_a_refusal_is_not_tried_again(pack: Pack, shop: Shop, fault: str) -> None:
    shop.faults = [fault]
    with pytest.raises(EngineError, match=fault):
        add_pack("kokoro", None, told)
    assert len(shop.ranges) == 1


def test_a_file_that_is_not_the_publishers_is_refused_and_thrown_away(
    pack: Pack, shop: Shop
) -> None:
    shop.files["model.onnx"] = DATA[:-1] + b"\0"
    with pytest.raises(EngineError, match="SHA-256"):
        add_pack("kokoro", None, told)
    assert installed_file(pack, pack.files[0]) is None
    assert not list(_packs.packs_folder().rglob("*.part"))


def test_a_pack_is_installed_from_a_folder(pack: Pack, shop: Shop, tmp_path: Path) -> None:
    for name, data in shop.files.items():
        (tmp_path / name).write_bytes(data)
    paths = add_pack("kokoro", tmp_path, told)
    assert [path.read_bytes() for path in paths] == [DATA, STYLES]
    assert shop.ranges == []


def test_a_folder_without_the_files_is_an_error_that_names_them(pack: Pack, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"model\.onnx") as caught:
        add_pack("kokoro", tmp_path, told)
    assert "styles.bin" in caught.value.hint


def test_a_folder_with_another_file_of_that_name_is_refused(
    pack: Pack, shop: Shop, tmp_path: Path
) -> None:
    (tmp_path / "model.onnx").write_bytes(b"something else")
    with pytest.raises(EngineError, match="SHA-256"):
        add_pack("kokoro", tmp_path, told)
    assert installed_file(pack, pack.files[0]) is None


def test_a_folder_that_cannot_be_written_is_an_error(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PRESSCAST_VOICES", str(tmp_path / "file"))
    with pytest.raises(EngineError, match="cannot be written") as caught:
        add_pack("kokoro", None, told)
    assert "PRESSCAST_VOICES" in caught.value.hint


def test_an_unknown_pack_is_an_error_that_lists_them() -> None:
    with pytest.raises(UsageError, match="nothing") as caught:
        add_pack("nothing", None, told)
    assert "kokoro" in caught.value.hint


def test_the_published_files_are_pinned() -> None:
    for file in KOKORO.files:
        assert file.url.startswith("https://")
        assert len(file.sha256) == 64
        assert file.bytes > 1_000_000
