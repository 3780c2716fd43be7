"""A folder of an SSH server to upload to."""

from __future__ import annotations

import contextlib
import getpass
import hashlib
import socket
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import SplitResult, unquote

from presscast.errors import PublishError
from presscast.remote.missing import extra_missing

_CONNECT_S: Final = 20
_SILENCE_S: Final = 60
"""A server that says nothing for this long while a file is uploaded is given up."""


class Server:
    """A folder of a server, seen through SFTP."""

    parallel = 1

    def __init__(self, client: Any, root: str) -> None:
        self.client = client
        self.root = PurePosixPath(root or ".")
        # The same for every run on this computer, so that what a kill left is written over.
        writer = f"{socket.gethostname()} {getpass.getuser()}"
        self.own = hashlib.sha256(writer.encode()).hexdigest()[:8]

    def read(self, path: str) -> bytes | None:
        with self._errors(path):
            try:
                with self.client.open(str(self.root / path), "rb") as file:
                    data: bytes = file.read()
                    return data
            except FileNotFoundError:
                return None

    def put(self, local: Path, path: str, media_type: str, cache_control: str) -> None:
        del media_type, cache_control
        with self._errors(path), self._whole(path) as part:
            self.client.put(str(local), part)

    def write(self, path: str, data: bytes, media_type: str, cache_control: str) -> None:
        del media_type, cache_control
        with self._errors(path), self._whole(path) as part, self.client.open(part, "wb") as file:
            file.write(data)

    def size(self, path: str) -> int | None:
        with self._errors(path):
            try:
                found = self.client.stat(str(self.root / path)).st_size
            except FileNotFoundError:
                return None
            return int(found)

    def delete(self, path: str) -> None:
        with self._errors(path), contextlib.suppress(FileNotFoundError):
            self.client.remove(str(self.root / path))

    @contextlib.contextmanager
    def _whole(self, path: str) -> Iterator[str]:
        """Give a name beside the target to write to, then rename it over the target."""
        target = self.root / path
        self._make_folder(target.parent)
        part = str(target.with_name(f".{target.name}.{self.own}.part"))
        try:
            yield part
            self.client.posix_rename(part, str(target))
        except BaseException:
            with contextlib.suppress(OSError, EOFError):
                self.client.remove(part)
            raise

    def _make_folder(self, folder: PurePosixPath) -> None:
        try:
            if stat.S_ISDIR(self.client.stat(str(folder)).st_mode):
                return
        except FileNotFoundError:
            pass
        if folder != folder.parent:
            self._make_folder(folder.parent)
        self.client.mkdir(str(folder))

    @contextlib.contextmanager
    def _errors(self, path: str) -> Iterator[None]:
        """Turn what the server refuses into what the publisher can mend."""
        try:
            yield
        except PermissionError as error:
            raise PublishError(
                f"{self.root / path}: {error.strerror or error}",
                hint=f"see that this account may write to {self.root} on the server",
            ) from error
        except TimeoutError as error:
            raise PublishError(
                f"{self.root / path}: the server says nothing more",
                hint="run the same command again: it goes on where it stopped",
            ) from error
        except OSError as error:
            # SFTP has one word, "Failure", for a full disk and for a file where a folder should be.
            raise PublishError(
                f"{self.root / path}: {error.strerror or error}",
                hint=f"see that {self.root} is a folder on the server, and that its disk has room",
            ) from error
        except EOFError as error:
            raise PublishError(
                f"{self.root / path}: the server ended the connection",
                hint="run the same command again: it goes on where it stopped",
            ) from error


@contextlib.contextmanager
def open_sftp(target: SplitResult) -> Iterator[Server]:
    """Connect with the publisher's SSH keys; a server that is not a known host is refused."""
    try:
        import paramiko
    except ImportError as error:
        raise extra_missing() from error
    host = target.hostname or ""
    settings: dict[str, Any] = {}
    config = Path("~/.ssh/config").expanduser()
    if config.is_file():
        settings = dict(paramiko.SSHConfig.from_path(str(config)).lookup(host))
    port = target.port or int(settings.get("port", 22))
    user = target.username or settings.get("user") or getpass.getuser()
    by_hand = f"sftp {f'-P {port} ' if port != 22 else ''}{user}@{host}"
    known_as = host if port == 22 else f"'[{host}]:{port}'"
    client = paramiko.SSHClient()
    try:
        client.load_system_host_keys()
        client.connect(
            settings.get("hostname", host),
            port=port,
            username=user,
            password=unquote(target.password) if target.password else None,
            key_filename=settings.get("identityfile"),
            timeout=_CONNECT_S,
        )
    except (OSError, paramiko.SSHException) as error:
        client.close()
        raise PublishError(
            f"sftp://{host}:{port}: {_told(error)}", hint=_connecting_hint(error, by_hand, known_as)
        ) from error
    try:
        with client, client.open_sftp() as opened:
            channel = opened.get_channel()
            assert channel is not None
            channel.settimeout(_SILENCE_S)
            yield Server(opened, unquote(target.path))
    except (OSError, EOFError, paramiko.SSHException) as error:
        raise PublishError(
            f"sftp://{host}:{port}: {_told(error) or 'the server ended the connection'}",
            hint=f"see that this works: {by_hand}; then run the same command again",
        ) from error


def _told(error: Exception) -> str:
    """Return what an error says, without the number that Python puts before it."""
    text = getattr(error, "strerror", None) or str(error)
    return text.partition("] ")[2] if text.startswith("[Errno") else text


def _connecting_hint(error: Exception, by_hand: str, known_as: str) -> str:
    """Return what to do about a connection that was not made."""
    import paramiko

    if isinstance(error, paramiko.BadHostKeyException):
        return (
            "the server has another key than before: ask who runs it, and only if that is meant "
            f"forget the old one: ssh-keygen -R {known_as}"
        )
    if isinstance(error, paramiko.PasswordRequiredException):
        return "unlock the key first: ssh-add"
    if "known_hosts" in str(error):
        return f"connect once by hand and compare the server's key: {by_hand}"
    if isinstance(error, paramiko.AuthenticationException) or "authentication" in str(error):
        return f"name your key in ~/.ssh/config (IdentityFile) or ssh-add it; then try: {by_hand}"
    if isinstance(error, socket.gaierror):
        return "check the server's name: sftp://USER@HOST:PORT/PATH"
    return f"check the port, and that the server runs: {by_hand}"
