"""A bucket of a real S3 server on the loopback, for the tests that read from one or publish to one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import EMAIL, TEXTING

from pipeline import Outcome, curate, storage


class Bucket(NamedTuple):
    """A bucket of its own for each test."""

    client: Any
    name: str

    @property
    def address(self) -> str:
        return f"s3://{self.name}"

    @property
    def raw(self) -> str:
        return f"{self.address}/raw"

    @property
    def out(self) -> str:
        return f"{self.address}/curated"

    def put(self, key: str, content: bytes | object) -> None:
        body = content if isinstance(content, bytes) else str(content).encode()
        self.client.put_object(Bucket=self.name, Key=key, Body=body)

    def files(self, prefix: str = "") -> dict[str, bytes]:
        listed = self.client.list_objects_v2(Bucket=self.name, Prefix=prefix).get("Contents", [])
        keys = [item["Key"] for item in listed if not item["Key"].endswith("/")]
        return {key[len(prefix) :]: self.client.get_object(Bucket=self.name, Key=key)["Body"].read() for key in keys}

    def send(self, folder: Path, prefix: str) -> None:
        """Upload what lies in a folder, but for hidden files."""
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not name.startswith("."):
                self.put(f"{prefix}{name}", path.read_bytes())

    def copy(self, prefix: str, folder: Path) -> Path:
        """Copy what lies below a prefix into a folder."""
        for path, content in self.files(prefix).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        return folder

    def curate(self, **options: Any) -> Outcome:
        return curate(self.raw, self.out, workers=1, **options)


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """A client of a server that lives as long as these tests."""
    server = pytest.importorskip(
        "moto.server", reason="needs moto, an S3 server: pip install 'moto[s3]' flask flask-cors"
    )
    boto3 = pytest.importorskip("boto3")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        yield boto3.client("s3")
    running.stop()
    storage.remote._system.cache_clear()


@pytest.fixture
def bucket(client: Any, request: pytest.FixtureRequest) -> Bucket:
    """A bucket with two pages in it."""
    bucket = Bucket(client, f"b{abs(hash(request.node.name))}")
    client.create_bucket(Bucket=bucket.name)
    bucket.put("raw/a.txt", TEXTING)
    bucket.put("raw/b.txt", EMAIL)
    return bucket
