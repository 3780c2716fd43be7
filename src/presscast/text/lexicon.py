"""The house lexicon: how a show says its names, in a W3C PLS 1.0 file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presscast.errors import ConfigError
from presscast.model import Span, SpokenToken, TokenKind

if TYPE_CHECKING:
    from presscast.text.speech.line import Line, Reading

_NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
# PLS cannot say the case or the language of one entry: attributes of our own namespace do.
_OWN = "https://presscast.readthedocs.io/ns/lexicon"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_VOICELESS = tuple("ptkfθ")
_SIBILANTS = tuple("szʃʒ")


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """Words as written and how they are said: by other words or by IPA."""

    graphemes: tuple[str, ...]
    alias: str | None = None
    ipa: str | None = None
    language: str = ""
    """RFC 5646 tag of the voice's language that the entry is for; empty for all."""
    match_case: bool = False
    """True where only this very case is meant; words all in capitals always are."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries in the order of the file; a later one wins over an earlier one for the same words."""

    entries: tuple[LexiconEntry, ...] = ()
    language: str = "en"

    def __bool__(self) -> bool:
        return bool(self.entries)

    def add(
        self,
        *graphemes: str,
        alias: str | None = None,
        ipa: str | None = None,
        language: str = "",
        match_case: bool = False,
    ) -> Lexicon:
        """Return the lexicon with an entry for these words, in place of what it had for them.

        Raises ConfigError where there are no words or no pronunciation.
        """
        written = tuple(" ".join(words.split()) for words in graphemes if words.strip())
        if not written or not (alias or ipa):
            raise ConfigError(
                "lexicon: an entry needs the words and how to say them",
                hint='for example: presscast lexicon add "Al Otro Lado" --say "al oh-tro lah-doh"',
            )
        entry = LexiconEntry(written, alias or None, ipa or None, language, match_case)
        return replace(self, entries=(*self.without(*written, language=language).entries, entry))

    def without(self, *graphemes: str, language: str = "") -> Lexicon:
        """Return the lexicon without these words of a language."""
        kept: list[LexiconEntry] = []
        for entry in self.entries:
            if entry.language != language:
                kept.append(entry)
                continue
            rest = tuple(words for words in entry.graphemes if words not in graphemes)
            if rest:
                kept.append(replace(entry, graphemes=rest))
        return replace(self, entries=tuple(kept))

    def find(self, words: str, language: str = "") -> LexiconEntry | None:
        """Return the entry that decides how words are said in a language, or None."""
        folded = " ".join(words.split()).lower()
        for entry in reversed(self.entries):
            if not _serves(entry, language or self.language):
                continue
            for grapheme in entry.graphemes:
                if words == grapheme or (
                    grapheme.lower() == folded and not (entry.match_case or grapheme.isupper())
                ):
                    return entry
        return None

    def rule(self, language: str) -> Callable[[Line, int], Reading | None]:
        """Return the rule that reads this lexicon's words in a line of a language."""
        return _rule(self, language)


EMPTY = Lexicon()


# A script asks for it at every sentence, and to compile its names takes longer than to read one.
@lru_cache(maxsize=16)
def _rule(lexicon: Lexicon, language: str) -> Callable[[Line, int], Reading | None]:
    from presscast.text.speech.line import Reading

    by_first: dict[str, list[tuple[re.Pattern[str], LexiconEntry]]] = {}
    for entry in reversed(lexicon.entries):
        if _serves(entry, language):
            for grapheme in entry.graphemes:
                pattern = _pattern(grapheme, entry)
                by_first.setdefault(grapheme[0].lower(), []).append((pattern, entry))
    for found in by_first.values():
        found.sort(key=lambda pair: -len(pair[0].pattern))

    def read(line: Line, start: int) -> Reading | None:
        text = line.text
        choices = by_first.get(text[start].lower())
        if choices is None or (start and text[start - 1].isalnum()):
            return None
        for pattern, entry in choices:
            found = pattern.match(text, start)
            if found:
                span = Span(line.offset + start, line.offset + found.end())
                return Reading((_token(span, entry, found),), found.end())
        return None

    return read


def _serves(entry: LexiconEntry, language: str) -> bool:
    return not entry.language or entry.language.partition("-")[0] == language.partition("-")[0]


def _pattern(grapheme: str, entry: LexiconEntry) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in grapheme.split())
    words = words.replace("'", "['’]")
    flags = 0 if entry.match_case or grapheme.isupper() else re.IGNORECASE
    return re.compile(rf"{words}(?P<possessive>['’]s)?(?!\w)", flags)


def _token(span: Span, entry: LexiconEntry, found: re.Match[str]) -> SpokenToken:
    possessive = found["possessive"] is not None
    language = entry.language or None
    if entry.ipa:
        ipa = entry.ipa + (_possessive_sound(entry.ipa) if possessive else "")
        fallback = entry.alias or found[0].replace("’", "'")
        return SpokenToken(span, fallback, TokenKind.PHONEMES, ipa=ipa, language=language)
    alias = (entry.alias or "") + ("'s" if possessive else "")
    return SpokenToken(span, alias, TokenKind.WORD, language=language)


def _possessive_sound(ipa: str) -> str:
    if ipa.endswith(_SIBILANTS):
        return "ɪz"
    return "s" if ipa.endswith(_VOICELESS) else "z"


def load_lexicon(path: Path) -> Lexicon:
    """Return the lexicon of a PLS 1.0 file; an empty one where there is no file.

    Raises ConfigError, naming the file and the line, for what is not PLS in IPA.
    """
    from lxml import etree

    if not path.exists():
        return EMPTY
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error})", hint="check the file") from error
    except etree.XMLSyntaxError as error:
        raise ConfigError(
            f"{path}:{error.lineno}: not valid XML: {error.msg}", hint="mend that line"
        ) from error
    if root.getroottree().docinfo.doctype:
        raise ConfigError(
            f"{path}: a document type is not allowed here", hint="remove the <!DOCTYPE …> line"
        )
    if root.tag != f"{{{_NAMESPACE}}}lexicon":
        raise ConfigError(
            f"{path}:{root.sourceline}: not a PLS lexicon (the first element is {root.tag})",
            hint=f'the first element must be <lexicon xmlns="{_NAMESPACE}" …>',
        )
    if root.get("alphabet", "ipa") != "ipa":
        raise ConfigError(
            f"{path}:{root.sourceline}: the alphabet {root.get('alphabet')!r} is not known",
            hint="write the phonemes in IPA",
        )
    lexicon = Lexicon((), root.get(_XML_LANG, "en"))
    entries = [_entry(path, node) for node in root.iterfind(f"{{{_NAMESPACE}}}lexeme")]
    return replace(lexicon, entries=tuple(entries))


def _entry(path: Path, node: Any) -> LexiconEntry:
    def texts(name: str) -> list[str]:
        found = node.iterfind(f"{{{_NAMESPACE}}}{name}")
        return [" ".join((child.text or "").split()) for child in found]

    graphemes = tuple(words for words in texts("grapheme") if words)
    phonemes = [words for words in texts("phoneme") if words]
    aliases = [words for words in texts("alias") if words]
    if not graphemes or not (phonemes or aliases):
        missing = "grapheme" if not graphemes else "phoneme or alias"
        raise ConfigError(
            f"{path}:{node.sourceline}: a lexeme without a {missing}",
            hint="give each <lexeme> a <grapheme> and a <phoneme> or an <alias>",
        )
    return LexiconEntry(
        graphemes,
        aliases[0] if aliases else None,
        phonemes[0] if phonemes else None,
        node.get(f"{{{_OWN}}}language", ""),
        node.get(f"{{{_OWN}}}case") == "exact",
    )


def write(lexicon: Lexicon) -> bytes:
    """Return a lexicon as a PLS 1.0 file in UTF-8."""
    from lxml import etree

    root = etree.Element(f"{{{_NAMESPACE}}}lexicon", nsmap={None: _NAMESPACE, "presscast": _OWN})
    root.set("version", "1.0")
    root.set("alphabet", "ipa")
    root.set(_XML_LANG, lexicon.language)
    for entry in lexicon.entries:
        node = etree.SubElement(root, f"{{{_NAMESPACE}}}lexeme")
        if entry.language:
            node.set(f"{{{_OWN}}}language", entry.language)
        if entry.match_case:
            node.set(f"{{{_OWN}}}case", "exact")
        for name, words in (
            *(("grapheme", grapheme) for grapheme in entry.graphemes),
            ("phoneme", entry.ipa),
            ("alias", entry.alias),
        ):
            if words:
                etree.SubElement(node, f"{{{_NAMESPACE}}}{name}").text = words
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data
