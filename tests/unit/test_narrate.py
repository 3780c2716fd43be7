from dataclasses import replace

import pytest

from presscast.config import NoticeSettings, Settings, VoiceSettings
from presscast.model import Document, DocumentBlock, Release, Script, Source, Span
from presscast.plugins import reader
from presscast.stages.narrate import NARRATOR, narrate
from presscast.stages.segment import segment
from presscast.text.lexicon import Lexicon

RELEASE = """\
Harbor City Opens Night Clinic

HARBOR CITY, May 3, 2026 — A clinic that is open all night began work today at the old port.

“Nobody should have to wait for the morning,” said Ana Ruiz, director of Port Health. “We open at
8 p.m. and close at 8 a.m.”

The ministry had called the plan a “pilot scheme” and cut its budget.

Read the announcement here.

About Port Health

Port Health is a nonprofit that runs three clinics. Follow us on Facebook.

Contact: Jo Park, press@porthealth.example, 555-0100

###
"""


def understood(text: str, language: str = "en") -> Release:
    document = reader("text").read(Source("release.txt", "text/plain", text.encode()))
    return segment(document, language=language)


def script(text: str = RELEASE, settings: Settings | None = None) -> Script:
    return narrate(understood(text), settings or Settings())


def said(script: Script) -> list[tuple[str, str]]:
    names = {speaker.id: speaker.name for speaker in script.speakers}
    return [(names[utterance.speaker], utterance.text) for utterance in script.utterances]


def test_quotes_are_said_by_their_speaker_and_attributions_by_the_narrator() -> None:
    spoken = said(script())
    assert ("Ana Ruiz", "“Nobody should have to wait for the morning,”") in spoken
    assert ("Narrator", "said Ana Ruiz, director of Port Health.") in spoken
    assert ("Ana Ruiz", "“We open at 8 p.m. and close at 8 a.m.”") in spoken


def test_words_within_the_marks_that_tell_who_speaks_are_the_narrators() -> None:
    text = (
        "Une ligne de tramway ouvre\n\nBRÉVENT, le 3 mai 2026 – La ville ouvre la ligne 4.\n\n"
        "« Nous attendions ce jour, se réjouit Claire Morand, maire de Brévent. Il est là. »\n"
    )
    spoken = said(narrate(understood(text, "fr"), Settings()))
    assert spoken[-3:] == [
        ("Claire Morand", "« Nous attendions ce jour,"),
        ("Narrator", "se réjouit Claire Morand, maire de Brévent."),
        ("Claire Morand", "Il est là. »"),
    ]


def test_scare_quotes_stay_with_the_narrator() -> None:
    sentence = "The ministry had called the plan a “pilot scheme” and cut its budget."
    assert ("Narrator", sentence) in said(script())


def test_what_is_not_read_out_is_named_with_its_rule() -> None:
    rules = {skip.text: skip.rule for skip in script().skips}
    assert rules["Read the announcement here."] == "points at a link or a social account"
    assert rules["Follow us on Facebook."] == "points at a link or a social account"
    assert rules["###"] == "end mark or page footer"
    assert any("Jo Park" in text for text in rules)
    words = " ".join(text for _, text in said(script()))
    assert "Follow us" not in words
    assert "porthealth.example" not in words


def test_listeners_are_told_of_synthetic_voices_right_after_the_headline() -> None:
    spoken = said(script())
    assert spoken[0] == ("Narrator", "Harbor City Opens Night Clinic")
    assert "synthetic" in spoken[1][1]
    own = Settings(notice=NoticeSettings(text="Read by a computer."))
    assert said(script(settings=own))[1][1] == "Read by a computer."
    off = Settings(notice=NoticeSettings(spoken=False, reason_off="said in the intro"))
    assert not any("synthetic" in text for _, text in said(script(settings=off)))


def test_a_doubtful_quote_stays_with_the_narrator_between_quote_and_end_quote() -> None:
    sure = Settings(voice=VoiceSettings(min_confidence=1.0))
    release = understood(RELEASE)
    doubtful = replace(
        release,
        quotes=tuple(
            replace(quote, attribution=replace(quote.attribution, confidence=0.4))
            if quote.attribution
            else quote
            for quote in release.quotes
        ),
    )
    made = narrate(doubtful, sure)
    quotes = [
        utterance for utterance in made.utterances if "wait for the morning" in utterance.text
    ]
    assert [utterance.speaker for utterance in quotes] == [NARRATOR]
    assert quotes[0].spoken.startswith("Quote")
    assert "nd quote" in quotes[0].spoken
    assert any("Ana Ruiz" in warning for warning in made.warnings)
    assert {speaker.id for speaker in made.speakers} == {NARRATOR}


def test_signs_of_markdown_in_plain_text_are_not_said() -> None:
    made = script("# " + RELEASE)
    assert made.utterances[0].spoken == "Harbor City Opens Night Clinic"
    assert made.utterances[0].text == "Harbor City Opens Night Clinic"


def test_spans_point_at_the_written_text() -> None:
    release = understood(RELEASE)
    for utterance in narrate(release, Settings()).utterances:
        if utterance.span.start < utterance.span.end:
            written = release.text[utterance.span.start : utterance.span.end]
            assert " ".join(written.split()) == utterance.text
        for token in utterance.tokens:
            assert 0 <= token.span.start <= token.span.end <= len(release.text)


def test_pauses_follow_the_structure() -> None:
    made = script()
    pauses = {utterance.text[:12]: utterance.pause_before_ms for utterance in made.utterances}
    settings = Settings().pauses
    assert pauses["Harbor City "] == settings.start_ms
    assert pauses["About Port H"] == settings.between_sections_ms
    assert pauses["said Ana Rui"] == settings.around_quote_ms
    assert pauses["The ministry"] == settings.between_paragraphs_ms


def test_a_release_without_a_headline_is_still_announced() -> None:
    text = "Nothing here looks like a headline, since it ends with a full stop."
    document = Document(text, (DocumentBlock(Span(0, len(text))),))
    made = narrate(segment(document, language="en"), Settings())
    assert made.utterances


@pytest.mark.parametrize("language", ["en", "es", "fr", "de", "it", "pt"])
def test_the_narrator_has_words_of_its_own_in_every_language(language: str) -> None:
    made = narrate(understood(RELEASE, language), Settings())
    assert made.utterances[1].span.start == made.utterances[1].span.end


def test_known_names_are_said_as_they_sound_and_the_show_decides() -> None:
    text = "Delegation Visits Kyiv\n\nKYIV, May 3, 2026 - Three doctors went to Kyiv today.\n"
    spoken = narrate(understood(text), Settings()).utterances[-1].tokens
    assert any(token.ipa for token in spoken if token.spoken == "Kyiv")
    own = Lexicon().add("Kyiv", alias="the capital")
    said_so = narrate(understood(text), Settings(), own).utterances[-1].spoken
    assert said_so == "Three doctors went to the capital today."


FOREIGN = """\
Harbor Families Come Home

HARBOR CITY, May 3, 2026 — A judge let the families return to their homes on Monday.

“Hoy es un día muy feliz. Después de 14 meses por fin estamos en la casa de mi madre con los niños,”
said Rosa Lima, a plaintiff. “It is a good day.”

The sign at the gate said “la casa es de los que la han cuidado” in red letters.
"""


def test_a_passage_in_another_language_is_said_in_it() -> None:
    spoken = {u.text: u for u in narrate(understood(FOREIGN), Settings()).utterances}
    long = spoken["Después de 14 meses por fin estamos en la casa de mi madre con los niños,”"]
    assert long.language == "es"
    assert "catorce meses" in long.spoken
    assert spoken["“Hoy es un día muy feliz."].language == "es"
    assert spoken["“It is a good day.”"].language is None
    sign = spoken["“la casa es de los que la han cuidado”"]
    assert sign.language == "es"
    assert spoken["The sign at the gate said"].language is None


def test_every_letter_of_a_foreign_passage_lies_in_one_token() -> None:
    release = understood(FOREIGN)
    for utterance in narrate(release, Settings()).utterances:
        if utterance.language:
            held = "".join(release.text[t.span.start : t.span.end] for t in utterance.tokens)
            written = release.text[utterance.span.start : utterance.span.end]
            assert [c for c in held if c.isalnum()] == [c for c in written if c.isalnum()]
