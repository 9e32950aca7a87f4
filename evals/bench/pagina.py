"""The chat as people get it: a first visit and one question in a browser, and many users at once.

python -m evals.bench.pagina [--gebruikers 50] [--seconden 300]

Needs Chromium and playwright for the part in a browser, which is left out where they are not there.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, perf_counter, sleep
from typing import Any

from assistant.models import MEESTE_BEURTEN
from evals.bench.metingen import Meting, percentiel
from evals.bench.rapport import tabel
from evals.bench.starten import omgeving
from evals.questions import lees_vragen

VRAGEN = 30
"""Questions that are timed in the browser."""
_METER = """() => {
  window.gemeten = { schuif: 0, invoer: 0 };
  new PerformanceObserver((l) => l.getEntries().forEach((e) => { if (!e.hadRecentInput) gemeten.schuif += e.value; }))
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((l) => l.getEntries().forEach((e) => {
    if (e.interactionId) gemeten.invoer = Math.max(gemeten.invoer, e.duration);
  })).observe({ type: "event", buffered: true, durationThreshold: 16 });
}"""
_EERSTE_WOORD = """(vraag) => { window.eerste = new Promise((klaar) => {
  const lijst = document.getElementById("gesprek");
  let begin = 0;
  addEventListener("keydown", (e) => (begin = e.timeStamp), { once: true, capture: true });
  const kijker = new MutationObserver(() => {
    const tekst = lijst.lastElementChild?.querySelector(".tekst");
    if (lijst.lastElementChild?.querySelector(".vraagtekst")?.textContent === vraag && tekst?.textContent) {
      kijker.disconnect();
      const getekend = new MessageChannel();
      getekend.port1.onmessage = () => klaar(performance.now() - begin);
      requestAnimationFrame(() => getekend.port2.postMessage(0));
    }
  });
  kijker.observe(lijst, { childList: true, subtree: true, characterData: true });
}); }"""


# What the browser itself takes: a page with nothing on it asks, and shows the first piece that comes.
_KAAL = """async (vraag) => {
  const begin = performance.now();
  const kop = { "Content-Type": "application/json", Accept: "text/event-stream" };
  const antwoord = await fetch("/api/ask", { method: "POST", headers: kop, body: JSON.stringify(vraag) });
  const lezer = antwoord.body.pipeThrough(new TextDecoderStream()).getReader();
  let stuk = "";
  while (!/^event: (token|final)/m.test(stuk)) stuk += (await lezer.read()).value;
  document.body.append(Object.assign(document.createElement("p"), { textContent: stuk.slice(-20) }));
  const getekend = new MessageChannel();
  const duur = new Promise((klaar) => (getekend.port1.onmessage = () => klaar(performance.now() - begin)));
  requestAnimationFrame(() => getekend.port2.postMessage(0));
  lezer.cancel();
  return duur;
}"""


@contextmanager
def server() -> Iterator[str]:
    """A server on the data folder of the settings, with an empty database of its own; its address."""
    with tempfile.TemporaryDirectory() as map_:
        env = {**omgeving(), "PYTHONUNBUFFERED": "1", "WEGWIJZER_DATABASE": f"sqlite:///{map_}/gesprekken.sqlite"}
        opdracht = [sys.executable, "-m", "assistant.cli", "serve", "--port", "0"]
        with subprocess.Popen(opdracht, stdout=subprocess.PIPE, text=True, env=env) as proces:
            try:
                assert proces.stdout is not None
                adres = proces.stdout.readline().split()[-1].rstrip("/")
                _wacht(adres)
                yield adres
            finally:
                proces.terminate()


def _wacht(adres: str) -> None:
    import httpx

    einde = monotonic() + 600
    while httpx.get(f"{adres}/readyz").status_code != 200:
        if monotonic() > einde:
            raise RuntimeError("de server kwam niet klaar")
        sleep(0.2)


def vragen() -> list[str]:
    """The questions of the development sets that fit on a line, each once."""
    alle = [v.vraag for deel in ("ontwikkel", "ontwikkel-2", "ontwikkel-3") for v in lees_vragen(deel)]
    return list(dict.fromkeys(v for v in alle if len(v) < 180 and "\n" not in v))


# --- in a browser ------------------------------------------------------------------------------------------


def meet_browser(adres: str, teksten: Sequence[str]) -> list[Meting]:
    """A first visit and some questions, one after another."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        ontvangen: list[float] = []
        cdp = page.context.new_cdp_session(page)
        cdp.send("Network.enable")
        cdp.on("Network.loadingFinished", lambda bericht: ontvangen.append(bericht["encodedDataLength"]))
        page.add_init_script(f"({_METER})()")
        page.goto(adres, wait_until="networkidle")
        bytes_ = sum(ontvangen)
        verf = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        woorden = _eerste_woorden(adres, page, browser.new_page(), teksten)
        page.get_by_role("textbox", name="Uw vraag").press_sequentially("Wat is een signaalbudget?")
        page.get_by_role("button", name="Vraag stellen").click()
        page.wait_for_selector("#verstuur:visible")
        page.wait_for_timeout(500)
        gemeten = page.evaluate("gemeten")
        browser.close()
    return [
        Meting("Pagina", "eerste bezoek, zonder lettertypen", bytes_ / 1000, "kB", budget=300.0),
        Meting("Pagina", "eerste beeld", verf, "ms"),
        Meting("Pagina", "verschuiving van wat er staat", gemeten["schuif"], "CLS", budget=0.0),
        Meting("Pagina", "traagste reactie op toets of klik", gemeten["invoer"], "ms", budget=100.0),
        *_later(woorden),
    ]


def _eerste_woorden(adres: str, chat: Any, kaal: Any, teksten: Sequence[str]) -> dict[str, list[float]]:
    """Milliseconds to the first word of every question: in the chat, on a page with nothing on it, and of the server.

    All three with the same conversation before it, each first in turn.
    """
    import httpx

    gemeten: dict[str, list[float]] = {"chat": [], "kaal": [], "server": []}
    kaal.goto(f"{adres}/healthz")
    with httpx.Client(base_url=adres, timeout=60) as client:
        for nummer, vraag in enumerate(teksten):
            eerder = _eerdere_beurten(client, chat)
            ander = {wie: {"question": f"{vraag} ({wie})", "history": eerder} for wie in gemeten}
            meters: dict[str, Callable[[], float]] = {
                "chat": partial(_in_de_chat, chat, vraag),
                "kaal": partial(kaal.evaluate, _KAAL, ander["kaal"]),
                "server": partial(_van_de_server, client, ander["server"]),
            }
            for wie in [*meters][nummer % 3 :] + [*meters][: nummer % 3]:
                gemeten[wie].append(meters[wie]())
            chat.wait_for_selector("#verstuur:visible")
    return gemeten


def _eerdere_beurten(client: Any, chat: Any) -> list[dict[str, str]]:
    if not (gesprek := chat.locator("#gesprek-id").input_value()):
        return []
    berichten = client.get(f"/api/gesprekken/{gesprek}").json()["messages"][-MEESTE_BEURTEN:]
    return [{"question": b["question"], "answer": b["answer"]["answer"]} for b in berichten]


def _in_de_chat(chat: Any, vraag: str) -> float:
    chat.get_by_role("textbox", name="Uw vraag").press_sequentially(vraag)  # what moves while one types is no shift
    chat.evaluate(_EERSTE_WOORD, vraag)
    chat.keyboard.press("Enter")
    duur = float(chat.evaluate("eerste"))
    chat.wait_for_selector("#verstuur:visible")
    return duur


def _later(woorden: dict[str, list[float]]) -> list[Meting]:
    """The figures of the first words, and how much later they are than the server's of the same question."""
    namen = {
        "chat": "eerste woord op het scherm",
        "kaal": "eerste woord op een kale pagina",
        "server": "eerste woord van de server",
    }
    metingen = [Meting("Pagina", f"{naam}, p50", percentiel(woorden[wie], 0.5), "ms") for wie, naam in namen.items()]
    for wie, naam in (("kaal", "kale pagina later dan de server"), ("chat", "later dan de server")):
        later = [a - b for a, b in zip(woorden[wie], woorden["server"], strict=True)]
        budget = 50.0 if wie == "chat" else None
        metingen += [
            Meting("Pagina", f"{naam}, p50", percentiel(later, 0.5), "ms", budget=budget, verder=dict(woorden)),
            Meting("Pagina", f"{naam}, p95", percentiel(later, 0.95), "ms"),
        ]
    return metingen


def _van_de_server(client: Any, vraag: dict[str, Any]) -> float:
    """Until the API gives the first word of an answer."""
    begin = perf_counter()
    with client.stream("POST", "/api/ask", json=vraag, headers={"Accept": "text/event-stream"}) as stroom:
        for regel in stroom.iter_lines():
            if regel.startswith(("event: token", "event: final")):
                return (perf_counter() - begin) * 1000
    raise RuntimeError("er kwam geen antwoord")


# --- many at once ------------------------------------------------------------------------------------------


def meet_drukte(adres: str, teksten: Sequence[str], gebruikers: int, seconden: float) -> list[Meting]:
    """Users who each ask in conversations of four questions, as fast as they get their answers."""
    vloer = _inbeddingen_per_seconde(teksten, gebruikers)
    duren, fouten, verstreken = asyncio.run(_drukte(adres, teksten, gebruikers, seconden))
    tempo = len(duren) / verstreken
    over = f"{gebruikers} gebruikers, {verstreken:.0f} s"
    wachten = gebruikers / vloer * 1000
    verder = {"fouten": fouten[:20], "antwoorden": len(duren)}
    return [
        Meting("Drukte", f"fouten ({over})", float(len(fouten)), "fouten", budget=0.0, verder=verder),
        Meting("Drukte", f"antwoorden ({len(duren)})", tempo, "per s", vloer, "kale inbeddingen per seconde"),
        Meting("Drukte", "van vraag tot heel antwoord, p50", percentiel(duren, 0.5) * 1000, "ms"),
        Meting(
            "Drukte",
            "van vraag tot heel antwoord, p95",
            percentiel(duren, 0.95) * 1000,
            "ms",
            wachten,
            "zoveel wachten op alleen hun inbedding",
        ),
    ]


def _inbeddingen_per_seconde(teksten: Sequence[str], draden: int) -> float:
    from knowledge.embedding import get_embeddings
    from knowledge.together import kaal_model

    model = kaal_model(get_embeddings())
    model.embed_query("warm")
    with ThreadPoolExecutor(draden) as pool:
        begin = perf_counter()
        list(pool.map(model.embed_query, teksten))
        return len(teksten) / (perf_counter() - begin)


async def _drukte(
    adres: str, teksten: Sequence[str], gebruikers: int, seconden: float
) -> tuple[list[float], list[str], float]:
    import httpx

    duren: list[float] = []
    fouten: list[str] = []
    begin = perf_counter()
    grenzen = httpx.Limits(max_connections=2 * gebruikers)
    async with httpx.AsyncClient(base_url=adres, timeout=120, limits=grenzen) as client:

        async def gebruiker(nummer: int) -> None:
            beurt, gesprek = nummer * 7, ""
            while perf_counter() - begin < seconden:
                vraag = teksten[beurt % len(teksten)]
                gesprek = gesprek if beurt % 4 else ""
                start = perf_counter()
                try:
                    gesprek = await _vraag(client, vraag, gesprek)
                    duren.append(perf_counter() - start)
                except Exception as fout:  # noqa: BLE001 - counted
                    fouten.append(repr(fout)[:200])
                beurt += 1

        await asyncio.gather(*(gebruiker(n) for n in range(gebruikers)))
    return duren, fouten, perf_counter() - begin


async def _vraag(client: Any, vraag: str, gesprek: str) -> str:
    """Ask and follow the answer to its end, as the page does; the conversation."""
    pad = f"/api/gesprekken/{gesprek}/berichten" if gesprek else "/api/gesprekken"
    bericht = (await client.post(pad, json={"question": vraag})).raise_for_status().json()
    eind = ""
    async with client.stream(
        "GET", f"/api/gesprekken/{bericht['conversation']}/berichten/{bericht['id']}/stroom"
    ) as stroom:
        async for regel in stroom.aiter_lines():
            if eind and regel.startswith("data: "):
                staat = json.loads(regel[6:])["message"]["state"] if eind == "event: ended" else regel
                if staat != "klaar":
                    raise RuntimeError(str(staat)[:100])
            eind = regel if regel in ("event: ended", "event: problem") else ""
    return str(bericht["conversation"])


def main() -> None:
    """Measure and print."""
    lezer = argparse.ArgumentParser(description="Meet de chat in een browser en met veel gebruikers tegelijk.")
    lezer.add_argument("--gebruikers", type=int, default=50)
    lezer.add_argument("--seconden", type=float, default=300.0)
    lezer.add_argument("--uit", type=Path, help="bestand voor de cijfers als JSON")
    gekozen = lezer.parse_args()
    teksten = vragen()
    with server() as adres:
        metingen = meet_browser(adres, teksten[:VRAGEN]) if shutil.which("chromium") else []
        metingen += meet_drukte(adres, teksten[VRAGEN:], gekozen.gebruikers, gekozen.seconden)
    print(tabel(metingen))
    if gekozen.uit:
        from evals.bench.rapport import als_json

        gekozen.uit.write_text(als_json(metingen, {"gebruikers": gekozen.gebruikers}), encoding="utf-8")


if __name__ == "__main__":
    main()
