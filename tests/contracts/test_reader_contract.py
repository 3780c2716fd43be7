"""What every installed reader owes, third parties' too."""

from __future__ import annotations

import random

import pytest
import six_formats
from document_contract import outcome

from presscast import plugins
from presscast.errors import ReleaseError
from presscast.model import Source

FORMATS = {
    "text": six_formats.as_text,
    "markdown": six_formats.as_markdown,
    "html": six_formats.as_html,
    "docx": six_formats.as_docx,
    "pdf": six_formats.as_laid_out_pdf,
    "email": six_formats.as_email,
}
ODD_BYTES = (
    b"",
    b" \r\n\t ",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"%PDF-1.7",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"<",
    b"<!DOCTYPE html>",
    b"From: ",
    b"From: a@b\nDate: x\n\n",
    b"---\n---\n",
    bytes(range(256)) * 8,
)


@pytest.mark.parametrize("name", plugins.names("readers"))
class TestEveryReader:
    """Run on whatever is installed."""

    def test_knows_its_name(self, name: str) -> None:
        assert plugins.reader(name).name == name

    @pytest.mark.parametrize("data", ODD_BYTES, ids=lambda data: repr(data[:12]))
    def test_any_bytes_give_a_document_or_a_release_error(self, name: str, data: bytes) -> None:
        reader = plugins.reader(name)
        for media_type in ("", "text/plain", "text/html; charset=utf-16", "application/pdf"):
            source = Source("press/odd.bin", media_type, data)
            assert 0 <= reader.score(source) <= 1
            outcome(reader, source)

    def test_empty_and_binary_input_is_refused(self, name: str) -> None:
        reader = plugins.reader(name)
        for data in (b"", b"\x89PNG\r\n\x1a\n" + bytes(200)):
            with pytest.raises(ReleaseError):
                reader.read(Source("picture", "", data))

    @pytest.mark.parametrize("written", FORMATS)
    def test_reads_every_format_or_refuses_it(self, name: str, written: str) -> None:
        reader = plugins.reader(name)
        document = outcome(reader, Source("release", "", FORMATS[written]()))
        if name == written:
            assert document is not None
            assert "Miriam Okafor" in document.text

    def test_reads_the_same_twice(self, name: str) -> None:
        if name not in FORMATS:
            pytest.skip("a sample of this format is its own package's matter")
        source = Source("release", "", FORMATS[name]())
        reader = plugins.reader(name)
        assert reader.read(source) == reader.read(source)

    def test_damaged_files_give_a_document_or_a_release_error(self, name: str) -> None:
        if name not in FORMATS:
            pytest.skip("a sample of this format is its own package's matter")
        data = FORMATS[name]()
        reader = plugins.reader(name)
        dice = random.Random(name)
        for _ in range(20):
            damaged = bytearray(data)
            for _ in range(dice.randrange(1, 30)):
                damaged[dice.randrange(len(damaged))] = dice.randrange(256)
            cut = dice.randrange(len(damaged))
            outcome(reader, Source("release", "", bytes(damaged)))
            outcome(reader, Source("release", "", bytes(damaged[:cut])))


@pytest.mark.parametrize("written", FORMATS)
def test_the_content_chooses_the_reader_where_the_name_says_nothing(written: str) -> None:
    source = Source("release", "", FORMATS[written]())
    readers = [plugins.reader(name) for name in plugins.names("readers")]
    assert max(readers, key=lambda reader: reader.score(source)).name == written
