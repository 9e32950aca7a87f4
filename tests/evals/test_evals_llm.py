"""Asking with a language model: what it writes and nothing bears is held back, and counted."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest
from evals_support import vraag

from assistant.settings import Settings
from evals.assistants import Assistenten
from evals.leugens import HERSCHRIJVINGEN, LEUGENS
from evals.modelwatch import Meelezer
from evals.outcome import uitslag
from evals.report import verslag
from evals.running import stel
from evals.scripted import Gedrag, scripted
from evals.zinnen import tel

pytest.importorskip("langchain_openai")
UITLEG = "Wat is een arrangement in Westfriesland?"
VERZONNEN = "De code voor profiel 4 is 999ZZ en kost 12.345 euro."


def test_what_a_model_makes_up_is_held_back_and_counted(built: Path) -> None:
    with scripted(Gedrag(tekst=lambda _: VERZONNEN)) as server, Meelezer() as meelezer:
        settings = Settings(data=built, model="openai:proef", model_url=server.url, model_key="proef")
        with Assistenten(settings) as assistenten:
            (oordeel,) = stel(assistenten, [vraag(vraag=UITLEG, feiten=[["intensiteit"]], tool=None, verdict=None)])
    assert server.vragen
    assert oordeel.goed
    assert "999ZZ" not in oordeel.answer.answer
    assert meelezer.afgekeurd >= 1
    assert meelezer.terugval == 1
    assert sum(meelezer.redenen.values()) >= meelezer.afgekeurd

    uit = uitslag([("proef", [oordeel])], date(2026, 11, 22), meelezer.tellingen)
    assert uit.taalmodel["teksten tegengehouden"] == meelezer.afgekeurd
    assert f"teksten tegengehouden: {meelezer.afgekeurd}" in verslag([("proef", [oordeel])], uit)


def test_the_log_is_as_before_when_nobody_reads_along() -> None:
    bron = logging.getLogger("assistant.llm.prose")
    voor = (bron.level, bron.propagate, list(bron.handlers))
    with Meelezer():
        assert bron.handlers != voor[2]
    assert (bron.level, bron.propagate, list(bron.handlers)) == voor


@pytest.mark.parametrize("naam", [n for n in LEUGENS if n not in {"ander getal", "andere datum"}])
def test_nearly_every_lie_about_a_sentence_of_the_articles_is_stopped(naam: str) -> None:
    gestopt, alle, door = tel({naam: LEUGENS[naam]}, ieder=4)[naam]
    assert alle == 0 or gestopt >= 0.75 * alle, door


@pytest.mark.parametrize("naam", HERSCHRIJVINGEN)
def test_most_honest_rewordings_of_the_articles_pass(naam: str) -> None:
    _, alle, door = tel({naam: HERSCHRIJVINGEN[naam]}, ieder=4)[naam]
    assert len(door) >= 0.8 * alle
