"""Tag: what a finished MP3 says of itself, as ID3v2.3, chapters included.

docs/decisions/0003-id3-version.md says why 2.3. Sources: the ID3v2.3.0 informal standard, and the
ID3v2 Chapter Frame Addendum 1.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from presscast.errors import AudioError
from presscast.layout import EPISODE_PAGE, FEED, episode_path, public_url
from presscast.model import Chapter, Episode, Show
from presscast.text.characters import one_line, xml_text
from presscast.text.notes import description
from presscast.text.syndication import moment

_HEADER_BYTES = 10
_UTF16 = 1
_FRONT_COVER = 3

# ID3 names languages by ISO 639-2; a language that is not here is written as unknown.
_LANGUAGES = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu",
    "el": "ell", "en": "eng", "es": "spa", "et": "est", "eu": "eus", "fa": "fas", "fi": "fin",
    "fr": "fra", "ga": "gle", "gl": "glg", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun",
    "id": "ind", "is": "isl", "it": "ita", "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav",
    "mt": "mlt", "nb": "nob", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron",
    "ru": "rus", "sk": "slk", "sl": "slv", "sq": "sqi", "sr": "srp", "sv": "swe", "tl": "tgl",
    "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "zho",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TagContents:
    """What a tag holds of what presscast writes; None where the tag is silent."""

    title: str | None
    artist: str | None
    album: str | None
    genre: str | None
    comment: str | None
    chapters: tuple[Chapter, ...]
    """In the order of the table of contents, where there is one."""
    chapter_frames_in_order: bool
    """Whether the chapter frames stand in the file in the order of their times."""
    has_cover: bool
    duration_ms: int
    """Of the sound, as the MP3's own frames or Xing header tell."""
    sample_rate_hz: int


def tag(path: Path, episode: Episode, show: Show, cover_jpeg: bytes) -> None:
    """Write the tag of an episode into its MP3, in place of any that is there.

    The audio frames are not altered. Raises AudioError where the file cannot be read or written.
    """
    from mutagen import MutagenError

    id3 = _id3()
    frames = id3.ID3()
    for frame in _frames(episode, show, cover_jpeg):
        frames.add(frame)
    try:
        id3.ID3().delete(path)
        frames.save(path, v1=0, v2_version=3, padding=lambda _: 0)
        _order_chapters(path)
    except (MutagenError, OSError) as error:
        raise AudioError(
            f"{path}: the tag cannot be written ({error})",
            hint="check that the folder can be written to and the disk is not full",
        ) from error


def read_tag(path: Path) -> TagContents:
    """Return what the tag of a file holds. Raises AudioError for a file without one."""
    import mutagen.mp3

    mp3: Any = mutagen.mp3.MP3
    try:
        frames = _id3().ID3(path, translate=False)
        sound = mp3(path).info
    except (mutagen.MutagenError, OSError) as error:
        raise AudioError(
            f"{path}: no ID3 tag can be read ({error})", hint="publish the release again"
        ) from error
    found = {frame.element_id: frame for frame in frames.getall("CHAP")}
    listed = [
        found[name]
        for toc in frames.getall("CTOC")
        for name in toc.child_element_ids
        if name in found
    ]
    with path.open("rb") as file:
        _, spans = _frame_spans(_read_tag_bytes(file))
    starts = [start for name, start, _ in spans if name == b"CHAP"]
    return TagContents(
        title=_first(frames, "TIT2"),
        artist=_first(frames, "TPE1"),
        album=_first(frames, "TALB"),
        genre=_first(frames, "TCON"),
        comment=_first(frames, "COMM"),
        chapters=tuple(
            Chapter(
                frame.start_time,
                frame.end_time,
                _first(frame.sub_frames, "TIT2") or "",
                _chapter_url(frame.sub_frames),
            )
            for frame in listed or sorted(found.values(), key=lambda frame: frame.start_time)
        ),
        chapter_frames_in_order=starts == sorted(starts),
        has_cover=bool(frames.getall("APIC")),
        duration_ms=round(sound.length * 1000),
        sample_rate_hz=sound.sample_rate,
    )


def read_lyrics(path: Path) -> tuple[str, str]:
    """Return the words of a tag, one utterance a line, and their language as a two-letter code.

    Raises AudioError for a file that holds none.
    """
    import mutagen

    try:
        frames = _id3().ID3(path, translate=False).getall("USLT")
    except (mutagen.MutagenError, OSError) as error:
        raise AudioError(
            f"{path}: no ID3 tag can be read ({error})", hint="give an MP3 made by presscast"
        ) from error
    if not frames or not frames[0].text.strip():
        raise AudioError(f"{path}: its tag holds no words", hint="give an MP3 made by presscast")
    codes = {long: short for short, long in _LANGUAGES.items()}
    return str(frames[0].text), codes.get(frames[0].lang, "en")


def _id3() -> Any:
    """Return mutagen's module of frames, whose classes have no types."""
    import mutagen.id3

    return mutagen.id3


def _frames(episode: Episode, show: Show, cover_jpeg: bytes) -> list[Any]:
    """Return the frames of an episode's tag; mutagen's classes carry the names of the frames."""
    id3 = _id3()
    language = _LANGUAGES.get(episode.language.partition("-")[0].lower(), "und")
    published = moment(episode.published)
    about = description(episode)
    notice = one_line(episode.notice)
    comment = "\n\n".join(filter(None, (notice, episode.description)))
    words = "\n".join(one_line(utterance.text) for utterance in episode.script.utterances)
    page = public_url(show.base_url, episode_path(episode.slug, EPISODE_PAGE))

    def text(kind: Any, value: str) -> Any:
        return kind(encoding=_UTF16, text=[one_line(value)])

    frames = [
        text(id3.TIT2, episode.title),
        text(id3.TPE1, show.author),
        text(id3.TALB, show.title),
        text(id3.TCON, "Podcast"),
        text(id3.TYER, f"{published:%Y}"),
        text(id3.TDAT, f"{published:%d%m}"),
        text(id3.TIME, f"{published:%H%M}"),
        text(id3.TLAN, language),
        text(id3.TLEN, str(episode.timeline.duration_ms)),
        id3.COMM(encoding=_UTF16, lang=language, desc="", text=[xml_text(comment)]),
        id3.USLT(encoding=_UTF16, lang=language, desc="", text=words),
        id3.WOAF(url=_latin_url(page)),
        id3.WORS(url=_latin_url(show.link or show.base_url)),
        id3.APIC(encoding=0, mime="image/jpeg", type=_FRONT_COVER, desc="", data=cover_jpeg),
        # Apple's own: players that keep podcasts apart from music look for them.
        id3.PCST(value=0),
        text(id3.TGID, episode.guid),
        text(id3.WFED, _latin_url(public_url(show.base_url, FEED))),
        id3.TDES(encoding=_UTF16, text=[about]),
        text(id3.TCAT, show.category),
    ]
    return frames + _chapter_frames(episode.timeline.chapters)


def _chapter_frames(chapters: tuple[Chapter, ...]) -> list[Any]:
    id3 = _id3()
    names = [f"chp{number}" for number in range(1, len(chapters) + 1)]
    frames = [
        id3.CTOC(
            element_id="toc",
            flags=id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED,
            child_element_ids=names,
            sub_frames=[id3.TIT2(encoding=_UTF16, text=["Chapters"])],
        )
    ]
    for name, chapter in zip(names, chapters, strict=True):
        below = [id3.TIT2(encoding=_UTF16, text=[one_line(chapter.title)])]
        if chapter.url:
            url = _latin_url(chapter.url)
            below.append(id3.WXXX(encoding=_UTF16, desc="chapter url", url=url))
        frames.append(
            id3.CHAP(
                element_id=name,
                start_time=chapter.start_ms,
                end_time=chapter.end_ms,
                # Offsets in bytes are not used: all bits set says so.
                start_offset=0xFFFFFFFF,
                end_offset=0xFFFFFFFF,
                sub_frames=below,
            )
        )
    return frames


def _latin_url(url: str) -> str:
    """Return a URL in ASCII: the frames of ID3 that hold URLs know nothing else."""
    return quote(one_line(url), safe="%/:?#[]@!$&'()*+,;=~-._")


def _order_chapters(path: Path) -> None:
    """Put the chapter frames of a tag without padding in the order of their times, in place.

    mutagen orders frames by size, and ffprobe lists chapters as they stand in the file. The cover
    goes last, so that a player has the chapters before it has read the picture.
    """
    ranks = {b"CTOC": 1, b"CHAP": 2, b"APIC": 3}
    with path.open("r+b") as file:
        head, spans = _frame_spans(_read_tag_bytes(file))
        ordered = sorted(spans, key=lambda span: (ranks.get(span[0], 0), span[1]))
        file.seek(0)
        file.write(head + b"".join(data for _, _, data in ordered))


def _read_tag_bytes(file: BinaryIO) -> bytes:
    head = file.read(_HEADER_BYTES)
    size = 0
    for byte in head[6:10]:
        size = size << 7 | byte
    return head + file.read(size)


def _frame_spans(data: bytes) -> tuple[bytes, list[tuple[bytes, int, bytes]]]:
    """Return the header of an ID3v2.3 tag, and its frames: name, start in ms (chapters), bytes."""
    frames: list[tuple[bytes, int, bytes]] = []
    at = _HEADER_BYTES
    while at + _HEADER_BYTES <= len(data) and data[at]:
        name = data[at : at + 4]
        end = at + _HEADER_BYTES + int.from_bytes(data[at + 4 : at + 8])
        start_ms = 0
        if name == b"CHAP":
            times = data.index(0, at + _HEADER_BYTES) + 1
            start_ms = int.from_bytes(data[times : times + 4])
        frames.append((name, start_ms, data[at:end]))
        at = end
    return data[:_HEADER_BYTES], frames


def _first(frames: Any, name: str) -> str | None:
    found = frames.getall(name)
    return str(found[0].text[0]) if found and found[0].text else None


def _chapter_url(frames: Any) -> str | None:
    found = frames.getall("WXXX")
    return str(found[0].url) if found else None
