"""Cast script → spoken clips: every utterance said by its voice, in order, on all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Lock, Semaphore

from presscast import plugins
from presscast.cache import ClipCache, clip_key
from presscast.engines._directory import installed_voices, speaks
from presscast.errors import EngineError
from presscast.model import (
    AudioClip,
    Cast,
    Markup,
    Role,
    Span,
    SpokenClip,
    SpokenToken,
    SpokenWord,
    TextMark,
    TokenKind,
    Utterance,
    Voice,
)
from presscast.text.rendering import Rendered, render
from presscast.text.sentences import split_long

_TAIL = 12
"""So many last utterances are said longest first: no core is left alone with a long one."""
_LOOK_AHEAD = 4
"""Utterances per thread that may wait to be fetched, besides the tail: it bounds memory."""
_ATTEMPTS = 2
_MIN_MS_PER_LETTER = 22
_MAX_MS_PER_LETTER = 420
_FREE_MS = 3_000
"""A text of few letters may take this much longer: names of letters, numbers, a breath."""
_CLIPPED_RUN = 24
"""So many frames at full scale, one after the other, are not speech."""
_QUIET = 32
"""A clip whose peak is below this (of 32768) says nothing."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A voice that failed while it spoke, and the one that spoke from there on."""

    failed: Voice
    instead: Voice
    reason: str

    @property
    def warning(self) -> str:
        """Return what the publisher is told."""
        return (
            f"{self.reason}; {self.instead.address} speaks from there on instead of "
            f"{self.failed.address}; publish it again to try {self.failed.engine} again"
        )


def recast(roles: Sequence[Role], replacements: Sequence[Replacement]) -> tuple[Role, ...]:
    """Return the roles with the voices that spoke in the end."""
    spoke = {one.failed: one for one in replacements}

    def last(role: Role) -> Role:
        if role.voice not in spoke:
            return role
        reason = f"instead of {role.voice.address}, which failed"
        return last(replace(role, voice=spoke[role.voice].instead, reason=reason))

    return tuple(last(role) for role in roles)


def synthesize(
    cast: Cast,
    cache: ClipCache | None,
    *,
    then: Callable[[SpokenClip], SpokenClip] | None = None,
    progress: Callable[[int, int], None] | None = None,
    fallback: Sequence[str] = (),
    replaced: Callable[[Replacement], None] | None = None,
) -> Iterator[SpokenClip]:
    """Yield every utterance of the script as speech, in order.

    Threads speak ahead of what is fetched, boundedly, so that memory does not grow with the
    episode, and do with each clip what is to be done `then`. `progress` is told, in the caller's
    thread, how many utterances are done and how many there are. A sentence that fails is tried once
    more, then in a voice of the engines named by `fallback`, in their order, which then speaks all
    that is left of the failed voice; `replaced` is told, in any thread. Raises EngineError, naming
    the sentence, for one that nobody can speak.
    """
    utterances = cast.script.utterances
    speech = _Speech(cast, cache, fallback, replaced)

    def say(utterance: Utterance) -> SpokenClip:
        spoken = speech.say(utterance)
        return then(spoken) if then is not None else spoken

    order = _order(utterances)
    window = _TAIL + _LOOK_AHEAD * speech.threads
    pending: dict[int, Future[SpokenClip]] = {}
    started = 0
    executor = ThreadPoolExecutor(speech.threads, thread_name_prefix="presscast-speech")
    try:
        for place in range(len(utterances)):
            while started < min(len(order), place + window):
                number = order[started]
                pending[number] = executor.submit(say, utterances[number])
                started += 1
            spoken = pending.pop(place).result()
            if progress is not None:
                progress(place + 1, len(utterances))
            yield spoken
    finally:
        # After Ctrl-C or an error nobody wants the rest; a sentence on its way ends by itself.
        executor.shutdown(wait=False, cancel_futures=True)
        speech.release()


def _order(utterances: Sequence[Utterance]) -> list[int]:
    """Return the order in which to speak: as written, but the last few longest first."""
    head = max(0, len(utterances) - _TAIL)
    tail = sorted(range(head, len(utterances)), key=lambda number: -len(utterances[number].spoken))
    return [*range(head), *tail]


class _Speech:
    """Speaks utterances of a cast through their engines and the cache."""

    def __init__(
        self,
        cast: Cast,
        cache: ClipCache | None,
        fallback: Sequence[str],
        replaced: Callable[[Replacement], None] | None,
    ) -> None:
        self._cache = cache
        self._language = cast.script.language
        self._voices = {role.speaker: role.voice for role in cast.roles}
        self._fallback = fallback
        self._replaced = replaced
        self._instead: dict[Voice, Voice] = {}
        self._lock = Lock()
        names = {voice.engine for voice in self._voices.values()}
        self._engines = {name: plugins.engine(name) for name in names}
        self._fingerprints: dict[Voice, str] = {}
        self.threads = max((engine.threads for engine in self._engines.values()), default=1)
        # Not every engine gains from as many calls at once as the busiest one.
        self._seats = {name: Semaphore(engine.threads) for name, engine in self._engines.items()}

    def release(self) -> None:
        """Let the engines free what they loaded: pages and books need room as well."""
        for engine in self._engines.values():
            release = getattr(engine, "release", None)
            if release:
                release()

    def say(self, utterance: Utterance) -> SpokenClip:
        """Return an utterance as speech. Raises EngineError that names its text."""
        voice = self._voices[utterance.speaker]
        while True:
            voice = self._instead.get(voice, voice)
            try:
                return self._say(utterance, voice)
            except EngineError as error:
                if not self._replace(voice, error):
                    raise

    def _replace(self, voice: Voice, error: EngineError) -> bool:
        """Let another voice speak for one that failed; return whether there is one."""
        with self._lock:
            if voice in self._instead:
                return True
            tried = (*(failed.engine for failed in self._instead), voice.engine)
            allowed = [name for name in self._fallback if name not in tried]
            fitting = [one for one in installed_voices(allowed) if speaks(one, self._language)]
            if not fitting:
                return False
            instead = fitting[0]
            engine = self._engines[instead.engine] = plugins.engine(instead.engine)
            self._seats.setdefault(instead.engine, Semaphore(engine.threads))
            self._instead[voice] = instead
        if self._replaced is not None:
            self._replaced(Replacement(voice, instead, str(error)))
        return True

    def _fingerprint(self, voice: Voice) -> str:
        if voice not in self._fingerprints:
            self._fingerprints[voice] = self._engines[voice.engine].fingerprint(voice)
        return self._fingerprints[voice]

    def _say(self, utterance: Utterance, voice: Voice) -> SpokenClip:
        markup = self._engines[voice.engine].markup
        voice = self._in_language(voice, utterance.language)
        sounds: list[bytes] = []
        words: list[SpokenWord] = []
        sample_rate_hz = frames = 0
        for tokens, rendered in _parts(utterance.tokens, markup):
            clip = self._speak(rendered.text, voice, utterance)
            words += _words(tokens, rendered, clip.marks, frames)
            sounds.append(clip.pcm)
            frames += clip.frames
            sample_rate_hz = clip.sample_rate_hz
        return SpokenClip(utterance.id, AudioClip(sample_rate_hz, b"".join(sounds)), tuple(words))

    def _in_language(self, voice: Voice, language: str | None) -> Voice:
        """Return the voice that says a passage in another language, itself where it cannot."""
        can = getattr(self._engines[voice.engine], "in_language", None)
        if language is None or can is None or speaks(voice, language):
            return voice
        other: Voice | None = can(voice, language)
        return other or voice

    def _speak(self, text: str, voice: Voice, utterance: Utterance) -> AudioClip:
        try:
            key = clip_key(self._fingerprint(voice), voice, text)
        except EngineError as error:
            raise EngineError(f"{_quoted(utterance)}: {error}", hint=error.hint) from error
        kept = self._cache.get(key) if self._cache is not None else None
        if kept is not None:
            return kept
        engine = self._engines[voice.engine]
        for _ in range(_ATTEMPTS):
            failure = None
            with self._seats[voice.engine]:
                try:
                    clip = engine.speak(text, voice)
                except EngineError as error:
                    failure = EngineError(f"{_quoted(utterance)}: {error}", hint=error.hint)
                    failure.__cause__ = error
                    continue
            fault = _fault(clip, text)
            if not fault:
                if self._cache is not None:
                    self._cache.put(key, clip)
                return clip
        raise failure or EngineError(
            f"{_quoted(utterance)}: {voice.engine} gave {fault}, twice",
            hint="choose another voice, or give its words a pronunciation: presscast lexicon add",
        )


def _quoted(utterance: Utterance) -> str:
    text = " ".join(utterance.text.split()) or utterance.spoken
    return f"“{text if len(text) <= 100 else text[:99] + '…'}”"


def _parts(
    tokens: tuple[SpokenToken, ...], markup: Markup
) -> list[tuple[tuple[SpokenToken, ...], Rendered]]:
    """Return the tokens in runs that the engine speaks whole, each with its rendered text."""
    rendered = render(tokens, markup)
    if not markup.max_chars or len(rendered.text) <= markup.max_chars:
        return [(tokens, rendered)]
    pieces = split_long(rendered.text, Span(0, len(rendered.text)), markup.max_chars)
    runs: list[list[SpokenToken]] = [[] for _ in pieces]
    starts = {index: start for index, start, _ in rendered.spans}
    here = 0
    for index, token in enumerate(tokens):
        while here + 1 < len(pieces) and starts.get(index, 0) >= pieces[here + 1].start:
            here += 1
        runs[here].append(token)
    return [(tuple(run), render(run, markup)) for run in runs if run]


def _words(
    tokens: Sequence[SpokenToken], rendered: Rendered, marks: Sequence[TextMark], offset: int
) -> list[SpokenWord]:
    """Return when the written words of the tokens sound.

    Tokens that the engine says as one ("of the") are one word here: its timings are exact, and a
    boundary within them would be a guess. `offset` is the frame at which the clip starts.
    """
    words: list[SpokenWord] = []
    last_mark = -1
    for index, start, end in rendered.spans:
        token = tokens[index]
        if token.kind is TokenKind.PUNCTUATION:
            continue
        found = [
            number
            for number, mark in enumerate(marks)
            if mark.start_char < end and start < mark.end_char
        ]
        if not found:
            continue
        start_frame = marks[found[0]].start_frame + offset
        end_frame = marks[found[-1]].end_frame + offset
        span = token.span
        joined = found[0] == last_mark or span.start == span.end
        if words and (joined or span.start < words[-1].span.end):
            before = words.pop()
            span = Span(before.span.start, max(before.span.end, span.end))
            start_frame = before.start_frame
        elif span.start == span.end:
            continue
        words.append(SpokenWord(span, start_frame, end_frame))
        last_mark = found[-1]
    return words


def _fault(clip: AudioClip, text: str) -> str:
    """Return what is wrong with a clip of the text; empty where nothing is."""
    import numpy as np

    samples = np.frombuffer(clip.pcm, "<i2")
    if len(samples) == 0 or clip.sample_rate_hz <= 0:
        return "no sound"
    if int(samples.max()) < _QUIET and int(samples.min()) > -_QUIET:
        return "silence"
    letters = sum(letter.isalnum() for letter in text)
    duration_ms = clip.frames * 1000 // clip.sample_rate_hz
    if duration_ms < letters * _MIN_MS_PER_LETTER:
        return f"only {duration_ms} ms for {letters} letters"
    if duration_ms > letters * _MAX_MS_PER_LETTER + _FREE_MS:
        return f"{duration_ms} ms for {letters} letters"
    full = np.flatnonzero(np.abs(samples.astype(np.int32)) >= 32767)
    if len(full) > _CLIPPED_RUN and bool(
        (full[_CLIPPED_RUN:] - full[:-_CLIPPED_RUN] == _CLIPPED_RUN).any()
    ):
        return "clipped sound"
    return ""
