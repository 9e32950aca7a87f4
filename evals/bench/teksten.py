"""Real texts in any number: the passages of the articles and of a corpus, and recombinations of them.

A recombined passage has half of the lines of one passage and half of another's, with other digits in its codes and
numbers, so that exact terms grow with the size as they do in real code lists. New words do not come in.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from assistant.library import kennis_passages
from evals.questions import lees_vragen
from evals.zoeken.vragen import lees_zoekvragen
from knowledge.decoding import LeesFout
from knowledge.documents import Passage, passage_id, read_file
from knowledge.text import analyse

PER_DOCUMENT = 10
"""Passages in a document; the files of the iJw corpus have nine on average."""

_CIJFERS = re.compile(r"\d{3,}")
_NAAM = "bench"


def basis(corpus: Path | None = None) -> list[Passage]:
    """The real passages as a user's file has them: of the articles, and of the readable files below a folder."""
    gelezen = [*kennis_passages(), *_corpus(corpus)] if corpus else kennis_passages()
    uniek = {passage.text: passage for passage in gelezen}
    return [replace(p, regeling=None, herkomst="gebruiker", vragen=(), onbeantwoord=()) for p in uniek.values()]


def _corpus(map_: Path) -> Iterator[Passage]:
    for pad in sorted(pad for pad in map_.rglob("*") if pad.is_file()):
        try:
            yield from read_file(pad, map_)
        except LeesFout:
            continue


def veel(echt: Sequence[Passage], aantal: int) -> list[Passage]:
    """That many passages with different texts: the real ones first, then recombined ones; always the same.

    Raises:
        ValueError: there are too few real passages to recombine into so many.
    """
    rng = random.Random(1)
    gezien = {passage.text for passage in echt}
    passages = [_plaats(passage, n) for n, passage in enumerate(echt[:aantal])]
    pogingen = 0
    for bron in cycle(echt) if len(passages) < aantal else ():
        pogingen += 1
        if pogingen > 20 * aantal + 100:
            raise ValueError(f"uit {len(echt)} passages zijn geen {aantal} verschillende te maken")
        tekst = _meng(bron.text, rng.choice(echt).text, rng)
        if tekst in gezien:
            continue
        gezien.add(tekst)
        passages.append(_plaats(replace(bron, text=tekst), len(passages)))
        if len(passages) == aantal:
            break
    return passages


def _plaats(passage: Passage, nummer: int) -> Passage:
    """The passage as the `nummer`-th of the benchmark."""
    document = f"{_NAAM}/{nummer // PER_DOCUMENT:06d}.md"
    id_ = passage_id(document, passage.pad, passage.text, 0)
    return replace(passage, id=id_, document=document, bestand=document, volgnummer=nummer % PER_DOCUMENT)


def _meng(een: str, ander: str, rng: random.Random) -> str:
    helft_een, helft_ander = (_deel(tekst, rng) for tekst in (een, ander))
    return _CIJFERS.sub(lambda m: _ander_getal(m.group(), rng), "\n".join((*helft_een, *helft_ander)))


def _deel(tekst: str, rng: random.Random) -> list[str]:
    """Half of the lines of a text, or of its sentences when it is one line; in order."""
    stukken = tekst.splitlines() if "\n" in tekst else re.split(r"(?<=[.;:]) ", tekst)
    gekozen = rng.sample(range(len(stukken)), (len(stukken) + 1) // 2)
    return [stukken[n] for n in sorted(gekozen)]


def _ander_getal(getal: str, rng: random.Random) -> str:
    return str(rng.randrange(10 ** (len(getal) - 1), 10 ** len(getal)))


def vragen(aantal: int) -> list[str]:
    """Real questions of the development parts, on the corpus and on the articles by turns.

    Those of nothing but codes are left out: they are not embedded.
    """
    over_corpus = [vraag.vraag for vraag in lees_zoekvragen("ijw-ontwikkel")]
    over_artikelen = [vraag.request().question for vraag in lees_vragen("ontwikkel")]
    om_en_om = [vraag for paar in zip(over_corpus, over_artikelen, strict=False) for vraag in paar]
    alle = dict.fromkeys([*om_en_om, *over_artikelen])
    return list(islice((vraag for vraag in alle if not analyse(vraag).alleen_codes), aantal))
