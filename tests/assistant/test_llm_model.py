"""The model by one setting: every provider, one clear sentence when it can't be, nothing heavy when it is not set."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.llm.model import ModelFout, Taalmodel, open_model
from assistant.settings import Settings
from evals.scripted import Gedrag, scripted
from knowledge.errors import InvoerFout

if TYPE_CHECKING:
    from conftest import CommandLine

VRAAG = "Hoeveel aanbieders hebben een contract voor segment B in Westfriesland?"


@pytest.mark.parametrize(
    ("model", "meer", "soort", "pakket"),
    [
        ("openai:gpt-4o-mini", {"model_key": "k"}, "ChatOpenAI", "langchain_openai"),
        ("een-eigen-model", {"model_url": "http://127.0.0.1:9/v1"}, "ChatOpenAI", "langchain_openai"),
        ("org/model:q4", {"model_url": "http://127.0.0.1:9/v1"}, "ChatOpenAI", "langchain_openai"),
        ("anthropic:claude-x", {"model_key": "k"}, "ChatAnthropic", "langchain_anthropic"),
        ("mistralai:mistral-small", {"model_key": "k"}, "ChatMistralAI", "langchain_mistralai"),
        ("ollama:llama3.1:8b", {"model_url": "http://127.0.0.1:9"}, "ChatOllama", "langchain_ollama"),
    ],
)
def test_a_provider_is_one_setting(model: str, meer: dict[str, Any], soort: str, pakket: str) -> None:
    pytest.importorskip(pakket)
    gekozen = open_model(Settings(model=model, model_tokens=77, **meer))
    assert type(gekozen._model).__name__ == soort
    assert gekozen.naam == model
    velden = gekozen._model.model_dump() if soort == "ChatOllama" else vars(gekozen._model)
    assert 77 in (velden.get("max_tokens"), velden.get("num_predict"))


@pytest.mark.parametrize(
    ("model", "woorden"),
    [
        ("gelul", "noem de aanbieder erbij"),
        ("nergens:model", "is niet te openen"),
        ("groq:llama", "ontbreekt een pakket"),
    ],
)
def test_a_model_that_can_not_be_is_one_sentence(model: str, woorden: str) -> None:
    with pytest.raises(InvoerFout, match=woorden):
        open_model(Settings(model=model))


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from langchain.chat_models import base

    base._get_chat_model_creator.cache_clear()  # it remembers what it has opened before
    monkeypatch.setitem(sys.modules, "langchain_anthropic", None)
    with pytest.raises(InvoerFout, match=r"wegwijzer-jeugdhulp\[anthropic\]"):
        open_model(Settings(model="anthropic:claude-niet-eerder-geopend", model_key="k"))


@pytest.mark.parametrize(
    ("naam", "waarde", "woorden"),
    [
        ("WEGWIJZER_MODEL_URL", "localhost:8000", "http://"),
        ("WEGWIJZER_MODEL_TIMEOUT", "straks", "geef een getal"),
        ("WEGWIJZER_MODEL_TIMEOUT", "0", "groter dan 0"),
        ("WEGWIJZER_MODEL_RETRIES", "99", "hoogstens 5"),
        ("WEGWIJZER_MODEL_TOKENS", "1", "50 of meer"),
        ("WEGWIJZER_TRACING", "nee", "http://"),
    ],
)
def test_a_setting_that_can_not_be_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, naam: str, waarde: str, woorden: str
) -> None:
    monkeypatch.setenv(naam, waarde)
    with pytest.raises(InvoerFout, match=woorden) as fout:
        Settings()
    assert fout.value.field == naam


def test_the_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_MODEL_KEY", "geheim-123")
    settings = Settings(model="openai:x")
    assert "geheim-123" not in repr(settings)
    assert "geheim-123" not in settings.model_dump_json()


def test_an_empty_setting_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_MODEL", "")
    assert Settings().model is None


# --- the model itself --------------------------------------------------------------------------------------


def taalmodel(url: str, **meer: Any) -> Taalmodel:
    return open_model(Settings(model="openai:proef", model_url=url, **meer))


def test_text_comes_in_pieces() -> None:
    with scripted(Gedrag(tekst=lambda _: "een lange zin in stukken")) as server:
        stukken = list(taalmodel(server.url).schrijf([("user", "zeg iets")]))
    assert "".join(stukken) == "een lange zin in stukken"
    assert len(stukken) > 3


def test_a_call_that_failed_is_made_again_and_no_more_often_than_set() -> None:
    with scripted(Gedrag(status=500)) as server, pytest.raises(ModelFout):
        list(taalmodel(server.url, model_retries=2).schrijf([("user", "zeg iets")]))
    assert len(server.vragen) == 3


def test_a_model_that_knows_no_end_is_stopped() -> None:
    gezien: list[str] = []
    with scripted(Gedrag(tekst=lambda _: "bla bla ", eindeloos=True)) as server, pytest.raises(ModelFout, match="lang"):
        gezien.extend(taalmodel(server.url, model_tokens=50).schrijf([("user", "zeg iets")]))
    assert len("".join(gezien)) <= 50 * 6


def test_a_fault_tells_nothing_of_the_question() -> None:
    with scripted(Gedrag(status=400)) as server, pytest.raises(ModelFout) as fout:
        list(taalmodel(server.url, model_retries=0).schrijf([("user", "een geheim")]))
    assert "geheim" not in str(fout.value)


# --- on the command line -----------------------------------------------------------------------------------


def test_without_a_model_nothing_of_it_is_imported(cli: CommandLine, built: Path) -> None:
    uit = cli("ask", VRAAG, "--json", flags=("-X", "importtime"))
    assert uit.code == 0
    geladen = set(re.findall(r"\| +(\S+)$", uit.stderr, re.MULTILINE))
    assert "assistant.service" in geladen
    assert not {"assistant.llm", "langchain.chat_models", "langchain_openai", "opentelemetry.exporter"} & geladen


def test_asking_for_a_model_that_is_not_set_says_so_and_answers(cli: CommandLine, built: Path) -> None:
    uit = cli("ask", VRAAG, "--llm", "--json")
    assert uit.code == 0
    assert "Er is geen taalmodel ingesteld (WEGWIJZER_MODEL" in uit.stderr
    assert '"writer": "embedded"' in uit.stdout


def test_a_model_that_can_not_be_opened_stops_with_status_2(cli: CommandLine, built: Path) -> None:
    uit = cli("ask", VRAAG, "--llm", env={**cli.environment(), "WEGWIJZER_MODEL": "groq:llama"})
    assert uit.code == 2
    assert "ontbreekt een pakket" in uit.complaint


def test_only_llm_asks_the_model_that_is_set(cli: CommandLine, built: Path) -> None:
    with scripted(Gedrag(tekst=lambda _: "In segment B zijn {{getal}} aanbieders gecontracteerd. [1]")) as server:
        env = {**cli.environment(), "WEGWIJZER_MODEL": "openai:proef", "WEGWIJZER_MODEL_URL": server.url}
        assert '"writer": "embedded"' in cli("ask", VRAAG, "--json", env=env).stdout
        assert server.vragen == []
        assert '"writer": "llm"' in cli("ask", VRAAG, "--json", "--llm", env=env).stdout
        assert len(server.vragen) == 1
