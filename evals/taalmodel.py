"""Language model mode held to its promises: nothing unproven goes out, and only the wording changes.

Run with `python -m evals.taalmodel`: an honest and a lying model (scripted, over every development question), and the
small real one (over a sample). What went out is judged here anew, by other means than those of
`assistant.proof.verify`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from assistant.llm.model import open_model
from assistant.llm.taal import Taal, maak_taal
from assistant.models import Answer
from assistant.service import Assistant
from assistant.settings import Settings
from evals.distorted import verdraaid
from evals.judging import beoordeel
from evals.leugens import LEUGENS, TELWOORDEN, Leugen
from evals.modelserver import modelserver, ontbreekt
from evals.modelwatch import Meelezer
from evals.questions import Vraag, delen, is_meetdeel, lees_vragen
from evals.scripted import Gedrag, opdracht, scripted
from knowledge.store import laad
from tools.datum import MAANDEN

_MAANDEN = [*MAANDEN]
_ECHT = "openai:smollm2-135m"


# --- an independent judge ----------------------------------------------------------------------------------


def los_bewijs(answer: Answer) -> str:
    """Everything that may be stated, as plain text with dates also in ISO form."""
    tekst = json.dumps([e.model_dump(mode="json") for e in answer.tool_results], ensure_ascii=False)
    tekst += " ".join(f"{c.title} {c.section} {c.quote}" for c in answer.citations)
    return _datums(tekst)


def _datums(tekst: str) -> str:
    """Lower case, with `8 mei` and `8-5` written as `05-08` as well, and numbers in words as digits too."""
    laag = tekst.casefold().replace("é", "e").replace("ë", "e")
    extra = []
    for m in re.finditer(rf"(\d{{1,2}})\s+({'|'.join(_MAANDEN)})", laag):
        extra.append(f"dag{int(m[1]):02}-{_MAANDEN.index(m[2]) + 1:02}")
    for m in re.finditer(r"(?<!\d)(\d{1,2})[-/](\d{1,2})[-/](\d{4})", laag):
        extra.append(f"dag{int(m[1]):02}-{int(m[2]):02} {m[3]} {int(m[1])}")
    for m in re.finditer(r"(\d{4})-(\d{2})-(\d{2})", laag):
        extra.append(f"dag{int(m[3]):02}-{int(m[2]):02} {int(m[3])} {m[1]}")
    for nummer, woord in enumerate(TELWOORDEN[:19], 2):
        if re.search(rf"\b{woord}\b", laag):
            extra.append(str(nummer))
    return f"{laag} {' '.join(extra)}"


def los_onbewezen(answer: Answer) -> list[str]:
    """What is exact in an answer and found back nowhere; by search in plain text, not by the verifier."""
    bewijs = los_bewijs(answer)
    kaal = re.sub(r"\[\d+\]", " ", answer.answer)
    kaal = _datums(re.sub(r"^\s*\d+\.\s", " ", kaal, flags=re.MULTILINE))
    mist = [w for w in re.findall(r"[a-z]*\d[\w]*(?:[.,]\d+)*", kaal) if not _staat_in(w, bewijs)]
    genoemd = bewijs + " ".join(r.navraag.casefold() for r in laad().regelingen.values())  # whom to ask
    namen = re.findall(r"[a-z]+(?:formulier|plan|bericht|bestand|protocol|besluit)\b", kaal)
    mist += [w for w in namen if w not in genoemd]
    mist += [f"{w} (in woorden)" for w in TELWOORDEN if re.search(rf"\b{w}\b", kaal) and not _telwoord_in(w, bewijs)]
    return mist


def _staat_in(waarde: str, bewijs: str) -> bool:
    vormen = {waarde, waarde.replace(".", ""), waarde.replace(",", "."), re.sub(r"(e|ste|de)$", "", waarde)}
    return any(re.search(rf"(?<![\d]){re.escape(v)}(?!\d)", bewijs) for v in vormen if v)


def _telwoord_in(woord: str, bewijs: str) -> bool:
    nummer = str(TELWOORDEN.index(woord) + 2) if woord in TELWOORDEN[:19] else woord
    return woord in bewijs or _staat_in(nummer, bewijs)


# --- models that say what we want --------------------------------------------------------------------------


def concept(vraag: dict[str, Any]) -> str | None:
    """The draft in a request; None for a request of another kind."""
    tekst = opdracht(vraag)
    return tekst.split("<concept>")[1].split("</concept>")[0].strip() if "<concept>" in tekst else None


def zinnen_van(tekst: str) -> list[str]:
    """The sentences of a draft as an honest model would say them: no headings, no bullets."""
    regels = (re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", r).strip() for r in tekst.splitlines())
    return [r for r in regels if r and not r.endswith(":") and not r.startswith("|")]


def eerlijk(vraag: dict[str, Any]) -> str:
    """The draft, word for word."""
    tekst = concept(vraag)
    return json.dumps({"vraag": ""}) if tekst is None else " ".join(zinnen_van(tekst))


# --- measuring ---------------------------------------------------------------------------------------------


@dataclass
class Uitslag:
    """What a run over questions gave.

    Attributes:
        vragen: how many questions.
        gevraagd: how many of them the model was asked to word.
        door_model: answers in the words of the model.
        onbewezen: by id, what the independent judge found in those.
        verdraaid: by id, sentences of the source that it found turned round.
        veranderd: ids where more than the wording differs from the fixed writer.
        goed: how many answers are right by their question, with the model and without.
        tegengehouden: why texts of the model were stopped.
    """

    naam: str
    vragen: int = 0
    gevraagd: int = 0
    door_model: int = 0
    onbewezen: dict[str, list[str]] = field(default_factory=dict)
    verdraaid: dict[str, list[str]] = field(default_factory=dict)
    veranderd: list[str] = field(default_factory=list)
    goed: list[int] = field(default_factory=lambda: [0, 0])
    tegengehouden: dict[str, int] = field(default_factory=dict)

    def regel(self) -> str:
        """The figures as a line of a table."""
        reden = ", ".join(f"{k.removeprefix('tegengehouden om: ')} {n}" for k, n in self.tegengehouden.items())
        return (
            f"| {self.naam} | {self.vragen} | {self.gevraagd} | {self.door_model} | {len(self.onbewezen)} "
            f"| {len(self.verdraaid)} | {len(self.veranderd)} | {self.goed[0]} / {self.goed[1]} | {reden} |"
        )


KOP = (
    "| model | vragen | verwoord gevraagd | door model geschreven | met onbewezen feit "
    "| met verdraaide zin | meer dan woorden anders "
    "| goed met / zonder | tegengehouden |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)


def _inhoud(answer: Answer) -> dict[str, Any]:
    return answer.model_dump(
        mode="json", include={"status", "citations", "tool_results", "regelingen", "clarification"}
    )


def meet(naam: str, taal: Taal, vast: dict[str, Answer], vragen: Sequence[Vraag]) -> Uitslag:
    """Let a model word the answers to these questions, and hold each against the one of the fixed writer."""
    uit = Uitslag(naam)
    with Meelezer() as meelezer:
        for vraag in vragen:
            zonder = vast[vraag.id]
            answer = taal.verwoord(vraag.vraag, zonder)
            uit.vragen += 1
            uit.door_model += answer.writer == "llm"
            if mist := los_onbewezen(answer):
                uit.onbewezen[vraag.id] = mist
            if answer.writer == "llm" and (scheef := verdraaid(answer, zonder)):
                uit.verdraaid[vraag.id] = scheef
            if _inhoud(answer) != _inhoud(zonder):
                uit.veranderd.append(vraag.id)
            uit.goed[0] += beoordeel(vraag, answer).goed
            uit.goed[1] += beoordeel(vraag, zonder).goed
    uit.tegengehouden = meelezer.tellingen
    return uit


def meet_script(
    tekst: Callable[[dict[str, Any]], str], naam: str, vast: dict[str, Answer], vragen: Sequence[Vraag]
) -> Uitslag:
    """Measure a scripted model."""
    with scripted(Gedrag(tekst=tekst)) as server:
        uit = meet(naam, _taal(server.url, tokens=3000, timeout=60), vast, vragen)
        uit.gevraagd = sum(concept(v) is not None and len(v["messages"]) == 2 for v in server.vragen)
    return uit


def _taal(url: str, *, tokens: int, timeout: float, naam: str = "openai:proef") -> Taal:
    settings = Settings(model=naam, model_url=url, model_tokens=tokens, model_timeout=timeout, model_retries=0)
    return maak_taal(open_model(settings), laad(), lambda _: [1.0])


def leugenaar(leugen: Leugen) -> Callable[[dict[str, Any]], str]:
    """A model that says the draft with one lie in it, both times; honest where the lie does not fit."""

    def zegt(vraag: dict[str, Any]) -> str:
        tekst = concept(vraag)
        if tekst is None:
            return eerlijk(vraag)
        rng, zinnen = random.Random(tekst), zinnen_van(tekst)
        for plek in rng.sample(range(len(zinnen)), len(zinnen)):
            gelogen = leugen(zinnen[plek], rng)
            if gelogen is not None:
                zinnen[plek] = gelogen
                break
        else:
            return ""
        return " ".join(zinnen)

    return zegt


def ontwikkelvragen() -> list[Vraag]:
    """Every question that may be learned from."""
    return [v for deel in delen() if not is_meetdeel(deel) and deel.startswith("ontwikkel") for v in lees_vragen(deel)]


class _Klok:
    """A chat model with a stopwatch: when it was asked, and when its first token came."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self.gevraagd = self.eerste = 0.0
        self.vragen = 0

    def stream(self, berichten: Any) -> Iterator[Any]:
        """Text of the model; only the first call counts."""
        meet = not self.gevraagd
        self.vragen += len(berichten) == 2
        self.gevraagd = self.gevraagd or perf_counter()
        for deel in self._model.stream(berichten):
            if meet and not self.eerste and deel.text:
                self.eerste = perf_counter()
            yield deel


@dataclass(frozen=True)
class Begin:
    """Seconds from the question to the first words and to the first sentence of the model that was shown; and the
    seconds the model took for its own first token."""

    woorden: float
    zin: float | None
    model: float


def begin_van(assistant: Assistant, vraag: Vraag) -> Begin | None:
    """How soon a streamed answer begins; None when the model had no part in it."""
    assert assistant.taal is not None
    taalmodel = assistant.taal.model
    klok, echt = _Klok(taalmodel._model), taalmodel._model
    taalmodel._model = klok  # type: ignore[assignment]
    try:
        start, woorden, zin = perf_counter(), 0.0, None
        for event in assistant.stream(vraag.request()):
            nu = perf_counter()
            if event.event == "token":
                woorden = woorden or nu - start
                if klok.eerste and zin is None:
                    zin = nu - start
    finally:
        taalmodel._model = echt
    return Begin(woorden, zin, klok.eerste - klok.gevraagd) if klok.eerste else None


def _mediaan(waarden: Sequence[float]) -> float:
    return sorted(waarden)[len(waarden) // 2]


def _toon_begin(metingen: Sequence[Begin]) -> str:
    if not metingen:
        return "Geen enkel antwoord werd door het model verwoord."
    deel = _mediaan([m.woorden / m.model for m in metingen])
    slechtst = max(m.woorden / m.model for m in metingen)
    return (
        f"Eerste woorden na {_mediaan([m.woorden for m in metingen]):.2f} s, eerste token van het model zelf na "
        f"{_mediaan([m.model for m in metingen]):.2f} s: {deel:.2f} keer (mediaan van {len(metingen)}), "
        f"hoogstens {slechtst:.2f} keer."
    )


def main() -> None:
    """Measure, and print a table in Markdown."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--echt", type=int, default=60, help="vragen aan het kleine echte model; 0: geen")
    lezer.add_argument("--script", type=int, default=0, help="vragen per gespeeld model; 0: alle")
    lezer.add_argument("--alleen", default="", help="alleen gespeelde modellen met dit woord in hun naam")
    lezer.add_argument("--begin", type=int, default=10, help="vragen waarvan het begin van de stroom gemeten wordt")
    keuze = lezer.parse_args()
    vragen = ontwikkelvragen()
    random.Random(4).shuffle(vragen)
    if keuze.script:
        vragen = vragen[: max(keuze.script, 3 * keuze.echt)]
    with closing(Assistant.open(Settings().model_copy(update={"model": None}))) as zonder:
        vast = {v.id: zonder.ask(v.request()) for v in vragen}
    print(KOP)
    modellen = {"eerlijk": eerlijk} | {f"liegt: {naam}": leugenaar(leugen) for naam, leugen in LEUGENS.items()}
    for naam, tekst in modellen.items():
        if keuze.alleen in naam:
            uit = meet_script(tekst, naam, vast, vragen[: keuze.script or None])
            print(uit.regel(), flush=True)
            _toon_lekken(uit)
    if keuze.echt and (reden := ontbreekt()):
        print(reden)
    elif keuze.echt:
        _echt(vast, [v for v in vragen if vast[v.id].status == "answered"][: keuze.echt], keuze.begin)


def _echt(vast: dict[str, Answer], vragen: Sequence[Vraag], begin: int) -> None:
    with modelserver() as url:
        taal = _taal(url, tokens=60, timeout=300, naam=_ECHT)
        klok = _Klok(taal.model._model)
        taal.model._model = klok  # type: ignore[assignment]
        uit = meet("SmolLM2 135M", taal, vast, vragen)
        uit.gevraagd = klok.vragen
        print(uit.regel(), flush=True)
        _toon_lekken(uit)
        if begin:
            settings = Settings(model=_ECHT, model_url=url, model_tokens=60, model_timeout=300, model_retries=0)
            with closing(Assistant.open(settings)) as assistant:
                print(_toon_begin([b for v in vragen[:begin] if (b := begin_van(assistant, v))]))


def _toon_lekken(uit: Uitslag) -> None:
    for id_, mist in uit.onbewezen.items():
        print(f"- onbewezen in {id_}: {', '.join(mist)}")
    for id_, zinnen in uit.verdraaid.items():
        print(f"- verdraaid in {id_}: {' / '.join(zinnen)}")
    for id_ in uit.veranderd:
        print(f"- meer dan woorden anders: {id_}")


if __name__ == "__main__":
    main()
