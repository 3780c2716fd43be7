"""What is decided on each quote of a release, and the result that is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from presscast.model import Attribution, Person, Quote, Span
from presscast.text.findings import Finding
from presscast.text.marks import MarkedSpan
from presscast.text.quotes import Shape
from presscast.text.speakers import Identity, Speakers

UNSURE = 0.65
"""Below this a speaker that a later part of the same quotation names is the better one."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """The quotes of a release, the people in it, and what the publisher should look at."""

    quotes: tuple[Quote, ...]
    people: tuple[Person, ...]
    warnings: tuple[str, ...]


@dataclass(slots=True)
class Decision:
    """What is known of a quote so far."""

    quote: MarkedSpan
    shape: Shape
    speech: bool = False
    identity: Identity | None = None
    finding: Finding | None = None
    group: int = -1
    confidence: float = 0.0
    reason: str = ""
    named: Span | None = None
    """The words that name the speaker of what stands without marks."""


def spread(decisions: Sequence[Decision]) -> None:
    """Give the earlier parts of a quotation the speaker that its last part names."""
    for index in range(len(decisions) - 2, -1, -1):
        here, following = decisions[index], decisions[index + 1]
        if (
            here.speech
            and following.speech
            and here.group == following.group
            and following.finding is not None
            and following.identity is not None
            and (here.identity is None or here.confidence < UNSURE)
        ):
            here.identity = following.identity
            here.confidence = following.confidence * 0.95
            here.reason = "the quotation goes on to the paragraph that names its speaker"


def attributed(text: str, decisions: Sequence[Decision], speakers: Speakers) -> Attributed:
    """Return what was decided on each quote, in order, with the people and the warnings."""
    quotes: list[Quote] = []
    warnings: list[str] = []
    for index, decision in enumerate(decisions):
        span = decision.quote.inner
        inner = text[span.start : span.end]
        start = " ".join(inner.split()[:6])
        attribution = None
        if decision.speech and decision.identity is not None:
            finding = decision.finding
            attribution = Attribution(
                speaker=decision.identity.name,
                role=decision.identity.role,
                cue=finding.cue if finding else None,
                span=finding.phrase.span if finding and finding.phrase else decision.named,
                confidence=round(min(1.0, decision.confidence), 2),
                reason=decision.reason,
            )
        elif decision.speech:
            warnings.append(f"nobody is named as the speaker of “{start} …”")
        if decision.speech and not decision.quote.closed and decision.quote.opened:
            following = decisions[index + 1 : index + 2]
            if not following or not following[0].quote.continues:
                warnings.append(f"the quotation “{start} …” is not closed")
        group = f"q{decision.group}" if decision.speech and decision.group >= 0 else None
        quotes.append(Quote(span, inner, attribution, group, decision.speech))
    return Attributed(tuple(quotes), speakers.people(), tuple(warnings))
