"""Show notes: what feeds and tags say of an episode, as plain text and as safe HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from presscast.model import Block, BlockType, Correction, Entry, Episode, Link, Release
from presscast.text.characters import clip, clip_bytes, one_line

DESCRIPTION_BYTES = 4_000
"""Apple Podcasts takes no longer description."""
_PAGE_BYTES = 700
"""Left free in the notes for the link to the episode's page, whose address only the show knows."""

_TOLD = (BlockType.LEDE, BlockType.BODY, BlockType.HEADING, BlockType.LIST_ITEM)
_WEB_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Words:
    corrected: str
    links: str
    page: str


_WORDS = {
    "en": _Words("Corrected on", "Links", "Read along, transcript and downloads"),
    "es": _Words("Corregido el", "Enlaces", "Leer mientras se escucha, transcripción y descargas"),
    "fr": _Words("Corrigé le", "Liens", "Lire en écoutant, transcription et téléchargements"),
    "de": _Words("Korrigiert am", "Links", "Mitlesen, Transkript und Downloads"),
}


def description(episode: Episode) -> str:
    """Return the description in plain text: corrections, the episode's own words, the notice.

    At most 4,000 bytes; the corrections and the notice are kept whole as far as they fit.
    """
    words = _words(episode.language)
    corrections = "\n".join(
        _correction(words, correction) for correction in reversed(episode.noted_corrections)
    )
    corrections = clip_bytes(corrections, DESCRIPTION_BYTES // 3)
    notice = clip_bytes(one_line(episode.notice), DESCRIPTION_BYTES // 3)
    room = DESCRIPTION_BYTES - len(corrections.encode()) - len(notice.encode()) - 4
    own = clip_bytes(episode.description or episode.title, room)
    return "\n\n".join(filter(None, (corrections, own, notice)))


def make_entry(episode: Episode) -> Entry:
    """Return what the show tells of an episode."""
    script = episode.script
    heard = {utterance.speaker for utterance in script.utterances}
    return Entry(
        slug=episode.slug,
        guid=episode.guid,
        title=episode.title,
        description=episode.description,
        told=description(episode),
        notes=_notes(episode),
        published=episode.published,
        updated=episode.updated,
        language=episode.language,
        source=episode.source,
        source_sha256=episode.source_sha256,
        fingerprint=episode.fingerprint,
        recording=episode.recording,
        speakers=tuple(s for s in script.speakers if s.kind != "narrator" and s.id in heard),
        corrections=len(episode.corrections),
        tags=episode.tags,
        url=episode.url,
    )


def notes_html(entry: Entry, page_url: str) -> str:
    """Return the notes in HTML of p, ul, li, strong and a only, at most 4,000 bytes.

    What the entry has, and a link to the episode's page.
    """
    words = _words(entry.language)
    link = f'<p><a href="{escape(page_url)}">{words.page}</a></p>'
    return entry.notes + link if len(link.encode()) <= _PAGE_BYTES else entry.notes


def _notes(episode: Episode) -> str:
    """Return the notes without the link to the page.

    The opening of the release with its links, as many paragraphs as fit; then the links that stand
    elsewhere in it, and the notice.
    """
    words = _words(episode.language)
    head = [
        f"<p>{escape(clip(_correction(words, correction), 500), quote=False)}</p>"
        for correction in list(reversed(episode.noted_corrections))[:2]
    ]
    notice = clip(episode.notice, 500)
    tail = f"<p>{escape(notice, quote=False)}</p>" if notice else ""
    room = DESCRIPTION_BYTES - _PAGE_BYTES - len(("".join(head) + tail).encode())
    told: list[str] = []
    shown: set[str] = set()
    for block, html in _paragraphs(episode.release):
        # A third of the room is left for the links that follow.
        if sum(len(part.encode()) for part in told) + len(html.encode()) > room * 2 // 3:
            break
        told.append(html)
        shown |= {link.url for link in _links_in(episode.release, block)}
    if not told:
        own = clip_bytes(one_line(episode.description), room // 3)
        told = [f"<p>{escape(own, quote=False)}</p>"]
    body = _joined_lists(told)
    room -= len(body.encode())
    return "".join(head) + body + _more_links(episode.release, shown, words.links, room) + tail


def web_address(url: str) -> str | None:
    """Return the URL if it is absolute and of the web or of e-mail, else None."""
    found = _WEB_ADDRESS.fullmatch(one_line(url))
    return found[0] if found else None


def _words(language: str) -> _Words:
    return _WORDS.get(language.split("-", maxsplit=1)[0].lower(), _WORDS["en"])


def _correction(words: _Words, correction: Correction) -> str:
    day = correction.corrected[:10]
    note = one_line(correction.note)
    return f"{words.corrected} {day}: {note}" if note else f"{words.corrected} {day}."


def _links_in(release: Release, block: Block) -> tuple[Link, ...]:
    return tuple(
        link
        for link in release.links
        if block.span.start <= link.span.start and link.span.end <= block.span.end
    )


def _paragraphs(release: Release) -> Iterator[tuple[Block, str]]:
    """Yield the opening paragraphs and list items of a release as HTML."""
    for block in release.blocks:
        if block.type not in _TOLD:
            continue
        parts: list[str] = []
        at = block.span.start
        for link in _links_in(release, block):
            target = web_address(link.url)
            if target is None or link.span.start < at:
                continue
            parts.append(_text_html(release.text[at : link.span.start]))
            label = _text_html(release.text[link.span.start : link.span.end])
            parts.append(f'<a href="{escape(target)}">{label}</a>')
            at = link.span.end
        parts.append(_text_html(release.text[at : block.span.end]))
        html = "".join(parts).strip()
        if block.type is BlockType.HEADING:
            html = f"<strong>{html}</strong>"
        tag = "li" if block.type is BlockType.LIST_ITEM else "p"
        yield block, f"<{tag}>{html}</{tag}>"


def _text_html(text: str) -> str:
    """Return text on one line, escaped, the space at its edges kept as one space."""
    clean = one_line(text)
    if not clean:
        return " " if text else ""
    left = " " if text[0].isspace() else ""
    right = " " if text[-1].isspace() else ""
    return escape(left + clean + right, quote=False)


def _joined_lists(parts: list[str]) -> str:
    """Return the parts with each run of list items in one list."""
    html = "".join(parts)
    if "<li>" not in html:
        return html
    return re.sub(r"(?:<li>.*?</li>)+", r"<ul>\g<0></ul>", html, flags=re.DOTALL)


def _more_links(release: Release, shown: set[str], title: str, room: int) -> str:
    """Return a list of the links that the paragraphs do not show, or nothing where none fits."""
    items = ""
    room -= len(f"<p>{title}</p><ul></ul>")
    for link in release.links:
        target = web_address(link.url)
        if target is None or link.url in shown:
            continue
        shown.add(link.url)
        label = clip(release.text[link.span.start : link.span.end], 100) or target
        item = f'<li><a href="{escape(target)}">{escape(label)}</a></li>'
        if len((items + item).encode()) > room:
            break
        items += item
    return f"<p>{title}</p><ul>{items}</ul>" if items else ""
