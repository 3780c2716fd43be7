"""`presscast.toml` → `Settings`, checked, with the line in its errors."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from presscast.errors import ConfigError

FILE_NAME = "presscast.toml"
CORRECTIONS_NAME = ".presscast.toml"
DEFAULT_BASE_URL = "http://127.0.0.1:8000/"

T = TypeVar("T")


class ShowSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The podcast as listeners see it."""

    title: str = "Press releases"
    description: str = "Press releases, read aloud."
    author: str = ""
    email: str | None = None
    link: str | None = None
    """The organisation's own site; the base URL where it is not given."""
    language: str = "en"
    category: str = "News"
    subcategory: str | None = None
    explicit: bool = False
    copyright: str | None = None
    base_url: str | None = None
    image: str | None = None
    """A picture of the publisher's own, relative to `presscast.toml`."""
    tags: tuple[str, ...] = ()
    topics: dict[str, tuple[str, ...]] = {}
    """Tag → words; a release that holds one of the words gets the tag."""
    hub: str | None = None
    """A WebSub hub to ping when the feed changes."""


class VoiceSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which voices speak."""

    engine: str | None = None
    """None: the bundled Piper voice narrates, and the best installed engine speaks the quotes."""
    narrator: str | None = None
    organizations: str | None = None
    quotes: dict[str, str] = {}
    """Speaker's name → voice."""
    fallback: tuple[str, ...] = ()
    """Engines to try where the chosen one fails; none unless the show says so."""
    lexicon: str = "lexicon.pls"
    """Pronunciations, relative to `presscast.toml`."""
    min_confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.5
    """Quotes whose speaker is less sure than this stay in the narrator's voice."""


class NoticeSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The line that tells listeners that the voices are synthetic."""

    text: str | None = None
    """None: the built-in sentence in the release's language."""
    spoken: bool = True
    reason_off: str | None = None
    """Why it is not spoken; asked for where `spoken` is false."""
    corrections: bool = False
    """Whether a corrected edition says at its beginning what was corrected."""


class AudioSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the recording is mastered."""

    loudness_lufs: Annotated[float, msgspec.Meta(ge=-30, le=-8)] = -16.0
    true_peak_dbtp: Annotated[float, msgspec.Meta(ge=-9, le=0)] = -1.0
    bitrate_kbps: Annotated[int, msgspec.Meta(ge=32, le=320)] = 96
    sample_rate_hz: int = 44100
    intro: str | None = None
    outro: str | None = None
    bed: str | None = None


class PauseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Silence by structure, in milliseconds: the one place of timings."""

    start_ms: int = 400
    after_headline_ms: int = 900
    after_dateline_ms: int = 450
    between_sections_ms: int = 1100
    after_heading_ms: int = 650
    between_paragraphs_ms: int = 620
    between_sentences_ms: int = 320
    around_quote_ms: int = 280
    between_list_items_ms: int = 450
    within_sentence_ms: int = 120
    end_ms: int = 700


class PageSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the pages look."""

    accent: str | None = None
    """A CSS hex colour for links and the marked sentence."""
    background: str | None = None
    text: str | None = None
    logo: str | None = None
    templates: str | None = None
    """A folder of Jinja templates that replace the built-in ones by name."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that `presscast.toml` can say."""

    show: ShowSettings = ShowSettings()
    voice: VoiceSettings = VoiceSettings()
    notice: NoticeSettings = NoticeSettings()
    audio: AudioSettings = AudioSettings()
    pauses: PauseSettings = PauseSettings()
    page: PageSettings = PageSettings()


def load_settings(path: Path | None) -> Settings:
    """Return the settings of a file, or the defaults for None.

    Raises ConfigError, naming the file and the line, for what is not TOML, not a known key, or of
    the wrong type.
    """
    return Settings() if path is None else _load(path, Settings)


def with_base_url(text: str, url: str) -> str | None:
    """Return the text of a `presscast.toml` with another `show.base_url`, the rest untouched.

    None where it says no `base_url`, or says it otherwise than on a line of its own.
    """
    value = r"""("[^"\\\n]*"|'[^'\n]*')"""
    stated = re.compile(rf"^([ \t]*base_url[ \t]*=[ \t]*){value}(?=[ \t]*(?:#|$))", re.MULTILINE)
    changed, count = stated.subn(lambda found: f'{found[1]}"{url}"', text)
    if count != 1:
        return None
    shown = msgspec.convert(tomllib.loads(changed), Settings).show.base_url
    return changed if shown == url else None


def _load(path: Path, kind: type[T]) -> T:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{path}: cannot be read ({error})",
            hint="check the file, or choose another: --config FILE",
        ) from error
    try:
        return msgspec.convert(tomllib.loads(text), kind)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"{path}: not valid TOML: {error}",
            hint="mend that line; docs/configuration.md shows each key",
        ) from error
    except msgspec.ValidationError as error:
        place = _line_of(text, str(error))
        raise ConfigError(
            f"{path}{place}: {error}", hint="docs/configuration.md lists each key and its type"
        ) from error


def _line_of(text: str, message: str) -> str:
    """Return `:LINE` of the key that a validation message speaks of, or an empty string."""
    unknown = re.search(r"unknown field `(\w+)`", message)
    path = re.search(r"at `\$\.?([^`]*)`", message)
    keys = [key for key in (path[1].split(".") if path else []) if key.isidentifier()]
    if unknown:
        keys.append(unknown[1])
    line_number = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not keys:
            break
        if re.match(rf"\s*\[?\s*[\"']?{re.escape(keys[0])}\b", line):
            keys.pop(0)
            line_number = number
    return f":{line_number}" if line_number else ""


class ReleaseCorrections(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`.presscast.toml` beside a release: what the publisher knows better, for good."""

    speakers: dict[str, str] = {}
    """First words of a quote → who says it; an empty name keeps it in the narrator's voice."""
    voices: dict[str, str] = {}
    """Speaker's name → voice."""
    language: str | None = None
    tags: tuple[str, ...] = ()


def load_corrections(path: Path) -> ReleaseCorrections:
    """Return the corrections of a file, or none where there is no such file.

    Raises ConfigError, naming the file and the line.
    """
    return _load(path, ReleaseCorrections) if path.is_file() else ReleaseCorrections()
