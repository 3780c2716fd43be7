"""Respellings such as `al OH-tro LAH-doh` → IPA, by eSpeak's reading of each syllable."""

from __future__ import annotations

import re

from presscast.errors import UsageError

_STRESS = re.compile("[ˈˌ]")


def respelling_to_ipa(respelling: str, language: str) -> str:
    """Return the IPA of a respelling: syllables joined by hyphens, the stressed one in capitals.

    `language` is that of the letters, as eSpeak names it. Raises UsageError for what has no sound.
    """
    from piper.phonemize_espeak import EspeakPhonemizer

    phonemizer = EspeakPhonemizer()

    def sound(syllable: str) -> str:
        sentences = phonemizer.phonemize(language, syllable.lower())
        return _STRESS.sub("", "".join("".join(sentence) for sentence in sentences)).strip(" .,")

    words = []
    for word in respelling.split():
        syllables = [syllable for syllable in word.split("-") if syllable]
        stressed = [s for s in syllables if s.isupper() and len(syllables) > 1]
        parts = []
        for syllable in syllables:
            heard = sound(syllable)
            parts.append(f"ˈ{heard}" if syllable in stressed and heard else heard)
        ipa = "".join(parts)
        words.append(ipa if "ˈ" in ipa or not ipa else f"ˈ{ipa}" if syllables[0].isupper() else ipa)
    ipa = " ".join(word for word in words if word)
    if not ipa:
        raise UsageError(
            f"{respelling!r} has no sound", hint='write syllables, as in: --say "al OH-tro LAH-doh"'
        )
    return ipa
