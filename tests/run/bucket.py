"""A server that speaks as much of S3 as PyArrow asks for, in memory: buckets, files, listings, uploads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread
from typing import Any, BinaryIO
from urllib.parse import parse_qs, unquote
from xml.etree import ElementTree
from xml.sax.saxutils import escape

DAY = "2026-11-28T00:00:00Z"
Files = dict[str, bytes]  # by "bucket/key"


class Server(ThreadingHTTPServer):
    """The server, with ``files`` in ``buckets``; of those in ``broken`` it says with which code they fail."""

    daemon_threads = True

    def __init__(self, buckets: frozenset[str], files: Files) -> None:
        """Listen at a free port of this computer."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.buckets = buckets
        self.files = files
        self.begun: dict[str, bytes] = {}
        self.broken: dict[str, tuple[int, str]] = {}  # by what their names begin with

    @property
    def address(self) -> str:
        """Return what ``AWS_ENDPOINT_URL`` has to be."""
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - so it is called there
        """Say nothing."""

    def do_HEAD(self) -> None:
        """Tell of a file, or whether there is a bucket."""
        self._asked(self._get)

    def do_GET(self) -> None:
        """Give a file, or list what is in a bucket."""
        self._asked(self._get)

    def do_PUT(self) -> None:
        """Take a file, or what is uploaded of one."""
        self._asked(self._put)

    def do_POST(self) -> None:
        """Begin or end an upload, or delete many files."""
        self._asked(self._post)

    def do_DELETE(self) -> None:
        """Delete a file."""
        self._asked(lambda path, _query, _body: self._delete([path]))

    def _asked(self, method: Any) -> None:
        body = self._body()
        path, _, query = self.path.partition("?")
        path = unquote(path).strip("/") + "/" * (path.count("/") > 1 and path.endswith("/"))
        broken = [code for name, code in self.server.broken.items() if path.startswith(name)]
        if broken:
            self._fail(*broken[0])
        elif path.partition("/")[0] not in self.server.buckets:
            self._fail(404, "NoSuchBucket")
        else:
            method(path, parse_qs(query, keep_blank_values=True), body)

    def _body(self) -> bytes:
        """Return what was sent: perhaps in chunks of HTTP, and within those in chunks of S3."""
        if "chunked" in self.headers.get("transfer-encoding", ""):
            body = whole(self.rfile)
        else:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
        return whole(BytesIO(body)) if "aws-chunked" in self.headers.get("content-encoding", "") else body

    def _get(self, path: str, query: dict[str, list[str]], _body: bytes) -> None:
        if "list-type" in query:
            self._list(path.partition("/")[0], query)
        elif "/" not in path:
            self._say(200, b"")
        elif path not in self.server.files:
            self._fail(404, "NoSuchKey")
        else:
            data = self.server.files[path]
            first, _, last = self.headers.get("range", "bytes=0-").removeprefix("bytes=").partition("-")
            self._say(200, data[int(first) : int(last) + 1 if last else None], size=len(data))

    def _list(self, bucket: str, query: dict[str, list[str]]) -> None:
        prefix = f"{bucket}/{query.get('prefix', [''])[0]}"
        mark = query.get("delimiter", [""])[0]
        found: Files = {}
        folders = set()
        for path, data in self.server.files.items():
            if path.startswith(prefix):
                name, inner, _ = path[len(prefix) :].partition(mark) if mark else (path, "", "")
                if inner:
                    folders.add(f"{path[: len(prefix)]}{name}{mark}".partition("/")[2])
                else:
                    found[path.partition("/")[2]] = data
        most = int(query.get("max-keys", ["1000"])[0])
        keys = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{len(data)}</Size><LastModified>{DAY}</LastModified>"
            f"<ETag>e</ETag></Contents>"
            for key, data in sorted(found.items())[:most]
        )
        inside = "".join(
            f"<CommonPrefixes><Prefix>{escape(one)}</Prefix></CommonPrefixes>" for one in folders
        )
        count = f"<KeyCount>{len(found) + len(folders)}</KeyCount><IsTruncated>false</IsTruncated>"
        self._xml("ListBucketResult", f"<Name>{bucket}</Name>{count}{keys}{inside}")

    def _put(self, path: str, query: dict[str, list[str]], body: bytes) -> None:
        if "partNumber" in query:
            self.server.begun[path] = self.server.begun.get(path, b"") + body
        else:
            self.server.files[path] = body
        self._say(200, b"")

    def _post(self, path: str, query: dict[str, list[str]], body: bytes) -> None:
        if "delete" in query:
            keys = [one.text or "" for one in ElementTree.fromstring(body).iter() if one.tag.endswith("Key")]
            self._delete([f"{path.strip('/')}/{key}" for key in keys])
        elif "uploads" in query:
            self.server.begun[path] = b""
            self._xml("InitiateMultipartUploadResult", "<UploadId>one</UploadId>")
        else:
            self.server.files[path] = self.server.begun.pop(path)
            self._xml("CompleteMultipartUploadResult", "<ETag>e</ETag>")

    def _delete(self, paths: list[str]) -> None:
        for path in paths:
            self.server.files.pop(path, None)
        self._xml("DeleteResult", "")

    def _fail(self, status: int, code: str) -> None:
        self._say(status, f"<Error><Code>{code}</Code><Message>{code}</Message></Error>".encode())

    def _xml(self, kind: str, inside: str) -> None:
        self._say(200, f"<?xml version='1.0' encoding='UTF-8'?><{kind}>{inside}</{kind}>".encode())

    def _say(self, status: int, data: bytes, size: int | None = None) -> None:
        status = 206 if size is not None and "range" in self.headers else status
        self.send_response(status)
        self.send_header("ETag", '"e"')
        self.send_header("Last-Modified", "Sat, 28 Nov 2026 00:00:00 GMT")
        self.send_header("Content-Length", str(len(data)))
        if size is not None:
            self.send_header("Content-Range", f"bytes 0-{size - 1}/{size}")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def whole(stream: BinaryIO) -> bytes:
    """Return what comes through *stream* in chunks, each after a line with its size; what follows is left."""
    found = b""
    while size := int(stream.readline().partition(b";")[0], 16):
        found += stream.read(size)
        stream.readline()
    while stream.readline().strip():
        continue
    return found


@contextmanager
def serving(*buckets: str) -> Iterator[Server]:
    """Have a server with empty *buckets* for as long."""
    server = Server(frozenset(buckets), {})
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
