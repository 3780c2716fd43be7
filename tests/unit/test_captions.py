"""Captions: where cues end, how long they stay, and what times their words have."""

from published_episodes import build_episode, make_release, make_script, make_timings

from presscast.model import BlockType, Script, Span, Speaker, Utterance, UtteranceTiming, WordTiming
from presscast.text.captions import make_cues, rebreak

NARRATOR = Speaker("narrator", "Narrator", None, "narrator")


def script_of(*texts: str, speakers: tuple[str, ...] = ()) -> Script:
    utterances: list[Utterance] = []
    at = 0
    for number, text in enumerate(texts):
        speaker = speakers[number] if speakers else "narrator"
        span = Span(at, at + len(text))
        utterances.append(Utterance(f"u{number}", "s1", speaker, text, (), span, 0))
        at += len(text) + 1
    people = (NARRATOR, Speaker("p1", "Ana Ruiz", None, "person"))
    return Script("en", "", people, tuple(utterances), ())


def test_a_short_sentence_is_one_cue_with_exact_times() -> None:
    cues = make_cues(script_of("The desk is open."), [UtteranceTiming("u0", 400, 1700)])
    assert [(c.start_ms, c.end_ms, c.speaker, c.text) for c in cues] == [
        (400, 1700, "Narrator", "The desk is open.")
    ]


def test_a_long_sentence_breaks_at_clauses_into_two_lines() -> None:
    text = (
        "The clinic opened a night desk on Monday, so that dock workers who finish at ten "
        "can ask about wages, visas and leases."
    )
    cues = make_cues(script_of(text), [UtteranceTiming("u0", 0, len(text) * 65)])
    assert [cue.text for cue in cues] == [
        "The clinic opened a night desk on Monday,",
        "so that dock workers who finish at ten\ncan ask about wages, visas and leases.",
    ]


def test_the_lines_of_a_cue_do_not_end_with_an_article() -> None:
    for cue in build_episode().timeline.cues:
        assert not any(line.endswith((" the", " a", " of")) for line in cue.text.split("\n"))


def test_an_abbreviation_is_no_place_to_break() -> None:
    text = (
        "A court blocked the latest attempt to keep people from entering the U.S. asylum process."
    )
    cues = make_cues(script_of(text), [UtteranceTiming("u0", 0, len(text) * 65)])
    lines = [line for cue in cues for line in cue.text.split("\n")]
    assert not any(line.endswith("U.S.") for line in lines)


def test_word_timings_decide_where_they_are_known() -> None:
    text = "One two three four five six seven eight nine ten, eleven twelve thirteen fourteen."
    script = script_of(text)
    cut = text.index("eleven")
    slow = [
        WordTiming(Span(0, 3), 0, 300),
        WordTiming(Span(cut, cut + 6), 6000, 6300),
    ]
    cues = make_cues(script, [UtteranceTiming("u0", 0, 8000, tuple(slow))])
    assert [cue.start_ms for cue in cues] == [0, 6000]
    assert [cue.words for cue in cues] == [(slow[0],), (slow[1],)]


def test_without_word_timings_letters_share_the_time() -> None:
    text = "x" * 40 + " " + "y" * 40 + " " + "z" * 40
    cues = make_cues(script_of(text), [UtteranceTiming("u0", 0, 12_000)])
    assert [cue.start_ms for cue in cues] == [0, 4000, 8000]
    assert all(cue.words == () for cue in cues)


def test_speakers_do_not_share_a_cue() -> None:
    script = script_of("“Yes.”", "she said.", speakers=("p1", "narrator"))
    cues = make_cues(script, [UtteranceTiming("u0", 0, 500), UtteranceTiming("u1", 700, 1400)])
    assert [cue.speaker for cue in cues] == ["Ana Ruiz", "Narrator"]


def test_very_short_sentences_of_one_speaker_share_a_cue() -> None:
    script = script_of("Yes.", "It is open.")
    cues = make_cues(script, [UtteranceTiming("u0", 0, 300), UtteranceTiming("u1", 450, 1300)])
    assert [cue.text for cue in cues] == ["Yes. It is open."]


def test_a_short_cue_stays_until_it_can_be_read() -> None:
    script = script_of("Yes.", "A new sentence follows after a while.")
    timings = [UtteranceTiming("u0", 0, 600), UtteranceTiming("u1", 3000, 6000)]
    assert [(c.start_ms, c.end_ms) for c in make_cues(script, timings)] == [(0, 1000), (3000, 6000)]


def test_a_cue_never_stays_past_the_start_of_a_chapter() -> None:
    script = script_of("Yes.", "A new sentence follows after a while.")
    timings = [UtteranceTiming("u0", 0, 600), UtteranceTiming("u1", 1200, 6000)]
    assert make_cues(script, timings, [0, 900])[0].end_ms == 900


def test_a_web_address_is_one_word_however_long() -> None:
    address = "https://example.org/" + "a-long-path/" * 6
    cues = make_cues(script_of(f"See {address} today."), [UtteranceTiming("u0", 0, 9000)])
    assert any(address in cue.text.split("\n") for cue in cues)


def test_an_utterance_that_was_not_spoken_has_no_cue() -> None:
    script = script_of("One sentence.", "Another sentence.")
    assert len(make_cues(script, [UtteranceTiming("u1", 0, 1500)])) == 1


def test_what_is_said_but_not_written_is_captioned() -> None:
    said = Utterance("u0", "s1", "narrator", "The voices are synthetic.", (), Span(0, 0), 0)
    script = Script("en", "", (NARRATOR,), (said,), ())
    marks = (WordTiming(Span(0, 0), 0, 100), WordTiming(Span(0, 0), 100, 1700))
    (cue,) = make_cues(script, [UtteranceTiming("u0", 0, 1800, marks)])
    assert (cue.text, cue.words) == ("The voices are synthetic.", ())


def test_captions_stay_readable_at_an_ordinary_speed() -> None:
    for cue in build_episode().timeline.cues:
        seconds = (cue.end_ms - cue.start_ms) / 1000
        assert len(cue.text) / seconds <= 25
        assert 1 <= seconds <= 7


def test_rebreak_names_the_speaker_where_it_changes() -> None:
    cues = rebreak(build_episode().timeline.cues, 32)
    named = [cue.text for cue in cues if ": " in cue.text.replace("\n", " ")]
    assert len(named) == 3
    assert named[1].startswith("Ana Ruiz: ")
    assert all(len(line) <= 32 for cue in cues for line in cue.text.split("\n"))


def test_thousands_of_words_keep_their_order() -> None:
    paragraphs = [(BlockType.BODY, "The harbor opened, and the clinic with it, at ten. " * 100)] * 5
    release = make_release(paragraphs)
    script = make_script(release)
    cues = make_cues(script, make_timings(script))
    assert sum(len(cue.text.split()) for cue in cues) == len(release.text.split())
