"""How people build a message (`woordenschat/bericht.yaml`): greetings, closings, cues for a new question or a fact.

Only data and the compiled patterns, all for folded text; what follows from a match is decided in
`assistant.message.reader`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from knowledge.folding import patroon, vouw
from knowledge.models import Model
from knowledge.store import KENNISMAP
from knowledge.word_file import lees_woorden

_NAAM = "bericht.yaml"
Termen = Annotated[list[str], Field(min_length=1)]
Reeks = Annotated[list[str], Field(min_length=2)]
Zin = Annotated[str, Field(pattern=r"\{waarde\}")]


class Bericht(Model):
    """The file `bericht.yaml`; every list is of terms."""

    kopregels: Termen = Field(description="Names of the lines above a forwarded mail.")
    onderwerpregels: Termen = Field(description="Those that say what it is about.")
    afzenderregels: Termen = Field(description="Those that name the sender.")
    onderwerpvoorvoegsels: Termen = Field(description="What stands before a subject: re, fwd.")
    scheidingen: Termen = Field(description="What stands in a line between a message and the one below it.")
    citaatinleidingen: Termen = Field(description="Ends of a line that introduces quoted mail.")
    aanheffen: Termen = Field(description="Begins of a greeting.")
    groeten: Termen = Field(description="Begins of a closing; the signature follows.")
    beleefdheden: Termen = Field(description="Sentences without a fact or a question.")
    kleine_letters: Termen = Field(description="Begins of the small print.")
    naschriften: Termen = Field(description="Begins of a postscript.")
    geen_naam: Termen = Field(description="Words by which a line of a signature is no person.")
    tussenvoegsels: Termen = Field(description="Small words inside a name.")
    heren: Termen = Field(description="What stands before the name of a man in a formal letter.")
    mevrouwen: Termen = Field(description="What stands before the name of a woman in one.")
    titels: Termen = Field(description="Titles of either.")
    afkortingen: Termen = Field(description="Short forms whose full stop ends no sentence.")
    verzoeken: Termen = Field(description='Verbs of a request that "om" follows.')
    verzoekwoorden: Termen = Field(description="Small words around such a verb.")
    omgekeerde_vragen: Termen = Field(description="Asks whether something stands in the way, not whether it may be.")
    wensen: Termen = Field(description="Words of a message that asks nothing, but may want something.")
    vraagzinnen: Termen = Field(description="What stands before the question proper.")
    vraagbegin: Termen = Field(description="Words with which a question begins.")
    vraagaanloop: Termen = Field(description="Small words before those.")
    vraagwoorden: Termen = Field(description="Words by which a part of a sentence asks.")
    open_vraagwoorden: Termen = Field(description="Those that ask for more than yes or no.")
    persoonsvormen: Termen = Field(description="A part of a sentence that can be asked by itself has one of these.")
    personen: Termen = Field(description="Words for who does it, after the verb of a question.")
    onderwerpen: Termen = Field(description="Other words with which the subject of such a question begins.")
    voorzetsels: Termen = Field(description="Words with which a question goes on that leaves out its verb.")
    nieuwe_vraag: Termen = Field(description="Begins by which a next question is one of its own.")
    telreeksen: list[Reeks] = Field(description="Words that count the questions of a message, in order.")
    veronderstellingen: Termen = Field(description="Begins of a question that puts another case.")
    begripsvragen: Termen = Field(description="Begins of a question for the meaning of a term.")
    hoort_bij_vorige: Termen = Field(description="Begins of a question that goes on with the one before it.")
    verwijst: Termen = Field(description="Words that point back.")
    verwijst_niet: Termen = Field(description="Where those do not point back.")
    verwijst_plaats: Termen = Field(description="Those that point to a place.")
    aankondigingen: Termen = Field(description="Words that announce questions and name nothing.")
    holle_woorden: Termen = Field(description="Words that say nothing of what a question is about.")
    bij_vorige: Termen = Field(description="Begins of a fact that belongs to the question before it.")
    bij_volgende: Termen = Field(description="Begins of a fact with which a next case begins.")
    doorsturen: Termen = Field(description="Said by whoever forwards a mail.")
    gevalsreeksen: list[Reeks] = Field(description="Names that go together, by which people tell cases apart.")
    een_van_meer: Termen = Field(description="Last words of those names that are of anything, not of a child only.")
    gevalsnamen: Termen = Field(description="What a case is; with a number or a rank it is a name too.")
    gevalsnummers: list[Reeks] = Field(description="Numbers after such a word, in order.")
    gevalsrangen: list[Reeks] = Field(description="Ranks before such a word, in order.")
    een_geval: Termen = Field(description="How one of several is called each time.")
    gevalsvolgers: Termen = Field(description="Words that follow it where no verb does.")
    gevalswerkwoorden: Termen = Field(description="What tells of somebody after a first name, beside verbs that ask.")
    geen_voornaam: Termen = Field(description="Words with a capital that are no first name of a child.")
    wel_voornaam: Termen = Field(description="First names that are words of the field too.")
    kind_voor_dubbelepunt: Termen = Field(description="Words that stand for a child right before a colon.")
    geen_kind_voor: Termen = Field(description="Right before a name: who gives an opinion, works or delivers.")
    geen_kind_na: Termen = Field(description="Right after a name: so too.")
    geen_kind_zelf: Termen = Field(description="Told of who has only a day or a referrer: he is no child.")
    wijst_naar_kind: Termen = Field(description="At the begin of a sentence: it is of who was named last.")
    zelfde_dag: Termen = Field(description="The day that was told of another child.")
    om_beurten: Termen = Field(description="Values in a row are of the names in a row, in the same order.")
    dagzin: str = Field(description="What comes before a day of such a row that nothing stands before.")
    allebei: str = Field(description="In the place of the names: the rest is of all of them.")
    voor_dagen: Termen = Field(description="What stands before the days of such a row.")
    evenzo: Termen = Field(description="Beside a name: what was told of another child holds for this one too.")
    behalve_dat: Termen = Field(description="After those: what follows is otherwise.")
    meer_gevallen: Termen = Field(description="Words by which a text says that it has more cases than one.")
    voor_naam: Termen = Field(description="Small words before the name of a case.")
    gevalsaantallen: Termen = Field(description="Numbers that say so before what a case is.")
    tussen_gevallen: Termen = Field(description="What joins one case to the next.")
    gevalsvoegwoorden: Termen = Field(description="Conjunctions with which each of several cases begins.")
    gevalsvoorzetsels: list[Termen] = Field(description="Prepositions that do so; those of one list count as the same.")
    gevalsparen: list[Annotated[list[str], Field(min_length=2, max_length=2)]] = Field(
        description="A word before the one case and a word before the other."
    )
    los_geval: Termen = Field(description="At the begin of a sentence: what follows is another case.")
    stapelvraag: str = Field(description="What is asked of a case of allocations side by side.")
    stapelnaam: str = Field(description="What stands in such a case in the place of its name.")
    meer_stapels: Termen = Field(description="Says that the items of a list are cases and not allocations of one.")
    een_stapel: Termen = Field(description="Pairs of segments in a question make one pile all the same.")
    geen_paarvragen: Termen = Field(description="In a sentence, its pairs of segments are not asked about one by one.")
    na_elkaar: Termen = Field(description="What is told of several profiles may be of one client, in turn.")
    verwant_geval: Termen = Field(description="At the begin of such a case: who it is about.")
    geen_geval: Termen = Field(description="After such a name, these make it a party and no case.")
    ook_voor: Termen = Field(description="Words that ask whether the same holds for something else.")
    naast_profielen: Termen = Field(description="Products that are of no profile.")
    plaatszin: Zin = Field(description="Sentence that carries a place to a question that leaves it out.")
    jaarzin: Zin = Field(description="Sentence that carries a year to a question that leaves it out.")
    gevalszin: Zin = Field(description="Sentence that carries the facts of a case to a question that leaves them out.")
    gevalswoorden: dict[str, dict[str, str]] = Field(description="Input -> value -> how that sentence puts it.")
    kortste_vraag: int = Field(ge=1, description="Words that a question of its own has at least.")


_KEREN = 2
"""So many times a name of a case is looked at: the first may only announce it ("zus en broer, allebei ...")."""


@dataclass(frozen=True)
class Gevalsnamen:
    """Names by which cases are told apart, found in one pass.

    Attributes:
        patroon: any of them; its groups say what kind it is.
        reeksen: the series of fixed names, of numbers and of ranks, in order.
    """

    patroon: re.Pattern[str]
    reeksen: tuple[tuple[str, ...], ...]
    nummers: tuple[tuple[str, ...], ...]
    rangen: tuple[tuple[str, ...], ...]

    def vind(self, plat: str) -> Iterator[list[re.Match[str]]]:
        """Per series the first place of each of its names, in order, then the second; only where two are named."""
        gevonden: dict[tuple[str, ...], dict[str, list[re.Match[str]]]] = {}
        for m in self.patroon.finditer(plat):
            rangen = self.rangen if m["lidwoord"] or m["wat"] else ()
            for soort, reeksen in (("vast", self.reeksen), ("nummer", self.nummers), ("rang", rangen)):
                for reeks in reeksen if m[soort] else ():
                    naam = " ".join(m[soort].split())
                    if naam in reeks:
                        gevonden.setdefault((soort, m["naam"] or "", *reeks), {}).setdefault(naam, []).append(m)
            if m["eigen"]:
                gevonden.setdefault(("eigen", m["naam"], ""), {}).setdefault(m["eigen"], []).append(m)
        for nummer in range(_KEREN):
            for (soort, _, eerste, *_), plekken in gevonden.items():
                rij = [van[nummer] for van in plekken.values() if len(van) > nummer]
                if len(rij) > 1 and len(rij) == len(plekken) and (soort in ("vast", "eigen") or eerste in plekken):
                    yield sorted(rij, key=lambda m: m.start())


@dataclass(frozen=True)
class Berichtwoorden:
    """The words of messages as patterns; those named `…_begin` match at the start only (with `match`)."""

    def leunt(self, tekst: str) -> bool:
        """Whether a folded text points back to what was said before it."""
        return bool(self.verwijst.search(self.verwijst_niet.sub(" ", tekst)))

    kopregel: re.Pattern[str]
    onderwerp: re.Pattern[str]
    afzender: re.Pattern[str]
    onderwerpvoorvoegsel: re.Pattern[str]
    scheiding: re.Pattern[str]
    citaatinleiding: re.Pattern[str]
    aanhef_begin: re.Pattern[str]
    groet_begin: re.Pattern[str]
    beleefd_begin: re.Pattern[str]
    kleine_letters_begin: re.Pattern[str]
    naschrift_begin: re.Pattern[str]
    geen_naam: re.Pattern[str]
    tussenvoegsels: frozenset[str]
    heren: frozenset[str]
    mevrouwen: frozenset[str]
    titels: frozenset[str]
    afkortingen: frozenset[str]
    verzoek_begin: re.Pattern[str]
    omgekeerd_gevraagd: re.Pattern[str]
    wens: re.Pattern[str]
    vraagzin: re.Pattern[str]
    vraag_begin: re.Pattern[str]
    vraagdeel: re.Pattern[str]
    persoonsvorm: re.Pattern[str]
    onderwerp_begin: re.Pattern[str]
    omgekeerd: re.Pattern[str]
    voorzetsel_begin: re.Pattern[str]
    aanloop: re.Pattern[str]
    nieuw_begin: re.Pattern[str]
    telreeksen: tuple[tuple[re.Pattern[str], ...], ...]
    telwoord: re.Pattern[str]
    tel_begin: re.Pattern[str]
    vraagt_nu: re.Pattern[str]
    veronderstelling_begin: re.Pattern[str]
    begrip_begin: re.Pattern[str]
    vorige_begin: re.Pattern[str]
    verwijst: re.Pattern[str]
    verwijst_niet: re.Pattern[str]
    verwijst_plaats: re.Pattern[str]
    open_vraagwoord: re.Pattern[str]
    persoon: re.Pattern[str]
    holle_woorden: frozenset[str]
    aankondigingen: frozenset[str]
    feit_vorige_begin: re.Pattern[str]
    feit_volgende_begin: re.Pattern[str]
    doorsturen: re.Pattern[str]
    een_van_meer: re.Pattern[str]
    gevalsnamen: Gevalsnamen
    een_geval: re.Pattern[str]
    gevalswerkwoord: re.Pattern[str]
    gevalsvolger: re.Pattern[str]
    geen_voornaam: re.Pattern[str]
    wel_voornaam: frozenset[str]
    kind_voor_dubbelepunt: frozenset[str]
    geen_kind_voor: re.Pattern[str]
    geen_kind_na: re.Pattern[str]
    geen_kind_zelf: re.Pattern[str]
    wijst_naar_kind: re.Pattern[str]
    zelfde_dag: re.Pattern[str]
    om_beurten: re.Pattern[str]
    dagzin: str
    allebei: str
    voor_dagen: re.Pattern[str]
    evenzo: re.Pattern[str]
    voor_naam: re.Pattern[str]
    meer_gevallen: re.Pattern[str]
    tussen_gevallen: re.Pattern[str]
    gevalsvoegwoorden: tuple[re.Pattern[str], ...]
    los_geval: re.Pattern[str]
    stapelvraag: str
    stapelnaam: str
    meer_stapels: re.Pattern[str]
    een_stapel: re.Pattern[str]
    geen_paarvragen: re.Pattern[str]
    na_elkaar: re.Pattern[str]
    verwant_geval: re.Pattern[str]
    ook_voor: re.Pattern[str]
    naast_profielen: re.Pattern[str]
    plaatszin: str
    jaarzin: str
    gevalszin: str
    gevalswoorden: dict[str, dict[str, str]]
    kortste_vraag: int


def _begin(termen: list[str], aanloop: list[str] | None = None) -> re.Pattern[str]:
    """One of the terms at the very start, after signs and, where given, small words."""
    voor = rf"(?:{patroon(aanloop).pattern}[\s,:.-]+){{0,3}}" if aanloop else ""
    return re.compile(rf"[^a-z0-9]*{voor}{patroon(termen).pattern}")


def _regelnaam(termen: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{patroon(termen).pattern})\s*:")


def _vraagt_nu(b: Bericht) -> re.Pattern[str]:
    """Where a sentence that told something goes over to asking: ", welk document", ": mag ik"."""
    wie = rf"(?:{patroon(b.personen).pattern}|{patroon(b.verwijst).pattern})"
    voor = r"(?:[a-z]+\s+)?"
    return re.compile(
        rf"\s*[,:;–-]\s+(?=(?:{patroon(b.tussen_gevallen).pattern}\s+)?(?:{voor}{patroon(b.open_vraagwoorden).pattern}"
        rf"|{patroon(b.persoonsvormen).pattern}\s+{wie}))"
    )


def _onderwerp_begin(b: Bericht) -> re.Pattern[str]:
    """A few words and who does it, in the main clause: "hoe dienden wij"."""
    woord = rf"(?!{patroon(b.gevalsvoegwoorden).pattern})[a-z0-9'-]+\s+"
    return re.compile(rf"\W*[a-z0-9'-]+\s+(?:{woord}){{0,3}}{patroon(b.personen).pattern}")


def _verzoek(b: Bericht) -> re.Pattern[str]:
    """A request, up to what is requested: "graag verzoeken wij u om …"."""
    klein = rf"(?:{patroon(b.verzoekwoorden).pattern}\s+){{0,4}}"
    return re.compile(rf"\W*{klein}{patroon(b.verzoeken).pattern}\s+{klein}(?P<wat>om\s)")


def _omgekeerd(b: Bericht) -> re.Pattern[str]:
    """A question by the order of its words alone: "via wie vraag ik dat aan"."""
    voor = r"(?:^|[,:;]\s+|\b(?:en|maar|dus|want|and|but|so)\s+)(?:[a-z]+\s+)?"
    tussen = r"\s+(?:[a-z0-9'-]+\s+){0,2}?"
    vraagt = patroon(b.open_vraagwoorden).pattern
    wie = patroon([*b.personen, *b.onderwerpen]).pattern
    return re.compile(rf"{voor}{vraagt}{tussen}{patroon(b.persoonsvormen).pattern}\s+{wie}")


def _gevalsnamen(b: Bericht) -> Gevalsnamen:
    """The names of cases; a number or a rank counts only from the first on: "client b" alone is one in segment B.

    A longer number or another letter is one's own ("dossier 4411", "client x").
    """
    reeksen, nummers, rangen = (
        tuple(tuple(vouw(n) for n in reeks) for reeks in rij)
        for rij in (b.gevalsreeksen, b.gevalsnummers, b.gevalsrangen)
    )
    vast, nummer, rang = (patroon([n for reeks in rij for n in reeks]).pattern for rij in (reeksen, nummers, rangen))
    naam = patroon(b.gevalsnamen).pattern
    na = rf"(?!\s+{patroon(b.geen_geval).pattern})"
    los = r"(?:\b(?:bij|van|voor|for|of|with)\s+)?"
    lidwoord = r"(?P<lidwoord>\b(?:de|het|mijn|onze|the|my|our)\s+)?"
    rang = rf"(?P<rang>{rang})(?P<wat>\s+{naam})?"
    eigen = r"(?:(?:nr\.?|nummer)\s+)?(?P<eigen>(?!(?:19|20)\d\d\b)\d{3,7}(?![\d./-])|[d-uw-z]\b(?!['’-]))"
    namen = rf"{lidwoord}(?:(?P<naam>{naam})\s+(?:(?P<nummer>{nummer})|{eigen})|{rang})|(?P<vast>{vast})"
    return Gevalsnamen(re.compile(f"{los}(?:{namen}){na}"), reeksen, nummers, rangen)


def _een_geval(b: Bericht) -> re.Pattern[str]:
    """One of several at the begin of a clause: "een kind met …", "een is …"."""
    begin = r"(?:^|(?<=[.:;,(!?\n]\s)|(?<=[\n(])|(?<=\ben\s)|(?<=\band\s)|(?<=\bmaar\s)|(?<=\bterwijl\s))"
    voor = r"(?:(?:bij|van|voor|for|of|with)\s+)?"
    naam = rf"(?:\s+{patroon([f'{n}*' for n in b.gevalsnamen]).pattern})"
    dan = rf"\s+(?:{patroon(b.persoonsvormen).pattern}|{patroon(b.gevalsvolgers).pattern})"
    return re.compile(rf"{begin}{voor}{patroon(b.een_geval).pattern}{naam}?(?={dan})")


def _evenzo(b: Bericht) -> re.Pattern[str]:
    """Words that say that the same holds, with what leads over to the exception; not before what is the same."""
    behalve = rf"[\s,;:]+{patroon(b.behalve_dat).pattern}(?=\s)(?:\s*:)?"
    return re.compile(
        rf"(?:{patroon(['zijn', 'is', 'geldt', 'is het', 'willen we', 'willen wij']).pattern}\s+)?"
        rf"{patroon(b.evenzo).pattern}(?:{behalve}|(?=\s*(?:[.,;:!?)\n]|$)))"
    )


def _meer_gevallen(b: Bericht) -> re.Pattern[str]:
    naam = patroon([f"{naam}*" for naam in b.gevalsnamen]).pattern
    aantal = rf"{patroon(b.gevalsaantallen).pattern}\s+(?:\S+\s+)?{naam}"
    return re.compile(rf"{patroon(b.meer_gevallen).pattern}|{aantal}")


def _tussen_gevallen(b: Bericht) -> re.Pattern[str]:
    """What stands between one case and the next, at the end of a text: ", en welk "."""
    woord = patroon(b.tussen_gevallen).pattern
    dan = rf"(?:{patroon(b.vraagwoorden).pattern}\s*(?:dan\s*)?)?"
    return re.compile(rf"(?:\s*[,;:/]\s*(?:{woord}\s*){{0,2}}|\s+{woord}\s*){dan}$")


def _voegwoorden(b: Bericht) -> tuple[re.Pattern[str], ...]:
    """Per group the words that begin a case: `bijzin` go on with a clause, `los` need no word between them."""
    voor = rf"(?:{patroon([een for een, _ in b.gevalsparen]).pattern}\s+)?"
    groepen = [rf"{voor}(?P<bijzin>{patroon(b.gevalsvoegwoorden).pattern})(?P<los>(?!))?"]
    groepen += [rf"{voor}(?P<bijzin>(?!))?(?P<los>(?!))?{patroon(rij).pattern}" for rij in b.gevalsvoorzetsels]
    for een, ander in b.gevalsparen:
        groepen += [rf"(?P<bijzin>(?!))?(?:(?P<los>{patroon([een]).pattern})|{patroon([ander]).pattern})"]
    return tuple(re.compile(groep) for groep in groepen)


def _maak(b: Bericht) -> Berichtwoorden:
    deel = rf"(?:[,;]\s*(?P<en>en|and)?|\s(?P<los>en|and))\s+(?=(?:{patroon(b.nieuwe_vraag).pattern}\s+)?\(?"
    return Berichtwoorden(
        kopregel=_regelnaam(b.kopregels),
        onderwerp=_regelnaam(b.onderwerpregels),
        afzender=_regelnaam(b.afzenderregels),
        onderwerpvoorvoegsel=re.compile(rf"(?:{patroon(b.onderwerpvoorvoegsels).pattern}\s*:\s*)+"),
        scheiding=re.compile(rf"\W*{patroon(b.scheidingen).pattern}\W*:?\W*$"),
        citaatinleiding=re.compile(rf".*{patroon(b.citaatinleidingen).pattern}[^:]{{0,60}}:\s*$"),
        aanhef_begin=_begin(b.aanheffen),
        groet_begin=_begin(b.groeten),
        beleefd_begin=_begin(b.beleefdheden),
        kleine_letters_begin=_begin(b.kleine_letters),
        naschrift_begin=re.compile(rf"\W*{patroon(b.naschriften).pattern}[\s:.]"),
        geen_naam=patroon(b.geen_naam),
        tussenvoegsels=frozenset(vouw(t) for t in b.tussenvoegsels),
        afkortingen=frozenset(vouw(t) for t in b.afkortingen),
        heren=frozenset(vouw(t) for t in b.heren),
        mevrouwen=frozenset(vouw(t) for t in b.mevrouwen),
        titels=frozenset(vouw(t) for t in b.titels),
        verzoek_begin=_verzoek(b),
        omgekeerd_gevraagd=patroon(b.omgekeerde_vragen),
        wens=patroon(b.wensen),
        vraagzin=patroon(b.vraagzinnen),
        vraag_begin=_begin(b.vraagbegin, b.vraagaanloop),
        vraagdeel=re.compile(rf"{deel}{patroon(b.vraagwoorden).pattern})"),
        persoonsvorm=patroon(b.persoonsvormen),
        onderwerp_begin=_onderwerp_begin(b),
        omgekeerd=_omgekeerd(b),
        voorzetsel_begin=re.compile(rf"\W*(?:(?:en|and)\s+)?(?P<voorzetsel>{patroon(b.voorzetsels).pattern})\s"),
        aanloop=re.compile(rf"\W*(?:{patroon(b.nieuwe_vraag).pattern}\s*[:,]\s*|(?:en|maar|and|but)\s+)"),
        nieuw_begin=_begin(b.nieuwe_vraag),
        telreeksen=tuple(tuple(patroon([naam]) for naam in reeks) for reeks in b.telreeksen),
        telwoord=patroon([naam for reeks in b.telreeksen for naam in reeks]),
        tel_begin=re.compile(rf"\W*{patroon([n for reeks in b.telreeksen for n in reeks]).pattern}\s*[:,.)]?\s*"),
        vraagt_nu=_vraagt_nu(b),
        veronderstelling_begin=_begin(b.veronderstellingen, b.vraagaanloop),
        begrip_begin=_begin(b.begripsvragen, b.vraagaanloop),
        vorige_begin=_begin(b.hoort_bij_vorige, ["en", "maar", "and"]),
        verwijst=patroon(b.verwijst),
        verwijst_niet=patroon(b.verwijst_niet),
        verwijst_plaats=patroon(b.verwijst_plaats),
        open_vraagwoord=patroon(b.open_vraagwoorden),
        persoon=patroon(b.personen),
        aankondigingen=frozenset(vouw(t) for t in b.aankondigingen),
        holle_woorden=frozenset(vouw(t) for t in b.holle_woorden),
        feit_vorige_begin=_begin(b.bij_vorige),
        feit_volgende_begin=_begin(b.bij_volgende),
        doorsturen=patroon(b.doorsturen),
        een_van_meer=patroon(b.een_van_meer),
        gevalsnamen=_gevalsnamen(b),
        een_geval=_een_geval(b),
        gevalswerkwoord=patroon([*b.gevalswerkwoorden, *b.persoonsvormen]),
        gevalsvolger=patroon([*b.gevalsvolgers, *b.gevalswerkwoorden, *b.persoonsvormen]),
        geen_voornaam=patroon(b.geen_voornaam),
        wel_voornaam=frozenset(vouw(t) for t in b.wel_voornaam),
        kind_voor_dubbelepunt=frozenset(vouw(t) for t in b.kind_voor_dubbelepunt),
        geen_kind_voor=patroon(b.geen_kind_voor),
        geen_kind_na=patroon(b.geen_kind_na),
        geen_kind_zelf=patroon(b.geen_kind_zelf),
        wijst_naar_kind=_begin(b.wijst_naar_kind),
        zelfde_dag=patroon(b.zelfde_dag),
        om_beurten=patroon(b.om_beurten),
        dagzin=b.dagzin,
        allebei=b.allebei,
        voor_dagen=re.compile(rf"{patroon(b.voor_dagen).pattern}\s+$"),
        evenzo=_evenzo(b),
        voor_naam=re.compile(rf"(?:{patroon(b.voor_naam).pattern}\s+)+"),
        meer_gevallen=_meer_gevallen(b),
        tussen_gevallen=_tussen_gevallen(b),
        gevalsvoegwoorden=_voegwoorden(b),
        los_geval=re.compile(
            rf"(?:(?<=[.?!;\n])\s*|(?<=[.?!;\n]\s))(?:(?:en|and|maar)\s+)?{patroon(b.los_geval).pattern}[\s,:]*"
        ),
        stapelvraag=b.stapelvraag,
        stapelnaam=b.stapelnaam,
        meer_stapels=patroon(b.meer_stapels),
        een_stapel=patroon(b.een_stapel),
        geen_paarvragen=patroon(b.geen_paarvragen),
        na_elkaar=patroon(b.na_elkaar),
        verwant_geval=patroon(b.verwant_geval),
        ook_voor=patroon(b.ook_voor),
        naast_profielen=patroon(b.naast_profielen),
        plaatszin=b.plaatszin,
        jaarzin=b.jaarzin,
        gevalszin=b.gevalszin,
        gevalswoorden=b.gevalswoorden,
        kortste_vraag=b.kortste_vraag,
    )


@lru_cache(maxsize=4)
def laad_berichtwoorden(map: Path = KENNISMAP) -> Berichtwoorden:
    """Read the words of messages of a knowledge folder.

    Raises:
        KennisFout: the file is not there or does not fit; with every fault.
    """
    return _maak(lees_woorden(Bericht, _NAAM, map))
