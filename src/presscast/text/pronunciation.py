"""The pronunciation sheet: every name of a release, how it will be said, and how sure that is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from presscast.model import Release, SpokenToken, TokenKind
from presscast.text import vocabulary
from presscast.text.acronyms import AcronymReading, Acronyms, learn_acronyms
from presscast.text.lexicon import EMPTY, Lexicon
from presscast.text.named_bodies import named_bodies
from presscast.text.names_lexicon import above_seeded
from presscast.text.speech import verbalize

_CAPITALS = re.compile(
    r"(?<![\w@#/.-])[A-Z](?:[A-Z&]*[A-Z]|(?:\.[A-Z])+\.?)(?=(?:['’]?s)?(?![\w@]))"
)
_WORD = re.compile(r"(?<![\w@#/.])[^\W\d_]{3,}(?:['’-][^\W\d_]+)*(?![\w@/]|\.\w)")
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*|\b[\w-]+(?:\.[\w-]+)*\.(?:org|com|gov|net|edu)\b\S*")
_POSSESSIVE = re.compile(r"['’]s$")
_PREFIXES = frozenset(
    "un re non pre anti co pro post ex mid sub multi inter intra over under".split()
)
# The list of words is American.
_BRITISH = (
    ("is", "iz"),
    ("ys", "yz"),
    ("our", "or"),
    ("tre", "ter"),
    ("ll", "l"),
    ("ence", "ense"),
)
_SHORTEST_HALF = 4
_KNOWN = "a name that is known here"
_KNOWN_SURE = 0.85
# Letters that no word in English is written with: a foreign name, which an English voice guesses.
_FOREIGN = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name, acronym or word and how it will be said."""

    kind: str
    """`person`, `organization`, `acronym` or `word`."""
    text: str
    """As written, in its fullest form."""
    spoken: str
    """In plain words, letters apart; a phonemic entry of the lexicon between slashes."""
    sure: float
    """0 to 1; below 0.5 a press officer should listen."""
    why: str
    """What decided, in words for the publisher."""


def pronunciation_sheet(
    release: Release, lexicon: Lexicon = EMPTY, language: str = ""
) -> tuple[NameEntry, ...]:
    """Return people, organisations, acronyms and unknown words of a release, in that order.

    Organisations are listed whether they speak or are only named.
    Within a kind they keep the order of the release. `language` is that of the release by default.
    """
    language = language or release.language
    sheet = _Sheet(
        learn_acronyms(release.text, language), lexicon, above_seeded(lexicon, language), language
    )
    entries: dict[str, NameEntry] = {}
    for kind in ("person", "organization"):
        for person in release.people:
            if person.kind == kind:
                entries.setdefault(person.name, sheet.name(kind, person.name))
    heard = " ".join(entries).casefold()
    for name in named_bodies(release):
        if name.casefold() not in heard:
            entries.setdefault(name, sheet.name("organization", name))
    covered = {word.lower() for name in entries for word in _words(name)}
    text = _ADDRESS.sub(lambda found: " " * len(found[0]), release.text)
    for capitals in _acronyms(text):
        if entry := sheet.acronym(capitals):
            entries.setdefault(capitals, entry)
    for word in dict.fromkeys(_words(text)):
        if word.lower() not in covered and (entry := sheet.word(word)):
            covered.add(word.lower())
            entries.setdefault(word, entry)
    return tuple(entries.values())


def _words(text: str) -> Iterator[str]:
    for found in _WORD.finditer(text):
        yield _POSSESSIVE.sub("", unicodedata.normalize("NFC", found[0]))


def _acronyms(text: str) -> Iterator[str]:
    """Yield capitals that stand among words that are not in capitals: those are acronyms."""
    for line in text.split("\n"):
        if line.upper() != line:
            for found in _CAPITALS.finditer(line):
                yield found[0]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the entries of one release are judged by."""

    acronyms: Acronyms
    lexicon: Lexicon
    """The show's own."""
    said: Lexicon
    """The show's own over the built-in names: what is spoken."""
    language: str

    def name(self, kind: str, name: str) -> NameEntry:
        """Return the entry of a person or an organisation: as sure as its least sure word."""
        if self.lexicon.find(name, self.language):
            return NameEntry(kind, name, self._spoken(name), 1.0, "in the lexicon of the show")
        if self.said.find(name, self.language):
            return NameEntry(kind, name, self._spoken(name), _KNOWN_SURE, _KNOWN)
        sure, why = 1.0, "only common words"
        for word in _words(name):
            word_sure, word_why = self._judge(word)
            if word_sure < sure:
                sure, why = word_sure, f"{word}: {word_why}"
        return NameEntry(kind, name, self._spoken(name), sure, why)

    def acronym(self, capitals: str) -> NameEntry | None:
        """Return the entry of an acronym, or None for a plain word in capitals."""
        bare = capitals.replace(".", "")
        if self.acronyms.is_plain(bare) and bare != capitals:
            return None
        if self.lexicon.find(capitals, self.language):
            sure, why = 1.0, "in the lexicon of the show"
        elif "." in capitals:
            sure, why = 0.95, "written with stops, so letter by letter"
        elif name := dict(self.acronyms.names).get(bare):
            sure, why = 0.8, f"the release spells it out: {name}"
            if Acronyms(self.acronyms.language).known(bare):
                sure = 0.95
        elif self.acronyms.known(bare):
            sure, why = 0.95, "a known acronym"
        elif self.acronyms.is_plain(bare) or (
            len(bare) > 3 and vocabulary.contains(bare.lower(), self.acronyms.language)
        ):
            return None
        elif self.acronyms.reading(bare) is AcronymReading.WORD:
            sure, why = 0.4, "unknown; it sounds like a word"
        else:
            sure, why = 0.6, "unknown; said letter by letter"
        return NameEntry("acronym", capitals, self._spoken(capitals), sure, why)

    def word(self, word: str) -> NameEntry | None:
        """Return the entry of a word that the language's list does not hold, or None."""
        # Languages that are spelled as they sound have nothing to guess in a common word.
        if word.isupper() or (word.islower() and self.acronyms.language != "en"):
            return None
        sure, why = self._judge(word)
        if sure >= 0.9 and not self.lexicon.find(word, self.language):
            return None
        return NameEntry("word", word, self._spoken(word), sure, why)

    def _judge(self, word: str) -> tuple[float, str]:
        if self.lexicon.find(word, self.language):
            return 1.0, "in the lexicon of the show"
        if self.said.find(word, self.language):
            return _KNOWN_SURE, _KNOWN
        code = self.acronyms.language
        bare = word.lower().replace("’", "'").removesuffix("'s")
        parts = [part for part in re.split(r"['-]", bare) if part[1:] and part not in _PREFIXES]
        if not vocabulary.words(code) or all(vocabulary.contains(part, code) for part in parts):
            return 0.9, "a word that the voice knows"
        if _FOREIGN.search(bare):
            return 0.3, "a foreign name; the voice guesses"
        if all(_derived(part, code) for part in parts):
            return 0.9, "made of words that the voice knows"
        return 0.4, "not in the list of words; the voice guesses"

    def _spoken(self, text: str) -> str:
        tokens = verbalize(text, language=self.language, lexicon=self.said, acronyms=self.acronyms)
        said = [token for token in tokens if token.kind is not TokenKind.PUNCTUATION]
        return " ".join(_sound(token) for token in said)


def _sound(token: SpokenToken) -> str:
    return f"/{token.ipa}/" if token.kind is TokenKind.PHONEMES and token.ipa else token.spoken


def _derived(word: str, language: str) -> bool:
    """Return whether a word is listed, or is made of listed ones as English makes words."""
    if vocabulary.contains(word, language):
        return True
    if language != "en":
        return False
    stems = [word.removesuffix(ending) for ending in ("s", "es", "ed", "ing", "ly", "er", "ers")]
    stems += [f"{stem}e" for stem in stems]
    stems += [word.replace(here, there) for here, there in _BRITISH]
    stems += [word.removeprefix(prefix) for prefix in _PREFIXES]
    if any(stem != word and vocabulary.contains(stem, language) for stem in stems):
        return True
    return any(
        vocabulary.contains(word[:cut], language) and vocabulary.contains(word[cut:], language)
        for cut in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1)
    )
