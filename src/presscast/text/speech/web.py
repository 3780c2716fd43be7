"""Addresses on the web and in mail, handles and hashtags, said as short as a narrator would."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presscast.model import SpokenToken
from presscast.text.speech.line import Line, Reading
from presscast.text.speech.numerals import cardinal, digits

_LABEL = r"[A-Za-z0-9\u00c0-\u024f](?:[A-Za-z0-9\u00c0-\u024f-]{0,61}[A-Za-z0-9\u00c0-\u024f])?"
_DOMAIN = rf"(?:{_LABEL}\.){{1,10}}"
# Said as words; those of four letters and more are in any case.
_SAID_TLDS = frozenset(
    "com org net gov edu mil info biz news online site app dev shop tech media law church health"
    " foundation live global agency vote co int pro cat to me academy africa asia blog center"
    " cloud club community coop digital earth energy events fit fun fund green group international"
    " link london museum network one page press pub school social store studio team top travel"
    " university vet wales wiki world".split()
)
_SHORTEST_SAID = 4
# Those of two letters that are words too, such as `so`, are left out.
_SPELLED_TLDS = (
    "us uk ca au nz ie de fr es it nl be ch at mx br ar io tv ai eu in jp cn kr za ng ke il se no"
    " dk fi pl pt gr cz ru ua ly gl fm nyc xyz ee hu ro rs tr sk si hr bg lt lv lu cl pe uy ec cr"
    " pr sg hk tw th vn ph gg gd gh tz ug rw lk bd np pk ae sa qa jo lb"
).split()
_TLD = rf"(?:{'|'.join(sorted({*_SAID_TLDS, *_SPELLED_TLDS}))})"
# After a scheme or `www.` anything may end the host.
_URL = re.compile(
    rf"(?P<scheme>https?://|ftp://|(?=www\.))?(?P<host>{_DOMAIN}(?(scheme)[a-z]{{2,24}}|{_TLD}))"
    rf"(?![\w@-])(?!\.\w)(?P<port>:\d+)?(?P<path>/[^\s\"“”<>()]*[\w/#=&%-]|/)?",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?|ftp)://[^\s\"“”<>()]*[^\s\"“”<>().,;:!?]", re.IGNORECASE)
_LOCAL = r"[A-Za-z0-9_%+-]{1,64}(?:\.[A-Za-z0-9_%+-]{1,64}){0,8}"
_EMAIL = re.compile(
    rf"(?P<local>{_LOCAL})@(?P<host>{_DOMAIN}[A-Za-z]{{2,}})(?![\w@])", re.IGNORECASE
)
_HANDLE = re.compile(r"@(?P<name>\w+(?:\.\w+)*)")
_HASHTAG = re.compile(r"#(?P<name>\w*[^\W\d_]\w*)")
_CAMEL = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[^\W\dA-Z_]+|[A-Z]+|\d+")
_SHOUTED = re.compile(r"[A-Z]{3,}(?=[a-z]{2})")
_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
# Words, or a number: not the jumble of a shortened link.
_PATH_PART = (
    r"(?:[A-Z]?[a-z]{2,}(?:[A-Z][a-z]+)*(?:-[A-Za-z][a-z]+){0,3}\d{0,4}|[A-Z]{2,6}|\d{1,4})"
)
_READABLE_PATH = re.compile(rf"/{_PATH_PART}(?:/{_PATH_PART})?/?")


@dataclass(frozen=True, slots=True)
class WebWords:
    """What a language says for the signs in addresses."""

    at: str
    dot: str
    slash: str
    dash: str
    underscore: str
    plus: str
    hashtag: str


@dataclass(frozen=True, slots=True)
class Web:
    """The rules for addresses, in the words of one language."""

    words: WebWords
    language: str

    def address(self, line: Line, start: int) -> Reading | None:
        """Read a web or mail address that begins here."""
        text = line.text
        if start and (text[start - 1].isalnum() or text[start - 1] in "@._-"):
            return None
        if mail := _EMAIL.match(text, start):
            tokens = self._label(line, *mail.span("local"))
            at = mail.end("local")
            tokens.append(line.say(at, at + 1, self.words.at))
            tokens += self._host(line, *mail.span("host"))
            return Reading(tuple(tokens), mail.end())
        if url := _URL.match(text, start):
            if not (url["scheme"] or url["path"] or _is_address(url["host"])):
                return None
            tokens = [line.silence(start, url.start("host"))] if url["scheme"] else []
            tokens += self._host(line, *url.span("host"))
            tokens += self._path(line, url.end("host"), url.end())
            return Reading(tuple(tokens), url.end())
        if link := _LINK.match(text, start):
            return Reading((line.silence(start, link.end()),), link.end())
        return None

    def handle(self, line: Line, start: int) -> Reading | None:
        """Read a name on a social network: `@SenRuiz`."""
        found = _HANDLE.match(line.text, start)
        if not found or (start and line.text[start - 1].isalnum()):
            return None
        # `Tweet at @ACLU` says it once.
        said = line.before(start).lower() == self.words.at
        tokens = [
            line.silence(start, start + 1) if said else line.say(start, start + 1, self.words.at)
        ]
        tokens += self._camel(line, *found.span("name"))
        return Reading(tuple(tokens), found.end())

    def hashtag(self, line: Line, start: int) -> Reading | None:
        """Read a hashtag, its words apart: `#ForEveryChild`."""
        found = _HASHTAG.match(line.text, start)
        if not found or (start and line.text[start - 1].isalnum()):
            return None
        tokens = [line.say(start, start + 1, self.words.hashtag)]
        tokens += self._camel(line, *found.span("name"))
        return Reading(tuple(tokens), found.end())

    def _host(self, line: Line, start: int, end: int) -> list[SpokenToken]:
        tokens: list[SpokenToken] = []
        labels = line.text[start:end].split(".")
        position = start
        for number, label in enumerate(labels):
            if number:
                tokens.append(line.say(position, position + 1, self.words.dot))
                position += 1
            stop = position + len(label)
            folded = label.lower()
            is_last = number == len(labels) - 1
            if folded == "www" or (is_last and not _is_said(folded)):
                tokens.append(line.spell(position, stop, label.upper()))
            else:
                tokens += self._label(line, position, stop)
            position = stop
        return tokens

    def _path(self, line: Line, start: int, end: int) -> list[SpokenToken]:
        """Return a short path in words, or silence: nobody can note down a long one by ear."""
        if start == end:
            return []
        path = line.text[start:end]
        if path == "/" or not _READABLE_PATH.fullmatch(path):
            return [line.silence(start, end)]
        last = end - 1 if path.endswith("/") else end
        tokens: list[SpokenToken] = []
        position = start
        for part in line.text[start + 1 : last].split("/"):
            tokens.append(line.say(position, position + 1, self.words.slash))
            position += 1
            tokens += self._label(line, position, position + len(part))
            position += len(part)
        return tokens

    def _label(self, line: Line, start: int, end: int) -> list[SpokenToken]:
        """Return the words, digits and signs of one label of an address."""
        names = {
            "-": self.words.dash,
            "_": self.words.underscore,
            "+": self.words.plus,
            ".": self.words.dot,
        }
        tokens: list[SpokenToken] = []
        for piece in _PIECE.finditer(line.text, start, end):
            written = piece[0]
            if written.isdecimal():
                tokens.append(line.say(*piece.span(), self._number(written)))
            elif written in names:
                tokens.append(line.say(*piece.span(), names[written]))
            elif written[0].isalpha():
                tokens += self._camel(line, *piece.span())
        return tokens

    def _camel(self, line: Line, start: int, end: int) -> list[SpokenToken]:
        tokens: list[SpokenToken] = []
        while piece := _CAMEL.search(line.text, start, end):
            # `NYPDnews` ends its acronym with the last capital, `SenRuiz` begins a word with it.
            shouted = _SHOUTED.match(line.text, piece.start(), end)
            if shouted and line.acronyms.known(shouted[0]):
                piece = shouted
            written, begin, start = piece[0], piece.start(), piece.end()
            if written.isdecimal():
                tokens.append(line.say(begin, start, self._number(written)))
                continue
            parts = line.acronyms.parts(written) if written.islower() else (written,)
            for part in parts:
                tokens.append(_word(line, begin, part))
                begin += len(part)
        return tokens

    def _number(self, written: str) -> str:
        if len(written) <= 2 and written[0] != "0":
            return cardinal(int(written), self.language)
        if len(written) == 4 and written[:2] in {"19", "20"} and written[2] != "0":
            return " ".join(
                cardinal(int(part), self.language) for part in (written[:2], written[2:])
            )
        return digits(written, self.language)


def _word(line: Line, start: int, written: str) -> SpokenToken:
    """Return a word of an address, its letters where it is an acronym."""
    end = start + len(written)
    if line.acronyms.spelled(written.upper(), in_address=True):
        return line.spell(start, end, written.upper())
    return line.say(start, end, written.capitalize() if written.isupper() else written)


def _is_said(tld: str) -> bool:
    """Return whether the end of a host is said as a word, not spelled."""
    return tld in _SAID_TLDS or len(tld) >= _SHORTEST_SAID


def _is_address(host: str) -> bool:
    """Return whether a bare `name.tld` is meant as an address, not two words run together."""
    if host.lower().startswith("www."):
        return True
    name, _, tld = host.rpartition(".")
    return not tld[:1].isupper() and (tld in _SAID_TLDS or len(name) > 2 or "." in name)
