"""Capitals and letters: acronyms, initials, lines in capitals, letters with digits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from presscast.model import SpokenToken
from presscast.text.acronyms import AcronymReading
from presscast.text.speech.decimal_comma.figures import label
from presscast.text.speech.decimal_comma.tongue import Tongue
from presscast.text.speech.line import WORD, Line, Reading, Rule, plain

_DOTTED = re.compile(
    r"(?P<letters>[A-Za-zÀ-ÖØ-Þ](?:\.[ \u00a0]?[A-ZÀ-ÖØ-Þ](?![a-zà-ÿ]))+)\.?(?![A-Za-z@])"
)
_ELISION = re.compile(
    r"(?P<word>[cdjlmnst]|(?:jus|lors|puis)?qu)['’](?=(?-i:[A-ZÀ-ÖØ-Þ]))", re.IGNORECASE
)
_INITIAL = re.compile(r"(?P<letter>[A-ZÀ-ÖØ-Þ])(?:\.(?=[ \u00a0]?[A-ZÀ-ÖØ-Þ]|,|\s*$)|-(?=\s|$))")
_HYPHENATED = re.compile(r"(?P<letters>[A-Z](?:-[A-Z])+)(?![\w-])")
_WITH_DIGITS = re.compile(
    r"(?P<letters>[A-Za-zÀ-ÿ]{1,8})(?P<joint>[-‑]?)(?P<digits>\d{1,5})(?P<more>[A-Za-z]{0,2})(?![\w]|[.,]\d)"
)
_AND = re.compile(r"(?P<first>[A-Z]{1,4})(?P<and>&)(?P<second>[A-Z]{1,4})(?![A-Za-z])")
_WORD = re.compile(WORD)
_PART = re.compile(r"[^-‑'’]+['’]?|['’]")
_PLURAL = re.compile(r"(?P<letters>[A-Z]{2,10})(?P<end>['’]?s)?")
_VOWELS = frozenset("AEIOUYÁÉÍÓÚÄÖÜÀÂÈÊËÎÏÔÙÛ")


def elided(line: Line, start: int, end: int, rest: Reading) -> Reading:
    """Return the reading of what follows an elided word, with that word joined to its head."""
    word = line.text[start : end - 1]
    if line.capitals and not line.opens(start):
        word = word.lower()
    first, *others = rest.tokens
    head = line.say(start, end, f"{word}'")
    return Reading((head, replace(first, glued=True), *others), rest.end)


@dataclass(frozen=True, slots=True)
class Capitals:
    """The rules for capitals, in the words of one language."""

    tongue: Tongue
    roman: Rule
    """Reads a Roman numeral where the language has one; else returns None."""

    def dotted(self, line: Line, start: int) -> Reading | None:
        """Read letters with stops: `O.N.U.`, `S. A.`"""
        text = line.text
        if start and (text[start - 1].isalnum() or text[start - 1] in "@/"):
            return None
        found = _DOTTED.match(text, start)
        if not found:
            return None
        letters = "".join(char for char in found["letters"] if char.isalpha())
        # A name's first letters go with it: `J. R. Jiménez`; they are read one by one.
        end = found.end()
        if line.acronyms.known(letters) is AcronymReading.WORD:
            return Reading((line.say(start, end, self._cased(letters)),), end)
        return Reading((line.spell(start, end, letters.upper()),), end)

    def elided(self, line: Line, start: int) -> Reading | None:
        """Read a word that has lost its vowel before capitals: `l'ONU`, `d'U.E.`"""
        found = _ELISION.match(line.text, start)
        if not found:
            return None
        rest = self.dotted(line, found.end()) or self.read(line, found.end())
        if rest is None:
            return None
        return elided(line, start, found.end(), rest)

    def initial(self, line: Line, start: int) -> Reading | None:
        """Read an initial of a name: its stop ends nothing."""
        found = _INITIAL.match(line.text, start)
        if not found or (start and line.text[start - 1].isalnum()):
            return None
        return Reading((line.spell(start, found.end(), found["letter"]),), found.end())

    def with_digits(self, line: Line, start: int) -> Reading | None:
        """Read letters and digits run together: `COVID-19`, `A380`, `G7`, `CO2`."""
        found = _WITH_DIGITS.match(line.text, start)
        if not found or (start and line.text[start - 1] in "@#"):
            return None
        letters = found["letters"]
        if (
            letters.islower()
            and len(letters) > 1
            and not (found["joint"] and len(found["digits"]) < 4)
        ):
            return None
        begin, end = found.span("letters")
        tokens = (
            self._part(line, begin, end)
            if len(letters) > 1
            else [line.spell(begin, end, letters.upper())]
        )
        tokens.append(line.say(*found.span("digits"), label(self.tongue, found["digits"])))
        if found["more"]:
            tokens.append(line.spell(*found.span("more"), found["more"].upper()))
        return Reading(tuple(tokens), found.end())

    def read(self, line: Line, start: int) -> Reading | None:
        """Read a word with capitals after its first letter, or any word of a line in capitals."""
        text = line.text
        if both := _AND.match(text, start):
            tokens = (
                line.spell(*both.span("first"), both["first"]),
                line.say(*both.span("and"), self.tongue.word("and")),
                line.spell(*both.span("second"), both["second"]),
            )
            return Reading(tokens, both.end())
        if numeral := self.roman(line, start):
            return numeral
        if self.tongue.language == "fr" and (reading := self.elided(line, start)):
            return reading
        if spelled := _HYPHENATED.match(text, start):
            letters = spelled["letters"].replace("-", "")
            return Reading((line.spell(start, spelled.end(), letters),), spelled.end())
        found = _WORD.match(text, start)
        if not found:
            return None
        end = found.end()
        parts = [part.span() for part in _PART.finditer(text, start, end)]
        if not any(self._is_acronym(line, *part) for part in parts):
            shouted = len(found[0]) > 1 and found[0].upper() == found[0]
            if len(found[0]) == 1 and not line.capitals:
                return Reading((self._letter(line, start, found[0]),), end)
            spoken = (
                self._lowered(line, found[0], start)
                if shouted or line.capitals
                else plain(found[0])
            )
            return Reading((line.say(start, end, spoken),), end)
        pieces: list[SpokenToken] = []
        for part in parts:
            pieces += self._part(line, *part)
        return Reading(tuple(pieces), end)

    def _letter(self, line: Line, start: int, letter: str) -> SpokenToken:
        """Return a capital that stands alone: a word such as `A` or `Y`, or the letter's name."""
        before = line.text[:start].rstrip()
        opens = not before or before[-1] in '.!?:«“"¿¡('
        if opens and letter.lower() in self.tongue.tables.listed("letter_words"):
            return line.say(start, start + 1, letter)
        return line.spell(start, start + 1, letter)

    def _is_acronym(self, line: Line, start: int, end: int) -> bool:
        found = _PLURAL.fullmatch(line.text, start, end)
        return found is not None and (
            line.acronyms.known(found["letters"]) is not None
            or self._is_spelled(line, start, end, found["letters"])
        )

    def _part(self, line: Line, start: int, end: int) -> list[SpokenToken]:
        written = line.text[start:end]
        if written in {"-", "‑", "'", "’"}:
            return [line.silence(start, end)]
        if not (found := _PLURAL.fullmatch(written)):
            spoken = plain(written)
            if len(written) > 1 and written.upper() == written:
                spoken = self._lowered(line, written, start)
            return [line.say(start, end, spoken)]
        letters = found["letters"]
        if self._is_spelled(line, start, end, letters):
            return [line.spell(start, end, letters)]
        return [
            line.say(
                start,
                end,
                self._lowered(line, letters, start) + (found["end"] or "").replace("’", "'"),
            )
        ]

    def _is_spelled(self, line: Line, start: int, end: int, letters: str) -> bool:
        known = line.acronyms.known(letters)
        # Datelines and names in capitals are longer than most acronyms.
        if known is None and len(letters) > 4 and _VOWELS & set(letters):
            return False
        if known is None and (line.capitals or self._in_phrase(line, start, end)):
            return len(letters) < 6 and not _VOWELS & set(letters)
        if line.capitals and line.acronyms.is_plain(letters):
            return False
        if not line.capitals:
            return line.acronyms.spelled(letters)
        return known is AcronymReading.LETTERS

    def _in_phrase(self, line: Line, start: int, end: int) -> bool:
        """Return whether capitals stand among others that are no acronym: `LA PAZ`."""
        for word in (line.before(start), line.after(end)):
            near = word.rstrip(".,")
            if (
                len(near) > 1
                and near.isalpha()
                and near.isupper()
                and line.acronyms.known(near) is None
            ):
                return True
        return False

    def _cased(self, letters: str) -> str:
        return letters[:1] + letters[1:].lower()

    def _lowered(self, line: Line, word: str, start: int) -> str:
        """Return a word in capitals as it would stand in a sentence."""
        lowered = plain(word).lower()
        nouns = self.tongue.language == "de" and line.capitals
        small = lowered in self.tongue.tables.listed("small_words")
        if (
            line.acronyms.known(word) is not None
            or line.opens(start)
            or (nouns and not small)
            or not (line.capitals or line.acronyms.is_plain(word))
        ):
            return lowered[:1].upper() + lowered[1:]
        return lowered
