"""Put verdicts and passages into Dutch: the answer first, then why, then what to mind. No model, no new facts."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.answer.sources import Bronnenlijst
from assistant.answer.wording import AANGENOMEN, LET_OP, TOELICHTING, ZEKER, ZIE_OOK
from assistant.forms import Kandidaat
from assistant.line.state import Interpretatie, Scope, Toolronde
from assistant.message.cases.facts import soorten_in
from assistant.models import Clarification
from assistant.proof.verify import exacte_waarden
from assistant.reading.days.dates import vind_datums
from assistant.text.sentences import kort, zinnen
from knowledge.documents import Passage
from knowledge.folding import vouw
from knowledge.index import Hit
from knowledge.models import Bron
from knowledge.store import Kennisbank
from tools.datum import schrijf
from tools.doorvragen import staat_vast
from tools.envelope import NOG_MOGELIJK, Check, Envelope, opsomming

LANGSTE_PASSAGE = 1600
"""A longer passage of a user's document is cut at a sentence."""

LANGSTE_AANHALING = 100
"""So many characters of a question are quoted."""


@dataclass
class Blok:
    """A finished piece of an answer."""

    status: str
    tekst: str
    verduidelijking: Clarification | None = None


def _los_markers(bronnen: Bronnenlijst, checks: list[Check]) -> str:
    return "".join(dict.fromkeys(bronnen.bron(c.source) for c in checks))


def _zegt(tekst: str, uitleg: str) -> bool:
    """Whether a text holds an explanation already, whatever its capitals and stops."""
    kaal = [" ".join(re.findall(r"\w+", vouw(t))) for t in (tekst, uitleg)]
    return kaal[1] in kaal[0]


_NIET_BESTAAND = re.compile(r"^'[^']*' is geen\b")
"""How a message on a wrong value begins with what was typed."""


def _naaste_dagen(tekst: str) -> list[str]:
    """The days that exist around one that does not: the last of its month and the one after it."""
    for d in vind_datums(vouw(tekst)):
        if d.fout and d.jaar and d.maand and 1 <= d.maand <= 12:
            laatste = date(d.jaar, d.maand, calendar.monthrange(d.jaar, d.maand)[1])
            return [schrijf(laatste), schrijf(laatste + timedelta(days=1))]
    return []


_FEITNAMEN = {
    "profielen": "het profiel", "intensiteiten": "de intensiteit", "datums": "de datum", "codes": "de code",
    "bedragen": "het bedrag", "segmenten": "het segment", "verwijzer": "de verwijzer",
    "moment": "aanvraag of verlenging", "gericht_op": "herstel of duurzaam", "contract_2022": "het contract",
    "eerder_gewijzigd": "een eerdere wijziging",
}  # fmt: skip
"""A kind of fact -> how a question calls it."""

_BEPALEND: dict[str, str] = {
    "niet_toegestaan": "geschonden",
    "voorwaardelijk": "onbekend",
    "gegevens_ontbreken": "onbekend",
}
"""Verdict -> the outcome of the rules that it rests on; other verdicts rest on all."""


def _bepalend(verdict: str, checks: list[Check]) -> list[Check]:
    """The checks that a verdict rests on."""
    return [c for c in checks if c.outcome == _BEPALEND.get(verdict, c.outcome)] or checks


LANGSTE_LIJST = 600
"""Signs of a list or table that is shown with the sentence that announces it."""
_ROOSTER = ("- ", "|")
"""How a list or a table begins."""
LANGSTE_BEGIN = 350
"""Signs of a passage that is shown to read on: most articles' passages are no longer."""


class Writer:
    """The embedded writer."""

    def __init__(self, kennis: Kennisbank) -> None:
        self._kennis = kennis

    def regeling_naam(self, naam: str | None) -> str:
        """How an answer names a regime."""
        regeling = self._kennis.regelingen.get(naam or "")
        return regeling.naam if regeling else "alle regio's"

    # --- verdicts of tools ---------------------------------------------------------------------------------

    def tooluitkomst(
        self,
        envelope: Envelope,
        aannames: tuple[str, ...],
        bronnen: Bronnenlijst,
        gevraagd: tuple[str, ...] = (),
    ) -> str:
        """The verdict of a tool: conclusion, steps, rules, notes; where it misses an input, what is certain first."""
        checks, zeker = envelope.checks, []
        if gevraagd:
            checks = [c for c in checks if c.rule in gevraagd]
            eerst = " ".join(c.explanation for c in checks)
        else:
            eerst = envelope.conclusion
            if envelope.verdict == "gegevens_ontbreken":
                zeker = staat_vast(envelope, self._kennis)
                checks = [c for c in checks if c.outcome == "onbekend" and c.rule != NOG_MOGELIJK]
        delen = self._vast(zeker, bronnen)
        bepalend = _bepalend(envelope.verdict, checks)
        eerste = f"{eerst} {_los_markers(bronnen, bepalend if len(bepalend) <= 3 else bepalend[:1])}".strip()
        if envelope.regeling:
            eerste += f" Dit geldt voor {self.regeling_naam(envelope.regeling)}."
        delen.append(eerste)
        stappen = envelope.data.get("stappen") or []
        if stappen:
            delen.append("\n".join(self._stap(nr, stap, bronnen) for nr, stap in enumerate(stappen, 1)))
        elif zeker or len(checks) > 1:
            delen.append(self._waarom(bepalend, eerst, bronnen))
        let_op = [*aannames, *envelope.notes]
        if let_op:
            delen.append(f"{LET_OP}\n" + "\n".join(f"- {n}" for n in dict.fromkeys(let_op)))
        return "\n\n".join(d for d in delen if d)

    @staticmethod
    def _stap(nr: int, stap: dict[str, object], bronnen: Bronnenlijst) -> str:
        datum = (
            f"**{str(stap['datum_tekst'])[:1].upper()}{str(stap['datum_tekst'])[1:]}**: "
            if stap.get("datum_tekst")
            else ""
        )
        return f"{nr}. {datum}{stap['tekst']} {bronnen.bron(Bron.model_validate(stap['source']))}"

    @staticmethod
    def _vast(checks: list[Check], bronnen: Bronnenlijst) -> list[str]:
        """What is certain while an input is missing, one thing as a sentence, more as a list; then what is possible."""

        def regels(mogelijk: bool) -> list[str]:
            return [
                f"{check.explanation} {bronnen.bron(check.source)}"
                for check in checks
                if (check.rule == NOG_MOGELIJK) == mogelijk
            ]

        zeker = regels(mogelijk=False)
        lijst = "\n".join([ZEKER, *(f"- {regel}" for regel in zeker)]) if len(zeker) > 1 else "".join(zeker)
        return [lijst, *regels(mogelijk=True)]

    @staticmethod
    def _waarom(checks: list[Check], eerst: str, bronnen: Bronnenlijst) -> str:
        regels = [
            f"- {check.explanation} {bronnen.bron(check.source)}"
            for check in checks
            if not _zegt(eerst, check.explanation)
        ]
        return "Waarom:\n" + "\n".join(regels) if regels else ""

    def met_afloop(self, tekst: str, regelingen: Sequence[str], peildatum: date | None, bronnen: Bronnenlijst) -> str:
        """An answer with what to mind where the contracts that it is about have ended, unless it says so."""
        for naam in regelingen:
            afloop = self._kennis.regelingen[naam].afloop if naam in self._kennis.regelingen else None
            if afloop is None or peildatum is None or peildatum <= afloop.laatste_dag:
                continue
            if schrijf(afloop.laatste_dag) not in tekst:
                regel = f"{LET_OP}\n- {afloop.tekst} {bronnen.bron(afloop.bron)}"
                tekst = tekst.replace(LET_OP, regel, 1) if f"{LET_OP}\n" in tekst else f"{tekst}\n\n{regel}"
        return tekst

    def ongenoemd(self, plaatsen: Sequence[tuple[str, str]]) -> list[str]:
        """That a place was taken to lie in the region of a regime, which its sources don't say."""
        return [
            f"De bronnen over {self.regeling_naam(r)} noemen {plaats} niet bij naam; "
            f"{AANGENOMEN} {plaats} daarbij hoort."
            for plaats, r in plaatsen
        ]

    def invoerfout(
        self, kandidaat: Kandidaat, veld: str, melding: str, bronnen: Bronnenlijst
    ) -> tuple[str, Clarification]:
        """What to say of a wrong value in the question, and what to ask.

        No source bears what was typed, so the text says which of the facts it is; a value that is allowed stands in it
        with the section that says so.
        """
        naam = veld.replace("_", " ")
        merk = self._bron_van(kandidaat.regeling, naam, melding, bronnen)
        reden = _NIET_BESTAAND.sub("dit is geen", melding)
        waarom = f": {reden}. {merk}" if merk or not exacte_waarden(reden) else "."
        gevraagd = doorvraag(kandidaat.tool, [veld])
        return f"Wat u als {naam} noemt, klopt niet{waarom.rstrip()} Wat is de juiste waarde?", Clarification(
            question=f"Wat is de juiste waarde voor {naam}? Wat u gaf klopt niet: {melding}.",
            options=(gevraagd.options if gevraagd else []) or _naaste_dagen(str(kandidaat.invoer.get(veld, ""))),
        )

    def _bron_van(self, regeling: str, naam: str, melding: str, bronnen: Bronnenlijst) -> str:
        """The marker of the section on a term that has every value of a message; empty where none has."""
        waarden, begrippen = exacte_waarden(melding), self._kennis.regelingen[regeling].begrippen
        genoemd = [b.bron for b in begrippen if vouw(b.term).endswith(vouw(naam))]
        draagt = [b for b in genoemd if waarden and waarden <= exacte_waarden(bronnen.tekst(b))]
        return bronnen.bron(draagt[0]) if draagt else ""

    # --- passages ------------------------------------------------------------------------------------------

    def passage(self, hit: Hit, bronnen: Bronnenlijst, ook: Hit | None = None) -> str:
        """A passage as the answer, its first sentence cited; a passage of the original beside it as second proof."""
        merk = bronnen.passage(hit.passage) + (bronnen.passage(ook.passage) if ook else "")
        return _met_merk(_inkorten(hit.passage.text), merk)

    def toelichting(self, hit: Hit, bronnen: Bronnenlijst) -> str:
        """The passage that explains a verdict."""
        return f"{TOELICHTING}\n\n{_met_merk(_inkorten(hit.passage.text, 900), bronnen.passage(hit.passage))}"

    def zonder_antwoord(self, vragen: Sequence[str]) -> list[str]:
        """The sentence that says which of the things that are asked the documents don't answer, if any."""
        if not vragen:
            return []
        aangehaald = opsomming([f"‘{kort(vraag, LANGSTE_AANHALING).rstrip('?.!')}’" for vraag in vragen])
        return [f"De documenten geven geen antwoord op {aangehaald}."]

    def voor_wie(self, passage: Passage) -> str:
        """The sentence that names the regime, unless the passage does so itself."""
        if passage.regeling is None:
            return f"Dit staat in {passage.titel}."
        naam = self.regeling_naam(passage.regeling)
        return "" if naam in passage.text else f"Dit geldt voor {naam}."

    @staticmethod
    def zie_ook(kop: str, tekst: str, merk: str) -> str:
        """A passage to read on, after its heading: its first sentences, with the list or table that they announce."""
        begin = _begin(tekst)
        if begin.startswith(_ROOSTER):
            return f"{ZIE_OOK}{kop}’: {merk}\n\n{begin}"
        return _met_merk(f"{ZIE_OOK}{kop}’: {begin}", merk) if begin else f"{ZIE_OOK}{kop}’. {merk}"

    # --- no answer -----------------------------------------------------------------------------------------

    def geen_antwoord(self, regelingen: tuple[str, ...], dichtbij: list[Hit], bronnen: Bronnenlijst) -> str:
        """What to say when the documents are silent: so, the nearest that they do say, and whom to ask."""
        namen = opsomming([self.regeling_naam(r) for r in regelingen]) or "de contracten die ik ken"
        delen = [f"Dat staat niet in de documenten over {namen}."]
        if dichtbij:
            eigen = {h.passage.titel for h in dichtbij if h.passage.herkomst == "gebruiker"}
            waar = f", in uw document ‘{eigen.pop()}’" if len(eigen) == 1 else ""
            delen.append(
                f"Het dichtst daarbij{waar}:\n\n"
                + "\n\n".join(_met_merk(_inkorten(h.passage.text, 700), bronnen.passage(h.passage)) for h in dichtbij)
            )
        delen += [self._kennis.regelingen[r].navraag for r in regelingen if r in self._kennis.regelingen]
        return "\n\n".join(delen)

    def niet_in_eigen(self, hits: Sequence[Hit], bronnen: Bronnenlijst) -> str:
        """What to say when a document of the user is silent: so, and the nearest that it does say."""
        dichtbij = [_met_merk(_inkorten(h.passage.text, 700), bronnen.passage(h.passage)) for h in hits]
        eerste = f"Dat staat niet in uw document ‘{hits[0].passage.titel}’.\n\nHet dichtst daarbij:"
        return "\n\n".join([eerste, *dichtbij])

    def hoort_elders(self, regeling: str, termen: list[tuple[str, str]]) -> str:
        """What to say when a question asks of one regime what only others know; `termen` with the regime of each."""
        waar = {naam: term for term, naam in reversed(termen)}
        bij = {naam: "" if exacte_waarden(term) else f" (‘{term}’)" for naam, term in waar.items()}
        ken = opsomming([f"van {self.regeling_naam(naam)}{term}" for naam, term in bij.items()])
        navraag = self._kennis.regelingen[regeling].navraag
        return (
            f"Dat staat niet in de documenten over {self.regeling_naam(regeling)}. Ik ken het alleen {ken}; regels van "
            f"een andere regio gelden niet zomaar.\n\n{navraag}"
        )

    def vreemde_plaats(self, plaats: str) -> str:
        """What to say of a region of which there are no documents."""
        namen = opsomming([r.naam for r in self._kennis.regelingen.values()])
        return (
            f"Over {plaats} heb ik geen documenten; regels van andere regio's gelden daar niet zomaar. "
            f"Ik ken de contracten van {namen}. Vraag het na bij de gemeente of de inkooporganisatie van {plaats}."
        )

    def welke_regeling(self, keuzes: tuple[str, ...], eigen: Sequence[Hit] = ()) -> Blok:
        """Ask for the regime; documents of the user that are about it are to choose from too."""
        regelingen = [self._kennis.regelingen[k] for k in keuzes]
        vraag = "Om welke regio en welk contract gaat het?"
        titels = list(dict.fromkeys(h.passage.titel for h in eigen))
        return Blok(
            "clarify",
            f"Het antwoord kan per regio verschillen. {vraag} Ik ken "
            f"{opsomming([*(r.naam for r in regelingen), *(f'uw document ‘{titel}’' for titel in titels)])}.",
            Clarification(question=vraag, options=[*(r.regio for r in regelingen), *titels]),
        )

    def welk_kind(self, namen: Sequence[str], tekst: str) -> Blok:
        """Ask of which child a fact is; it says of what kind the fact is, since nothing bears what was typed."""
        soorten = [naam for soort, naam in _FEITNAMEN.items() if soort in soorten_in(tekst)]
        wat = f" ({opsomming(soorten)})" if soorten else ""
        samen = "allebei" if len(namen) == 2 else "allemaal"
        vraag = f"Voor wie geldt dit{wat}: {', '.join(namen[:-1])} of {namen[-1]}, of voor {samen}?"
        return Blok("clarify", vraag, Clarification(question=vraag, options=[*namen, samen.capitalize()]))

    def niet_gelezen(self) -> Blok:
        """Ask what is other in another case that was put, when no fact of it was understood."""
        vraag = "Wat wordt er anders: het profiel, een datum, het segment, het contract of het product?"
        tekst = "Wat er anders is dan in uw vorige vraag, herken ik niet. Het oordeel van daarnet geldt er niet voor."
        return Blok("clarify", f"{tekst} {vraag}", Clarification(question=vraag, options=[]))

    def geweigerd(self, interpretatie: Interpretatie) -> str:
        """Refuse, quietly."""
        if interpretatie.soort == "aanval":
            return (
                "Daar kan ik niet op ingaan: ik werk alleen met de documenten over jeugdhulpcontracten en met vaste "
                "regels. "
                "Stel gerust een vraag over een contract, een productcode of een procedure."
            )
        if interpretatie.soort == "dank":
            return "Graag gedaan. Hebt u nog een vraag over een jeugdhulpcontract? Stel die gerust."
        if interpretatie.soort == "groet":
            return (
                "Goedendag. Stel uw vraag over een jeugdhulpcontract, bijvoorbeeld over een productcode, stapelen, "
                "een verzoek om wijziging of de conversie. Noem erbij om welke regio het gaat."
            )
        return (
            "Daar ga ik niet over. Ik beantwoord vragen over jeugdhulpcontracten: procedures, productcodes, "
            "stapelen, wijzigen, budgetten en wat de documenten daarover zeggen."
        )


def _met_merk(tekst: str, merk: str) -> str:
    """The marker after the first sentence that is no heading; a list or table has it below."""
    alineas = tekst.split("\n\n")
    eerste = alineas[0]
    if len(alineas) > 1 and eerste.startswith("**") and eerste.endswith("**"):
        return "\n\n".join([eerste, _met_merk("\n\n".join(alineas[1:]), merk)])
    regels = eerste.split("\n")
    stukken = zinnen(regels[0])
    if stukken and regels[0][:1] not in "|-*#":
        regels[0] = " ".join([f"{stukken[0]} {merk}", *stukken[1:]])
    else:
        regels.append(f"\n{merk}")
    alineas[0] = "\n".join(regels)
    return "\n\n".join(alineas)


def _begin(tekst: str) -> str:
    """The first sentences of a passage; a list or table that they announce is there whole, or not at all."""
    delen = list[str]()
    for alinea in tekst.split("\n\n"):
        rooster = alinea.startswith(_ROOSTER)
        past = len(alinea) <= LANGSTE_LIJST if rooster else len("\n\n".join([*delen, alinea])) <= LANGSTE_BEGIN
        if not past and (delen or rooster):
            break
        delen.append(alinea if past else _inkorten(alinea, LANGSTE_BEGIN))
    if delen and delen[-1].endswith(":"):  # what it announces is not there
        delen[-1] = " ".join(zinnen(delen[-1])[:-1])
    return "\n\n".join(filter(None, delen))


def _inkorten(tekst: str, langste: int = LANGSTE_PASSAGE) -> str:
    if len(tekst) <= langste:
        return tekst
    stuk = tekst[:langste]
    eind = max(stuk.rfind(". "), stuk.rfind("\n"))
    return (stuk[: eind + 1] if eind > langste // 3 else stuk).rstrip() + " …"


_VELDVRAGEN: dict[tuple[str, str], tuple[str, list[str]]] = {
    ("conversie", "gericht_op"): (
        "Is de toewijzing gericht op herstel of is die duurzaam?",
        ["Herstel", "Duurzaam"],
    ),
    ("conversie", "segment"): (
        "In welk segment valt de toewijzing van de cliënt?",
        ["Segment B", "Segment C"],
    ),
    ("conversie", "gecontracteerd_2021"): (
        "Had de aanbieder in 2021 al een contract?",
        ["In 2021 gecontracteerd", "In 2021 niet gecontracteerd"],
    ),
    ("conversie", "contract_2022"): (
        "Voor welke segmenten is de aanbieder in 2022 gecontracteerd?",
        ["Alleen B", "Alleen C", "Alleen V", "B en C", "B en V", "C en V", "B, C en V", "In 2022 geen contract"],
    ),
    ("verzoek_om_wijziging", "profiel"): (
        "Om welk ondersteuningsprofiel gaat het?",
        [f"Profiel {n}" for n in range(1, 9)],
    ),
    ("verzoek_om_wijziging", "intensiteit"): (
        "Wat is de intensiteit nu?",
        ["Perspectief", "Intensief", "Duurzaam licht", "Duurzaam zwaar"],
    ),
    ("verzoek_om_wijziging", "nieuwe_intensiteit"): (
        "Naar welke intensiteit moet het?",
        ["Naar perspectief", "Naar intensief", "Naar duurzaam licht", "Naar duurzaam zwaar"],
    ),
    ("verzoek_om_wijziging", "ingangsdatum"): (
        "Op welke dag moet de wijziging ingaan, met dag, maand en jaar?",
        [],
    ),
    ("verzoek_om_wijziging", "einddatum"): ("Wat is de einddatum van de toewijzing nu?", []),
    ("verzoek_om_wijziging", "eerder_gewijzigd"): (
        "Is deze toewijzing al eens zo gewijzigd?",
        ["Nog niet eerder gewijzigd", "Al eens gewijzigd"],
    ),
    ("stapelen", "toewijzingen"): (
        "Om welke segmenten gaat het?",
        [
            "Segment B met segment B",
            "Segment B met segment C",
            "Segment B met segment V",
            "Segment C met segment V",
            "Segment C met segment C",
            "Segment V met segment V",
        ],
    ),
    ("stapelen", "aanbieder"): (
        "Gaat het om dezelfde of om verschillende aanbieders?",
        ["Dezelfde aanbieder", "Verschillende aanbieders"],
    ),
    ("toegang", "profiel"): (
        "Om welk profiel gaat het, of om dagbesteding?",
        [*(f"Profiel {n}" for n in range(1, 9)), "Dagbesteding"],
    ),
    ("toegang", "verwijzer"): (
        "Wie verwijst: de gemeente of een externe verwijzer?",
        ["Gemeente is verwijzer", "Externe verwijzer"],
    ),
    ("toegang", "moment"): ("Is het een aanvraag of een verlenging?", ["Aanvraag", "Verlenging"]),
    ("productcode", "code"): ("Om welk profiel gaat het?", [f"Profiel {n}" for n in range(1, 9)]),
    ("productcode", "profiel"): ("Om welk profiel gaat het?", [f"Profiel {n}" for n in range(1, 9)]),
    ("productcode", "intensiteit"): (
        "Om welke intensiteit gaat het?",
        ["Perspectief", "Intensief", "Duurzaam licht", "Duurzaam zwaar"],
    ),
    ("einddatum_herstel", "ingangsdatum"): (
        "Op welke dag is het recht ingegaan, met dag, maand en jaar?",
        [],
    ),
    ("uitdienen", "startdatum"): ("Op welke dag is deze toewijzing begonnen, met dag, maand en jaar?", []),
    ("onderhanden_werk", "soort_aanbieder"): (
        "Wat voor aanbieder is het: een instelling, een groepspraktijk of een zelfstandige?",
        ["Instelling", "Groepspraktijk", "Zelfstandige"],
    ),
    ("onderhanden_werk", "datum"): ("Op welke dag wilt u aanleveren, met dag, maand en jaar?", []),
    ("signaalbudget", "product"): ("Om welk product gaat het?", []),
    ("signaalbudget", "budget"): ("Hoe hoog is het signaalbudget, in euro's?", []),
    ("signaalbudget", "gedeclareerd"): ("Hoeveel is er al gedeclareerd, in euro's?", []),
    ("contractmutatie", "wijziging"): (
        "Wat wilt u wijzigen in het contract?",
        ["Een hoofdbehandelaar toevoegen", "AGB-code", "Budgetplafond", "Producten", "Plaatsen", "Overig"],
    ),
}
"""(tool, missing input) -> the question to ask and the options to click."""


def doorvraag(tool: str, velden: Sequence[str]) -> Clarification | None:
    """The question for the first of the inputs that are missing, of which there is one."""
    for veld in velden:
        if (tool, veld) in _VELDVRAGEN:
            vraag, opties = _VELDVRAGEN[(tool, veld)]
            return Clarification(question=vraag, options=opties)
    return None


def regelingen_in(ronde: Toolronde, scope: Scope) -> list[str]:
    """The regimes an answer holds for."""
    uit_tools = [e.regeling for _, e in ronde.resultaten if e.regeling]
    return list(dict.fromkeys([*uit_tools, *scope.regelingen]))


def schoon(tekst: str) -> str:
    """No more than one blank line, no trailing blanks."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(r.rstrip() for r in tekst.splitlines())).strip()
