"""Quotes and who says them: the public face of the understanding of speech in a release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from presscast.model import Block, BlockType, Span
from presscast.text.attribution_clauses import (
    read_before,
    read_inserted,
)
from presscast.text.attribution_words import Lexis, load_lexis
from presscast.text.decisions import UNSURE, Attributed, Decision, attributed, spread
from presscast.text.dialogue_dashes import dialogue_speech
from presscast.text.findings import Finding
from presscast.text.marks import MarkedSpan, MarkFamily, scan_marks
from presscast.text.narration import TERMINALS, Token, tokenize
from presscast.text.neighbours import (
    bodies_above,
    edges,
    led_in_above,
    listed,
    named_above,
    paired,
    says_it,
    sentence_end,
    signed_below,
    stated_above,
    told_near,
    without_subject,
)
from presscast.text.nominals import PhraseKind
from presscast.text.passages import passages_of
from presscast.text.people import Register
from presscast.text.quotation_paragraphs import Paragraph, paragraphs_of
from presscast.text.quotes import is_speech, is_term, shape_of
from presscast.text.speakers import Identity, Speakers
from presscast.text.unmarked import Story, with_unmarked
from presscast.text.unmarked_speech import unmarked_speech
from presscast.text.windows import adjoins, attribution_after, goes_on, rest_after, windows_of

_LISTED_WORDS = 5
"""A quote that follows another after a comma is heard with it from this length."""
_TOLD_WORDS = 6
"""A quote without an attribution of its own is heard with the next from this length."""
_CARRY_REACH = 3
"""Paragraphs over which a speaker is carried to a quote without an attribution."""


def find_quotes(
    text: str, blocks: Sequence[Block], language: str, emphasis: Sequence[Span] = ()
) -> Attributed:
    """Return every quotation of a release with its speaker, how sure that is, and why.

    `blocks` cover the text in order; `emphasis` are its bold and italic runs, which mark
    speakers. Quotes are in order and never overlap; the parts of one quotation share `group`.
    Speech whose speaker stays unknown has no attribution and a warning. Never raises.
    """
    lexis = load_lexis(language)
    return _Reading(text, paragraphs_of(text, blocks), lexis, emphasis).attributed()


class _Reading:
    """One pass over the quotes of a text, in order."""

    def __init__(
        self, text: str, paragraphs: list[Paragraph], lexis: Lexis, emphasis: Sequence[Span]
    ) -> None:
        self.text = text
        self.lexis = lexis
        self.paragraphs = paragraphs
        marked = scan_marks(
            text,
            [paragraph.span for paragraph in paragraphs],
            list_items=[paragraph.type is BlockType.LIST_ITEM for paragraph in paragraphs],
            narration=lexis.narration,
        )
        quotes = with_unmarked(marked, dialogue_speech(text, paragraphs, marked, lexis))
        self.emphasis = sorted(emphasis)
        self.owned, self.passages = passages_of(text, paragraphs, quotes, lexis)
        self.register = Register(self.passages, lexis)
        self.speakers = Speakers(text, self.register, lexis)
        self.story = Story(
            text, paragraphs, self.passages, self.emphasis, self.register, self.speakers, lexis
        )
        self.unmarked = {found.quote.inner: found for found in unmarked_speech(self.story)}
        if self.unmarked:
            quotes = with_unmarked(quotes, [found.quote for found in self.unmarked.values()])
            self.owned, self.passages = passages_of(text, paragraphs, quotes, lexis)
        self.decisions = [
            Decision(quote, shape_of(text, quote, lexis.language)) for quote in quotes
        ]
        self.groups = 0
        self.edges = [edges(passage.tokens) for passage in self.passages]
        self.signatures: set[int] = set()
        """Paragraphs that sign the quote before them."""

    def attributed(self) -> Attributed:
        for index, owned in enumerate(self.owned):
            if owned:
                self._paragraph(index, owned)
        spread(self.decisions)
        return attributed(self.text, self.decisions, self.speakers)

    # -- one paragraph -------------------------------------------------------------------------

    def _paragraph(self, number: int, owned: Sequence[int]) -> None:
        tokens = self.passages[number].tokens
        places = {token.quote: place for place, token in enumerate(tokens) if token.quote >= 0}
        consumed = -1
        """The quote whose attribution the narration after it is."""
        report: Finding | None = None  # who says what the sentence so far reports
        owned = [index for index in owned if index in places]  # a nickname is no token
        for order, index in enumerate(owned):
            place = places[index]
            decision = self.decisions[index]
            if decision.quote.inner in self.unmarked:
                self._take_unmarked(decision, index)
                continue
            before, after = windows_of(tokens, place, self.lexis)
            previous = owned[order - 1] if order else None
            finding: Finding | None = None
            shared = before.reaches_quote and previous is not None
            follows_attribution = previous is not None and consumed == previous
            lead = before.tokens
            if shared and follows_attribution and previous is not None:
                lead = rest_after(before.tokens, self.decisions[previous].finding)
            if lead and self.paragraphs[number].type is not BlockType.FURNITURE:
                finding = read_before(lead, self.lexis)
            joins = follows_attribution and not lead
            following = attribution_after(
                decision.shape, lead, after, finding, self.lexis, joins=joins
            )
            if following is not None:
                finding = following
                consumed = index
            if finding is None and decision.shape.words >= 5 and self.lexis.words.inserted:
                finding = self._inside(decision.quote)
            if finding is not None and not self._plausible(finding, decision, tokens):
                finding = None
            between = tokens[places[previous] + 1 : place] if previous is not None else ()
            if finding is not None or any(token.text in TERMINALS for token in between):
                report = finding if finding is not None and finding.rule == "before" else None
            elif report is not None and between and goes_on(decision.shape):
                finding = replace(report, confidence=report.confidence * 0.9)
            joined = (
                finding is None
                and previous is not None
                and (
                    (follows_attribution and adjoins(between, decision.shape))
                    or (decision.shape.words >= _LISTED_WORDS and listed(between, self.lexis))
                )
            )
            decision.speech = decision.quote.family is MarkFamily.DASH or is_speech(
                decision.quote,
                decision.shape,
                finding,
                before.tokens,
                after.tokens,
                self.paragraphs[number].type,
                self.lexis,
            )
            if joined and is_term(before.tokens, after.tokens, decision.shape, self.lexis):
                joined = False  # "said Ana Ruiz, who is known as “The Captain”"
            if joined and previous is not None and self.decisions[previous].speech:
                self._join(decision, previous, finding)
                if following is None:
                    consumed = index if not after.tokens else consumed
                continue
            if not decision.speech:
                self._note(finding)
                continue
            self._decide(decision, index, number, place, finding, previous)
            if previous is not None and paired(tokens[places[previous] + 1 : place], self.lexis):
                self._pair(self.decisions[previous], decision)

    def _note(self, finding: Finding | None) -> None:
        """Remember who states a fragment that the narrator reads, and may go on in full."""
        if finding is None or finding.cue is None or finding.phrase is None:
            return
        if finding.phrase.kind is PhraseKind.NAME:
            identity = self.speakers.identify(finding.phrase, finding.phrase.span.start)
            if identity is not None and identity.entry is not None:
                self.register.entries[identity.entry].evident = True
                self.speakers.spoke(finding.phrase.span.end, identity)

    def _inside(self, quote: MarkedSpan) -> Finding | None:
        """Return the attribution that French and Spanish put between the marks."""
        tokens = tokenize(self.text, quote.inner, (), self.lexis)
        return read_inserted(tokens, self.lexis)

    def _plausible(self, finding: Finding, decision: Decision, tokens: Sequence[Token]) -> bool:
        """Return whether a lead-in without a verb names somebody, not just a label.

        What it, a document or a body, says in part of a sentence stays with the narrator.
        """
        if not decision.shape.capital and says_it(tokens, finding, self.lexis):
            return False
        phrase = finding.phrase
        if finding.rule != "colon" or phrase is None or len(phrase.words) > 1 or phrase.role:
            return True
        return self.register.person(phrase.words, phrase.span.start, None) is not None

    # -- deciding ------------------------------------------------------------------------------

    def _new_group(self) -> int:
        self.groups += 1
        return self.groups

    def _join(self, decision: Decision, previous: int, finding: Finding | None) -> None:
        other = self.decisions[previous]
        decision.speech = True
        decision.group = other.group
        decision.identity = other.identity
        decision.confidence = other.confidence * 0.98
        decision.reason = "the quotation goes on after its attribution"
        if finding is not None:
            decision.finding = finding

    def _pair(self, first: Decision, second: Decision) -> None:
        """Voice a quote that is told in one breath with the next: `“…” and “…”, says X`."""
        told = second.finding is not None and second.finding.phrase is not None
        if told and not first.speech and first.shape.capital and first.shape.words >= _TOLD_WORDS:
            first.speech, first.group, first.identity = True, second.group, second.identity
            first.confidence = second.confidence * 0.95
            first.reason = "the quotation goes on after a conjunction"

    def _decide(
        self,
        decision: Decision,
        index: int,
        number: int,
        place: int,
        finding: Finding | None,
        previous: int | None,
    ) -> None:
        quote = decision.quote
        position = quote.outer.start
        decision.finding = finding
        if quote.continues and index and self.decisions[index - 1].speech:
            other = self.decisions[index - 1]
            decision.group = other.group
            named = finding is not None and finding.phrase is not None
            if other.identity is not None and not (named and other.confidence < UNSURE):
                decision.identity = other.identity
                decision.confidence = other.confidence * 0.98
                decision.reason = "the quotation goes on from the paragraph before"
                self.speakers.spoke(quote.outer.end, other.identity)
                return
        else:
            decision.group = self._new_group()
        if finding is not None and finding.phrase is not None:
            identity = self.speakers.identify(finding.phrase, position)
            if identity is not None:
                self._assign(decision, identity, finding.confidence * identity.certainty)
                decision.reason = self._reason(finding, identity)
                return
        if finding is not None and finding.phrase is None and previous is not None:
            other = self.decisions[previous]
            if other.identity is not None:
                self._assign(decision, other.identity, min(0.8, other.confidence))
                decision.reason = f"“{finding.cue}” goes on with the speaker of the quote before"
                return
        self._fall_back(decision, number, place, finding)

    def _assign(self, decision: Decision, identity: Identity, confidence: float) -> None:
        decision.identity = identity
        decision.confidence = confidence
        self.speakers.spoke(decision.quote.outer.end, identity)

    def _reason(self, finding: Finding, identity: Identity) -> str:
        words = finding.phrase.text if finding.phrase else ""
        where = {
            "after": "follows the quote",
            "before": "leads into the quote",
            "colon": "leads into the quote with a colon",
            "source": "names the source",
            "signature": "signs the quote",
            "inserted": "stands within the quote",
        }[finding.rule]
        said = f"“{words}”" if finding.cue is None else f"“{words}” with “{finding.cue}”"
        return f"{said} {where}" + (f"; {identity.reason}" if identity.reason else "")

    def _fall_back(
        self, decision: Decision, number: int, place: int, finding: Finding | None
    ) -> None:
        """Decide from the words around the paragraph where its own do not name the speaker."""
        position = decision.quote.outer.start
        opens, closes = place < self.edges[number][0], place >= self.edges[number][1]
        if opens and number and number - 1 not in self.signatures and not self.owned[number - 1]:
            headed = named_above(
                self.passages[number - 1].tokens,
                self.lexis,
                emphasised=self.story.is_emphasised(number - 1),
            )
            if headed is not None:
                self._take(decision, headed, 0.85)
                return
        if closes and number + 1 < len(self.passages) and not self.owned[number + 1]:
            signed = signed_below(self.passages[number + 1].tokens, self.lexis)
            if signed is not None:
                self.signatures.add(number + 1)
                self._take(decision, signed, 0.9)
                return
        if opens and number and not (finding is not None and finding.phrase):
            lead = led_in_above(self.passages[number - 1], self.lexis)
            if lead is not None and lead.phrase is not None:
                identity = self.speakers.identify(lead.phrase, position)
                if identity is not None:
                    decision.finding = lead
                    self._assign(decision, identity, lead.confidence * identity.certainty * 0.95)
                    decision.reason = self._reason(lead, identity)
                    return
        if finding is not None and finding.phrase is None:
            body = self._body_meant(finding, number)
            if body is not None:
                self._assign(decision, body, 0.8)
                decision.reason = f"“{finding.cue}” goes on with the body the text before is about"
                return
        told = told_near(self.passages, self.owned, number, None if opens else place, self.lexis)
        if told is not None and told.phrase is not None:
            identity = self.speakers.identify(told.phrase, position)
            if identity is not None and self.speakers.knows(identity):
                self._assign(decision, identity, 0.72 if finding is not None else 0.6)
                decision.reason = "no attribution of its own: who states the sentence before"
                return
        begins = without_subject(self.passages[number].tokens, place, finding or told, self.lexis)
        position = position if begins is None else begins
        spoken = self.speakers.last
        near = self.paragraphs[
            max(0, number - (_CARRY_REACH if opens or finding is not None else 1))
        ].span.start
        person = self.register.recent(position, None, self.speakers.last_person)
        sure = spoken is None or (person is not None and person.evident)
        goes_on = spoken is not None and finding is not None and finding.cue  # "considerou"
        besides = spoken[1].entry if goes_on and spoken is not None else None
        latest = self.speakers.latest_mention(position, besides=besides) if sure else -1
        if spoken is not None and opens and latest < self._attribution_end(number - 1):
            latest = -1  # `…, he told Ana Ruiz after Bo Lund said no`
        if spoken is not None and spoken[0] >= near and spoken[0] >= latest:
            self._assign(decision, spoken[1], 0.75 if finding is not None else 0.6)
            decision.reason = "no attribution of its own: the speaker of the quote before goes on"
            return
        if person is not None and latest >= near:
            self._assign(decision, self.speakers.of(person), 0.72 if finding is not None else 0.55)
            decision.reason = "no attribution of its own: whom the sentence before is about"
            return
        if spoken is not None and spoken[0] >= near:
            self._assign(decision, spoken[1], 0.55)
            decision.reason = "no attribution of its own: the speaker of the quote before goes on"
            return
        above = begins and stated_above(self.passages[number].tokens, begins, self.lexis)
        if above and above.phrase is not None:
            identity = self.speakers.identify(above.phrase, begins or position)
            if identity is not None:
                self._assign(decision, identity, 0.6)
                decision.reason = "no attribution of its own: who states the sentence before"
                return
        headline = self.speakers.headline()
        if headline is not None:
            self._assign(decision, headline, 0.5)
            decision.reason = "no attribution of its own: the only person the release is about"

    def _body_meant(self, finding: Finding, number: int) -> Identity | None:
        """Return the body that `it said` means: what a sentence above is about."""
        for phrase in bodies_above(self.passages, number, finding, self.lexis):
            identity = self.speakers.identify(phrase, phrase.span.end)
            if identity is not None and not (identity.entry and self.speakers.knows(identity)):
                return replace(identity, kind="organization")
        return None

    def _attribution_end(self, number: int) -> int:
        """Return where the sentence ends that names, after it, who says a paragraph's last quote.

        -1 where there is none.
        """
        owned = self.owned[number] if number >= 0 else []
        last = self.decisions[owned[-1]] if owned else None
        if last is None or last.finding is None or last.finding.rule != "after":
            return -1
        return sentence_end(self.passages[number].tokens, last.quote.outer.end, self.lexis)

    def _take_unmarked(self, decision: Decision, index: int) -> None:
        found = self.unmarked[decision.quote.inner]
        decision.speech = True
        decision.named = found.named
        goes_on = decision.quote.continues and index > 0
        decision.group = self.decisions[index - 1].group if goes_on else self._new_group()
        self._assign(decision, found.speaker, found.confidence)
        decision.reason = found.reason

    def _take(self, decision: Decision, finding: Finding, confidence: float) -> None:
        assert finding.phrase is not None
        identity = self.speakers.identify(finding.phrase, decision.quote.outer.end)
        if identity is not None:
            decision.finding = finding
            self._assign(decision, identity, confidence * identity.certainty)
            decision.reason = self._reason(finding, identity)
