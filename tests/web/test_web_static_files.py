"""Static files: an address that changes with the contents, compressed, and the gathered design."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
import yaml
from starlette.testclient import TestClient

import web
from web import nlds
from web.app import create_app

HERE = Path(web.__file__).parent


def test_a_file_by_its_version_is_kept_and_others_are_asked_for_again(client: TestClient) -> None:
    address = re.search(r'href="(/static/v-[0-9a-f]+/style\.css)"', client.get("/").text)
    assert address
    first = client.get(address[1])
    assert "immutable" in first.headers["cache-control"]
    older = re.sub("v-[0-9a-f]+", "v-000000000000", address[1])
    for path in ("/static/style.css", older):
        assert client.get(path).headers["cache-control"] == "no-cache"
        assert client.get(path).content == first.content
    assert client.get("/static/v-000000000000/../../app.py").status_code == 404
    assert client.get("/static/v-000000000000/").status_code == 404


def test_the_version_changes_with_the_contents(tmp_path: Path) -> None:
    from web.static_files import VersionedFiles

    (tmp_path / "a.css").write_text("a")
    first = VersionedFiles(tmp_path, "/static").url("a.css")
    (tmp_path / "a.css").write_text("b")
    assert VersionedFiles(tmp_path, "/static").url("a.css") != first


def test_pages_and_styles_are_compressed_and_a_stream_is_not(client: TestClient) -> None:
    for path in ("/", "/static/style.css"):
        assert client.get(path, headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    headers = {"Accept-Encoding": "gzip", "Accept": "text/event-stream"}
    stream = client.post("/api/ask", json={"question": "Mag segment B?"}, headers=headers)
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert "content-encoding" not in stream.headers


# --- the NL Design System


@pytest.fixture(scope="module")
def stylesheet() -> str:
    if not nlds.NODE_MODULES.is_dir():
        pytest.skip("no packages in web/node_modules; `make setup-dev` fetches them from npm")
    return nlds.stylesheet()


def test_the_design_has_every_component_and_asks_nothing_from_elsewhere(stylesheet: str) -> None:
    for name in yaml.safe_load(nlds.LIJST.read_text(encoding="utf-8"))["componenten"]:
        assert f".utrecht-{name}" in stylesheet
    assert "url(" not in stylesheet
    assert "@import" not in stylesheet
    assert len(gzip.compress(stylesheet.encode())) < 25_000


def test_the_design_has_every_token_that_it_reads_from_the_theme(stylesheet: str) -> None:
    theme = nlds.NODE_MODULES / "@nl-design-system-community/ma-design-tokens/dist/theme.css"
    known = nlds.tokens(theme.read_text(encoding="utf-8"))
    defined = set(re.findall(r"(--[\w-]+):", stylesheet))
    read = set(re.findall(r"var\(\s*(--[\w-]+)", stylesheet + (HERE / "static" / "style.css").read_text("utf-8")))
    assert read & set(known) <= defined
    assert len(defined) < len(known) / 2


def test_tokens_are_followed_to_the_end_in_both_schemes() -> None:
    values = {"--a": "var(--b)", "--b": "1px var(--c) ", "--c": "red", "--d": "blue"}
    assert nlds.reach(["p { color: var(--a, var(--x)) }"], values) == {"--a", "--b", "--c"}


def test_without_the_packages_it_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        nlds.stylesheet(tmp_path)


def test_pages_name_only_styles_that_are_there(client: TestClient) -> None:
    page = client.get("/").text
    assert ("nlds.css" in page) == (HERE / "static" / "nlds" / "nlds.css").is_file()


def test_the_application_does_not_start_with_different_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.language.verschillen", lambda: ["a.b: not in en.yaml"])
    with pytest.raises(ValueError, match=r"a\.b"):
        create_app()
