"""Plain text, in whatever encoding it was saved."""

from __future__ import annotations

from presscast.errors import ReleaseError
from presscast.model import Document, DocumentBlock, Metadata, Source, Span
from presscast.text.decoding import decode, is_binary, media_type_and_charset

_HINTS = (
    (b"\xd0\xcf\x11\xe0", "old Word (.doc) files cannot be read: save it as .docx"),
    (b"{\\rtf", "RTF cannot be read: save it as .docx or as plain text"),
    (b"\x89PNG", "a picture has no text: run OCR first, or paste the text into a .txt file"),
    (b"\xff\xd8\xff", "a picture has no text: run OCR first, or paste the text into a .txt file"),
    (b"PK", "unpack the archive first, or save the release as .docx, .html or .txt"),
)


class TextReader:
    """Reads any file that is text; every other reader that is surer goes first."""

    name = "text"

    def score(self, source: Source) -> float:
        """Return 0.3 for text of any kind, 0.75 where the name or the server says plain text.

        Text that is named so is shown as it stands, signs of Markdown and all, so that offsets
        count in what the publisher wrote.
        """
        if is_binary(source.data):
            return 0.0
        return 0.75 if media_type_and_charset(source.media_type)[0] == "text/plain" else 0.3

    def read(self, source: Source) -> Document:
        """Return the text as published; its blocks are runs of lines between empty lines.

        Raises ReleaseError where the bytes are empty or not text.
        """
        if not source.data:
            raise ReleaseError(f"{source.location}: is empty", hint="choose a file with a release")
        decoded = decode(source.data, media_type_and_charset(source.media_type)[1])
        if decoded is None:
            raise ReleaseError(
                f"{source.location}: is not text",
                hint=next(
                    (hint for mark, hint in _HINTS if source.data.startswith(mark)),
                    "save the release as text, Markdown, HTML, DOCX, PDF or e-mail (.eml)",
                ),
            )
        if not decoded.text.strip("\ufeff\u200b\u2060 \t\n\v\f\r"):
            raise ReleaseError(
                f"{source.location}: is empty ({len(source.data)} bytes, all white space)",
                hint="choose a file with a release",
            )
        return Document(
            text=decoded.text,
            blocks=_runs_of_lines(decoded.text),
            metadata=Metadata(),
            media_type="text/plain",
            notes=decoded.notes,
        )


def _runs_of_lines(text: str) -> tuple[DocumentBlock, ...]:
    """Return a paragraph per run of lines that hold words, without the white space around it."""
    blocks = []
    start = end = -1
    position = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            if start < 0:
                start = position + len(line) - len(line.lstrip())
            end = position + len(line.rstrip())
        elif start >= 0:
            blocks.append(DocumentBlock(Span(start, end)))
            start = -1
        position += len(line) + 1
    if start >= 0:
        blocks.append(DocumentBlock(Span(start, end)))
    return tuple(blocks)


def create() -> TextReader:
    """Return the reader."""
    return TextReader()
