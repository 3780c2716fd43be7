"""Abbreviations from the tables of a language, each where its context shows it to be one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from presscast.text.speech.decimal_comma.tongue import Tongue
from presscast.text.speech.line import WORD, Line, Reading

_WORD = re.compile(rf"(?P<word>{WORD})(?P<stop>\.?)(?:(?P<raised>[ºª°]|\.?[ºª])\.?)?")
_GAP = r"[ \u00a0\u202f]?"
_NAME_FOLLOWS = re.compile(r"[ \u00a0\u202f]+(?:(?:et|le|la|de|y|und)[ \u00a0])?[\"“«]?[A-ZÀ-ÖØ-Þ]")
_NUMBER_FOLLOWS = re.compile(r"[ \u00a0\u202f]*[#§]?(?:\d|[IVXLC]+\b|[LRDA]\.? ?\d)")


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The rules for abbreviations, in the words of one language."""

    tongue: Tongue
    _phrases: tuple[tuple[re.Pattern[str], str], ...] = field(init=False)

    def __post_init__(self) -> None:
        ordered = sorted(self.tongue.tables.phrases.items(), key=lambda item: -len(item[0]))
        compiled = tuple((_pattern(written), spoken) for written, spoken in ordered)
        object.__setattr__(self, "_phrases", compiled)

    def openers(self) -> Iterable[str]:
        """Return the words that may begin an abbreviation."""
        tables = self.tongue.tables
        firsts = [re.split(r"[^\w]", written)[0] for written in tables.phrases]
        keys = (*firsts, *tables.titles, *tables.stopped, *tables.numbered)
        return dict.fromkeys(key.rstrip("ºª.") for key in keys)

    def phrase(self, line: Line, start: int) -> Reading | None:
        """Read an abbreviation of several parts: `p. ej.`, `EE. UU.`, `z. B.`"""
        if start and (line.text[start - 1].isalnum() or line.text[start - 1] in "@./-"):
            return None
        for pattern, spoken in self._phrases:
            if found := pattern.match(line.text, start):
                return Reading(
                    (line.say(start, found.end(), _cased(line, start, spoken)),), found.end()
                )
        return None

    def word(self, line: Line, start: int) -> Reading | None:
        """Read an abbreviation of one word: before a name, before a number, or with its stop."""
        found = _WORD.match(line.text, start)
        if not found:
            return None
        tables, raised = self.tongue.tables, found["raised"] or ""
        written, end = found["word"], found.end()
        if len(written) == 1 and line.text[end : end + 1].isalpha():
            return None  # one of several letters: `P.I.B.`
        key, stop = written.lower(), bool(found["stop"] or raised)
        marked = key + raised.strip(".").replace("°", "º")
        numbered = _NUMBER_FOLLOWS.match(line.text, end) is not None
        named = _NAME_FOLLOWS.match(line.text, end) is not None
        spoken = None
        if raised:
            spoken = tables.titles.get(marked) or tables.numbered.get(marked)
        elif numbered and key in tables.numbered and (stop or key in tables.listed("stopless")):
            spoken = tables.numbered[key]
        elif named and key in tables.titles and self._is_title(written, stop=stop):
            spoken = tables.titles[key]
        elif stop and key in tables.stopped:
            spoken = tables.stopped[key]
        if spoken is None:
            return None
        return Reading((line.say(start, end, _cased(line, start, spoken)),), end)

    def _is_title(self, written: str, *, stop: bool) -> bool:
        stopless = written in self.tongue.tables.listed("stopless")
        return stopless or (stop and written[0].isupper())


def _pattern(written: str) -> re.Pattern[str]:
    """Return a pattern for an abbreviation whose parts may stand apart or together."""
    parts = [re.escape(part) for part in re.split(r"[. ]+", written) if part]
    if "." not in written and " " not in written:
        return re.compile(re.escape(written) + r"(?![\w+])")
    # Initials that stand together are letters: `S.M.`, which `SM` is rendered as, is no majesty.
    initials = all(len(part) == 1 and part.isupper() for part in parts)
    gap = _GAP.removesuffix("?") if initials else _GAP
    joint = r"\." + gap if "." in written else r"[ \u00a0\u202f]"
    # The last stop of several may be the sentence's own, or forgotten.
    stop = (r"\.?" if len(parts) > 1 else r"\.") if written.endswith(".") else ""
    return re.compile(joint.join(parts) + stop + r"(?!\w)")


def _cased(line: Line, start: int, spoken: str) -> str:
    """Return words with a capital where a sentence opens with them."""
    return spoken[:1].upper() + spoken[1:] if line.opens(start) else spoken
