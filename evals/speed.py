"""Speed as a ratio to a floor of the same run: machines are shared and noisy, ratios less so."""

from __future__ import annotations

import statistics
import subprocess
import sys
from time import perf_counter

from assistant.models import AskRequest
from assistant.service import Assistant
from evals.questions import lees_vragen

PROCES_RONDEN = 9
"""Runs of each process; the fastest counts, being the least disturbed."""


def _proces(opdracht: list[str]) -> float:
    """The fastest of several runs of a process, in milliseconds."""
    tijden = []
    for _ in range(PROCES_RONDEN):
        begin = perf_counter()
        subprocess.run(opdracht, check=True, capture_output=True)
        tijden.append((perf_counter() - begin) * 1000)
    return min(tijden)


def meet() -> str:
    """Measure tool processes and warm answers; a Markdown table."""
    kaal = _proces([sys.executable, "-c", "import pydantic"])
    model = _proces([sys.executable, "-c", "import pydantic\nclass A(pydantic.BaseModel):\n    a: int"])
    wegwijzer = [sys.executable, "-m", "assistant.cli"]
    tool = _proces([*wegwijzer, "tool", "productcode", "--json", '{"code": "504DZ"}'])
    conversie = _proces([*wegwijzer, "tool", "conversie", "--json", '{"gericht_op": "herstel"}'])
    assistant = Assistant.open()
    vragen = [v.request() for v in lees_vragen("ontwikkel")]
    embed, vraag, denk = [], [], []
    for ronde in range(3):
        for i, request in enumerate(vragen):
            if request.history:
                continue
            vers = AskRequest(**(request.model_dump() | {"question": f"{request.question} ({ronde}.{i})"}))
            begin = perf_counter()
            answer = assistant.ask(vers)
            totaal = (perf_counter() - begin) * 1000
            if answer.timings_ms.embed:
                embed.append(answer.timings_ms.embed)  # the floor: the one embedding inside this very answer
                vraag.append(totaal)
                denk.append(totaal - answer.timings_ms.embed)
    assistant.close()
    e, v, d = statistics.median(embed), statistics.median(vraag), statistics.median(denk)
    rijen = [
        ("`wegwijzer tool productcode`", tool, kaal, "python met `import pydantic`"),
        ("`wegwijzer tool productcode`", tool, model, "python met één pydantic-model"),
        ("`wegwijzer tool conversie`", conversie, kaal, "python met `import pydantic`"),
        (f"warm antwoord, mediaan van {len(vraag)}", v, e, "één vraag inbedden"),
        ("daarvan buiten het inbedden", d, e, "één vraag inbedden"),
    ]
    kop = ["| wat | tijd | ondergrens | verhouding |", "| --- | --- | --- | --- |"]
    return "\n".join([*kop, *(f"| {w} | {t:.1f} ms | {o:.1f} ms ({n}) | {t / o:.2f} |" for w, t, o, n in rijen)])
