"""Any bytes give a document or a release error, and no letter of a text is lost."""

from __future__ import annotations

import html
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
import six_formats
from document_contract import outcome
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presscast import plugins
from presscast.model import Source
from presscast.text.decoding import decode

FAST = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="\ufffd"),
    min_size=1,
    max_size=12,
)
PARAGRAPHS = st.lists(
    st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=6
)
HTML_PIECES = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<b>",
            "<a href='x'>",
            "</a>",
            "<table>",
            "<tr>",
            "<td>",
            "<th colspan=9>",
            "</table>",
            "<ul>",
            "<ol start=7>",
            "<li value=x>",
            "</ul>",
            "<br>",
            "<h1>",
            "</h1>",
            "<pre>",
            "<sup><a href='#fn1'>1</a></sup>",
            "<q>",
            "<!-- -->",
            "<script>",
            "</script>",
            "<article>",
            "<main>",
            "<nav>",
            "<blockquote>",
            "<img alt='two words'>",
            "&amp;",
            "&#0;",
            "&#xD800;",
            "<svg>",
            "<template>",
            "words.",
            "é\x00",
            "<body>",
            "<html>",
            "<title>",
            "<meta charset=utf-16>",
            "<base href='http://['>",
            "<figure>",
            "<p hidden>",
            "<script type='application/ld+json'>[{\"@graph\": 1}]</script>",
        ]
    ),
    max_size=60,
)
EXAMPLES = {
    "docx": six_formats.as_docx(),
    "pdf": six_formats.as_laid_out_pdf(),
    "email": six_formats.as_email(),
    "html": six_formats.as_html(),
}


@pytest.mark.parametrize("name", plugins.names("readers"))
@FAST
@given(data=st.binary(max_size=400))
def test_any_bytes(name: str, data: bytes) -> None:
    outcome(plugins.reader(name), Source("any", "", data))


@pytest.mark.parametrize("written", EXAMPLES)
@settings(FAST, max_examples=15)
@given(data=st.data())
def test_mutated_files(written: str, data: st.DataObject) -> None:
    good = EXAMPLES[written]
    start = data.draw(st.integers(0, len(good)))
    length = data.draw(st.integers(0, 60))
    patch = data.draw(st.binary(max_size=40))
    changed = good[:start] + patch + good[start + length :]
    outcome(plugins.reader(written), Source("any", "", changed))


@settings(FAST, max_examples=15)
@given(part=st.binary(max_size=300), place=st.integers(0, 4000))
def test_a_word_document_with_any_xml_in_it(part: bytes, place: int) -> None:
    good = EXAMPLES["docx"]
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(changed, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "word/document.xml":
                content = content[:place] + part + content[place:]
            new.writestr(info.filename, content)
    outcome(plugins.reader("docx"), Source("any", "", changed.getvalue()))


@FAST
@given(pieces=HTML_PIECES)
def test_broken_pages(pieces: list[str]) -> None:
    outcome(plugins.reader("html"), Source("any", "text/html", "".join(pieces).encode()))


@FAST
@given(text=st.text(max_size=300))
def test_clean_utf_8_is_left_alone(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    decoded = decode(data)
    if decoded is None or decoded.notes or text.startswith("\ufeff"):
        return
    assert decoded.text == text.replace("\r\n", "\n").replace("\r", "\n")


@FAST
@given(
    text=st.text(st.characters(codec="cp1252", categories=("L", "N", "P", "S", "Zs")), max_size=80)
)
def test_windows_1252_is_read_as_such(text: str) -> None:
    data = ("A release in an old encoding: " + text + " …").encode("cp1252")
    decoded = decode(data)
    assert decoded is not None
    assert "…" in decoded.text


@FAST
@given(paragraphs=PARAGRAPHS)
def test_no_word_of_a_page_is_lost(paragraphs: list[str]) -> None:
    body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    page = f"<!DOCTYPE html><html><body><main><h1>Headline here</h1>{body}</main></body></html>"
    document = plugins.reader("html").read(Source("page", "text/html", page.encode()))
    assert document.text.split() == ["Headline", "here", *" ".join(paragraphs).split()]


@FAST
@given(paragraphs=PARAGRAPHS)
def test_no_word_of_a_message_is_lost(paragraphs: list[str]) -> None:
    message = EmailMessage()
    message["From"] = "press@example.org"
    message["Message-ID"] = "<1@example.org>"
    body = "\n\n".join(f"Words {text}" for text in paragraphs)
    message.set_content(body, cte="base64")
    document = plugins.reader("email").read(Source("mail", "", message.as_bytes()))
    assert document.text.split() == body.split()


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[1] / "fuzz" / "found").iterdir()), ids=lambda p: p.name
)
def test_what_fuzzing_found(path: Path) -> None:
    name = path.name.partition("-")[0]
    outcome(plugins.reader(name), Source(path.name, "", path.read_bytes()))
