# SPDX-License-Identifier: EUPL-1.2
"""What a function costs beside one that does nothing, both as they are deployed and behind the same small Runtime
API: size, time to the first reply, memory, and work when it is warm. The site is the real one of the package.

    make bench-lambda

The times of a start are taken in turns, so that a busy machine troubles both alike; the least is what to trust.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.server
import json
import os
import queue
import ssl
import statistics
import subprocess
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "target/package/host/prenotazioni"
NOTHING = ROOT / "target/lambda/examples/niente"
SECRET = "the-secret-of-a-measurement-of-32-characters"
STARTS = int(os.environ.get("STARTS", "40"))
CALLS = int(os.environ.get("CALLS", "2000"))
LARGEST = 4_500_000
"""The size that a function should not pass, in bytes."""
TICKS = os.sysconf("SC_CLK_TCK")


def part(value: bytes) -> str:
    """A part of a JSON Web Token."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def signature() -> str:
    """What the site's host signs a request with."""
    head, claims = {"alg": "HS256", "typ": "JWT"}, {"iss": "netlify", "exp": int(time.time()) + 3600}
    text = ".".join(part(json.dumps(one).encode()) for one in (head, claims))
    return f"{text}.{part(hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).digest())}"


def event(path: str) -> bytes:
    """An event of API Gateway, payload 2.0."""
    http_part = {"method": "GET", "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.7", "userAgent": "bench"}
    context = {"accountId": "0", "apiId": "a", "domainName": "a.example", "domainPrefix": "a", "http": http_part, "requestId": "id", "routeKey": "$default", "stage": "$default", "time": "22/Nov/2026:09:00:00 +0000", "timeEpoch": 1795338000000}
    headers = {"host": "a.example", "x-nf-sign": signature(), "x-nf-client-connection-ip": "192.0.2.7"}
    return json.dumps({"version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": "", "headers": headers, "requestContext": context, "isBase64Encoded": False}).encode()


class Api(http.server.ThreadingHTTPServer):
    """A Runtime API that hands over what stands in a queue."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.events: queue.Queue[bytes] = queue.Queue()
        self.replies: queue.Queue[bytes] = queue.Queue()

    def ask(self, asked: bytes) -> bytes:
        """The reply to an event."""
        self.events.put(asked)
        return self.replies.get(timeout=30)


class Handler(http.server.BaseHTTPRequestHandler):
    """What a program of Lambda asks."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Api

    def handle(self) -> None:
        """A program that is ended breaks its connection."""
        try:
            super().handle()
        except ConnectionResetError:
            self.close_connection = True

    def do_GET(self) -> None:
        body = self.server.events.get()
        self.send_response(200)
        for name, value in (("lambda-runtime-aws-request-id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd"), ("lambda-runtime-deadline-ms", str(int(time.time() * 1000) + 30_000)), ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-south-1:0:function:f"), ("content-type", "application/json"), ("content-length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])) if self.headers["content-length"] else self.chunks()
        self.send_response(202)
        self.send_header("content-length", "0")
        self.end_headers()
        self.server.replies.put(body)

    def chunks(self) -> bytes:
        """A body without a length."""
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def log_message(self, *_: object) -> None:
        """Nothing."""


class Function:
    """A program at work."""

    def __init__(self, program: Path) -> None:
        self.api = Api()
        threading.Thread(target=self.api.serve_forever, daemon=True).start()
        host, port = self.api.server_address[:2]
        variables = {
            "AWS_LAMBDA_RUNTIME_API": f"{host}:{port}", "AWS_LAMBDA_FUNCTION_NAME": "f", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512", "AWS_LAMBDA_FUNCTION_VERSION": "1",
            "LAMBDA_TASK_ROOT": str(PACKAGE), "AWS_REGION": "eu-south-1", "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "TABLE": "none",
            "SERVER_KEY": "a" * 52, "PROXY_SECRET": SECRET, "SENDER": "prenotazioni@comune.example", "SENDER_NAME": "Comune",
            # One file of authorities, as in Lambda.
            "SSL_CERT_FILE": ssl.get_default_verify_paths().cafile or "",
        }  # fmt: skip
        self.begun = time.perf_counter()
        self.process = subprocess.Popen([program], env=variables)

    def first(self, asked: bytes, status: int) -> float:
        """Milliseconds from the start to the first reply."""
        reply = json.loads(self.api.ask(asked))
        took = (time.perf_counter() - self.begun) * 1000
        if reply.get("statusCode") != status:
            raise SystemExit(f"lambda_start.py: {reply}")
        return took

    def cpu(self) -> float:
        """Milliseconds of the processor so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / TICKS

    def memory(self) -> float:
        """The most memory so far, in MB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000

    def end(self) -> None:
        """It waits for events for ever."""
        self.process.kill()
        self.process.wait()
        self.api.shutdown()
        self.api.server_close()


def measured(program: Path, asked: bytes) -> tuple[float, float, float, float]:
    """Calls a second, milliseconds of the processor a call, memory after the first reply and after all."""
    function = Function(program)
    function.first(asked, 200)
    memory, cpu, begun = function.memory(), function.cpu(), time.perf_counter()
    for _ in range(CALLS):
        function.api.ask(asked)
    found = (CALLS / (time.perf_counter() - begun), (function.cpu() - cpu) / CALLS, memory, function.memory())
    function.end()
    return found


def main() -> None:
    """Measures and says it."""
    programs = {"nothing": NOTHING, "bookings": PACKAGE / "bootstrap"}
    for program in programs.values():
        if not program.exists():
            raise SystemExit(f"lambda_start.py: {program} is not there: make bench-lambda")
    asked = event("/api/v1/bookables")
    starts: dict[str, list[float]] = {name: [] for name in programs}
    used: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(STARTS):
        for name, program in programs.items():
            function = Function(program)
            starts[name].append(function.first(asked, 200))
            used[name].append(function.cpu())
            function.end()
    print(f"{'':10} {'size MB':>8} {'start ms: least':>16} {'median':>8} {'CPU ms':>8} {'memory MB':>10} {'warm MB':>8} {'warm/s':>8} {'CPU ms/call':>12}")
    for name, program in programs.items():
        rate, call, memory, most = measured(program, asked)
        print(f"{name:10} {program.stat().st_size / 1e6:8.2f} {min(starts[name]):16.1f} {statistics.median(starts[name]):8.1f} {statistics.mean(used[name]):8.1f} {memory:10.1f} {most:8.1f} {rate:8.0f} {call:12.3f}")
    least, median = (reckon(starts["bookings"]) / reckon(starts["nothing"]) for reckon in (min, statistics.median))
    print(f"start beside the one that does nothing: least {least:.2f}, median {median:.2f}")
    if (size := programs["bookings"].stat().st_size) > LARGEST:
        raise SystemExit(f"lambda_start.py: {size} bytes are more than {LARGEST}")


if __name__ == "__main__":
    main()
