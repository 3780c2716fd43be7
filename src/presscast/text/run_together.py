"""Where one line holds several paragraphs: the marks that betray a lost line break."""

from __future__ import annotations

import re

from presscast.text.dateline import match_dateline
from presscast.text.release_words import structure
from presscast.text.standing_lines import about_name, is_release_mark

_LONG_LINE = 900
"""A line longer than this may hold several paragraphs."""
_HEAD = 350
"""Within these characters a headline and a dateline are looked for."""
_LONGEST_LABEL = 100
_GLUED = re.compile(
    r"(?<=[a-zà-ÿ0-9)][a-zà-ÿ0-9)][.!?])(?=[A-ZÀ-Ý][\w’'-]*[ ,]|[“\"]\w)"
    r"|(?<=[a-zà-ÿ,.!?][.!?,][\"”])(?=[A-ZÀ-Ý“\"])"
)
_SENTENCE_START = re.compile(r"[.!?][\"”]?[ \t\u00a0]{0,3}(?=[A-ZÀ-Ý#-])")
_SENTENCE_GAP = re.compile(r"[.!?][\"”]? (?=[A-ZÀ-Ý#-])")
_WIDE_GAP = re.compile(r"(?<=[.!?:\"”)])[ \t\u00a0]{2,}(?=\S)|(?<=\w)[ \t\u00a0]{3,}(?=\S)")
_VERY_WIDE_GAP = re.compile(r"[ \t\u00a0]{6,}(?=\S)")
_TITLE_GAP = re.compile(r"(?<=[^.!?:,\s])[ \t\u00a0]{2,}(?=[A-ZÀ-Ý“\"])")
_WORD_START = re.compile(r"(?<=\S\s)(?=[A-ZÀ-Ý])")
_END_OF_RELEASE = re.compile(r"(?:# ?# ?#|-30-)(?:\s|\Z)")


def cuts(line: str, *, opens: bool) -> list[int]:
    """Return where a paragraph is to be cut, in order; none for one that is whole.

    `opens` is True for the first of a text, which may hold its headline too. Every part holds a
    character that is not white space.
    """
    found = {
        match.end()
        for match in _SENTENCE_START.finditer(line)
        if _opens_section(line[match.end() : match.end() + _LONGEST_LABEL])
    }
    if len(line) > _LONG_LINE and "\n" not in line:
        found.update(_paragraph_starts(line))
        if opens:
            found.update(_title_ends(line[:_HEAD]))
    return sorted(cut for cut in found if 0 < cut < len(line))


def _paragraph_starts(line: str) -> set[int]:
    """Return where paragraphs begin in a long line: no space, or a wider one, after a sentence."""
    found = {match.start() for match in _GLUED.finditer(line)}
    for at in [at for at in found if at + 1 in found]:
        # A straight mark alone could open or close; those before it tell.
        found.discard(at + 1 if line.count('"', 0, at) % 2 == 0 else at)
    found.update(match.end() for match in _VERY_WIDE_GAP.finditer(line))
    wide = [match.end() for match in _WIDE_GAP.finditer(line)]
    narrow = [match.end() for match in _SENTENCE_GAP.finditer(line)]
    if len(wide) <= len(narrow) * 1.5:
        # Two spaces part sentences for some writers; here they are the rarer gap.
        found.update(wide)
    return found


def _opens_section(head: str) -> bool:
    """Return whether words within a line are a heading: `About Boerne:`, `Media Contact:`."""
    if _END_OF_RELEASE.match(head):
        return True
    label = re.match(r"[^:\n.!?]{3,90}(?=:)", head)
    if label is None:
        return False
    contact = structure().contact.fullmatch(label[0])
    return contact is not None or bool(about_name(label[0]))


def _title_ends(head: str) -> set[int]:
    """Return where mark, headline and story part at the head of a text on one line."""
    found: set[int] = set()
    words = [match.start() for match in re.finditer(r"(?<=\s)\S", head)]
    for start in words[1:5]:
        mark = head[:start].strip()
        if mark.isupper() and is_release_mark(mark):
            found.add(start)
    gap = _TITLE_GAP.search(head, max(found, default=0))
    if gap is not None:
        found.add(gap.end())
    if match_dateline(head[max(found, default=0) :]) is None:
        for word in _WORD_START.finditer(head, max(found, default=0)):
            dateline = match_dateline(head[word.start() :])
            if dateline is not None and dateline.certain and dateline.place:
                first = re.match(r"[\w.'’-]+", dateline.place)
                if dateline.date is not None or (first is not None and first[0].isupper()):
                    found.add(word.start())
                    break
    return found
