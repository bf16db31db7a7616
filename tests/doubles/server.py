"""What all doubles share: a server on loopback that writes down what it was asked."""

from __future__ import annotations

import json
import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

__all__ = ["Ask", "Double", "Reply", "hang_up"]


@dataclass(frozen=True)
class Ask:
    """A request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes = b""

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Reply:
    """What to answer; `hang_up` answers nothing at all."""

    status: int = 200
    body: bytes | str | dict[str, Any] | list[Any] = b""
    headers: dict[str, str] = field(default_factory=dict)
    gone: bool = False

    def data(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return self.body.encode() if isinstance(self.body, str) else json.dumps(self.body).encode()


hang_up = Reply(gone=True)


class Double(ABC):
    """A server; `answer` says what it answers. A context manager."""

    def __init__(self) -> None:
        self.asked: list[Ask] = []
        self.lock = threading.RLock()

    @abstractmethod
    def answer(self, ask: Ask) -> Reply: ...

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def paths(self, method: str = "") -> list[str]:
        """What was asked, in order."""
        return [ask.path for ask in self.asked if method in ("", ask.method)]

    def __enter__(self) -> Self:
        double = self

        class Handler(BaseHTTPRequestHandler):
            # Zotero speaks HTTP/1.0.
            def log_message(self, format: str, *args: Any) -> None:
                pass

            def _handle(self) -> None:
                cut = urlsplit(self.path)
                query = {name: values[-1] for name, values in parse_qs(cut.query, keep_blank_values=True).items()}
                headers = {name.lower(): value for name, value in self.headers.items()}
                length = headers.get("content-length", "")
                body = self.rfile.read(int(length)) if length.isdigit() else b""
                ask = Ask(self.command, unquote(cut.path), query, headers, body)
                with double.lock:
                    double.asked.append(ask)
                    reply = double.answer(ask)
                if reply.gone:
                    self.close_connection = True
                    return
                data = reply.data()
                self.send_response(reply.status, "undefined")
                fields = {"Content-Type": "application/json", **reply.headers, "Content-Length": str(len(data))}
                for name, value in fields.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def do_GET(self) -> None:
                self._handle()

            def do_POST(self) -> None:
                self._handle()

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                """A client that hangs up is part of the tests."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
