"""Reading: a location to its bytes, and the reader that is surest."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
import six_formats

from presscast import plugins
from presscast.errors import ReleaseError
from presscast.model import Document, DocumentBlock, Source, Span
from presscast.stages import read as stage
from presscast.stages.read import load_source, read


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "release.MD"
    path.write_bytes(b"# Words")
    assert load_source(str(path)) == Source(str(path), "text/markdown", b"# Words")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xffWords")))
    assert load_source("-") == Source("-", "", b"\xffWords")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe(tmp_path: Path) -> None:
    import threading

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    threading.Thread(target=pipe.write_bytes, args=(b"Words",), daemon=True).start()
    assert load_source(str(pipe)).data == b"Words"


def test_what_is_no_file_is_refused_with_advice(tmp_path: Path) -> None:
    for location, message in (
        (str(tmp_path / "missing.txt"), "no such file"),
        (str(tmp_path), "is a folder"),
        ("ftp://host/x", "cannot|not an address"),
        ("nul\0byte", "cannot be read"),
        ("x" * 5000, "cannot be read"),
    ):
        with pytest.raises(ReleaseError, match=message) as error:
            load_source(location)
        assert error.value.hint
        assert error.value.status == 3


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "release.txt"
    path.write_text("Words")

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Root may read everything, so the refusal is made where the system would make it.
    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(ReleaseError, match="no permission") as error:
        load_source(str(path))
    assert "chmod" in error.value.hint


def test_a_large_file_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "release.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.delattr(Path, "open")
    with pytest.raises(ReleaseError, match=r"50\.0 MB; the limit is 20 MB"):
        load_source(str(path))


def test_a_large_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "MAX_BYTES", 10)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a" * 11)))
    with pytest.raises(ReleaseError, match="standard input: is too large"):
        load_source("-")


@pytest.mark.parametrize("location", ["release.txt", "-"])
def test_nothing_to_read(location: str) -> None:
    with pytest.raises(ReleaseError, match="is empty"):
        read(Source(location, "", b""))


def test_errors_name_standard_input() -> None:
    with pytest.raises(ReleaseError, match=r"^standard input: is not text"):
        read(Source("-", "", b"PK\x03\x04"))


def test_what_no_reader_knows_is_refused_with_advice() -> None:
    with pytest.raises(ReleaseError, match="is not text") as error:
        read(Source("tune.mp3", "audio/mpeg", b"ID3\x04\0\0" + bytes(99)))
    assert "DOCX" in error.value.hint


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (six_formats.as_docx(), "application/vnd.openxmlformats"),
        (six_formats.as_laid_out_pdf(), "application/pdf"),
        (six_formats.as_html(), "text/html"),
        (six_formats.as_email(), "message/rfc822"),
        (six_formats.as_text(), "text/plain"),
    ],
)
def test_the_name_may_lie(data: bytes, media_type: str) -> None:
    assert read(Source("release.txt", "text/plain", data)).media_type.startswith(media_type)
    assert read(Source("https://x.example/7", "text/html", data)).media_type.startswith(media_type)


def test_a_text_file_keeps_its_signs_of_markdown() -> None:
    data = six_formats.as_markdown()
    assert read(Source("release.txt", "text/plain", data)).text == data.decode()
    assert read(Source("-", "", data)).media_type == "text/markdown"


def test_a_reader_of_somebody_else_is_asked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    class MorseReader:
        name = "morse"

        def score(self, source: Source) -> float:
            return 1.0 if set(source.data) <= set(b".- ") else 0.0

        def read(self, source: Source) -> Document:
            return Document("SOS", (DocumentBlock(Span(0, 3)),))

    ours, our_names = plugins.reader, plugins.names("readers")
    monkeypatch.setattr(plugins, "names", lambda kind: (*our_names, "morse"))
    monkeypatch.setattr(
        plugins, "reader", lambda name: MorseReader() if name == "morse" else ours(name)
    )
    assert read(Source("x", "", b"... --- ...")).text == "SOS"
    assert read(Source("x", "", b"Words.")).text == "Words."


def test_the_real_page_loses_no_word_of_its_release() -> None:
    folder = Path(__file__).parents[3] / "shared" / "releases"
    page, text = folder / "doj_12024.html", folder / "doj_12024.txt"
    if not page.is_file():
        pytest.skip("../shared/releases is not at hand")
    import re
    from collections import Counter

    found = Counter(re.findall(r"\w+", read(load_source(str(page))).text))
    wanted = Counter(re.findall(r"\w+", text.read_text(encoding="utf-8")))
    assert not wanted - found
    assert sum((found - wanted).values()) <= 10, "the lines over the headline, and no chrome"
