"""Where a show is uploaded to: a folder, an SFTP server, or an S3-compatible store."""

from __future__ import annotations

import contextlib
import getpass
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from presscast.errors import PublishError, UsageError
from presscast.files import whole_file


class Remote(Protocol):
    """A place for files; paths are relative to the target, with `/`."""

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, or None where there is none."""

    def put(self, local: Path, path: str, media_type: str, cache_control: str) -> None:
        """Upload a file whole: readers see the old one or the new one."""

    def write(self, path: str, data: bytes, media_type: str, cache_control: str) -> None:
        """Upload bytes whole."""

    def size(self, path: str) -> int | None:
        """Return how many bytes a file has there, or None where there is none."""

    def delete(self, path: str) -> None:
        """Delete a file; one that is not there is no error."""


@contextlib.contextmanager
def open_remote(target: str) -> Iterator[Remote]:
    """Open a target. Credentials come only from the standard places of each kind.

    Raises UsageError for an address of another kind, PublishError where it cannot be reached.
    """
    parts = urlsplit(target)
    if parts.scheme == "file":
        yield _Folder(Path(url2pathname(unquote(parts.path))))
    elif parts.scheme == "s3" and parts.netloc:
        with _s3_errors(target):
            yield _S3(parts.netloc, parts.path.strip("/"))
    elif parts.scheme == "sftp" and parts.hostname:
        with _sftp(target) as remote:
            yield remote
    else:
        raise UsageError(
            f"{target!r} is not a place to upload to",
            hint="write s3://BUCKET/PREFIX, sftp://USER@HOST/PATH or file:///PATH",
        )


class _Folder:
    """A folder of this machine, such as a mounted web root."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, path: str) -> bytes | None:
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, local: Path, path: str, media_type: str, cache_control: str) -> None:
        self.write(path, local.read_bytes(), media_type, cache_control)

    def write(self, path: str, data: bytes, media_type: str, cache_control: str) -> None:
        del media_type, cache_control
        with whole_file(self.root / path) as part:
            part.write_bytes(data)

    def size(self, path: str) -> int | None:
        try:
            return (self.root / path).stat().st_size
        except FileNotFoundError:
            return None

    def delete(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)


class _S3:
    """A bucket of an S3-compatible store; `AWS_ENDPOINT_URL` names one that is not Amazon's."""

    def __init__(self, bucket: str, prefix: str) -> None:
        import boto3

        self.client: Any = boto3.client("s3")
        self.bucket = bucket
        self.prefix = f"{prefix}/" if prefix else ""

    def read(self, path: str) -> bytes | None:
        try:
            answer = self.client.get_object(Bucket=self.bucket, Key=self.prefix + path)
        except self.client.exceptions.NoSuchKey:
            return None
        data: bytes = answer["Body"].read()
        return data

    def put(self, local: Path, path: str, media_type: str, cache_control: str) -> None:
        extra = {"ContentType": media_type, "CacheControl": cache_control}
        self.client.upload_file(str(local), self.bucket, self.prefix + path, ExtraArgs=extra)

    def write(self, path: str, data: bytes, media_type: str, cache_control: str) -> None:
        self.client.put_object(
            Bucket=self.bucket,
            Key=self.prefix + path,
            Body=data,
            ContentType=media_type,
            CacheControl=cache_control,
        )

    def size(self, path: str) -> int | None:
        answer = self.client.head_object(Bucket=self.bucket, Key=self.prefix + path)
        return int(answer["ContentLength"])

    def delete(self, path: str) -> None:
        self.client.delete_object(Bucket=self.bucket, Key=self.prefix + path)


@contextlib.contextmanager
def _s3_errors(target: str) -> Iterator[None]:
    """Turn the faults of the S3 client into what the publisher can mend."""
    try:
        import boto3.exceptions
        from botocore.exceptions import BotoCoreError, ClientError
    except ImportError as error:
        raise _extra_missing() from error
    try:
        yield
    except (BotoCoreError, ClientError, boto3.exceptions.Boto3Error) as error:
        raise PublishError(
            f"{target}: {error}",
            hint="check the bucket, AWS_PROFILE or AWS_ACCESS_KEY_ID, and AWS_ENDPOINT_URL",
        ) from error


class _Sftp:
    """A folder of an SSH server."""

    def __init__(self, client: Any, root: str) -> None:
        self.client = client
        self.root = PurePosixPath(root or ".")

    def read(self, path: str) -> bytes | None:
        try:
            with self.client.open(str(self.root / path), "rb") as file:
                data: bytes = file.read()
                return data
        except FileNotFoundError:
            return None

    def put(self, local: Path, path: str, media_type: str, cache_control: str) -> None:
        del media_type, cache_control
        with self._whole(path) as part:
            self.client.put(str(local), part)

    def write(self, path: str, data: bytes, media_type: str, cache_control: str) -> None:
        del media_type, cache_control
        with self._whole(path) as part, self.client.open(part, "wb") as file:
            file.write(data)

    def size(self, path: str) -> int | None:
        try:
            found = self.client.stat(str(self.root / path)).st_size
        except FileNotFoundError:
            return None
        return int(found)

    def delete(self, path: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            self.client.remove(str(self.root / path))

    @contextlib.contextmanager
    def _whole(self, path: str) -> Iterator[str]:
        """Give a name beside the target to write to, then rename it over the target."""
        target = self.root / path
        self._make_folder(target.parent)
        part = str(target.with_name(f".{target.name}.{secrets.token_hex(4)}.part"))
        try:
            yield part
            self.client.posix_rename(part, str(target))
        except BaseException:
            with contextlib.suppress(OSError):
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
def _sftp(target: str) -> Iterator[_Sftp]:
    """Connect with the publisher's SSH keys; a server that is not a known host is refused."""
    try:
        import paramiko
    except ImportError as error:
        raise _extra_missing() from error
    parts = urlsplit(target)
    host = parts.hostname or ""
    settings: dict[str, Any] = {}
    config = Path("~/.ssh/config").expanduser()
    if config.is_file():
        settings = dict(paramiko.SSHConfig.from_path(str(config)).lookup(host))
    client = paramiko.SSHClient()
    client.load_system_host_keys()
    try:
        client.connect(
            settings.get("hostname", host),
            port=parts.port or int(settings.get("port", 22)),
            username=parts.username or settings.get("user") or getpass.getuser(),
            password=unquote(parts.password) if parts.password else None,
            key_filename=settings.get("identityfile"),
            timeout=20,
        )
        with client, client.open_sftp() as opened:
            yield _Sftp(opened, unquote(parts.path))
    except (OSError, paramiko.SSHException) as error:
        raise PublishError(
            f"sftp://{host}: {error}",
            hint=f"see that this works first: sftp {parts.username or ''}@{host}".replace(
                " @", " "
            ),
        ) from error


def _extra_missing() -> PublishError:
    return PublishError(
        "what uploads is not installed", hint='pip install "presscast[deploy]", then try again'
    )
