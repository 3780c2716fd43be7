"""Every mistake: its status, one error, one hint, no traceback, and nothing harmed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from program import Result, Run

TONE = ("--engine", "tone")


def assert_told(result: Result, status: int, *words: str) -> None:
    assert result.status == status, result.err
    errors = [line for line in result.err.splitlines() if line.startswith("error: ")]
    hints = [line for line in result.err.splitlines() if line.startswith(" hint: ")]
    assert (len(errors), len(hints)) == (1, 1), result.err
    assert "Traceback" not in result.err
    for word in words:
        assert word in errors[0], errors[0]


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".presscast.lock"
    }


@pytest.fixture
def published(tmp_path: Path, run: Run, sample: Path) -> Path:
    assert run("publish", sample, *TONE).status == 0
    return tmp_path / "output"


BAD_FILES = {
    "empty.txt": b"",
    "spaces.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 20,
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(300),
    "large.txt": b"word " * 10_000_000,
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_release(tmp_path: Path, run: Run, published: Path, name: str) -> None:
    before = snapshot(published)
    (tmp_path / name).write_bytes(BAD_FILES[name])
    assert_told(run("publish", name, *TONE), 3, name)
    assert snapshot(published) == before


def test_a_folder_and_a_missing_file(tmp_path: Path, run: Run) -> None:
    (tmp_path / "folder").mkdir()
    assert_told(run("publish", "folder", *TONE), 3, "folder")
    assert_told(run("publish", "missing.txt", *TONE), 3, "missing.txt")
    assert not list((tmp_path / "output").rglob("*.mp3"))


@pytest.mark.parametrize(
    ("encoding", "mark"), [("latin-1", b""), ("utf-16", b""), ("utf-8", b"\xef\xbb\xbf")]
)
def test_other_encodings_are_read(tmp_path: Path, run: Run, encoding: str, mark: bytes) -> None:
    text = "Café Opens in Nîmes\n\nNÎMES, May 3, 2026 - The café à côté opened today.\n"
    (tmp_path / "release.txt").write_bytes(mark + text.encode(encoding))
    result = run("segment", "release.txt", "--text")
    assert result.status == 0, result.err
    assert result.out == text


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("publish", "SAMPLE", "--engine", "harpsichord"), 5, "harpsichord"),
        (("publish", "SAMPLE", "--engine", "tone", "--voice", "nobody"), 5, "nobody"),
        (("publish", "SAMPLE", "--date", "yesterday"), 2, "yesterday"),
        (("publish", "SAMPLE", "--slug", "../../elsewhere"), 2, "../../elsewhere"),
        (("remove", "../../elsewhere", "--yes"), 2, "../../elsewhere"),
        (("publish", "SAMPLE", "--quote-voice", "Ana"), 2, "NAME=VOICE"),
        (("publish",), 2, "SOURCE"),
        (("publich", "SAMPLE"), 2, "publich"),
        (("publish", "SAMPLE", "--engin", "tone"), 2, "--engin"),
        (("remove", "2020-01-01-none", "--yes"), 2, "2020-01-01-none"),
        (("serve", "-o", "nowhere", "--port", "0"), 7, "feed"),
        (("publish", "ftp://example.org/x"), 3, "ftp"),
        (("publish", "http://127.0.0.1:9/x"), 3, "127.0.0.1"),
        (("--config", "none.toml", "publish", "SAMPLE"), 4, "none.toml"),
    ],
)
def test_mistakes_on_the_command_line(
    run: Run, sample: Path, arguments: tuple[str, ...], status: int, says: str
) -> None:
    named = [str(sample) if word == "SAMPLE" else word for word in arguments]
    assert_told(run(*named), status, says)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")
def test_names_in_bytes_that_are_no_text(tmp_path: Path, run: Run, sample: Path) -> None:
    release = tmp_path / "caf\udce9.txt"
    options = ("--engine", "tone", "-o", "sortie\udce9", "--note", "caf\udce9")
    release.write_bytes(sample.read_bytes())
    assert run("publish", release, *options).status == 0
    release.write_bytes(sample.read_bytes().replace(b"412", b"413"))
    corrected = run("publish", release, *options)
    assert corrected.status == 0, corrected.err
    assert corrected.out.startswith("corrected")
    feed = (tmp_path / "sortie\udce9" / "feed.xml").read_text(encoding="utf-8")
    assert ": caf\ufffd" in feed


def test_a_wrong_configuration_names_its_line(tmp_path: Path, run: Run, sample: Path) -> None:
    (tmp_path / "presscast.toml").write_text('[show]\n\ntitel = "x"\n')
    assert_told(run("publish", sample, *TONE), 4, "presscast.toml:3", "titel")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk(small_disk: Path, run: Run, sample: Path) -> None:
    (small_disk / "feed.xml").write_text("<rss>old</rss>")
    assert_told(run("publish", sample, *TONE, "-o", small_disk), 7, str(small_disk))
    assert (small_disk / "feed.xml").read_text() == "<rss>old</rss>"
    left = [path.name for path in small_disk.rglob("*") if path.is_file()]
    assert sorted(left) in (["feed.xml"], [".presscast.lock", "feed.xml"])


def test_a_folder_that_cannot_be_written(small_disk: Path, run: Run, sample: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert_told(run("publish", sample, *TONE, "-o", small_disk / "output"), 7, str(small_disk))


def test_ctrl_c_in_the_middle(tmp_path: Path, run: Run, published: Path, sample: Path) -> None:
    before = snapshot(published)
    changed = tmp_path / sample.name
    changed.write_text(sample.read_text().replace("412", "413"))
    environment = {**os.environ, "PRESSCAST_CACHE": str(tmp_path / "cold")}
    process = subprocess.Popen(
        [sys.executable, "-m", "presscast", "publish", str(changed)],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    )
    assert process.stderr is not None
    heard = b""
    while b"Speaking" not in heard:
        heard += os.read(process.stderr.fileno(), 1000)
        assert process.poll() is None, heard
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert_told(Result(process.returncode, "", (heard + err).decode()), 130, "stopped")
    assert snapshot(published) == before


def test_ctrl_c_in_a_long_sentence_ends_it_at_once(tmp_path: Path, clips: Path) -> None:
    clause = ", and that the members of the council had heard the tenants of the block"
    long = f"RIVERBEND, May 3, 2026 - The council said it had met{clause * 24}.\n"
    (tmp_path / "long.txt").write_text(f"Council Meets\n\n{long}")
    process = subprocess.Popen(
        [sys.executable, "-m", "presscast", "publish", "long.txt", "--engine", "piper"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PRESSCAST_CACHE": str(clips)},
    )
    assert process.stderr is not None
    heard = b""
    while b"Speaking" not in heard:
        heard += os.read(process.stderr.fileno(), 1000)
        assert process.poll() is None, heard
    time.sleep(0.2)
    stopped = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert time.monotonic() - stopped < 2.5
    assert_told(Result(process.returncode, "", (heard + err).decode()), 130, "stopped")
    left = {str(path.relative_to(tmp_path / "output")) for path in (tmp_path / "output").rglob("*")}
    assert left <= {".presscast.lock"}
