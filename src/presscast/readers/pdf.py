"""PDF: the words in reading order, as paragraphs, without running heads and page numbers."""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Iterator
from typing import Any

from presscast.errors import ReleaseError
from presscast.model import Document, Metadata, Source
from presscast.text.document import compose
from presscast.text.printed_lines import Glyph, Page, printed_lines
from presscast.text.printed_paragraphs import paragraphs

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 300
_MAX_GLYPHS = 3_000_000
_MAX_SHAPES = 5_000
_BOLD_FLAG = 1 << 18
_ITALIC_FLAG = 1 << 6
_FILE_NAME = re.compile(
    r"Microsoft Word|.*\.(docx?|indd|rtf|odt|pages|html?|pdf)$|untitled", re.IGNORECASE
)
_UNMAPPED = frozenset({0, 0xFFFE, 0xFFFF, 0xFFFD})
# PDFium keeps state for the whole process.
_ONE_AT_A_TIME = threading.Lock()


class PdfReader:
    """Reads PDF with PDFium."""

    name = "pdf"

    def score(self, source: Source) -> float:
        """Return 1 where the signature stands in the first kilobyte, as the format asks."""
        place = source.data[:1024].find(b"%PDF-")
        return 1.0 if place == 0 else 0.9 if place > 0 else 0.0

    def read(self, source: Source) -> Document:
        """Return the release; its blocks come from the size and place of the letters.

        Raises ReleaseError where the file is encrypted, damaged, a scan without text or too long.
        """
        with _ONE_AT_A_TIME:
            pages, metadata, pictures = _pages(source)
        unmapped = sum(glyph.char == "\ufffd" for page in pages for glyph in page.glyphs)
        inked = sum(not glyph.char.isspace() for page in pages for glyph in page.glyphs)
        if inked == 0:
            raise ReleaseError(
                f"{source.location}: no text found ({_count(len(pages), 'page')}, "
                f"{_count(pictures, 'picture')})",
                hint="if the release is a scan, run OCR first (such as: ocrmypdf IN.pdf OUT.pdf), "
                "or paste the text into a .txt file",
            )
        if unmapped * 4 > inked:
            raise ReleaseError(
                f"{source.location}: its fonts do not say which letters they draw",
                hint="run OCR first (such as: ocrmypdf --force-ocr IN.pdf OUT.pdf), "
                "or paste the text into a .txt file",
            )
        lines, running = printed_lines(pages, metadata.title or "")
        notes = []
        if running:
            notes.append(f"left out: running heads and page numbers ({'; '.join(running)[:120]})")
        if unmapped:
            notes.append(f"{_count(unmapped, 'letter')} could not be read and are shown as \ufffd")
        return compose(paragraphs(lines), media_type=MEDIA_TYPE, metadata=metadata, notes=notes)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _pages(source: Source) -> tuple[list[Page], Metadata, int]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReleaseError(
                f"{source.location}: is protected by a password",
                hint="save a copy without a password, and give that",
            ) from error
        raise _damaged(source, error) from error
    try:
        if len(pdf) > MAX_PAGES:
            raise ReleaseError(
                f"{source.location}: has {len(pdf)} pages (the limit is {MAX_PAGES})",
                hint="give the pages of the release alone",
            )
        pages = []
        pictures = glyphs = 0
        for number in range(len(pdf)):
            page = pdf[number]
            found = list(_glyphs(page))
            glyphs += len(found)
            if glyphs > _MAX_GLYPHS:
                raise ReleaseError(
                    f"{source.location}: has more than {_MAX_GLYPHS:,} letters",
                    hint="give the pages of the release alone",
                )
            pages.append(Page(page.get_width(), page.get_height(), found, _dots(page)))
            if not found:
                pictures += sum(1 for _ in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
            page.close()
        return pages, _metadata(pdf), pictures
    except (pypdfium2.PdfiumError, ValueError, OSError) as error:
        raise _damaged(source, error) from error
    finally:
        pdf.close()


def _damaged(source: Source, error: Exception) -> ReleaseError:
    return ReleaseError(
        f"{source.location}: is not a whole PDF ({error})",
        hint="download or save it again, or paste the release into a .txt file",
    )


def _glyphs(page: Any) -> Iterator[Glyph]:
    """Yield the characters of a page as its content orders them, `\\n` where PDFium ends a line."""
    from pypdfium2 import raw

    text_page = page.get_textpage()
    handle = text_page.raw
    links = _link_areas(page)
    fonts: dict[int, bool] = {}
    box = raw.FS_RECTF()
    for index in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in {10, 13}:
            yield Glyph("\n", 0.0, 0.0, 0.0, 0.0, emphasis=False, url=None)
            continue
        # Written in halves where it lies beyond the basic plane.
        char = "\ufffd" if code in _UNMAPPED or 0xD800 <= code < 0xE000 else chr(code)
        raw.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(box))
        url = next(
            (
                target
                for left, bottom, right, top, target in links
                if left <= (box.left + box.right) / 2 <= right
                and bottom <= (box.bottom + box.top) / 2 <= top
            ),
            None,
        )
        drawn = raw.FPDFText_GetTextObject(handle, index)
        key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        if key not in fonts:
            fonts[key] = bool(key) and _stands_out(drawn)
        yield Glyph(char, box.left, box.bottom, box.right, box.top, fonts[key], url)
    text_page.close()


def _dots(page: Any) -> list[tuple[float, float, float, float]]:
    """Return left, bottom, right, top of the small shapes on a page that are as wide as high."""
    from pypdfium2 import raw

    dots = []
    for number, shape in enumerate(page.get_objects([raw.FPDF_PAGEOBJ_PATH])):
        if number >= _MAX_SHAPES:
            break
        left, bottom, right, top = shape.get_bounds()
        width, height = right - left, top - bottom
        if 1 < width < 9 and 0.8 < width / max(height, 0.1) < 1.25:
            dots.append((left, bottom, right, top))
    return dots


def _stands_out(drawn: Any) -> bool:
    """Return whether a text object is set in bold or italic type."""
    from pypdfium2 import raw

    font = raw.FPDFTextObj_GetFont(drawn)
    if not font:
        return False
    flags = raw.FPDFFont_GetFlags(font)
    if flags > 0 and flags & (_BOLD_FLAG | _ITALIC_FLAG):
        return True
    name = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, name, 256)
    return re.search(rb"bold|italic|oblique|black|heavy", name.value, re.IGNORECASE) is not None


def _link_areas(page: Any) -> list[tuple[float, float, float, float, str]]:
    """Return left, bottom, right, top and target of each web link."""
    from pypdfium2 import raw

    areas = []
    position = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        action = raw.FPDFLink_GetAction(link)
        rectangle = raw.FS_RECTF()
        if not action or not raw.FPDFLink_GetAnnotRect(link, ctypes.byref(rectangle)):
            continue
        length = raw.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0)
        if not 1 < length < 4096:
            continue
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, length)
        url = buffer.value.decode("utf-8", "replace")
        if url.lower().startswith(("http://", "https://", "mailto:", "tel:")):
            areas.append((rectangle.left, rectangle.bottom, rectangle.right, rectangle.top, url))
    return areas


def _metadata(pdf: Any) -> Metadata:
    stated = pdf.get_metadata_dict(skip_empty=True)
    title = " ".join(stated.get("Title", "").split())
    if _FILE_NAME.match(title):
        title = ""
    from pypdfium2 import raw

    buffer = (ctypes.c_ushort * 64)()
    length = min(raw.FPDFCatalog_GetLanguage(pdf.raw, buffer, 64), 64)
    language = bytes(buffer)[: 2 * length].decode("utf-16-le", "replace").strip("\0")
    return Metadata(
        title=title or None,
        author=" ".join(stated.get("Author", "").split()) or None,
        language=language if re.fullmatch(r"[A-Za-z]{2,3}(-\w{2,8})*", language) else None,
    )


def create() -> PdfReader:
    """Return the reader."""
    return PdfReader()
