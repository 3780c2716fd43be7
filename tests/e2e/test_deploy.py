"""Uploads to real servers: a folder, an S3-compatible store over HTTP, OpenSSH."""

import errno
import getpass
import json
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from program import Run

from presscast.deploy import RECORD, announce, deploy, feeds_of
from presscast.errors import PublishError, UsageError

SSHD = shutil.which("sshd") or "/usr/sbin/sshd"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSCAST_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def show(tmp_path: Path) -> Path:
    root = tmp_path / "output"
    episode = root / "episodes" / "a"
    episode.mkdir(parents=True)
    (episode / "a.mp3").write_bytes(b"sound" * 1000)
    (episode / "index.html").write_text("<p>é</p>")
    (episode / "chapters.json").write_text("{}")
    (root / "topics").mkdir()
    (root / "topics" / "housing.xml").write_text("<rss/>")
    (root / "feed.xml").write_text("<rss/>")
    (root / "show.json").write_text("{}")
    (root / ".presscast.lock").write_text("")
    return root


PUBLISHED = {
    "episodes/a/a.mp3",
    "episodes/a/index.html",
    "episodes/a/chapters.json",
    "topics/housing.xml",
    "feed.xml",
}


def test_media_goes_first_and_the_feed_last(show: Path, tmp_path: Path) -> None:
    plan = deploy(show, f"file://{tmp_path}/web", dry_run=True)
    assert plan.uploads[0] == "episodes/a/a.mp3"
    assert plan.uploads[-2:] == ("topics/housing.xml", "feed.xml")
    assert set(plan.uploads) == PUBLISHED
    assert not (tmp_path / "web").exists()


def test_only_what_changed_is_uploaded_and_old_media_stay_a_while(
    show: Path, tmp_path: Path
) -> None:
    web = tmp_path / "web"
    assert len(deploy(show, f"file://{web}").uploads) == len(PUBLISHED)
    assert deploy(show, f"file://{web}").uploads == ()
    (show / "feed.xml").write_text("<rss>new</rss>")
    (show / "episodes/a/a.mp3").rename(show / "episodes/a/a-2.mp3")
    plan = deploy(show, f"file://{web}")
    assert plan.uploads == ("episodes/a/a-2.mp3", "feed.xml")
    assert plan.kept == 1
    assert (web / "episodes/a/a.mp3").is_file()
    plan = deploy(show, f"file://{web}", keep_days=0)
    assert plan.deletions == ("episodes/a/a.mp3",)
    assert not (web / "episodes/a/a.mp3").exists()


def test_an_interrupted_upload_goes_on_and_never_shows_half(show: Path, tmp_path: Path) -> None:
    web = tmp_path / "web"
    deploy(show, f"file://{web}")
    (show / "episodes/b").mkdir()
    for number in range(3):
        (show / f"episodes/b/{number}.mp3").write_bytes(bytes([number]))
    (show / "feed.xml").write_text("<rss>names b</rss>")

    def stop(stage: str, done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deploy(show, f"file://{web}", progress=stop)
    assert (web / "feed.xml").read_text() == "<rss/>"
    plan = deploy(show, f"file://{web}")
    assert plan.uploads == ("episodes/b/2.mp3", "feed.xml")


def test_a_show_that_changes_meanwhile_is_not_shown_half(show: Path, tmp_path: Path) -> None:
    web = tmp_path / "web"
    deploy(show, f"file://{web}")
    (show / "episodes/a/index.html").write_text("<p>corrected</p>")
    (show / "feed.xml").write_text("<rss>corrected</rss>")

    def publish(stage: str, done: int, total: int) -> None:
        if done == 1:
            (show / "feed.xml").write_text("<rss>names what is not uploaded</rss>")

    with pytest.raises(PublishError, match=r"feed\.xml: changed"):
        deploy(show, f"file://{web}", progress=publish)
    assert (web / "episodes/a/index.html").read_text() == "<p>corrected</p>"
    assert deploy(show, f"file://{web}").uploads == ("feed.xml",)
    assert (web / "feed.xml").read_bytes() == (show / "feed.xml").read_bytes()


def test_what_has_arrived_is_noted_on_the_way(
    show: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("presscast.deploy.RECORD_EVERY_S", 0)
    monkeypatch.setattr("presscast.deploy._RECORD_SHARE", 0)
    web = tmp_path / "web"
    noted: list[int] = []

    def look(stage: str, done: int, total: int) -> None:
        noted.append(len(json.loads((web / RECORD).read_bytes())["files"]))

    deploy(show, f"file://{web}", progress=look)
    assert noted == [1, 2, 3, 4, 5]


def test_a_file_that_was_hashed_before_is_not_read_again(
    show: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deploy(show, f"file://{tmp_path}/web")
    read: list[Path] = []

    def hashed(path: Path) -> str:
        read.append(path)
        return "0"

    monkeypatch.setattr("presscast.deploy.file_sha256", hashed)
    (show / "feed.xml").write_text("<rss>another</rss>")
    assert deploy(show, f"file://{tmp_path}/web", dry_run=True).uploads == ("feed.xml",)
    assert read == [show / "feed.xml"]


@pytest.mark.parametrize(
    ("error", "hint"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "make room there"),
        (PermissionError(errno.EACCES, "Permission denied"), "may write to"),
        (OSError(errno.EIO, "Input/output error"), "mounted"),
    ],
)
def test_a_folder_says_what_is_wrong(
    show: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, hint: str
) -> None:
    def refuse(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:10])
        raise error

    monkeypatch.setattr("shutil.copyfile", refuse)
    with pytest.raises(PublishError, match=r"a\.mp3") as raised:
        deploy(show, f"file://{tmp_path}/web")
    assert hint in (raised.value.hint or "")
    assert not list((tmp_path / "web").rglob("*.part"))


def test_what_a_kill_left_is_swept(show: Path, tmp_path: Path) -> None:
    web = tmp_path / "web"
    (web / "episodes/a").mkdir(parents=True)
    (web / "episodes/a/.a.mp3.0123abcd.part").write_bytes(b"half")
    deploy(show, f"file://{web}")
    assert not list(web.rglob("*.part"))


@pytest.mark.parametrize(
    "target", ["ftp://example.org/", "output", "s3://", "sftp:///x", "file:///"]
)
def test_other_places_are_refused(show: Path, target: str) -> None:
    with pytest.raises(UsageError, match="not a place"):
        deploy(show, target)


def test_a_folder_without_a_feed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="no feed"):
        deploy(tmp_path, f"file://{tmp_path}/web")


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    server_module = pytest.importorskip("moto.server", reason="moto is not installed")
    boto3 = pytest.importorskip("boto3")
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    client = boto3.client("s3")
    client.create_bucket(Bucket="podcast")
    yield client
    server.stop()


def test_s3_gets_media_types_and_cache_headers(show: Path, bucket: Any) -> None:
    deploy(show, "s3://podcast/press/")
    listed = bucket.list_objects_v2(Bucket="podcast")["Contents"]
    assert {entry["Key"] for entry in listed} == {f"press/{p}" for p in {*PUBLISHED, RECORD}}
    sound = bucket.head_object(Bucket="podcast", Key="press/episodes/a/a.mp3")
    assert (sound["ContentType"], sound["ContentLength"]) == ("audio/mpeg", 5000)
    assert "immutable" in sound["CacheControl"]
    feed = bucket.head_object(Bucket="podcast", Key="press/feed.xml")
    assert feed["ContentType"].startswith("application/rss+xml")
    assert "max-age=300" in feed["CacheControl"]
    assert deploy(show, "s3://podcast/press/").uploads == ()


def test_s3_says_what_is_wrong(show: Path, bucket: Any) -> None:
    assert bucket is not None
    with pytest.raises(PublishError, match="s3://none") as raised:
        deploy(show, "s3://none/")
    assert "make the bucket" in (raised.value.hint or "")


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int, str], None]]:
    """Return what says how an S3 store answers everything it is asked."""
    pytest.importorskip("boto3")
    answers = [(403, "AccessDenied")]

    class Store(BaseHTTPRequestHandler):
        def answer(self) -> None:
            status, code = answers[-1]
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            told = f"<Error><Code>{code}</Code><Message>No.</Message></Error>".encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        do_GET = do_PUT = answer  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    with HTTPServer(("127.0.0.1", 0), Store) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "test")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        yield lambda status, code: answers.append((status, code))
        server.shutdown()


@pytest.mark.parametrize(
    ("status", "code", "hint"),
    [
        (403, "AccessDenied", "s3:PutObject"),
        (403, "InvalidAccessKeyId", "AWS_ACCESS_KEY_ID"),
        (403, "SignatureDoesNotMatch", "AWS_SECRET_ACCESS_KEY"),
        (400, "ExpiredToken", "sign in again"),
        (400, "SomethingNew", "run the same command again"),
    ],
)
def test_s3_says_what_to_do_about_a_refusal(
    show: Path, refusing: Callable[[int, str], None], status: int, code: str, hint: str
) -> None:
    refusing(status, code)
    with pytest.raises(PublishError, match=code) as raised:
        deploy(show, "s3://podcast/")
    assert hint in (raised.value.hint or "")


@pytest.mark.parametrize(
    ("environment", "hint"),
    [
        ({"AWS_PROFILE": "nobody"}, "AWS_PROFILE"),
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, "AWS_ENDPOINT_URL"),
        (
            {
                "AWS_ACCESS_KEY_ID": "",
                "AWS_EC2_METADATA_DISABLED": "true",
                "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            },
            "aws configure",
        ),
    ],
)
def test_s3_says_what_is_not_set(
    show: Path,
    refusing: object,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    hint: str,
) -> None:
    del refusing
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(PublishError) as raised:
        deploy(show, "s3://podcast/")
    assert hint in (raised.value.hint or "")


@pytest.fixture
def sftp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    pytest.importorskip("paramiko")
    if not Path(SSHD).is_file():
        pytest.skip("OpenSSH's server is not installed")
    home = tmp_path / "home"
    (home / ".ssh").mkdir(parents=True, mode=0o700)
    for name in ("host_key", "user_key"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(home / name)]
        subprocess.run(command, check=True)
    (home / "authorized").write_text((home / "user_key.pub").read_text())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (home / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {home}/host_key\n"
        f"AuthorizedKeysFile {home}/authorized\nStrictModes no\nPermitRootLogin yes\n"
        f"PidFile {home}/pid\nSubsystem sftp internal-sftp\nUsePAM no\n"
    )
    Path("/run/sshd").mkdir(parents=True, exist_ok=True)
    server = subprocess.Popen(
        [SSHD, "-D", "-e", "-f", str(home / "sshd_config")], stderr=subprocess.DEVNULL
    )
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    key = (home / "host_key.pub").read_text().split()
    known = home / ".ssh" / "known_hosts"
    known.write_text(f"[127.0.0.1]:{port} {key[0]} {key[1]}\n")
    user = getpass.getuser()
    (home / ".ssh" / "config").write_text(
        f"Host 127.0.0.1\n  IdentityFile {home}/user_key\n  User {user}\n"
    )
    monkeypatch.setenv("HOME", str(home))
    yield f"sftp://{user}@127.0.0.1:{port}"
    server.terminate()
    server.wait(10)


def test_sftp_to_openssh(show: Path, sftp: str, tmp_path: Path) -> None:
    web = tmp_path / "web" / "podcast"
    deploy(show, f"{sftp}{web}")
    assert (web / "episodes/a/a.mp3").read_bytes() == b"sound" * 1000
    assert sorted(path.name for path in (web / "episodes/a").iterdir()) == [
        "a.mp3",
        "chapters.json",
        "index.html",
    ]
    assert deploy(show, f"{sftp}{web}").uploads == ()
    (tmp_path / "home" / ".ssh" / "known_hosts").write_text("")
    with pytest.raises(PublishError, match="known_hosts") as raised:
        deploy(show, f"{sftp}{web}")
    assert "sftp -P " in (raised.value.hint or "")


def test_sftp_says_what_to_do(show: Path, sftp: str, tmp_path: Path) -> None:
    def hint(target: str) -> str:
        with pytest.raises(PublishError) as raised:
            deploy(show, target)
        return raised.value.hint or ""

    (tmp_path / "file").write_text("")
    assert "is a folder on the server" in hint(f"{sftp}{tmp_path}/file/podcast")
    port = sftp.rpartition(":")[2]
    assert "check the port" in hint(sftp.replace(port, "9") + "/podcast")
    assert "server's name" in hint("sftp://press@host.invalid/podcast")
    ssh = tmp_path / "home" / ".ssh"
    other = (tmp_path / "home" / "user_key.pub").read_text().split()
    known = (ssh / "known_hosts").read_text()
    (ssh / "known_hosts").write_text(f"[127.0.0.1]:{port} {other[0]} {other[1]}\n")
    assert f"ssh-keygen -R '[127.0.0.1]:{port}'" in hint(f"{sftp}{tmp_path}/web")
    (ssh / "known_hosts").write_text(known)
    (ssh / "config").write_text("")
    assert "IdentityFile" in hint(f"{sftp}{tmp_path}/web")


def test_sftp_goes_on_where_a_kill_stopped_it(show: Path, sftp: str, tmp_path: Path) -> None:
    web = tmp_path / "web"

    def stop(stage: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deploy(show, f"{sftp}{web}", progress=stop)
    assert not (web / "feed.xml").exists()
    assert "episodes/a/a.mp3" not in deploy(show, f"{sftp}{web}").uploads
    assert {str(path.relative_to(web)) for path in web.rglob("*") if path.is_file()} == {
        *PUBLISHED,
        RECORD,
    }


def test_the_hub_is_told_of_the_feed() -> None:
    asked: list[bytes] = []

    class Hub(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    with HTTPServer(("127.0.0.1", 0), Hub) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        feeds = [f"https://example.org/{path}" for path in feeds_of(PUBLISHED)]
        announce(f"http://127.0.0.1:{server.server_port}/", sorted(feeds))
        server.shutdown()
    (told,) = map(parse_qs, map(bytes.decode, asked))
    assert told == {"hub.mode": ["publish"], "hub.url": sorted(feeds)}
    with pytest.raises(PublishError, match="hub"):
        announce("file:///etc/passwd", ["https://example.org/feed.xml"])


def test_a_show_for_this_computer_alone_is_warned_of(
    tmp_path: Path, run: Run, sample: Path
) -> None:
    assert run("publish", sample, "--engine", "tone").status == 0
    deployed = run("deploy", f"file://{tmp_path}/web")
    assert deployed.status == 0
    assert "127.0.0.1" in deployed.err
    assert "presscast move" in deployed.err
    assert run("move", "https://podcast.example.org/").status == 0
    deployed = run("deploy", f"file://{tmp_path}/web")
    assert "warning" not in deployed.err
    assert run("deploy", f"file://{tmp_path}/web").out.startswith("0 files")


def test_a_hub_that_does_not_answer_is_warned_of(tmp_path: Path, run: Run, sample: Path) -> None:
    (tmp_path / "presscast.toml").write_text(
        '[show]\nbase_url = "https://cast.example.org/"\nhub = "http://127.0.0.1:9/"\n'
    )
    assert run("publish", sample, "--engine", "tone").status == 0
    deployed = run("deploy", f"file://{tmp_path}/web")
    assert deployed.status == 0
    assert "warning: http://127.0.0.1:9/: the hub was not told" in deployed.err
    assert "hub" not in run("deploy", f"file://{tmp_path}/web").err
