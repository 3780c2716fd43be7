"""The dateline: where and when a release says that it was issued, before its first sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from presscast.text.release_words import structure
from presscast.text.written_dates import date_pattern, time_pattern

_DIGIT = re.compile(r"\d")
_TIME_OPENING = re.compile(r"[\s,@(]*(?:at\s+)?")
_DOMAIN = re.compile(r"\w\.(?:com|org|net)\b", re.IGNORECASE)
_COLON = re.compile(r":\s+(?=[A-ZÀ-Ý\"“])")
_PAIR_OF_PLACES = re.compile(r"([A-ZÀ-Ý][\w-]+(?:/[A-ZÀ-Ý][\w-]+){1,2})\.(?=\s+[A-ZÀ-Ý])")
_CLOSED = re.compile(r"\s*[)\]]")
_COMMA = re.compile(r"[\s,]+")
_FULL_STOP = re.compile(r"\s*[.:]\s*[-–—]*\s*(?=[A-ZÀ-Ý\"“«„‘'\d])|\s*\n\s*(?=[A-ZÀ-Ý\"“«„])")
_PLACE_LABEL = re.compile(r"(?:Location|Place|Lugar|Lieu|Ort|Luogo):\s+")
_SLASHED_DATE = re.compile(r"(?<=[A-ZÀ-Ý]{3})/(?=[A-Z][a-z]{2,8}\.? \d)")
"""The stroke of `DENVER/Jan. 9, 2024`."""
_AGENCY = re.compile(r"[(\[]\s*[A-Z]{2,5}")
_WINDOW = 220
_LONGEST_PLACE = 70
_ARTICLES = frozenset(("la", "los", "las", "les", "le", "el", "den", "des", "dos", "são", "a", "o"))
"""Stop words with which the names of places begin."""
_WIRE_NAME = re.compile(r"\s*\((?:[A-Z]{2,}|[^()]*(?:\.|[a-z][A-Z]|[Ww]ire|WIRE)[^()]*)\)\Z")
_WORD = r"[A-ZÀ-ÖØ-Þ]\w*(?:[.'’-]\w+)*\.?"
_PARTICLE = (
    r"(?:de|del|di|da|do|dos|du|des|la|las|los|le|el|am|an|im|in|of|on|sur|sous|der|den|upon|"
    r"et|y|e|und|and|&)"
)
_PLACE = (
    rf"(?:{_WORD}(?:(?:\s+|\s*/\s*|\s*[&]\s*)(?:{_PARTICLE}\s+){{0,2}}{_WORD}){{0,4}})"
    rf"(?:\s*,\s*(?:{_PARTICLE}\s+){{0,2}}{_WORD}(?:\s+{_WORD}){{0,2}}){{0,3}}"
    rf"(?:\s*\([A-ZÀ-Ý][\w .’'-]{{1,25}}\))?"
)
_WIRE = (
    r"(?:[-–—]{1,2}\s*)?(?:"
    r"/\s?\w[\w .-]{2,40}\s?/"
    r"|\((?:[A-ZÀ-Þ][\w .&®™/-]{1,40}|[a-z]{2,5}|[\w-]+(?:\.[\w-]+)+)\)"
    r"|(?:PRNewswire|Business Wire|BUSINESS WIRE|GLOBE NEWSWIRE|EINPresswire(?:\.com)?)"
    r"(?:[-–/ ]+[\w ]{2,30}/)?"
    r"|/\s?PRNewswire[\w /-]{0,40}/"
    r")"
)
_DASH = r"(?:[–—―]+|-{1,3}|_)"
_STRONG_END = rf"(?:\.?\s*{_DASH}\s*|\s*//\s*|\s+\|\s+|\s*/\s+)"


class DatelineMatch(NamedTuple):
    """A dateline found at the head of a text; `end` is an offset from that head."""

    end: int
    place: str | None
    date: str | None
    certain: bool
    """True where a date, a wire's name or capitals leave no doubt."""


class _Patterns(NamedTuple):
    place: re.Pattern[str]
    wire: re.Pattern[str]
    closing: re.Pattern[str]
    """The dash that parts the dateline from the story."""
    capitals: re.Pattern[str]
    """A place in capitals, with its state or country."""


@cache
def _patterns() -> _Patterns:
    return _Patterns(
        place=re.compile(rf"[(\[]?\s*(?P<place>{_PLACE})"),
        wire=re.compile(rf"\s*,?\s*(?:\d{{1,2}}\s+(?=\())?{_WIRE}\s*"),
        closing=re.compile(_STRONG_END),
        capitals=re.compile(
            rf"(?P<place>[A-ZÀ-Ý][A-ZÀ-Ý.'’-]+(?:\s[A-ZÀ-Ý][A-ZÀ-Ý.'’-]+){{0,3}}"
            rf"(?:,\s*(?:{structure().regions}))?)(?![\w,])"
        ),
    )


def match_dateline(text: str) -> DatelineMatch | None:
    """Return the dateline with which a paragraph opens, or None.

    It ends after its dash, or where the dash is lost before the first word of the sentence.
    """
    window = _SLASHED_DATE.sub(" ", text[:_WINDOW])
    if structure().turn_label.match(window):
        return None
    for find in (_dated, _placed, _bare):
        found = find(window)
        if found is not None and _opens_sentence(window, found):
            return found
    return None


def place_alone(line: str) -> str | None:
    """Return the place that a line names with its state or country, and nothing else."""
    bare = _PLACE_LABEL.sub("", line.strip(), count=1)
    if len(bare) > _LONGEST_PLACE or not _in_region(bare):
        return None
    found = _patterns().place.fullmatch(bare)
    return _clean_place(found["place"]) if found else None


def stands_alone(line: str) -> bool:
    """Return whether a line is a dateline and nothing else, its dash included."""
    found = match_dateline(f"{line} The first")
    return found is not None and found.end >= len(line)


def _opens_sentence(window: str, found: DatelineMatch) -> bool:
    """Return whether what follows could be the first sentence: capital, digit or mark."""
    rest = window[found.end :].lstrip()
    if not rest:
        return True
    if rest[0].islower():
        return found.certain
    head = rest[:60]
    # A headline in capitals has dashes of its own.
    return not (len(head) > 15 and head.upper() == head and not any(map(str.isdigit, head[:4])))


def _clean_place(raw: str) -> str | None:
    place = _WIRE_NAME.sub("", re.sub(r"\s+", " ", raw)).strip(" ,:;–—-/|([")
    if place.count("(") != place.count(")"):
        place = place.strip("() ")
    if not place.endswith(("D.C.", "U.K.", "U.S.", "N.Y.", "N.J.", "B.C.", "D.F.")):
        place = (
            place
            if re.search(r",\s*[A-Z][A-Za-z]{1,4}\.\Z|\.[A-Z]\.\Z", place)
            else place.rstrip(".")
        )
    words = structure()
    if not place or len(place) > _LONGEST_PLACE or words.date_label.fullmatch(place):
        return None
    if place[-1].isdigit() or words.release_mark.fullmatch(place) or _DOMAIN.search(place):
        return None
    first = place.split()[0].rstrip(",").lower()
    if first in words.stop_words and first not in _ARTICLES:
        return None
    return place


def _clean_date(raw: str) -> str:
    return re.sub(
        rf"\A(?:(?:{structure().date_joiners})\s+)+", "", raw, flags=re.IGNORECASE
    ).rstrip(".")


def _dated(window: str) -> DatelineMatch | None:
    """Return a dateline that has a date: `San Diego, January 18, 2021—`."""
    date = date_pattern().search(window[:160]) if _DIGIT.search(window) else None
    if date is None:
        return None
    place = None
    if window[: date.start()].strip(" ([\n\t–—-,"):
        place = _place_before(window[: date.start()])
        if place is None:
            return None
    patterns = _patterns()
    position = _skip(_TIME_OPENING, window, date.end())
    time = time_pattern().match(window, position)
    position = _skip(re.compile(r"\)"), window, time.end()) if time else date.end()
    after_date = position
    if place is None:
        follows = patterns.place.match(window, _skip(_COMMA, window, position))
        closed = follows and patterns.wire.match(window, follows.end())
        if follows and closed and patterns.closing.match(window, closed.end()):
            place, position = _clean_place(follows["place"]), follows.end()
    position = _skip(patterns.wire, window, position)
    position = _skip(_CLOSED, window, position)
    position = _skip(patterns.wire, window, position)
    end = patterns.closing.match(window, position)
    if end is None and place is not None:
        # An abbreviated month may have taken the full stop.
        stop = position - 1 if window[position - 1 : position] == "." else position
        end = _FULL_STOP.match(window, stop)
    if end is not None:
        position = end.end()
    elif position == after_date and (
        place is None
        or not (_sentence_word(window, position) or window[position : position + 1].isupper())
    ):
        return _whole_line(window, position, place, date[0])
    return DatelineMatch(_trim(window, position), place, _clean_date(date[0]), certain=True)


def _place_before(before: str) -> str | None:
    """Return the place that fills all that stands before a date; None where other words do."""
    patterns = _patterns()
    found = patterns.place.match(before)
    if found is None:
        return None
    rest = before[_skip(patterns.wire, before, found.end()) :]
    joiner = re.fullmatch(r"[\s,.;:(\[–—|/•·-]*(\w{1,4})?\s*", rest)
    if joiner is None or (joiner[1] and joiner[1].lower() not in _date_joiners()):
        return None
    return _clean_place(found["place"])


@cache
def _date_joiners() -> frozenset[str]:
    return frozenset((*structure().date_joiners.split("|"), "on"))


def _skip(pattern: re.Pattern[str], window: str, position: int) -> int:
    """Return where a pattern that stands at a position ends, or the position itself."""
    found = pattern.match(window, position)
    return found.end() if found else position


def _whole_line(window: str, position: int, place: str | None, date: str) -> DatelineMatch | None:
    """Return a dateline that is the whole text, as on a line of its own; else None."""
    if place is None or window[position:].strip(" .:,;–—-"):
        return None
    return DatelineMatch(len(window), place, _clean_date(date), certain=True)


def _placed(window: str) -> DatelineMatch | None:
    """Return a dateline of a place alone, or of a wire's name, before a dash: `CHICAGO —`."""
    patterns = _patterns()
    found = patterns.place.match(window)
    raw = found["place"] if found else ""
    position = found.end() if found else 0
    if found and window[0] in "([":
        position += 1 if window[position : position + 1] in (")", "]") else 0
    named = patterns.wire.match(window, position)
    if named:
        position = named.end()
    elif found is None:
        return None
    end = patterns.closing.match(window, position) or _COLON.match(window, position)
    if end is not None and end[0].startswith(":") and not _in_region(raw):
        return None
    enclosed = found is not None and window[0] in "([" and window[position - 1] in ")]"
    if end is None and not named:
        place = _clean_place(raw) if enclosed else None
        if place is None or not _in_region(place):
            return None
        return DatelineMatch(_trim(window, position), place, None, certain=True)
    if end is not None:
        position = end.end()
    if enclosed and end is not None and _AGENCY.fullmatch(window, 0, found.end() if found else 0):
        return DatelineMatch(_trim(window, position), None, None, certain=True)  # `(AP) —`
    place = _clean_place(raw) if found else None
    if found and place is None:
        return None
    if named is None and place is not None:
        capitals = place.upper() == place and len(place) > 3
        words = len(re.findall(r"\w+", place.split(",")[0]))
        if words > (4 if capitals else 3):
            return None
        glued = end is not None and not re.search(r"\s|[–—―]|--", end[0])
        if glued:  # a hyphenated word: `Maibock-a`
            return None
        certain = capitals or _in_region(place)
        barred = end is not None and end[0].strip() == "|"
        if barred and not certain:
            return None  # the name of an agency: `HSE | A company …`
        return DatelineMatch(_trim(window, position), place, None, certain=certain)
    return DatelineMatch(_trim(window, position), place, None, certain=True)


def _in_region(place: str) -> bool:
    """Return whether a place names its state or country."""
    return re.search(rf", ?(?:{structure().regions})\Z", place.strip()) is not None


def _bare(window: str) -> DatelineMatch | None:
    """Return a place in capitals that lost its dash: `WASHINGTONThe`, `WALPOLE, MA The`."""
    glued = re.match(r"([A-ZÀ-Ý]{5,}?)(?=(?:A|[A-ZÀ-Ý][a-zà-ÿ]+)\s)", window)
    if glued and len(glued[1]) >= 5 and not window[: glued.end() + 12].isupper():
        return DatelineMatch(glued.end(), glued[1], None, certain=True)
    pair = _PAIR_OF_PLACES.match(window)
    if pair:  # `Leipzig/Darmstadt. Der …`
        return DatelineMatch(pair.end(), pair[1], None, certain=True)
    found = _patterns().capitals.match(window)
    if found is None or not re.match(r"\s+", window[found.end() :]):
        return None
    place = found["place"]
    region = "," in place
    if not region and len(place) < 5:
        return None
    if re.match(r"\s{2,}[A-ZÀ-Ý][a-zà-ÿ]", window[found.end() :]):
        return DatelineMatch(found.end(), _clean_place(place), None, certain=True)
    if _sentence_word(window, found.end()) or (
        region and re.match(r"\s+[A-ZÀ-Ý][a-zà-ÿ]", window[found.end() :])
    ):
        return DatelineMatch(found.end(), _clean_place(place), None, certain=True)
    return None


def _sentence_word(window: str, position: int) -> bool:
    """Return whether the next word has a capital only because a sentence begins with it."""
    word = re.compile(r"\s+([A-ZÀ-Ý][a-zà-ÿ]*)\s").match(window, position)
    return word is not None and word[1].lower() in structure().stop_words


def _trim(window: str, position: int) -> int:
    """Return the end without the white space before it."""
    return len(window[:position].rstrip())
