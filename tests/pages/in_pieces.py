"""A served negotiation as it comes over a poor line: every page piece by piece, with time to be painted in between."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.pages.served import Served

PIECES = 40
PAUSE = 0.05  # seconds; some frames are painted in it
HOP_BY_HOP = {"connection", "content-length", "date", "server", "transfer-encoding"}
NOT_ASKED = {"accept-encoding", "connection", "host"}


@contextmanager
def in_pieces(served: Served) -> Iterator[Served]:
    """Serve the same pages from another address, where the body of each comes in 40 pieces."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            whole = HTTPConnection(urlsplit(served.address).netloc)
            asked = {name: value for name, value in self.headers.items() if name.lower() not in NOT_ASKED}
            whole.request("GET", self.path, headers=asked)
            answer = whole.getresponse()
            page = answer.read()
            whole.close()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in HOP_BY_HOP:
                    self.send_header(name, value)
            self.end_headers()
            begins = page.find(b"<body")
            if begins < 0:
                self.wfile.write(page)
                return
            self.wfile.write(page[:begins])
            size = -(-(len(page) - begins) // PIECES)
            for start in range(begins, len(page), size):
                time.sleep(PAUSE)
                self.wfile.write(page[start : start + size])

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing of what was asked: pytest's output is read by people."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield replace(served, address=f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()
            thread.join()
