"""One release, written in six formats by the programs that people write them with."""

from __future__ import annotations

import html
import io
import shutil
import subprocess
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

SENDER = "Harbor Library Trust <press@harborlibrary.example>"
DATE = "Mon, 06 May 2024 09:00:00 -0500"
REPORT_URL = "https://harborlibrary.example/report"


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the release; `bold` and `link` name words of it."""

    kind: str
    text: str
    bold: str = ""
    link: str = ""


RELEASE = (
    Piece("paragraph", "FOR IMMEDIATE RELEASE"),
    Piece("headline", "Harbor Library Trust Opens Reading Rooms on Three Ferries"),
    Piece(
        "paragraph",
        "PORT ELLERY, Maine, May 6, 2024 — The Harbor Library Trust today opened reading rooms on "
        "three commuter ferries, so that the 11,000 people who cross the bay each day can borrow, "
        "read and return books without leaving the boat.",
        bold="PORT ELLERY, Maine, May 6, 2024",
    ),
    Piece(
        "paragraph",
        "“Nobody has ever complained that a crossing was too short to read a page,” said Miriam "
        "Okafor, executive director of the Harbor Library Trust. “Now they will complain that it "
        "is too short to finish the chapter.”",
    ),
    Piece(
        "paragraph",
        "The rooms were built by apprentices of the Ellery boatyard from the timber of two retired "
        "ferries. A study of the first month, published today, found that one rider in nine took a "
        "book home.",
        link="published today",
    ),
    Piece("heading", "What riders will find"),
    Piece("item", "Four hundred books in each room, chosen by the crews"),
    Piece(
        "item", "A desk and a lamp at every window, and quiet from the second bell until landing"
    ),
    Piece("item", "Large-print and Spanish editions on the lower deck"),
    Piece(
        "paragraph",
        "“My crew already argues about the shelves,” said Captain Luis Ferrer, who has sailed the "
        "route for nineteen years. “That is how I know that it works.”",
    ),
    Piece("heading", "About the Harbor Library Trust"),
    Piece(
        "paragraph",
        "The Harbor Library Trust is a nonprofit organization founded in 1968. It runs nine "
        "libraries and one bookmobile around the bay.",
    ),
)


def as_text() -> bytes:
    """Return the release as a press officer types it."""
    blocks = [("• " if piece.kind == "item" else "") + piece.text for piece in RELEASE]
    return ("\r\n\r\n".join(blocks) + "\r\n").encode()


def as_markdown() -> bytes:
    """Return the release in Markdown."""
    marks = {"headline": "# ", "heading": "## ", "item": "- "}
    blocks = []
    for piece in RELEASE:
        text = piece.text
        if piece.bold:
            text = text.replace(piece.bold, f"**{piece.bold}**")
        if piece.link:
            text = text.replace(piece.link, f"[{piece.link}]({REPORT_URL})")
        blocks.append(marks.get(piece.kind, "") + text)
    return ("\n\n".join(blocks) + "\n").encode()


def body_html() -> str:
    """Return the release as the editor of a web site makes it."""
    tags = {"headline": "h1", "heading": "h2", "item": "li"}
    parts: list[str] = []
    for piece in RELEASE:
        text = html.escape(piece.text, quote=False)
        if piece.bold:
            text = text.replace(piece.bold, f"<strong>{piece.bold}</strong>")
        if piece.link:
            text = text.replace(piece.link, f'<a href="{REPORT_URL}">{piece.link}</a>')
        tag = tags.get(piece.kind, "p")
        in_list = bool(parts) and parts[-1].endswith("</li>")
        if tag == "li" and not in_list:
            parts.append("<ul>")
        elif tag != "li" and in_list:
            parts.append("</ul>")
        parts.append(f"<{tag}>{text}</{tag}>")
    return "\n".join(parts)


def as_html() -> bytes:
    """Return the release as a page of a site, with everything that sites put around it."""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>{RELEASE[1].text} | Harbor Library Trust</title>
<meta property="og:title" content="{RELEASE[1].text}">
<style>body {{ font: 12pt/1.4 serif }}</style></head>
<body>
<a class="skip-link" href="#main">Skip to main content</a>
<header class="site-header"><a href="/">Harbor Library Trust</a>
<nav><ul><li><a href="/visit">Visit</a></li><li><a href="/news">News</a></li></ul></nav></header>
<div id="cookie-consent"><p>We use cookies to give you the best experience of our site and to count
our visitors. By going on you agree to our use of cookies.</p><button>Accept all</button></div>
<main id="main"><article>
{body_html()}
<div class="share-buttons"><a href="https://social.example/share">Share</a>
<a href="mailto:?subject=x">Email</a></div>
</article>
<section class="related-news"><h2>Related news</h2><ul>
<li><a href="/news/1">Trust wins prize for its bookmobile</a></li>
<li><a href="/news/2">Nine libraries, one card</a></li></ul></section></main>
<footer><p>© 2024 Harbor Library Trust. All rights reserved. <a href="/terms">Terms</a></p></footer>
<script>track("pageview")</script>
</body></html>""".encode()


def as_docx() -> bytes:
    """Return the release as python-docx writes it."""
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = docx.Document()
    styles = {"headline": "Title", "heading": "Heading 1", "item": "List Bullet"}
    for piece in RELEASE:
        paragraph = document.add_paragraph(style=styles.get(piece.kind))
        special = piece.bold or piece.link
        before, _, after = piece.text.partition(special) if special else (piece.text, "", "")
        paragraph.add_run(before)
        if piece.bold:
            paragraph.add_run(piece.bold).bold = True
        if piece.link:
            target = document.part.relate_to(
                REPORT_URL, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), target)
            run = paragraph.add_run(piece.link)
            link.append(run._r)
            paragraph._p.append(link)
        paragraph.add_run(after)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def browser() -> str | None:
    """Return the browser that can print, or None."""
    return shutil.which("chromium") or shutil.which("google-chrome")


def as_browser_pdf(folder: Path) -> bytes:
    """Return the release as a browser prints it, with its usual header and footer."""
    page = folder / "release.html"
    page.write_text(
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{RELEASE[1].text}'
        f"</title></head><body>{body_html()}</body></html>",
        encoding="utf-8",
    )
    program = browser()
    assert program is not None
    subprocess.run(
        [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={folder / 'release.pdf'}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return (folder / "release.pdf").read_bytes()


def as_laid_out_pdf(*, columns: int = 1) -> bytes:
    """Return the release as a layout program sets it: running heads, page numbers, columns."""
    from reportlab.lib.pagesizes import A5, A6
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, ListFlowable, PageTemplate, Paragraph

    saved = io.BytesIO()
    width, height = A6 if columns == 1 else A5
    margin, gutter = 40, 18
    column = (width - 2 * margin - (columns - 1) * gutter) / columns
    frames = [
        Frame(margin + number * (column + gutter), 50, column, height / columns - 20)
        for number in range(columns)
    ]

    def furniture(canvas: object, document: object) -> None:
        canvas.setFont("Times-Roman", 8)  # type: ignore[attr-defined]
        number = document.page  # type: ignore[attr-defined]
        canvas.drawString(margin, height - 25, "Harbor Library Trust / News")  # type: ignore[attr-defined]
        canvas.drawString(width / 2, 22, f"Page {number}")  # type: ignore[attr-defined]

    template = BaseDocTemplate(saved, pagesize=(width, height), title=RELEASE[1].text)
    template.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=9)
    styles = {
        "headline": ParagraphStyle("h1", body, fontName="Times-Bold", fontSize=17, leading=20),
        "heading": ParagraphStyle("h2", body, fontName="Times-Bold", fontSize=13, leading=16),
    }
    story: list[object] = []
    for piece in RELEASE:
        text = html.escape(piece.text, quote=False)
        if piece.bold:
            text = text.replace(piece.bold, f"<b>{piece.bold}</b>")
        if piece.link:
            text = text.replace(piece.link, f'<a href="{REPORT_URL}">{piece.link}</a>')
        paragraph = Paragraph(text, styles.get(piece.kind, body))
        if piece.kind == "item":
            story.append(ListFlowable([paragraph], bulletType="bullet", start="•"))
        else:
            story.append(paragraph)
    template.build(story)
    return saved.getvalue()


def as_email() -> bytes:
    """Return the release as a mail program sends it: plain and HTML, with a signature."""
    message = EmailMessage()
    message["From"] = SENDER
    message["To"] = "news@paper.example"
    message["Subject"] = RELEASE[1].text
    message["Date"] = DATE
    message["Message-ID"] = "<1@harborlibrary.example>"
    plain = as_text().decode().replace("\r\n", "\n")
    message.set_content(plain + "\n-- \nPress office, room 4\n", cte="quoted-printable")
    message.add_alternative(
        f"<html><body>{body_html()}<div class='gmail_signature'>Press office, room 4</div></body>"
        "</html>",
        subtype="html",
    )
    return message.as_bytes()


def as_email_with_attachment() -> bytes:
    """Return a message that only says to see its attachment, a Word document."""
    message = EmailMessage()
    message["From"] = SENDER
    message["Subject"] = RELEASE[1].text
    message["Date"] = DATE
    message.set_content("Dear editor,\n\nplease see the attached release.\n\nKind regards\n")
    message.add_attachment(
        as_docx(),
        maintype="application",
        subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
        filename="release.docx",
    )
    return message.as_bytes()
