"""The vocabulary (`woordenschat/`): which words of people mean which input, tool or subject.

Only data and the compiled patterns; what follows from a match is decided in `assistant`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import ConfigDict, Field

from knowledge.errors import Fout, KennisFout
from knowledge.folding import patroon, vouw
from knowledge.models import Model
from knowledge.store import KENNISMAP
from knowledge.word_file import lees_woorden
from knowledge.yaml_file import lees_bestand


class Signalen(Model):
    """Signs that a question is for a tool."""

    sterk: list[str] = Field(description="One of these is enough.")
    zwak: list[str] = Field(description="These count only beside fitting inputs.")


class Gevraagd(Model):
    """What people ask for, and the words of which a passage that answers it has one."""

    vraag: list[str]
    passage: list[str]


class Begrip(Model):
    """The file `begrip.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    waarden: dict[str, dict[str, list[str]]] = Field(description="Input -> value -> words that mean it.")
    bedoelingen: dict[str, Signalen] = Field(description="Tool -> signs.")
    geval: list[str] = Field(description="Words that make a question one about a case.")
    eigen_geval: list[str] = Field(description="Words that make it one about a client or allocation of the reader.")
    contracteert: list[str] = Field(description="Words of having, getting or losing a contract.")
    contract: list[str] = Field(description="Words for a contract itself.")
    ontkent: list[str] = Field(description="Words by which what is told of a contract is that there is none.")
    dubbel_ontkend: list[str] = Field(description="Denials of having none.")
    neemt_deel: list[str] = Field(description="Words of having part in the contracts of a year, without that word.")
    om_tafel: list[str] = Field(description="Words beside such, by which there is no contract yet.")
    slechts_gevraagd: list[str] = Field(description="Words by which a contract was asked for, and need not have come.")
    over_client: list[str] = Field(description="Words by which segments are those of a client, not of a contract.")
    volgend_jaar: list[str] = Field(description="The year after the one that is spoken of.")
    dit_jaar: list[str] = Field(description="The year of the contracts that run.")
    bovendien: list[str] = Field(description="Words before segments that come to those of the year before.")
    evenzo: list[str] = Field(description="Words by which a short sentence tells of another year the same, or not.")
    niet_geweten: list[str] = Field(description="Words by which somebody does not know what a sentence speaks of.")
    herziet: list[str] = Field(description="Words after which what is told puts right what was told before.")
    vergissing: list[str] = Field(description="Words by which a sentence speaks of a mistake.")
    bij_vergissing: list[str] = Field(description="Words before what stood there, or what was thought, by mistake.")
    weer_juist: list[str] = Field(description="Beginnings of what is right, after what was not.")
    voegt_toe: list[str] = Field(description="Beginnings of what comes beside what was told before.")
    enkeling: list[str] = Field(description="Words by which a provider is one person.")
    samen_werkend: list[str] = Field(description="Words by which a provider is more than one person.")
    nu_niets: list[str] = Field(description="Words by which there was no contract before 2022.")
    niet_meer_dan: list[str] = Field(description="Words by which segments are all that there are.")
    erbij: list[str] = Field(description="Words after segments that come to those of the year before.")
    andermans: list[str] = Field(description="Words for another party than who asks.")
    wij: list[str] = Field(description="Words for who asks.")
    verbetert: list[str] = Field(description="Words between a value and the one that puts it right.")
    voor_het_juiste: list[str] = Field(description="What may stand between such words and the right value.")
    geld: list[str] = Field(description="Words of money: beside them a number in words is an amount.")
    soorten: dict[str, list[str]] = Field(description="Input -> words of its kind, one of which is denied for another.")
    algemeen: list[str] = Field(description="Words that ask for facts.")
    feitvraag: list[str] = Field(description="Words that ask who, where, when, why or how many.")
    vakwoorden: list[str] = Field(description="Words of the field, whether or not a source has them.")
    gewone_vakwoorden: list[str] = Field(description="Everyday words for what the field is about.")
    aanval: list[str] = Field(description="Regular expressions of attempts to change the instructions.")
    opdracht_in_document: list[str] = Field(description="Those that count in a document only, not in a question.")
    buiten: list[str] = Field(description="Regular expressions of subjects outside the field.")
    bedankt: list[str] = Field(description="Words of thanks, in a turn that asks nothing.")
    synoniemen: dict[str, str] = Field(description="Word -> words put beside it before searching.")
    gevraagd: list[Gevraagd]
    stiltes: list[str] = Field(description="Regular expressions by which an article says that its source is silent.")
    afkortingen: dict[str, str] = Field(description="Short way of writing -> in full.")
    segmentwoorden: dict[str, list[str]] = Field(description="Segment -> words that stand for it.")


@dataclass(frozen=True)
class Woordenschat:
    """The vocabulary with its patterns, all for folded text."""

    def voluit(self, tekst: str) -> str:
        """The folded text with its abbreviations written in full."""
        for kort, lang in self.afkortingen:
            tekst = kort.sub(lang, tekst)
        return tekst

    waarden: dict[str, dict[str, re.Pattern[str]]]
    sterk: dict[str, re.Pattern[str]]
    zwak: dict[str, re.Pattern[str]]
    geval: re.Pattern[str]
    eigen_geval: re.Pattern[str]
    contracteert: re.Pattern[str]
    contract: re.Pattern[str]
    ontkent: re.Pattern[str]
    dubbel_ontkend: re.Pattern[str]
    neemt_deel: re.Pattern[str]
    om_tafel: re.Pattern[str]
    slechts_gevraagd: re.Pattern[str]
    over_client: re.Pattern[str]
    volgend_jaar: re.Pattern[str]
    dit_jaar: re.Pattern[str]
    bovendien: re.Pattern[str]
    evenzo: re.Pattern[str]
    niet_geweten: re.Pattern[str]
    herziet: re.Pattern[str]
    vergissing: re.Pattern[str]
    bij_vergissing: re.Pattern[str]
    weer_juist: re.Pattern[str]
    voegt_toe: re.Pattern[str]
    enkeling: re.Pattern[str]
    samen_werkend: re.Pattern[str]
    nu_niets: re.Pattern[str]
    niet_meer_dan: re.Pattern[str]
    erbij: re.Pattern[str]
    andermans: re.Pattern[str]
    wij: re.Pattern[str]
    verbetert: re.Pattern[str]
    voor_het_juiste: re.Pattern[str]
    geld: re.Pattern[str]
    soorten: tuple[re.Pattern[str], ...]
    """Kinds of values: what is denied in favour of another of its kind is no value."""
    algemeen: re.Pattern[str]
    feitvraag: re.Pattern[str]
    vakwoorden: re.Pattern[str]
    gewone_vakwoorden: re.Pattern[str]
    aanval: re.Pattern[str]
    opdracht_in_document: re.Pattern[str]
    buiten: re.Pattern[str]
    bedankt: re.Pattern[str]
    synoniemen: dict[str, str]
    gevraagd: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    """Words of a question, and words of which a passage that answers it has one."""
    stiltes: re.Pattern[str]
    afkortingen: tuple[tuple[re.Pattern[str], str], ...]
    segmentwoorden: dict[str, re.Pattern[str]]
    woorden: frozenset[str]
    """Every word of five letters or more in the terms: the targets of spelling correction."""
    woordparen: frozenset[tuple[str, str]]
    """The terms that are two words."""
    plaatsen: dict[str, str]
    """Folded name of a municipality or region of the Netherlands -> its spelling."""


def _los(uitdrukkingen: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?=\S)(?:{'|'.join(f'(?:{u})' for u in uitdrukkingen)})")


@lru_cache(maxsize=4)
def laad_woordenschat(map: Path = KENNISMAP) -> Woordenschat:
    """Read `woordenschat/` of a knowledge folder.

    Raises:
        KennisFout: a file does not fit; with every fault.
    """
    begrip = lees_woorden(Begrip, "begrip.yaml", map)
    waarden = [t for per_waarde in begrip.waarden.values() for lijst in per_waarde.values() for t in lijst]
    termen = [*waarden, *(t for s in begrip.bedoelingen.values() for t in [*s.sterk, *s.zwak])]
    woorden = {w for t in termen for w in re.findall(r"[a-z]{5,}", vouw(t))}
    return Woordenschat(
        waarden={s: {w: patroon(t) for w, t in waarden.items()} for s, waarden in begrip.waarden.items()},
        sterk={tool: patroon(s.sterk) for tool, s in begrip.bedoelingen.items()},
        zwak={tool: patroon(s.zwak) for tool, s in begrip.bedoelingen.items()},
        geval=patroon(begrip.geval),
        eigen_geval=patroon(begrip.eigen_geval),
        contracteert=patroon(begrip.contracteert),
        contract=patroon(begrip.contract),
        ontkent=patroon(begrip.ontkent),
        dubbel_ontkend=patroon(begrip.dubbel_ontkend),
        neemt_deel=patroon(begrip.neemt_deel),
        om_tafel=patroon(begrip.om_tafel),
        slechts_gevraagd=patroon(begrip.slechts_gevraagd),
        over_client=patroon(begrip.over_client),
        volgend_jaar=patroon(begrip.volgend_jaar),
        dit_jaar=patroon(begrip.dit_jaar),
        bovendien=patroon(begrip.bovendien),
        evenzo=patroon(begrip.evenzo),
        niet_geweten=patroon(begrip.niet_geweten),
        herziet=patroon(begrip.herziet),
        vergissing=patroon(begrip.vergissing),
        bij_vergissing=patroon(begrip.bij_vergissing),
        weer_juist=patroon(begrip.weer_juist),
        voegt_toe=patroon(begrip.voegt_toe),
        enkeling=patroon(begrip.enkeling),
        samen_werkend=patroon(begrip.samen_werkend),
        nu_niets=patroon(begrip.nu_niets),
        niet_meer_dan=patroon(begrip.niet_meer_dan),
        erbij=patroon(begrip.erbij),
        andermans=patroon(begrip.andermans),
        wij=patroon(begrip.wij),
        verbetert=patroon(begrip.verbetert),
        voor_het_juiste=re.compile(rf"(?:[^\w€]|{patroon(begrip.voor_het_juiste).pattern})*"),
        geld=patroon(begrip.geld),
        soorten=tuple(patroon(termen) for termen in begrip.soorten.values()),
        algemeen=patroon(begrip.algemeen),
        feitvraag=patroon(begrip.feitvraag),
        vakwoorden=patroon(begrip.vakwoorden),
        gewone_vakwoorden=patroon(begrip.gewone_vakwoorden),
        aanval=_los(begrip.aanval),
        opdracht_in_document=_los(begrip.opdracht_in_document),
        buiten=_los(begrip.buiten),
        bedankt=patroon(begrip.bedankt),
        synoniemen={vouw(k): vouw(v) for k, v in begrip.synoniemen.items()},
        gevraagd=tuple((patroon(g.vraag), patroon(g.passage)) for g in begrip.gevraagd),
        stiltes=re.compile("|".join(f"(?:{s})" for s in begrip.stiltes)),
        afkortingen=tuple(
            (re.compile(rf"(?<![a-z0-9]){re.escape(vouw(kort))}(?![a-z0-9])"), vouw(lang))
            for kort, lang in begrip.afkortingen.items()
        ),
        segmentwoorden={s: patroon(w) for s, w in begrip.segmentwoorden.items()},
        woorden=frozenset(woorden),
        woordparen=frozenset((p[0], p[1]) for t in waarden if len(p := vouw(t).split()) == 2 and "*" not in t),
        plaatsen=_plaatsen(map),
    )


def _plaatsen(map: Path) -> dict[str, str]:
    pad = map / "woordenschat" / "plaatsen.yaml"
    if not pad.exists():
        return {}
    _, data, fouten = lees_bestand(pad)
    if fouten:
        raise KennisFout([Fout(f"woordenschat/{pad.name}", f.regel, f.melding) for f in fouten])
    return {vouw(naam): naam for lijst in data.values() for naam in lijst}
