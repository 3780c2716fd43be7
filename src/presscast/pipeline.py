"""The stages in order: read this first.

A source is read, segmented, narrated, cast, synthesized, stitched, mastered, tagged and published;
each step is a function from one frozen value to the next.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from presscast import __version__
from presscast.cache import ClipCache
from presscast.config import (
    CORRECTIONS_NAME,
    ReleaseCorrections,
    load_corrections,
)
from presscast.files import file_sha256, whole_file
from presscast.layout import recording_name
from presscast.library import Library, ShowState
from presscast.model import (
    MANIFEST_VERSION,
    Cast,
    Document,
    Episode,
    Feed,
    Loudness,
    Recording,
    Release,
    Role,
    Script,
    Show,
    Source,
    Span,
    Speaker,
    Timeline,
    Utterance,
    Voice,
)
from presscast.request import Progress, Request
from presscast.stages import edition as editions
from presscast.stages import publish as publishing
from presscast.stages.cast import cast as cast_voices
from presscast.stages.level import Leveller
from presscast.stages.master import Mastered, master
from presscast.stages.narrate import narrate
from presscast.stages.read import load_source, read
from presscast.stages.segment import segment
from presscast.stages.stitch import Stitched, find_music, read_music, stitch
from presscast.stages.synthesize import Replacement, recast, synthesize
from presscast.stages.tag import tag
from presscast.text.lexicon import EMPTY, Lexicon, load_lexicon
from presscast.text.speech import verbalize
from presscast.writers._cover import episode_cover


@dataclass(frozen=True, slots=True)
class Understood:
    """A source with all that is known before anything is said aloud."""

    source: Source
    document: Document
    release: Release
    corrections: ReleaseCorrections


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a release."""

    episode: Episode
    change: str
    """`new`, `corrected`, `remade` (the same words, another sound) or `unchanged`."""
    warnings: tuple[str, ...] = ()


def understand(location: str, request: Request, source: Source | None = None) -> Understood:
    """Read and segment a release."""
    source = source or load_source(location, allow_private=request.allow_private)
    corrections = corrections_beside(location)
    document = read(source)
    release = segment(
        document,
        language=request.language or corrections.language,
        speakers=corrections.speakers,
    )
    return Understood(source, document, release, corrections)


def write_script(understood: Understood, request: Request, correction: str | None = None) -> Script:
    """Say who says what; no audio is made."""
    return narrate(understood.release, request.settings, lexicon_of(request), correction)


def choose_cast(understood: Understood, script: Script, request: Request) -> Cast:
    """Give every speaker of a script a voice, the one that the show remembers where it has one."""
    return cast_voices(
        script,
        request.settings,
        Library(request.output).state().cast,
        engine=request.engine,
        voice=request.voice,
        quote_voices={**understood.corrections.voices, **request.quote_voices},
        people=understood.release.people,
    )


def record(
    understood: Understood, cast: Cast, path: Path, request: Request, progress: Progress
) -> tuple[Timeline, Mastered, tuple[Replacement, ...]]:
    """Speak a cast script into an MP3 file that has no tags yet.

    Speech streams through stitching into the encoder, so memory does not grow with the episode.
    """
    stitched, mastered, replacements = _sound(cast, path, request, progress)
    return stitched.timeline(understood.release), mastered, replacements


def publish(location: str, request: Request, progress: Progress) -> Outcome:
    """Make a release an episode of the show in `request.output`.

    The same release again is the same episode and costs nothing; a corrected one replaces it, keeps
    its GUID and gets a new enclosure. Raises PresscastError; what was published before stays whole.
    """
    library = Library(request.output)
    source = load_source(location, allow_private=request.allow_private)
    sha256 = hashlib.sha256(source.data).hexdigest()
    mark = _fingerprint(sha256, location, request)
    pictures = publishing.read_pictures(request.settings, request.settings_folder)
    with library.locked():
        state, entries = library.state(), library.entries()
        show = publishing.show_of(
            request.settings, state, request.settings_folder, request.base_url
        )
        same = editions.find_unchanged(entries, library, mark, state.cast)
        if same:
            stated = corrections_beside(location).tags
            tags = publishing.tags_of(same.release, request.settings, stated)
            feed = Feed(show, entries)
            kept = publishing.refresh_episode(library, state, feed, same, tags, progress)
            return Outcome(kept, "unchanged")
        progress("reading", 0, 0)
        now = datetime.now(UTC).astimezone()
        understood = understand(location, request, source)
        if not (request.force or request.date):
            editions.check_embargo(understood.release, now)
        edition = editions.place(
            understood.release,
            entries=entries,
            removed=state.removed,
            library=library,
            source=editions.source_name(location),
            sha256=sha256,
            stated_date=request.date,
            stated_slug=request.slug,
            now=now,
        )
        correction = _spoken_correction(edition.replaced, understood.release, request)
        cast = choose_cast(understood, write_script(understood, request, correction), request)
        draft = _draft(understood, cast, edition, request, mark, now)
        path = library.layout.episode(edition.slug) / recording_name(edition.slug, edition.number)
        episode, warnings = _record(path, understood, cast, show, draft, request, progress)
        outcome = _replace(edition.replaced, episode, warnings, request)
        progress("publishing", 0, 0)
        for picture in pictures:
            library.write(picture)
        publishing.publish_episode(library, show, state, outcome.episode, cast, progress)
        return outcome


def make(location: str, path: Path, request: Request, progress: Progress) -> Outcome:
    """Make just the tagged MP3 of a release; nothing is published."""
    progress("reading", 0, 0)
    now = datetime.now(UTC).astimezone()
    understood = understand(location, request)
    cast = choose_cast(understood, write_script(understood, request), request)
    published = editions.publication_time(understood.release, request.date, now)
    edition = editions.Edition(
        editions.make_slug(understood.release.title, published.date()),
        str(uuid.uuid4()),
        published.isoformat(timespec="seconds"),
        1,
        None,
    )
    draft = _draft(understood, cast, edition, request, "", now)
    show = publishing.show_of(
        request.settings, ShowState(), request.settings_folder, request.base_url
    )
    episode, warnings = _record(path, understood, cast, show, draft, request, progress)
    if understood.release.embargo and understood.release.embargo > now.isoformat():
        warnings = (f"under embargo until {understood.release.embargo}", *warnings)
    return Outcome(episode, "new", warnings)


def read_lines(
    lines: Sequence[tuple[Voice, str]], path: Path, request: Request, progress: Progress
) -> None:
    """Say lines, each in its voice, into one MP3: samples of voices, or the names of a release."""
    lexicon = lexicon_of(request)
    utterances = tuple(
        Utterance(
            id=f"u{number}",
            section="s1",
            speaker=voice.address,
            text=text,
            tokens=verbalize(text, language=voice.language or "en", lexicon=lexicon),
            span=Span(0, 0),
            pause_before_ms=request.settings.pauses.between_paragraphs_ms,
        )
        for number, (voice, text) in enumerate(lines, 1)
    )
    voices = {voice.address: voice for voice, _ in lines}
    speakers = tuple(Speaker(address, address, None, "narrator") for address in voices)
    cast = Cast(
        Script("en", path.stem, speakers, utterances, ()),
        tuple(Role(address, voice, "") for address, voice in voices.items()),
    )
    with whole_file(path) as part:
        _sound(cast, part, request, progress)


def lexicon_of(request: Request) -> Lexicon:
    """Return the show's lexicon; an empty one where the show has none."""
    path = request.settings_folder / request.settings.voice.lexicon
    return load_lexicon(path) if path.is_file() else EMPTY


def corrections_beside(location: str) -> ReleaseCorrections:
    """Return what `.presscast.toml` beside a release says."""
    if location == "-" or "://" in location:
        return ReleaseCorrections()
    return load_corrections(Path(location).parent / CORRECTIONS_NAME)


def _sound(
    cast: Cast, path: Path, request: Request, progress: Progress
) -> tuple[Stitched, Mastered, tuple[Replacement, ...]]:
    settings = request.settings
    audio = find_music(settings.audio, request.settings_folder)
    replacements: list[Replacement] = []
    cache = ClipCache()
    clips = synthesize(
        cast,
        cache,
        then=Leveller(audio, cache).level,
        progress=lambda done, total: progress("speaking", done, total),
        fallback=settings.voice.fallback,
        replaced=replacements.append,
    )
    stitched = stitch(cast.script, clips, settings.pauses, audio)
    mastered = master(stitched, path, audio, cache)
    progress("finishing", 0, 0)
    return stitched, mastered, tuple(replacements)


def _fingerprint(sha256: str, location: str, request: Request) -> str:
    """Hash what the sound depends on, before anything is read or any engine is loaded.

    Of the show that is what its tag says; another colour or category is no reason for listeners to
    download an episode again.
    """
    settings, corrections = request.settings, corrections_beside(location)
    lexicon = request.settings_folder / settings.voice.lexicon
    options = (
        request.engine,
        request.voice,
        sorted(request.quote_voices.items()),
        request.language,
        request.date,
        request.slug,
    )
    return editions.fingerprint(
        sha256.encode(),
        __version__.encode(),
        msgspec.json.encode((settings.show.title, settings.show.author)),
        msgspec.json.encode((settings.voice, settings.notice, settings.audio, settings.pauses)),
        msgspec.json.encode(options),
        msgspec.json.encode((corrections.speakers, corrections.voices, corrections.language)),
        lexicon.read_bytes() if lexicon.is_file() else b"",
        *read_music(settings.audio, request.settings_folder),
    )


def _draft(
    understood: Understood,
    cast: Cast,
    edition: editions.Edition,
    request: Request,
    mark: str,
    now: datetime,
) -> Episode:
    """Return the episode as it is known before its sound is made."""
    release = understood.release
    return Episode(
        version=MANIFEST_VERSION,
        presscast=__version__,
        slug=edition.slug,
        guid=edition.guid,
        title=release.title,
        description=publishing.description_of(release),
        published=edition.published,
        updated=now.isoformat(timespec="seconds"),
        language=release.language,
        source=editions.source_name(understood.source.location),
        source_sha256=hashlib.sha256(understood.source.data).hexdigest(),
        fingerprint=mark,
        notice=publishing.notice_of(request.settings, release.language),
        release=release,
        script=cast.script,
        roles=cast.roles,
        timeline=Timeline(0, (), (), ()),
        recording=Recording("", "audio/mpeg", 0, 0, "", Loudness(0, 0, 0)),
        tags=publishing.tags_of(release, request.settings, understood.corrections.tags),
        url=understood.document.metadata.url,
    )


def _record(
    path: Path,
    understood: Understood,
    cast: Cast,
    show: Show,
    draft: Episode,
    request: Request,
    progress: Progress,
) -> tuple[Episode, tuple[str, ...]]:
    """Speak, master and tag the MP3 at `path`; return the episode with its sound, and warnings.

    The file appears whole or not at all.
    """
    with whole_file(path) as part, ThreadPoolExecutor(1) as painter:
        cover = painter.submit(episode_cover, show, draft)
        timeline, mastered, replacements = record(understood, cast, part, request, progress)
        spoken = replace(draft, timeline=timeline, roles=recast(draft.roles, replacements))
        tag(part, spoken, show, cover.result())
        sha256 = file_sha256(part)
        size = part.stat().st_size
    recording = Recording(
        path=path.name,
        media_type="audio/mpeg",
        bytes=size,
        duration_ms=timeline.duration_ms,
        sha256=sha256,
        loudness=mastered.loudness,
    )
    warnings = tuple(replacement.warning for replacement in replacements)
    return replace(spoken, recording=recording), (*cast.script.warnings, *warnings)


def _replace(
    old: Episode | None, new: Episode, warnings: tuple[str, ...], request: Request
) -> Outcome:
    """Tell what became of a release: new, corrected, or the same words with another sound."""
    if old is None:
        return Outcome(new, "new", warnings)
    if old.release.text == new.release.text:
        return Outcome(editions.replace_edition(old, new, request.note or ""), "remade", warnings)
    note = request.note or publishing.correction_of(new.language)
    return Outcome(editions.replace_edition(old, new, note), "corrected", warnings)


def _spoken_correction(old: Episode | None, new: Release, request: Request) -> str | None:
    """Return what a corrected edition says of itself, where the show wants that."""
    if old is None or old.release.text == new.text or not request.settings.notice.corrections:
        return None
    return request.note or publishing.correction_of(new.language)
