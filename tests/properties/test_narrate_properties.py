"""No word is lost: every written character is spoken or skipped by a rule."""

import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presscast.config import Settings
from presscast.model import Source
from presscast.plugins import reader
from presscast.stages.narrate import narrate
from presscast.stages.segment import segment

PIECES = st.sampled_from(
    [
        "Court Orders Heat Restored\n\n",
        "ALDERTON, Ohio, May 3, 2026 — ",
        "“We are glad,” said Ana Ruiz, director of Port Health. ",
        '"It is late," she added.\n\n',
        "„Das ist gut“, sagte er. ",
        "« C’est bien », a déclaré M. Roux.\n\n",
        "The “Fund” paid $2.5 million (€2.3m) to 412 homes.\n",
        "- first of all\n- and last\n\n",
        "About Port Health\n\n",
        "Contact: Jo, jo@example.org\n\n",
        "###\n",
        "Read it here.\n",
        "\u201c\u2019\u00ab\n",
        "…",
        "\t",
    ]
)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
TEXTS = st.lists(st.one_of(PIECES, WORDS), min_size=1, max_size=14).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_everything_written_is_accounted_for(text: str) -> None:
    source = Source("release.txt", "text/plain", f"x {text}".encode())
    release = segment(reader("text").read(source))
    script = narrate(release, Settings())
    taken = [False] * len(release.text)
    for span in [u.span for u in script.utterances] + [s.span for s in script.skips]:
        for place in range(span.start, span.end):
            taken[place] = True
    lost = [c for c, known in zip(release.text, taken, strict=True) if not known and c.strip()]
    assert lost == []
    spans = [u.span for u in script.utterances if u.span.start < u.span.end]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
