"""Word documents: the accepted text, with headings, lists, tables, links and footnotes."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any
from xml.parsers.expat import ExpatError

from presscast.errors import ReleaseError
from presscast.model import Document, Metadata, Source
from presscast.text.document import compose

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_UNPACKED_BYTES = 30_000_000
_MAX_PARTS = 5_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Caption'] => p:fresh
p[style-name='caption'] => p:fresh
r[style-name='Emphasis'] => em
"""
# Everything that mammoth, the unzipper and the XML parsers raise on documents that are damaged.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    ExpatError,
    RecursionError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
    EOFError,
    OSError,
    RuntimeError,
)


class DocxReader:
    """Reads .docx with mammoth, after unpacking it with limits."""

    name = "docx"

    def score(self, source: Source) -> float:
        """Return 1 for a package that holds a Word document."""
        data = source.data
        if data.startswith(_OLE):
            return 0.9 if _ENCRYPTED in data else 0.0
        if not data.startswith(b"PK"):
            return 0.0
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                names = set(package.namelist())
        except _DAMAGE:
            named = source.media_type == MEDIA_TYPE or source.location.lower().endswith(".docx")
            return 0.8 if named or b"word/document.xml" in data else 0.0
        return 1.0 if any(re.match(r"word/document\d*\.xml$", name) for name in names) else 0.0

    def read(self, source: Source) -> Document:
        """Return the accepted text: insertions kept, deletions and comments not read.

        Raises ReleaseError where the document is encrypted, damaged, too large or has no words.
        """
        if source.data.startswith(_OLE):
            raise ReleaseError(
                f"{source.location}: is protected by a password, or an old Word (.doc) file",
                hint="open it in a word processor and save it as .docx without a password",
            )
        from presscast.text.webpage.passages import passages
        from presscast.text.webpage.tree import parse

        try:
            package, metadata, notes = _unpacked(source)
            root = parse(_as_html(package))
            found = passages(root) if root is not None else ()
        except ReleaseError:
            raise
        except _DAMAGE as error:
            raise ReleaseError(
                f"{source.location}: is not a whole Word document ({type(error).__name__})",
                hint="open it in a word processor and save it again as .docx",
            ) from error
        if not any(passage.text for passage in found):
            raise ReleaseError(
                f"{source.location}: no text found in the document",
                hint="if the release is a picture in it, run OCR first, or paste the text into a "
                ".txt file",
            )
        return compose(found, media_type=MEDIA_TYPE, metadata=metadata, notes=notes)


def _as_html(package: io.BytesIO) -> str:
    import mammoth

    def without_data(_image: object) -> dict[str, str]:
        return {"src": ""}

    result = mammoth.convert_to_html(
        package, style_map=_STYLES, convert_image=mammoth.images.img_element(without_data)
    )
    return f"<html><body>{result.value}</body></html>"


def _unpacked(source: Source) -> tuple[io.BytesIO, Metadata, tuple[str, ...]]:
    """Return a package of the document's XML alone, what it states, and what is left out."""
    package = io.BytesIO()
    metadata = Metadata()
    notes: list[str] = []
    with (
        zipfile.ZipFile(io.BytesIO(source.data)) as archive,
        zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as plain,
    ):
        parts = [
            part
            for part in archive.infolist()
            if part.filename.lower().endswith((".xml", ".rels"))
            and part.filename.startswith(("word/", "docProps/", "_rels/", "[Content_Types]"))
        ]
        # The sizes in the directory are binding: zipfile reads no byte beyond them.
        size = sum(part.file_size for part in parts)
        if size > MAX_UNPACKED_BYTES or len(parts) > _MAX_PARTS:
            raise ReleaseError(
                f"{source.location}: unpacks to {size / 1e6:.0f} MB of text "
                f"(the limit is {MAX_UNPACKED_BYTES / 1e6:.0f} MB)",
                hint="copy the release alone into a new document",
            )
        for part in parts:
            data = archive.read(part)
            if re.search(rb"<!(DOCTYPE|ENTITY)", data):
                raise ReleaseError(
                    f"{source.location}: holds XML entities, which Word never writes",
                    hint="open it in a word processor and save it again as .docx",
                )
            if re.match(r"word/(document\d*|footnotes|endnotes)\.xml$", part.filename):
                data = _simplified(data, notes)
            elif part.filename == "word/styles.xml":
                data = _style_names(data)
            elif re.match(r"word/header\d*\.xml$", part.filename):
                _note_header(data, notes)
            elif part.filename == "docProps/core.xml":
                metadata = _core_properties(data)
            plain.writestr(part.filename, data)
    return package, metadata, tuple(notes)


def _tree(data: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def _simplified(data: bytes, notes: list[str]) -> bytes:
    """Return a part in the elements that mammoth reads, so that it drops no words.

    Simple fields, right-to-left runs and carriage returns get their common equivalents; text boxes
    without a fallback get one; hidden text goes.
    """
    from lxml import etree

    tree = _tree(data)
    for element in list(tree.iter(*(_WORD + name for name in ("fldSimple", "dir", "bdo")))):
        element.tag = _WORD + "smartTag"
    for element in list(tree.iter(_WORD + "cr")):
        element.tag = _WORD + "br"
    for element in list(tree.iter(_COMPATIBILITY + "AlternateContent")):
        boxes = list(element.iter(_WORD + "txbxContent"))
        if boxes and element.find(_COMPATIBILITY + "Fallback") is None:
            fallback = etree.SubElement(element, _COMPATIBILITY + "Fallback")
            fallback.extend(boxes)
    for properties in list(tree.iter(_WORD + "rPr")):
        vanish = properties.find(_WORD + "vanish")
        run = properties.getparent()
        if vanish is None or run.tag != _WORD + "r":
            continue
        if vanish.get(_WORD + "val") not in {"0", "false"}:
            run.getparent().remove(run)
    if next(tree.iter(_WORD + "ins", _WORD + "del", _WORD + "moveTo"), None) is not None:
        notes.append("the document has tracked changes: read as if all were accepted")
    if next(tree.iter(_WORD + "commentReference"), None) is not None:
        notes.append("comments were left out")
    return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True))


def _style_names(data: bytes) -> bytes:
    """Return the style sheet with names and numbering alone: its looks take most of the time."""
    from lxml import etree

    tree = _tree(data)
    for element in list(tree):
        if element.tag != _WORD + "style":
            tree.remove(element)
            continue
        for child in list(element):
            if child.tag == _WORD + "name":
                continue
            if child.tag != _WORD + "pPr" or child.find(_WORD + "numPr") is None:
                element.remove(child)
    return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True))


def _note_header(data: bytes, notes: list[str]) -> None:
    words = " ".join("".join(_tree(data).itertext(_WORD + "t")).split())
    if words:
        shown = words if len(words) <= 60 else words[:57] + "…"
        notes.append(f"the page header was left out: {shown}")


def _core_properties(data: bytes) -> Metadata:
    stated = {
        element.tag.rpartition("}")[2]: " ".join((element.text or "").split())
        for element in _tree(data)
        if isinstance(element.tag, str)
    }
    title = stated.get("title", "")
    # Converters and templates leave these behind; neither is the title of a release.
    if re.match(r"Microsoft Word|Document ?\d*$|Untitled|Word Document$", title, re.IGNORECASE):
        title = ""
    author = stated.get("creator", "")
    language = stated.get("language", "")
    return Metadata(
        title=title or None,
        author=author if author not in {"", "python-docx"} else None,
        language=language if re.fullmatch(r"[A-Za-z]{2,3}(-\w{2,8})*", language) else None,
    )


def create() -> DocxReader:
    """Return the reader."""
    return DocxReader()
