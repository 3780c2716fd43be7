"""Who speaks in which voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

import pytest

from presscast import plugins
from presscast.config import Settings, VoiceSettings
from presscast.engines._derive import styles
from presscast.engines._distances import CLEAR, distance
from presscast.errors import EngineError, PresscastError, UsageError
from presscast.model import (
    AudioClip,
    Cast,
    Markup,
    Person,
    Script,
    Span,
    Speaker,
    Utterance,
    Voice,
)
from presscast.stages.cast import cast

NARRATOR = Speaker("narrator", "Narrator", None, "narrator")
ANN = Speaker("s1", "Ann Lee", "director", "person")
BOB = Speaker("s2", "Bob Ray", None, "person")
CY = Speaker("s3", "Cy Day", None, "person")
DI = Speaker("s4", "Di Orr", None, "person")
TENANTS = Speaker("o1", "Tenants' Union", None, "organization")


@dataclass(frozen=True)
class Troupe:
    """An engine that is only its list of voices."""

    name: str
    cast: tuple[Voice, ...]
    error: EngineError | None = None
    markup: Markup = field(default_factory=Markup)
    threads: int = 1

    def voices(self) -> Sequence[Voice]:
        if self.error:
            raise self.error
        return self.cast

    def fingerprint(self, voice: Voice) -> str:
        return voice.id

    def speak(self, text: str, voice: Voice) -> AudioClip:
        raise NotImplementedError


def voice(address: str, language: str = "en-US", gender: str = "") -> Voice:
    engine, _, name = address.partition(":")
    name, _, style = name.partition("+")
    return Voice(engine, name, language, "CC0-1.0", style, gender)


def troupe(*voices: Voice, error: EngineError | None = None) -> Troupe:
    return Troupe(voices[0].engine, voices, error)


PIPER = troupe(
    voice("piper:en_US-joe-medium"),
    *(voice(f"piper:en_US-joe-medium+{style}") for style in styles()),
)
ESPEAK = troupe(voice("espeak:en-us"), voice("espeak:es", "es"), voice("espeak:es+f2", "es"))


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    return Install(monkeypatch)


@dataclass(frozen=True)
class Install:
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *troupes: Troupe) -> None:
        engines = {one.name: one for one in troupes}

        def engine(name: str) -> Troupe:
            if name not in engines:
                raise UsageError(f"no engine is called {name!r}", hint=", ".join(engines))
            return engines[name]

        self.monkeypatch.setattr(plugins, "names", lambda kind: tuple(sorted(engines)))
        self.monkeypatch.setattr(plugins, "engine", engine)


def script(*speakers: Speaker, language: str = "en") -> Script:
    everybody = (NARRATOR, *speakers)
    return Script(
        language,
        "Rents fall",
        everybody,
        tuple(
            Utterance(f"u{place}", "body", one.id, "Yes.", (), Span(0, 0), 0)
            for place, one in enumerate(everybody)
        ),
        (),
    )


def addresses(result: Cast) -> dict[str, str]:
    return {role.speaker: role.voice.address for role in result.roles}


def test_everybody_gets_a_voice_of_their_own_and_organisations_the_narrators_second(
    install: Install,
) -> None:
    install(PIPER)
    result = cast(script(ANN, BOB, TENANTS, CY), Settings(), {})
    chosen = addresses(result)
    assert list(chosen) == ["narrator", "s1", "s2", "o1", "s3"]
    assert chosen["narrator"] == "piper:en_US-joe-medium"
    assert chosen["o1"] == "piper:en_US-joe-medium+warm"
    assert len(set(chosen.values())) == 5
    assert all(role.reason for role in result.roles)
    assert result.script.warnings == ()


def test_the_same_script_is_cast_the_same(install: Install) -> None:
    install(PIPER)
    assert cast(script(ANN, BOB), Settings(), {}) == cast(script(ANN, BOB), Settings(), {})


def test_two_people_sound_as_different_as_any_two_free_voices_do(install: Install) -> None:
    install(PIPER)
    result = cast(script(ANN, BOB), Settings(), {})
    narrator, *people = (role.voice for role in result.roles)
    free = [one for one in PIPER.cast if one.style not in ("", "warm")]

    def least(pair: Sequence[Voice]) -> float:
        return min(distance(a, b) for a, b in combinations((narrator, *pair), 2))

    best = max(min(CLEAR, least(pair)) for pair in combinations(free, 2))
    assert min(CLEAR, least(people)) == best


def test_a_person_keeps_the_voice_of_earlier_episodes_whoever_else_speaks(
    install: Install,
) -> None:
    install(PIPER)
    first = cast(script(ANN), Settings(), {})
    names = {one.id: one.name for one in first.script.speakers}
    remembered = {names[role.speaker]: role.voice.address for role in first.roles}
    later = addresses(cast(script(CY, BOB, ANN, TENANTS), Settings(), remembered))
    assert later["s1"] == remembered["Ann Lee"]
    assert later["narrator"] == remembered["Narrator"]
    assert len(set(later.values())) == 5


def test_a_remembered_name_is_found_by_an_alias_and_without_its_full_stops(
    install: Install,
) -> None:
    install(PIPER)
    people = (Person("p1", "Ann Lee", "person", aliases=("Dr. Ann B. Lee", "Lee")),)
    remembered = {"Dr Ann B Lee": "piper:en_US-joe-medium+deep"}
    result = cast(script(ANN), Settings(), remembered, people=people)
    assert addresses(result)["s1"].endswith("+deep")


def test_voices_that_nobody_of_the_show_has_come_first(install: Install) -> None:
    install(PIPER)
    first = addresses(cast(script(ANN), Settings(), {}))["s1"]
    other = addresses(cast(script(BOB), Settings(), {"Ann Lee": first}))["s2"]
    assert other != first


def test_the_command_wins_over_the_settings_and_they_over_what_is_remembered(
    install: Install,
) -> None:
    install(PIPER)
    remembered = {"Ann Lee": "piper:en_US-joe-medium+light", "Narrator": "piper:en_US-joe-medium"}
    settings = Settings(voice=VoiceSettings(narrator="joe+warm", quotes={"ann lee": "joe+bright"}))
    by_settings = addresses(cast(script(ANN), settings, remembered))
    assert by_settings["narrator"].endswith("+warm")
    assert by_settings["s1"].endswith("+bright")
    by_command = cast(
        script(ANN), settings, remembered, voice="joe+light", quote_voices={"Lee": "joe+deep"}
    )
    assert addresses(by_command)["narrator"].endswith("+light")
    assert addresses(by_command)["s1"].endswith("+deep")


def test_organisations_speak_in_the_voice_that_is_set_for_them(install: Install) -> None:
    install(PIPER)
    settings = Settings(voice=VoiceSettings(organizations="joe+light"))
    result = addresses(cast(script(TENANTS, ANN), settings, {}))
    assert result["o1"].endswith("+light")
    assert not result["s1"].endswith("+light")


def people(count: int) -> list[Speaker]:
    return [Speaker(f"s{n}", f"Person {chr(65 + n)}", None, "person") for n in range(count)]


def test_more_people_than_voices_share_them_but_neighbours_do_not(install: Install) -> None:
    install(PIPER)
    crowd = people(9)
    result = cast(script(*crowd), Settings(), {})
    voices = [result.voice(one.id) for one in crowd]
    assert all(one != other for one, other in pairwise(voices))
    assert PIPER.cast[0] not in voices
    assert set(voices) == set(PIPER.cast[1:])
    assert any("speak in one voice" in warning for warning in result.script.warnings)


def test_those_who_speak_furthest_apart_share_a_voice(install: Install) -> None:
    install(PIPER)
    crowd = people(len(styles()) + 1)
    result = cast(script(*crowd), Settings(), {})
    assert result.voice(crowd[0].id) == result.voice(crowd[-1].id)
    assert len({result.voice(one.id) for one in crowd}) == len(styles())
    assert "Person A" in result.roles[-1].reason


def test_a_person_with_a_voice_of_earlier_episodes_keeps_it_when_somebody_must_share(
    install: Install,
) -> None:
    install(PIPER)
    crowd = people(len(styles()) + 1)
    remembered = {
        crowd[0].name: "piper:en_US-joe-medium+deep",
        crowd[-1].name: "piper:en_US-joe-medium+light",
    }
    chosen = addresses(cast(script(*crowd), Settings(), remembered))
    assert chosen[crowd[0].id].endswith("+deep")
    assert chosen[crowd[-1].id].endswith("+light")
    assert len(set(chosen.values())) == len(PIPER.cast)


def test_a_court_and_four_people_have_a_voice_each(install: Install) -> None:
    install(PIPER)
    result = cast(script(TENANTS, ANN, BOB, CY, DI), Settings(), {})
    assert len(set(addresses(result).values())) == 6
    assert result.script.warnings == ()


def test_an_organisation_takes_no_voice_that_a_person_needs(install: Install) -> None:
    install(PIPER)
    crowd = people(len(styles()))
    result = cast(script(TENANTS, *crowd), Settings(), {})
    assert len({result.voice(one.id) for one in crowd}) == len(crowd)
    assert result.voice(TENANTS.id) == result.voice(NARRATOR.id)
    assert result.script.warnings == ()


def test_an_organisation_keeps_the_voice_of_earlier_episodes(install: Install) -> None:
    install(PIPER)
    remembered = {TENANTS.name: "piper:en_US-joe-medium+bright"}
    result = cast(script(TENANTS, *people(len(styles()))), Settings(), remembered)
    assert result.voice(TENANTS.id).style == "bright"


def test_where_there_is_one_voice_it_speaks_for_all(install: Install) -> None:
    install(troupe(PIPER.cast[0]))
    result = cast(script(ANN, TENANTS, BOB), Settings(), {})
    assert set(addresses(result).values()) == {"piper:en_US-joe-medium"}


def test_natural_voices_speak_the_quotes_where_they_are_installed(install: Install) -> None:
    kokoro = troupe(*(voice(f"kokoro:{name}") for name in ("am_michael", "af_heart", "am_puck")))
    install(PIPER, kokoro)
    result = addresses(cast(script(ANN, BOB), Settings(), {}))
    assert result["narrator"].startswith("piper:")
    assert result["s1"].startswith("kokoro:")
    assert result["s2"].startswith("kokoro:")
    everything = addresses(cast(script(ANN), Settings(), {}, engine="kokoro"))
    assert {address.partition(":")[0] for address in everything.values()} == {"kokoro"}


@pytest.mark.parametrize(("pronoun", "gender"), [("she", "female"), ("he", "male")])
def test_a_pronoun_in_the_release_chooses_among_voices_whose_maker_says_whose_they_are(
    install: Install, pronoun: str, gender: str
) -> None:
    kokoro = troupe(
        voice("kokoro:af_heart", gender="female"), voice("kokoro:am_michael", gender="male")
    )
    install(PIPER, kokoro)
    people = (Person("p1", "Ann Lee", "person", pronoun=pronoun),)
    result = cast(script(ANN), Settings(), {}, people=people)
    assert result.voice("s1").gender == gender
    assert repr(pronoun) in result.roles[1].reason


def test_a_name_alone_says_nothing_about_the_voice(install: Install) -> None:
    kokoro = troupe(
        voice("kokoro:af_heart", gender="female"), voice("kokoro:am_michael", gender="male")
    )
    install(PIPER, kokoro)
    renamed = replace(ANN, name="John Lee")
    assert addresses(cast(script(ANN), Settings(), {})) == addresses(
        cast(script(renamed), Settings(), {})
    )


def test_a_language_without_a_natural_voice_is_read_by_espeak_and_the_publisher_told(
    install: Install,
) -> None:
    install(PIPER, ESPEAK)
    result = cast(script(ANN, language="es-MX"), Settings(), {})
    assert addresses(result) == {"narrator": "espeak:es", "s1": "espeak:es+f2"}
    assert any("'es-MX'" in warning for warning in result.script.warnings)


def test_a_remembered_voice_of_another_language_gives_way(install: Install) -> None:
    install(PIPER, ESPEAK)
    remembered = {"Ann Lee": "piper:en_US-joe-medium+deep"}
    result = cast(script(ANN, language="es"), Settings(), remembered)
    assert result.voice("s1").language == "es"
    assert any(
        "Ann Lee" in warning and "the show keeps its own" in warning
        for warning in result.script.warnings
    )


def test_a_language_that_no_voice_speaks_is_read_all_the_same_with_a_warning(
    install: Install,
) -> None:
    install(PIPER)
    result = cast(script(language="fi"), Settings(), {})
    assert addresses(result) == {"narrator": "piper:en_US-joe-medium"}
    assert "'fi'" in result.script.warnings[0]


def test_an_engine_that_fails_is_an_error_unless_the_show_names_another(install: Install) -> None:
    gone = troupe(voice("kokoro:x"), error=EngineError("kokoro is not installed", hint="get it"))
    install(PIPER, gone)
    with pytest.raises(EngineError, match="not installed"):
        cast(script(ANN), Settings(), {}, engine="kokoro")
    settings = Settings(voice=VoiceSettings(engine="kokoro", fallback=("piper",)))
    result = cast(script(ANN), settings, {})
    assert addresses(result)["narrator"] == "piper:en_US-joe-medium"
    assert "piper speaks instead" in result.script.warnings[0]


def test_a_remembered_voice_that_is_gone_is_an_error_that_names_the_person(
    install: Install,
) -> None:
    install(PIPER)
    remembered = {"Ann Lee": "piper:en_US-ann-high"}
    with pytest.raises(EngineError, match="Ann Lee") as caught:
        cast(script(ANN), Settings(), remembered)
    assert "--quote-voice" in caught.value.hint
    settings = Settings(voice=VoiceSettings(fallback=("piper",)))
    assert "Ann Lee" in cast(script(ANN), settings, remembered).script.warnings[0]


@pytest.mark.parametrize("name", ["nobody", "piper:nobody", "joe+nothing", ""])
def test_an_unknown_voice_is_an_error_that_lists_the_voices(install: Install, name: str) -> None:
    install(PIPER)
    with pytest.raises(PresscastError) as caught:
        cast(script(ANN), Settings(), {}, quote_voices={"Ann Lee": name})
    assert "piper:en_US-joe-medium+deep" in caught.value.hint


def test_a_short_name_that_two_voices_have_is_an_error(install: Install) -> None:
    install(PIPER, troupe(voice("espeak:en_GB-joe-low")))
    with pytest.raises(EngineError, match="several") as caught:
        cast(script(), Settings(), {}, voice="joe")
    assert "espeak:en_GB-joe-low" in caught.value.hint


def test_a_quote_voice_for_somebody_who_does_not_speak_is_told(install: Install) -> None:
    install(PIPER)
    result = cast(script(ANN), Settings(), {}, quote_voices={"Zoe Fox": "joe+deep"})
    assert "Zoe Fox" in result.script.warnings[0]
    assert "Ann Lee" in result.script.warnings[0]


def test_a_voice_that_failed_its_measurements_is_cast_only_by_name(install: Install) -> None:
    install(PIPER, troupe(*(voice(f"kokoro:{name}") for name in ("af_nicole", "af_heart"))))
    assert addresses(cast(script(ANN), Settings(), {}))["s1"] == "kokoro:af_heart"
    named = cast(script(ANN), Settings(), {}, quote_voices={"Ann Lee": "nicole"})
    assert addresses(named)["s1"] == "kokoro:af_nicole"


def test_a_language_of_which_no_voice_was_measured_is_cast_from_all_of_them(
    install: Install,
) -> None:
    spanish = (voice(f"kokoro:{name}", "es") for name in ("ef_dora", "em_alex", "em_santa"))
    install(PIPER, troupe(*spanish))
    result = addresses(cast(script(ANN, language="es"), Settings(), {}))
    assert result["narrator"] == "kokoro:ef_dora"
    assert result["s1"] != result["narrator"]


def test_where_a_language_has_one_natural_voice_people_are_still_told_apart(
    install: Install,
) -> None:
    french = troupe(*(voice(f"espeak:fr{style}", "fr") for style in ("", "+f2", "+m3")))
    install(PIPER, troupe(voice("kokoro:ff_siwis", "fr-FR")), french)
    result = cast(script(ANN, BOB, language="fr"), Settings(), {})
    assert addresses(result)["narrator"] == "kokoro:ff_siwis"
    assert len(set(addresses(result).values())) == 3
    assert result.script.warnings == ()
