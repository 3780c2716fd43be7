"""Web pages and saved pages: the release in them, without the site around it."""

from __future__ import annotations

import re

from presscast.errors import ReleaseError
from presscast.model import Document, Source
from presscast.text.decoding import decode, is_binary, media_type_and_charset
from presscast.text.document import Passage, Run, compose

_OPENING = re.compile(
    rb"\s*(?:<\?xml[^>]{0,300}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    rb"</?(?:p|div|br|h[1-6]|ul|ol|li|table|tr|td|a|span|strong|em|b|i|blockquote|section)\b[^<>]*>",
    re.IGNORECASE,
)
_MEDIA_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_BARE_LINK_LIST = re.compile(
    r"(related|more|latest|recent|read|see)\b.{0,20}\b(news|releases?|articles?|stories|posts|links"
    r"|content|documents|topics|next)|you may also like|share this.*|follow us.*"
    r"|(artículos|noticias|contenidos?) relacionad[oa]s|compartir|articles? (liés|connexes)"
    r"|à lire aussi|partager|verwandte (artikel|themen|meldungen)|weitere meldungen|teilen",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"(share|tweet|print|e-?mail|facebook|twitter|linkedin|whatsapp|copy link|pdf|menu|close|back"
    r"|(print|e-?mail|share)( this)?( page| release| article)?|download( as)? pdf"
    r"|skip to (main )?content|(go )?back to (top|news|list|all news|press releases)"
    r"|view (this )?(e-?mail |message )?(in|on)(line)?( a| your)?( web)?( browser)?|unsubscribe"
    r"|(ver|voir|im) (en |browser )?(el navegador|ligne|ansehen|anzeigen)"
    r"|imprimir|compartir|volver|imprimer|partager|retour|drucken|teilen|zurück|nach oben"
    r"|next|previous|newer|older)(\s*[»›>→])?",
    re.IGNORECASE,
)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class HtmlReader:
    """Reads pages; keeps what reads like prose when in doubt."""

    name = "html"

    def score(self, source: Source) -> float:
        """Return how surely the bytes are HTML: by how they begin, then by the tags in them."""
        if is_binary(source.data):
            return 0.0
        head = source.data[:65_536].lstrip(b"\xef\xbb\xbf")
        if head.startswith(_UTF16_MARKS):
            head = head[2:].replace(b"\0", b"")
        if _OPENING.match(head):
            return 0.95
        tags = len(_TAG.findall(head))
        stated = media_type_and_charset(source.media_type)[0] in _MEDIA_TYPES
        if stated:
            return 0.9 if tags else 0.2  # servers call plain text HTML
        if tags >= 2 and head.lstrip().startswith(b"<"):
            return 0.75
        return 0.55 if tags >= 6 else 0.0

    def read(self, source: Source) -> Document:
        """Return the release on the page; `metadata` is what the page says of itself.

        Raises ReleaseError where the bytes are not text or the page has no words.
        """
        from presscast.text.webpage.main_part import main_part
        from presscast.text.webpage.metadata import page_metadata
        from presscast.text.webpage.passages import passages
        from presscast.text.webpage.tree import declared_charset, parse

        media_type, charset = media_type_and_charset(source.media_type)
        decoded = decode(source.data, charset or declared_charset(source.data))
        if decoded is None:
            raise ReleaseError(f"{source.location}: is not text", hint="save the page as HTML")
        try:
            root = parse(decoded.text)
        except ValueError as error:
            raise ReleaseError(
                f"{source.location}: {error}", hint="paste the release into a .txt file"
            ) from error
        if root is None:
            raise _without_words(source)
        page = page_metadata(root, source.location if "://" in source.location else "")
        base = root.find(".//base")
        base_url = (base.get("href") if base is not None else None) or page.metadata.url or ""
        part = main_part(root, page.titles)
        found = list(passages(part.element, base_url))
        if part.headline is not None:
            found[:0] = passages(part.headline, base_url)
        for contact in part.contacts:
            found.extend(passages(contact, base_url))
        kept = _without_controls(found)
        notes = [*decoded.notes]
        left_out = [*part.left_out, *(["links to other pages"] if len(kept) < len(found) else [])]
        if left_out:
            notes.append(f"left out of the page: {', '.join(dict.fromkeys(left_out))}")
        if sum(len(passage.text) for passage in kept) * 2 < len(page.article_body):
            # Pages that scripts fill in carry their text as data for search engines.
            kept = [Passage((Run(text),)) for text in re.split(r"\n+", page.article_body)]
            notes.append("read from the page's structured data, because the page itself is empty")
        if not any(passage.text for passage in kept):
            raise _without_words(source)
        return compose(
            kept,
            media_type=media_type if media_type in _MEDIA_TYPES else "text/html",
            metadata=page.metadata,
            notes=notes,
        )


def _without_words(source: Source) -> ReleaseError:
    return ReleaseError(
        f"{source.location}: no text found on the page",
        hint="if scripts fill the page in, copy the release from the browser into a .txt file",
    )


def _without_controls(found: list[Passage]) -> list[Passage]:
    """Return the passages without buttons, and without link lists under a heading that says so."""
    kept: list[Passage] = []
    in_link_list = False
    for place, passage in enumerate(found):
        text = passage.text
        if passage.kind == "heading" or _BARE_LINK_LIST.fullmatch(text.rstrip(":").strip()):
            following = next((p for p in found[place + 1 :] if p.text), None)
            in_link_list = bool(
                len(text) < 60
                and _BARE_LINK_LIST.match(text)
                and (following is None or _is_linked(following))
            )
            if in_link_list:
                continue
        if in_link_list and _is_linked(passage):
            continue
        in_link_list = False
        if _is_linked(passage) and _CONTROL.fullmatch(text.lstrip("• ").strip()):
            continue
        kept.append(passage)
    return kept


def _is_linked(passage: Passage) -> bool:
    """Return whether nearly all words of a passage are links."""
    text = len(passage.text.lstrip("• "))
    linked = sum(len(run.text.strip()) for run in passage.runs if run.url)
    return linked > 0 and linked * 10 >= text * 9


def create() -> HtmlReader:
    """Return the reader."""
    return HtmlReader()
