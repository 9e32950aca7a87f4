"""What a message asked in one breath with something else, and its answer says nothing of."""

from __future__ import annotations

import re

from assistant.answer.wording import NIET_BEANTWOORD
from assistant.message.question import Deelvraag, kale_vraag
from assistant.message.sentences import zonder_nummer
from assistant.models import Answer
from assistant.proof.verify import onbewezen
from assistant.reading.told import onderwerp_van
from assistant.text.sentences import kort
from knowledge.folding import vouw
from knowledge.message_words import laad_berichtwoorden
from knowledge.vocabulary import laad_woordenschat

_LANGSTE = 110
_MEER = 2
"""With so many parts one can be left out."""
_KORTSTE = 4
_UITGANG = 2
"""Letters at the end of a word that may differ."""
_EN = re.compile(r"\b(?:en|and)\s+(?=(?:wat|wie|hoe|waar|wanneer|welke?|what|who|how|where|when|which)\b)")
_EN_WAT = 8
"""What is asked for may begin with the word that asks."""
_EEN_DEEL = "een deel van de vraag"
_DEZE_VRAAG = "hiervoor is geen eigen antwoord gevonden"
_STEL_APART = "Stel die vraag apart."


def onbeantwoord(vraag: Deelvraag, antwoord: Answer) -> list[str]:
    """The parts of a question of which its answer has no word, as they can stand in a heading.

    A part is lost where it has signs of a tool that has not run and none of its own words stands in the answer, or
    where it asks for something (a price, …) of which the answer has no word. Other parts lean on each other.

    Args:
        vraag: a question, that can ask several things.
        antwoord: what was answered; one that is no answer says so itself.
    """
    if antwoord.status != "answered":
        return []
    delen = [zonder_nummer(deel) for deel in vraag.delen]
    if len(delen) < _MEER:
        return []
    plat = vouw(antwoord.answer)
    gevraagd = laad_woordenschat().gevraagd
    tools = {uitkomst.tool for uitkomst in antwoord.tool_results}
    uit = []
    for n, deel in enumerate(delen):
        sterk = onderwerp_van(deel).sterk
        eigen = _woorden(deel) - _woorden(" ".join([*delen[:n], *delen[n + 1 :]]))
        ander = bool(sterk and tools and not sterk & tools)
        elders = ander and bool(eigen) and not any(w in plat for w in eigen)
        if vouw(kale_vraag(deel)).rstrip(" .?!") in plat:
            continue  # it is named as such already
        mist = [m for g in gevraagd if (m := g.vraag.search(vouw(deel))) and not g.passage.search(plat)]
        if mist and sterk & tools:
            deel = _vanaf(deel, min(m.start() for m in mist))  # what stands before it has its answer
        if elders or mist:
            uit.append(kale_vraag(deel).rstrip(" .?!"))
    return uit


def _vanaf(deel: str, plek: int) -> str:
    """The last of the things that a part asks at a place in it: of "mag het en wat kost dat" the second."""
    return deel[max((m.end() for m in _EN.finditer(deel) if m.end() <= plek + _EN_WAT), default=0) :]


def met_melding(vraag: Deelvraag, antwoord: Answer) -> Answer:
    """The answer with a line that names what it leaves out."""
    delen = onbeantwoord(vraag, antwoord)
    if not delen:
        return antwoord
    regel = f"{NIET_BEANTWOORD} {' '.join(f'{kort(d, _LANGSTE)}?' for d in delen)} {_STEL_APART}"
    if onbewezen(regel, antwoord.tool_results, antwoord.citations):  # what is asked must not read as what is said
        regel = f"{NIET_BEANTWOORD} {_EEN_DEEL}. {_STEL_APART}"
    return antwoord.model_copy(update={"answer": f"{antwoord.answer}\n\n{regel}"})


def zonder_herhaald_antwoord(vraag: Deelvraag, antwoord: Answer, vorig: Answer) -> Answer:
    """No answer where one that asks whether the same holds for something else only got the answer before it again."""
    plat = vouw(antwoord.answer)
    ook = laad_berichtwoorden().ook_voor.search(vouw(vraag.tekst))
    uitkomsten = [e.conclusion for e in antwoord.tool_results]
    zelfde = antwoord.answer == vorig.answer or (
        uitkomsten and uitkomsten == [e.conclusion for e in vorig.tool_results]
    )
    if not zelfde or not ook or any(w in plat for w in _woorden(vraag.tekst)):
        return antwoord
    regel = f"{NIET_BEANTWOORD} {_DEZE_VRAAG}. {_STEL_APART}"
    leeg: dict[str, object] = {"citations": [], "tool_results": [], "clarification": None}
    return antwoord.model_copy(update={"status": "abstain", "answer": regel, **leeg})


def _woorden(tekst: str) -> set[str]:
    """The words that say what a text is about, without their endings."""
    hol = laad_berichtwoorden().holle_woorden
    woorden = re.findall(rf"[a-z]{{{_KORTSTE},}}", vouw(tekst))
    return {w[: max(_KORTSTE, len(w) - _UITGANG)] for w in woorden if w not in hol}
