"""The HTML reader: the release on a page, without the site around it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from document_contract import check_document

from presscast.errors import ReleaseError
from presscast.model import Document, Source
from presscast.readers.html import create

LEDE = (
    "MILLBROOK, June 3, 2024 — The county opened a bridge for walkers today, nine years after the "
    "old one was closed, and two months ahead of the date in its plan."
)
SECOND = (
    "“People have asked me about this bridge every day since I took office,” said Dana Whitfield, "
    "the county engineer. “Today I can finally answer.”"
)
NAV = "<ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul>"


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    markup: str
    blocks: tuple[str, ...]


def read(markup: str | bytes, media_type: str = "text/html", location: str = "page") -> Document:
    data = markup if isinstance(markup, bytes) else markup.encode()
    document = create().read(Source(location, media_type, data))
    check_document(document)
    return document


def blocks(document: Document) -> list[str]:
    return [document.text[slice(*block.span)] for block in document.blocks]


PAGES = (
    Page(
        "no semantic element at all",
        f"<body><div id='topmenu'>{NAV}</div><div><div class='t'>Bridge opens</div>"
        f"<div>{LEDE}</div><div>{SECOND}</div></div>"
        "<div id='footer'><a href='/a'>About</a> <a href='/b'>Terms</a></div></body>",
        ("Bridge opens", LEDE, SECOND),
    ),
    Page(
        "paragraphs made of line breaks",
        f"<body><font size=2><b>Bridge opens</b><br><br>{LEDE}<br>\n<br/>{SECOND}</font></body>",
        ("Bridge opens", LEDE, SECOND),
    ),
    Page(
        "the whole page is a form with a table for layout",
        f"<form id='aspnetForm'><table><tr><td width=150>{NAV}</td><td><h1>Bridge opens</h1>"
        f"<p>{LEDE}</p><p>{SECOND}</p></td></tr></table></form>",
        ("Bridge opens", LEDE, SECOND),
    ),
    Page(
        "the body's class speaks of a sidebar, the release's of sharing",
        f"<body class='has-sidebar nav-open cookie-ok'><div class='share-content newsletter'>"
        f"<h1>Bridge opens</h1><p>{LEDE}</p><p>{SECOND}</p></div>"
        f"<div class='sidebar'>{NAV}</div></body>",
        ("Bridge opens", LEDE, SECOND),
    ),
    Page(
        "the headline stands in the page header",
        f"<head><title>Bridge opens to walkers | County</title></head><body><header>{NAV}"
        f"<h1>Bridge opens to walkers</h1></header><main><p>June 3</p><p>{LEDE}</p><p>{SECOND}</p>"
        "</main></body>",
        ("Bridge opens to walkers", "June 3", LEDE, SECOND),
    ),
    Page(
        "other releases are articles too",
        f"<main><article><h1>Bridge opens</h1><p>{LEDE}</p><p>{SECOND}</p></article>"
        "<article class=card><a href='/1'><h3>Library closes</h3><p>The library closes for a week "
        "of repairs, the county said.</p></a></article>"
        "<article class=card><a href='/2'><h3>Pool opens</h3></a></article></main>",
        ("Bridge opens", LEDE, SECOND),
    ),
    Page(
        "short lines around the release are part of it",
        f"<body><div id=wrap><div class=d>June 3, 2024</div><h1>Bridge opens</h1><div class=body>"
        f"<p>{LEDE}</p><p>{SECOND}</p></div><p>###</p><div>Contact: Ann Lee, 555-0100</div></div>",
        ("June 3, 2024", "Bridge opens", LEDE, SECOND, "###", "Contact: Ann Lee, 555-0100"),
    ),
    Page(
        "the press contact stands beside the release",
        f"<main><article><h1>Bridge opens</h1><p>{LEDE}</p><p>{SECOND}</p></article></main>"
        "<aside><h2>Media contact</h2><p>Ann Lee, ann@county.example, 555 0100 200</p></aside>"
        f"<aside>{NAV}</aside>",
        (
            "Bridge opens",
            LEDE,
            SECOND,
            "Media contact",
            "Ann Lee, ann@county.example, 555 0100 200",
        ),
    ),
    Page(
        "what stands around the article is a part of it, other articles are not",
        f"<main><div>June 3, 2024, No. 7</div><article><h1>Bridge opens</h1><p>{LEDE}</p>"
        f"<p>{SECOND}</p></article><article><h3><a href='/1'>Library closes</a></h3><p>For repairs."
        "</p></article><p>Notes to editors: pictures are free.</p></main>",
        (
            "June 3, 2024, No. 7",
            "Bridge opens",
            LEDE,
            SECOND,
            "Notes to editors: pictures are free.",
        ),
    ),
    Page(
        "buttons and related links between and below the paragraphs",
        f"<article><h1>Bridge opens</h1><p><a href='#'>Print</a></p><p>{LEDE}</p>"
        f"<div class='sharedaddy sd-sharing'><a href='https://x.example'>Share on X</a></div>"
        f"<p>{SECOND}</p><h3>Related news</h3><ul><li><a href='/1'>Library closes</a></li>"
        "<li><a href='/2'>Pool opens</a></li></ul><p><a href='#top'>Back to top</a></p></article>",
        ("Bridge opens", LEDE, SECOND),
    ),
    Page(
        "links that belong to the release",
        f"<article><h1>Bridge opens</h1><p>{LEDE}</p><h2>Documents</h2><ul>"
        "<li><a href='/plan.pdf'>The plan of the bridge</a></li><li><a href='/map'>A map</a></li>"
        f"</ul><p>{SECOND}</p></article>",
        ("Bridge opens", LEDE, "Documents", "• The plan of the bridge", "• A map", SECOND),
    ),
    Page(
        "what is not shown is not read",
        f"<body><h1>Bridge opens</h1><p>{LEDE}</p><p hidden>secret</p><p style='display: none'>no"
        f"</p><noscript>Turn scripts on</noscript><template>t</template><style>p{{}}</style>"
        f"<!-- remark --><p>{SECOND}</p><button>Play</button></body>",
        ("Bridge opens", LEDE, SECOND),
    ),
    Page(
        "a cookie banner in front of everything",
        "<body><div class='cc-window cookie-banner' role=dialog><p>We value your privacy. We and "
        "our partners store cookies on your device to measure how our pages are used.</p></div>"
        f"<h1>Bridge opens</h1><p>{LEDE}</p><p>{SECOND}</p></body>",
        ("Bridge opens", LEDE, SECOND),
    ),
    Page(
        "the page is dimmed behind a dialog",
        f"<body><div aria-hidden=true><h1>Bridge opens</h1><p>{LEDE}</p><p>{SECOND}</p></div>"
        "<div role=dialog><p>Sign up to hear of each bridge that the county opens.</p></div>",
        ("Bridge opens", LEDE, SECOND),
    ),
    Page(
        "the release stands there twice, for two sizes of screen",
        f"<body><h1>Bridge opens</h1><div class=wide><p>{LEDE}</p><p>{SECOND}</p></div>"
        f"<div class=narrow style='display:none'><p>{LEDE}</p><p>{SECOND}</p></div></body>",
        ("Bridge opens", LEDE, SECOND),
    ),
    Page(
        "the release is cut into parts that are called tabs",
        "<body><h1>Bridge opens</h1>"
        + "".join(f"<div class='nav-tab related'><p>{n}. {LEDE}</p></div>" for n in range(9)),
        ("Bridge opens", *(f"{n}. {LEDE}" for n in range(9))),
    ),
    Page(
        "a header that belongs to the release, and no title in the head",
        f"<body><header class=top>{NAV}</header><header><h1>Bridge opens</h1><p>For walkers</p>"
        f"</header><div><p>{LEDE}</p><p>{SECOND}</p></div></body>",
        ("Bridge opens", "For walkers", LEDE, SECOND),
    ),
    Page(
        "the controls of a newsletter",
        "<body><p><a href='https://a.example/v'>View this email in your browser</a></p>"
        f"<h1>Bridge opens</h1><p>{LEDE}</p><p>{SECOND}</p>"
        "<p><a href='https://a.example/u'>Unsubscribe</a></p></body>",
        ("Bridge opens", LEDE, SECOND),
    ),
    Page(
        "text sent as it was typed",
        f"<body><pre>\nBridge opens\n\n{LEDE[:60]}\n{LEDE[60:]}\n\n{SECOND}\n</pre></body>",
        ("Bridge opens", f"{LEDE[:60].rstrip()}\n{LEDE[60:].lstrip()}", SECOND),
    ),
    Page(
        "text straight in containers, tags left open",
        f"<body><h1>Bridge opens<div>{LEDE}<p>{SECOND}<p>End <b>of <i>it</b>",
        ("Bridge opens", LEDE, SECOND, "End of it"),
    ),
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_release_and_nothing_else(page: Page) -> None:
    assert tuple(blocks(read(page.markup))) == page.blocks


def test_what_was_left_out_is_said() -> None:
    page = next(page for page in PAGES if page.name.startswith("a cookie banner"))
    assert read(page.markup).notes == ("left out of the page: cookie notices",)


def test_lists_headings_and_quotations_are_marked() -> None:
    document = read(
        f"<h1>Bridge</h1><p>{LEDE}</p><h3>Plan</h3><ol start=3><li>Three<ul><li>Deep</li></ul></li>"
        "<li>Four</li></ol><blockquote><p>Said.</p></blockquote>"
    )
    marked = [(b.kind, b.level, document.text[slice(*b.span)]) for b in document.blocks]
    assert marked == [
        ("heading", 1, "Bridge"),
        ("paragraph", 0, LEDE),
        ("heading", 3, "Plan"),
        ("list_item", 1, "3. Three"),
        ("list_item", 2, "• Deep"),
        ("list_item", 1, "4. Four"),
        ("blockquote", 1, "Said."),
    ]


def test_tables_are_rows_with_their_headers() -> None:
    document = read(
        f"<p>{LEDE}</p><table><caption>Walkers</caption><tr><th></th><th>June</th><th>July</th></tr>"
        "<tr><th>North</th><td>10</td><td><b>1</b>2</td></tr><tr><th>South</th><td></td><td>7</td>"
        "</tr></table><table><tr><td>Length</td><td>9 m</td></tr><tr><td>Cost:</td><td>$2</td></tr>"
        "</table>"
    )
    assert blocks(document)[1:] == [
        "Walkers",
        "North; June: 10; July: 12",
        "South; July: 7",
        "Length: 9 m",
        "Cost: $2",
    ]


def test_footnote_marks_are_not_read_and_notes_are_marked() -> None:
    document = read(
        f"<p>{LEDE[:-1]}<sup><a href='#fn1'>1</a></sup>. It is H<sub>2</sub>O; 10<sup>2</sup></p>"
        "<ol><li id='fn1'>Counted twice. <a href='#r1'>↩</a></li></ol>"
    )
    assert blocks(document) == [f"{LEDE} It is H2O; 102", "Counted twice."]
    assert document.blocks[1].kind == "footnote"


def test_pictures_say_what_they_show_unless_they_decorate() -> None:
    document = read(
        f"<p>{LEDE}</p><img alt='Walkers on the new bridge at dawn' src=a.jpg>"
        "<img alt='County logo'><img alt=''><figure><img alt='The engineer speaks at noon'>"
        "<figcaption>Dana Whitfield at the opening</figcaption></figure>"
    )
    captions = [document.text[slice(*b.span)] for b in document.blocks if b.kind == "caption"]
    assert captions == ["Walkers on the new bridge at dawn", "Dana Whitfield at the opening"]


def test_links_are_absolute_and_scripts_are_none() -> None:
    document = read(
        "<head><link rel=canonical href='https://county.example/news/7'></head>"
        f"<p>{LEDE} <a href='plan'>The plan</a>, <a href='mailto:a@b.example'>Ann</a>, "
        "<a href='javascript:x()'>script</a>, <a href='#x'>below</a></p>"
    )
    assert [(document.text[slice(*link.span)], link.url) for link in document.links] == [
        ("The plan", "https://county.example/news/plan"),
        ("Ann", "mailto:a@b.example"),
    ]


def test_emphasis_joins_across_tags_and_spaces() -> None:
    document = read(f"<p><b>Dana</b> <strong>Whitfield</strong> said. {LEDE} <q>So</q></p>")
    assert [document.text[slice(*span)] for span in document.emphasis] == ["Dana Whitfield"]
    assert document.text.endswith("“So”")


@pytest.mark.parametrize(
    ("head", "encoding", "media_type"),
    [
        ("<meta charset='windows-1252'>", "cp1252", "text/html"),
        ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>", "cp1252", ""),
        ("", "cp1252", "text/html; charset=ISO-8859-1"),
        ("<meta charset='utf-8'>", "cp1252", "text/html"),
        ("<meta charset='windows-1252'>", "utf-8", "text/html"),
        ("", "utf-16", "text/html"),
        ("", "utf-8-sig", ""),
        ("", "koi8-r", "text/html; charset=koi8-r"),
        ("<meta charset=shift_jis>", "shift_jis", "text/html"),
    ],
)
def test_encodings(head: str, encoding: str, media_type: str) -> None:
    word = {"koi8-r": "мост", "shift_jis": "橋の完成"}.get(encoding, "“café” — naïve")
    page = f"<!DOCTYPE html><html><head>{head}</head><body><p>{word} words</p></body></html>"
    assert read(page.encode(encoding), media_type).text == f"{word} words"


def test_metadata_from_the_page() -> None:
    document = read(
        "<html lang='en-GB'><head><title>Bridge opens - County news</title>"
        "<meta property='og:title' content='Bridge opens'>"
        "<meta property='og:site_name' content='Millbrook County'>"
        "<meta name=author content='Press office'>"
        "<meta property='article:published_time' content='2024-06-03T09:00:00+01:00'>"
        "<meta property='og:image' content='/b.jpg'>"
        f"<link rel=canonical href='/news/7'></head><body><p>{LEDE}</p></body></html>",
        location="https://county.example/7?ref=mail",
    )
    metadata = document.metadata
    assert metadata.title == "Bridge opens"
    assert metadata.author == "Press office"
    assert metadata.published == "2024-06-03T09:00:00+01:00"
    assert metadata.publisher == "Millbrook County"
    assert metadata.language == "en-GB"
    assert metadata.url == "https://county.example/news/7"
    assert metadata.image == "https://county.example/b.jpg"


def test_metadata_from_linked_data() -> None:
    document = read(
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": '
        '["NewsArticle"], "headline": "Bridge opens", "datePublished": "2024-06-03", "author": '
        '[{"name": "Ann Lee"}], "publisher": {"name": "County"}, "inLanguage": "en"}]}</script>'
        f'<script type="application/ld+json">{{broken</script><p>{LEDE}</p>'
    )
    metadata = document.metadata
    assert (metadata.title, metadata.published) == ("Bridge opens", "2024-06-03")
    assert (metadata.author, metadata.publisher) == ("Ann Lee", "County")


def test_a_page_that_scripts_fill_in_is_read_from_its_data() -> None:
    document = read(
        '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": '
        f'"{LEDE}\\n\\n{SECOND}"}}</script><div id=app>Loading</div>'
    )
    assert blocks(document) == [LEDE, SECOND]
    assert "structured data" in document.notes[0]


@pytest.mark.parametrize("markup", ["<html></html>", "<body><script>x</script></body>", "<!-- -->"])
def test_a_page_without_words_says_what_to_do(markup: str) -> None:
    with pytest.raises(ReleaseError, match="no text found") as error:
        read(markup)
    assert "scripts" in error.value.hint


def test_nesting_without_end_is_refused_and_deep_nesting_is_read() -> None:
    assert read("<div>" * 900 + LEDE).text == LEDE
    with pytest.raises(ReleaseError, match="nested"):
        read("<div>" * 5000 + LEDE)


def test_a_long_page_takes_linear_time() -> None:
    document = read("<body>" + f"<p>{LEDE}</p>" * 3000)
    assert len(document.blocks) == 3000


@pytest.mark.parametrize(
    ("data", "least"),
    [
        (b"<!doctype html><p>x", 0.9),
        (b"\xef\xbb\xbf\n<!-- saved -->\n<HTML>", 0.9),
        ("<html>".encode("utf-16"), 0.9),
        (b"<p>One</p><p>Two</p>", 0.7),
    ],
)
def test_score_knows_pages(data: bytes, least: float) -> None:
    assert create().score(Source("x", "", data)) >= least


def test_score_leaves_text_with_a_tag_in_it_alone() -> None:
    assert create().score(Source("x", "", b"Use the <b> element, said Ann.")) == 0


def test_control_characters_around_what_is_left_out() -> None:
    document = read(f"<body>one\x02<nav>{NAV}</nav>\x03two &#4;<p>{LEDE}</p><p hidden>x</p>\x05")
    assert LEDE in document.text
    assert "Home" not in document.text
