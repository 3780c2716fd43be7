"""What `presscast voices` shows and lets hear."""

from __future__ import annotations

import pytest

from presscast.engines._directory import is_foreign
from presscast.engines._listing import introduction, spoken_name, voices_and_known
from presscast.engines.gtts import ALLOW_NETWORK
from presscast.model import Voice


@pytest.mark.parametrize(
    ("name", "style", "spoken"),
    [
        ("en_US-joe-medium", "", "Joe"),
        ("en_US-joe-medium", "deep", "Joe, deep"),
        ("am_michael", "", "Michael"),
        ("jf_alpha", "", "Alpha"),
        ("es-MX", "", "es-MX"),
        ("en-us", "f2", "en-us+f2"),
    ],
)
def test_a_voice_says_the_name_that_its_maker_gave_it(name: str, style: str, spoken: str) -> None:
    assert spoken_name(Voice("x", name, "en", "", style)) == spoken


def test_a_voice_introduces_itself_in_its_language() -> None:
    assert introduction(Voice("kokoro", "ef_dora", "es", "")).startswith("Esta es Dora")
    assert introduction(Voice("piper", "fi_FI-harri-medium", "fi-FI", "")).startswith("This is")


def test_an_engine_that_is_not_allowed_lists_what_it_would_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(ALLOW_NETWORK, raising=False)
    listed = voices_and_known(("piper", "gtts"))
    assert {installed for voice, installed in listed if voice.engine == "piper"} == {True}
    assert {installed for voice, installed in listed if voice.engine == "gtts"} == {False}
    monkeypatch.setenv(ALLOW_NETWORK, "1")
    allowed = voices_and_known(("gtts",))
    assert [voice for voice, _ in allowed] == [v for v, _ in listed if v.engine == "gtts"]
    assert all(installed for _, installed in allowed)


@pytest.mark.parametrize(
    ("address", "language", "foreign"),
    [
        ("piper:en_US-joe-medium+deep", "es", True),
        ("piper:en_US-joe-medium+deep", "en-GB", False),
        ("piper:es_ES-nobody-low", "en", False),
        ("", "en", False),
    ],
)
def test_only_an_installed_voice_of_another_language_is_foreign(
    address: str, language: str, foreign: bool
) -> None:
    assert is_foreign(address, language) is foreign
