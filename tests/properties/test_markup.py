"""Whatever is marked, the elements nest and the text stays what it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from presscast.model import Span
from presscast.writers._markup.colours import Colour, contrast, nearest_passing, parse_colour
from presscast.writers._markup.inline import Inline, Layer, mark_up

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("<>&\"'\n"))


def layers(length: int) -> st.SearchStrategy[tuple[Layer, ...]]:
    edge = st.integers(0, length)
    element = st.builds(
        lambda one, other, name: Inline(
            Span(min(one, other), max(one, other)), f"<{name}>", f"</{name}>"
        ),
        edge,
        edge,
        st.sampled_from(["a", "q", "span"]),
    )
    return st.lists(
        st.builds(lambda e: Layer(tuple(e)), st.lists(element, max_size=5)), max_size=4
    ).map(tuple)


@given(st.data())
def test_crossing_marks_nest_and_no_character_is_lost(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    marked = mark_up(text, Span(0, len(text)), data.draw(layers(len(text))))
    tree = etree.fromstring(f"<p>{marked}</p>".replace("\ufffe", " ").replace("\uffff", " "))
    # XML parsers read every line end as a newline.
    assert "".join(tree.itertext()) == text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


@given(st.data())
def test_the_outermost_marks_are_never_split(data: st.DataObject) -> None:
    text = data.draw(st.text("abc <&", min_size=4, max_size=30))
    middle = len(text) // 2
    outer = Layer(
        (
            Inline(Span(0, middle), '<s id="1">', "</s>"),
            Inline(Span(middle, len(text)), '<s id="2">', "</s>"),
        )
    )
    marked = mark_up(text, Span(0, len(text)), (outer, *data.draw(layers(len(text)))))
    assert [marked.count(f'<s id="{number}">') for number in (1, 2)] == [1, 1]


CHANNEL = st.integers(0, 255)
COLOURS = st.builds(Colour, CHANNEL, CHANNEL, CHANNEL)


@given(COLOURS, COLOURS)
def test_the_nearest_passing_colour_passes(colour: Colour, ground: Colour) -> None:
    found = nearest_passing(colour, ground)
    assert found is not None
    assert contrast(found, ground) >= 4.5
    assert parse_colour(str(found)) == found
    if contrast(colour, ground) >= 4.5:
        assert found == colour
