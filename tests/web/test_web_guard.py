"""Who may reach the server, and the headers on every answer."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from web.guard import is_loopback
from web.headers import HEADERS


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("127.0.0.2", 200),
        ("localhost", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example", 421),
        ("evil.example:127.0.0.1", 421),
        ("user@127.0.0.1@evil.example", 421),
        ("192.168.1.2", 421),
        ("0.0.0.0", 421),
        ("", 421),
        ("[::1", 421),
    ],
)
def test_only_loopback_names_are_answered(client: TestClient, host: str, status: int) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1"}, 200),
        ({"Origin": "http://127.0.0.1:80"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:9000"}, 403),
        ({"Origin": "http://localhost"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[bad"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/api/tools/productcode", "/"])
def test_posts_from_elsewhere_are_refused(client: TestClient, path: str, headers: dict[str, str], status: int) -> None:
    body = b'{"code": "504DZ"}' if path.startswith("/api") else b"vraag=hallo"
    assert client.post(path, content=body, headers=headers).status_code == status


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/api/tools", "/api/docs", "/static/chat.js", "/nergens", "/api/ask"]
)
def test_every_answer_has_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    for name, value in HEADERS.items():
        assert headers[name] == value
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["cache-control"] == ("no-cache" if path.startswith("/static") else "no-store")


def test_a_refused_host_gets_the_headers_too(client: TestClient) -> None:
    antwoord = client.get("/healthz", headers={"Host": "evil.example"})
    assert antwoord.headers["x-content-type-options"] == "nosniff"
    assert antwoord.headers["content-type"] == "application/problem+json"


def test_loopback_addresses() -> None:
    assert all(is_loopback(host) for host in ("127.0.0.1", "127.255.0.1", "::1", "[::1]", "localhost"))
    assert not any(is_loopback(host) for host in ("0.0.0.0", "::", "10.0.0.1", "example.nl", "", "localhost."))
