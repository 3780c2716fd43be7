"""The engine gtts, against a server on this computer that speaks the service's protocol."""

from __future__ import annotations

import base64
import json
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import gtts.tts
import imageio_ffmpeg
import pytest
import stamina

from presscast.engines.gtts import ALLOW_NETWORK, GttsEngine, create
from presscast.errors import EngineError
from presscast.model import Voice

LONG = (
    "The council voted nine to two, after a debate of four hours, to keep the lights of the old "
    "hall on; nobody who spoke that night, neither the tenants nor the landlords, asked for less."
)


def mp3_of(seconds: float) -> bytes:
    """Return a tone as MP3, as the service sends its speech."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-f", "lavfi"]
    command += ["-i", f"sine=frequency=300:sample_rate=24000:duration={seconds}"]
    command += ["-c:a", "libmp3lame", "-b:a", "32k", "-f", "mp3", "pipe:1"]
    return subprocess.run(command, capture_output=True, check=True).stdout


@dataclass
class Service:
    """What was asked of the server, and how it is to fail: one entry a request."""

    mp3: bytes
    faults: list[str] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Text and language of each request."""

    def handler(service) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                (call,) = json.loads(parse_qs(body)["f.req"][0])
                assert call[0][0] == "jQ1olc"
                text, language, *_ = json.loads(call[0][1])
                service.asked.append((text, language))
                fault = service.faults.pop(0) if service.faults else ""
                if fault.isdigit():
                    self.send_error(int(fault))
                    return
                sound = base64.b64encode(service.mp3).decode()
                if fault == "no sound":
                    inner = "null"
                elif fault == "not MP3":
                    inner = json.dumps(f'["{base64.b64encode(b"hello").decode()}"]')
                else:
                    inner = json.dumps(f'["{sound}"]')
                line = '[["wrb.fr","jQ1olc",' + inner + ',null,null,null,"generic"]]'
                answer = b"" if fault == "empty" else b")]}'\n\n" + line.encode() + b"\n"
                self.send_response(200)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler


@pytest.fixture(scope="module")
def speech() -> bytes:
    return mp3_of(3)


@pytest.fixture
def service(speech: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    one = Service(speech)
    server = ThreadingHTTPServer(("127.0.0.1", 0), one.handler())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/"
    monkeypatch.setattr(gtts.tts, "_translate_url", lambda tld="com", path="": url + path)
    monkeypatch.setenv(ALLOW_NETWORK, "1")
    with stamina.set_testing(True, attempts=4):
        yield one
    server.shutdown()
    thread.join()
    server.server_close()


def american() -> tuple[GttsEngine, Voice]:
    engine = create()
    return engine, engine.known_voices()[0]


def test_nothing_is_sent_unless_the_publisher_allows_it(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ALLOW_NETWORK)
    engine, voice = american()
    with pytest.raises(EngineError, match="Google") as caught:
        engine.speak("Rents fall.", voice)
    assert "--allow-network" in caught.value.hint
    with pytest.raises(EngineError):
        engine.voices()
    assert service.asked == []


def test_a_long_text_is_sent_in_pieces_and_comes_back_as_one_clip(service: Service) -> None:
    engine, voice = american()
    clip = engine.speak(LONG, voice)
    assert " ".join(text for text, _ in service.asked).split() == LONG.split()
    assert all(len(text) <= 100 for text, _ in service.asked)
    assert {language for _, language in service.asked} == {"en"}
    assert clip.sample_rate_hz == 24000
    assert clip.frames / 24000 == pytest.approx(3 * len(service.asked), rel=0.05)


def test_a_word_longer_than_a_piece_is_cut_and_not_dropped(service: Service) -> None:
    engine, voice = american()
    engine.speak("a" * 250, voice)
    assert "".join(text for text, _ in service.asked) == "a" * 250


def test_a_voice_asks_for_its_language(service: Service) -> None:
    engine = create()
    mexican = next(voice for voice in engine.voices() if voice.name == "es-MX")
    engine.speak("Hola.", mexican)
    assert service.asked == [("Hola.", "es")]


@pytest.mark.parametrize("fault", ["429", "500", "503"])
def test_what_passes_is_tried_again(service: Service, fault: str) -> None:
    service.faults = [fault, fault]
    engine, voice = american()
    assert engine.speak("Rents fall.", voice).frames
    assert len(service.asked) == 3


def test_too_many_requests_are_an_error_in_the_end(service: Service) -> None:
    service.faults = ["429"] * 9
    engine, voice = american()
    with pytest.raises(EngineError, match=r"'Rents fall\.'.*429"):
        engine.speak("Rents fall.", voice)
    assert len(service.asked) == 4


def test_a_refusal_is_not_tried_again(service: Service) -> None:
    service.faults = ["403"]
    engine, voice = american()
    with pytest.raises(EngineError, match="403"):
        engine.speak("Rents fall.", voice)
    assert len(service.asked) == 1


@pytest.mark.parametrize("fault", ["empty", "no sound", "not MP3"])
def test_an_answer_without_sound_is_an_error_and_not_a_gap(service: Service, fault: str) -> None:
    service.faults = [fault]
    engine, voice = american()
    with pytest.raises(EngineError, match="Rents fall") as caught:
        engine.speak("Rents fall.", voice)
    assert caught.value.hint


def test_too_little_sound_for_the_text_is_an_error(service: Service) -> None:
    service.mp3 = mp3_of(0.3)
    engine, voice = american()
    with pytest.raises(EngineError, match="less than the whole"):
        engine.speak(LONG, voice)


def test_a_server_that_is_not_there_is_an_error(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        gtts.tts, "_translate_url", lambda tld="com", path="": "http://127.0.0.1:9/"
    )
    engine, voice = american()
    with pytest.raises(EngineError, match="connect"):
        engine.speak("Rents fall.", voice)
