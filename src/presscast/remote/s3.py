"""A bucket of an S3-compatible store to upload to."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from presscast.errors import PublishError
from presscast.remote.missing import extra_missing

_ALLOW: Final = (
    "allow these credentials s3:ListBucket on the bucket, and s3:GetObject, s3:PutObject and "
    "s3:DeleteObject in it"
)
_KEYS: Final = "check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
_HINTS: Final = {
    "NoSuchBucket": "make the bucket first, or check its name: s3://BUCKET/PREFIX",
    "InvalidBucketName": "check the bucket's name: s3://BUCKET/PREFIX",
    "AccessDenied": _ALLOW,
    "403": _ALLOW,
    "InvalidAccessKeyId": _KEYS,
    "SignatureDoesNotMatch": _KEYS,
    "ExpiredToken": "sign in again: these credentials have ended",
    "RequestTimeTooSkewed": "set this computer's clock",
    "PermanentRedirect": "set AWS_DEFAULT_REGION to the bucket's region",
    "IllegalLocationConstraintException": "set AWS_DEFAULT_REGION to the bucket's region",
    "QuotaExceeded": "make room in the bucket, then run the same command again",
}
"""What to do about an answer of the store, by its code."""
_CLIENT_HINTS: Final = {
    "NoCredentialsError": (
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run: aws configure"
    ),
    "PartialCredentialsError": "set both AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "ProfileNotFound": "AWS_PROFILE names a profile that ~/.aws/config lacks",
    "NoRegionError": "set AWS_DEFAULT_REGION",
    "ParamValidationError": "check the bucket's name: s3://BUCKET/PREFIX",
    "EndpointConnectionError": "check the network, and AWS_ENDPOINT_URL if the store is not Amazon",
}
"""What to do about a fault of the client, by its class."""
_OTHER: Final = "run the same command again: it goes on where it stopped"


class Bucket:
    """A bucket and a prefix in it; `AWS_ENDPOINT_URL` names a store that is not Amazon's."""

    parallel = 8

    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        self.client = client
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
def open_s3(bucket: str, prefix: str) -> Iterator[Bucket]:
    """Open a bucket with the credentials of the AWS environment, profile or role."""
    try:
        import boto3.exceptions
        import boto3.session
        from botocore.exceptions import BotoCoreError, ClientError
    except ImportError as error:
        raise extra_missing() from error
    place = f"s3://{bucket}/{prefix}"
    try:
        yield Bucket(boto3.session.Session().client("s3"), bucket, prefix)
    except boto3.exceptions.S3UploadFailedError as error:
        # The answer of the store is only in its text: "An error occurred (AccessDenied) when …".
        code = str(error).partition("(")[2].partition(")")[0]
        raise PublishError(f"{place}: {error}", hint=_HINTS.get(code, _OTHER)) from error
    except ClientError as error:
        answer = error.response.get("Error", {})
        code = str(answer.get("Code", ""))
        told = answer.get("Message") or code or str(error)
        raise PublishError(f"{place}: {told} ({code})", hint=_HINTS.get(code, _OTHER)) from error
    except (BotoCoreError, boto3.exceptions.Boto3Error, ValueError) as error:
        hint = _CLIENT_HINTS.get(type(error).__name__, _OTHER)
        told = " ".join(str(error).split())[:200]
        raise PublishError(f"{place}: {told}", hint=hint) from error
