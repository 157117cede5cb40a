"""A bucket of an S3-compatible store: right for several machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from uclg_share.storage.contract import KEY, Missing, Unavailable, checked

# Keys in one answer.
PAGE = 1000


class Bucket:
    """Objects in a bucket; the library is loaded only where one is used."""

    def __init__(
        self,
        endpoint: str,
        name: str,
        region: str,
        access_key: str | None = None,
        secret_key: str | None = None,
    ) -> None:
        import boto3  # noqa: PLC0415  heavy, and most sites have a folder
        from botocore.exceptions import (  # noqa: PLC0415
            BotoCoreError,
            ClientError,
        )

        self._name = name
        self._faults = (BotoCoreError, ClientError)
        self._client: Any = boto3.session.Session(
            aws_access_key_id=access_key,
            aws_secret_access_key=secret_key,
            region_name=region,
        ).client("s3", endpoint_url=endpoint, config=_manners())

    def put(self, key: str, data: bytes, media_type: str) -> None:
        self._ask(
            self._client.put_object,
            Key=checked(key),
            Body=data,
            ContentType=media_type,
        )

    def get(self, key: str) -> bytes:
        def fetch(**said: str) -> bytes:
            body: bytes = self._client.get_object(**said)["Body"].read()
            return body

        found: bytes = self._ask(fetch, Key=checked(key))
        return found

    def delete(self, key: str) -> None:
        with suppress(Missing):  # some stores say so, S3 itself does not
            self._ask(self._client.delete_object, Key=checked(key))

    def keys(self) -> Iterator[tuple[str, datetime]]:
        more: dict[str, str] = {}
        while True:
            page = self._ask(self._client.list_objects_v2, MaxKeys=PAGE, **more)
            for found in page.get("Contents", []):
                if KEY.fullmatch(found["Key"]):
                    yield found["Key"], found["LastModified"].astimezone(UTC)
            if not page.get("IsTruncated"):
                return
            more = {"ContinuationToken": page["NextContinuationToken"]}

    def _ask(self, act: Callable[..., Any], **said: Any) -> Any:
        try:
            return act(Bucket=self._name, **said)
        except self._faults as error:
            code = getattr(error, "response", {}).get("Error", {}).get("Code", "")
            if code in {"NoSuchKey", "404"}:
                raise Missing(said.get("Key", "")) from error
            # Its words may hold the address, never the secret; the code is enough.
            raise Unavailable(code or type(error).__name__) from error


def _manners() -> Any:
    from botocore.config import Config  # noqa: PLC0415

    return Config(
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        connect_timeout=3,
        read_timeout=10,
        retries={"mode": "standard", "max_attempts": 2},
        # Older stores that speak S3 know nothing of the newer sums.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
