"""The shape of one contract regime (regeling): what a file in `regelingen/` may say.

Every rule block carries where it stands in the source (`bron`), from and until when it holds (`geldig`) and
when it was last checked (`gecontroleerd_op`). Unknown keys are refused. The tools read these models; nothing
here decides anything.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Intensiteit = Literal["perspectief", "intensief", "duurzaam_licht", "duurzaam_zwaar"]
"""The mate of support within a profile; see `INTENSITEIT_NAMEN` for how sources write it."""

INTENSITEIT_NAMEN: dict[str, str] = {
    "perspectief": "perspectief",
    "intensief": "intensief",
    "duurzaam_licht": "duurzaam licht",
    "duurzaam_zwaar": "duurzaam zwaar",
}

Document = Literal["perspectiefplan", "vervolgdeel", "aanvraagformulier", "geen"]
"""What a request for or an extension of care needs (`geen`: nothing)."""


class Model(BaseModel):
    """Closed, immutable base of everything in a regime file."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Bron(Model):
    """A place in an article; written in YAML as `document#heading`."""

    document: str = Field(description="Id of the article in `bronnen/`.")
    section: str = Field(description="Heading in that article, literally.")


def _lees_bron(value: Any) -> Any:
    if isinstance(value, str):
        document, hek, section = value.partition("#")
        if not hek or not document.strip() or not section.strip():
            raise ValueError("een bron schrijft u als document#kop")
        return {"document": document.strip(), "section": section.strip()}
    return value


BronVeld = Annotated[
    Bron,
    BeforeValidator(_lees_bron, json_schema_input_type=Annotated[str, Field(pattern="^[^#]+#.+$")]),
    Field(description="Where the source says it: `document#kop`."),
]


class Geldig(Model):
    """From and until when something holds; both ends included, null where the source names no end."""

    van: date | None = Field(description="First day; null where the source names none.")
    tot: date | None = Field(description="Last day; null where the source names none.")

    @model_validator(mode="after")
    def _volgorde(self) -> Geldig:
        if self.van and self.tot and self.tot < self.van:
            raise ValueError(f"de einddatum {self.tot} ligt voor de begindatum {self.van}")
        return self


class Regel(Model):
    """A rule block: what every set of rules must say of itself."""

    bron: BronVeld
    geldig: Geldig
    gecontroleerd_op: date = Field(description="The day on which somebody last held this against the source.")
    opmerkingen: list[str] = Field(
        default=[], description="What the source leaves open about this; shown with every answer."
    )


class Voorbeeld(Model):
    """An example that `wegwijzer check` runs: this input must give this verdict and these data."""

    invoer: dict[str, Any] = Field(description="Input of the tool, without `regeling`.")
    verdict: str = Field(description="The verdict it must give.")
    data: dict[str, Any] = Field(default={}, description="Keys of `data` that must have exactly this value.")


class RegelMetVoorbeelden(Regel):
    """A rule block of a tool, with the examples that prove it."""

    voorbeelden: list[Voorbeeld] = Field(min_length=1, description="Cases that `wegwijzer check` runs.")


# --- product codes -----------------------------------------------------------------------------------------


class Productcode(Model):
    """One row of the product-code table."""

    code: str
    categorie: str
    profiel: int
    intensiteit: Intensiteit
    omschrijving: str
    eenheid: str
    frequentie: str
    bron: BronVeld


class CodePatroon(Model):
    """How codes are built: category, profile digit, letters of the intensity."""

    categorie: str = Field(description="First characters of a code.")
    profielen: list[int] = Field(min_length=1)
    intensiteiten: dict[str, Intensiteit] = Field(description="Letters at the end of a code -> intensity.")
    bron: BronVeld


class Productcodes(RegelMetVoorbeelden):
    """The product-code table of a regime and the pattern behind it."""

    patroon: CodePatroon
    volledige_lijst: str = Field(description="Where the complete list is kept, as the source calls it.")
    codes: list[Productcode] = Field(min_length=1)


# --- products ----------------------------------------------------------------------------------------------


class Kenmerk(Model):
    """One thing that holds for a product category."""

    naam: str = Field(description="Short id, e.g. `verwijzers`.")
    waarde: str | int | bool | list[str] | None = Field(description="The value; null where the source is silent.")
    tekst: str = Field(description="The same as one Dutch sentence.")
    bron: BronVeld


class Productcategorie(Model):
    """A category of the product catalogue."""

    id: str
    naam: str
    synoniemen: list[str] = Field(default=[], description="Other words by which people name it.")
    producten: list[str] = Field(min_length=1, description="Names exactly as in the source.")
    kenmerken: list[Kenmerk] = []
    bron: BronVeld


class Catalogus(RegelMetVoorbeelden):
    """The products of a regime by category."""

    soort: str = Field(description="What the source calls them in plural: producten, componenten.")
    categorieen: list[Productcategorie] = Field(min_length=1)


# --- stacking ----------------------------------------------------------------------------------------------


class Stapelpaar(Model):
    """One row of the stacking matrix."""

    paar: Annotated[list[str], Field(min_length=2, max_length=2)]
    voorwaarde: Literal["geen", "verschillende_aanbieders"]
    bron: BronVeld


class Contractvorm(Model):
    """One combination of segments that a single provider may hold."""

    segmenten: list[str] = Field(min_length=1)
    bron: BronVeld


class Stapelen(RegelMetVoorbeelden):
    """Which allocations (toewijzingen) may run side by side."""

    segmenten: dict[str, str] = Field(min_length=1, description="Letter -> name of the segment.")
    matrix: list[Stapelpaar] = Field(min_length=1)
    contractvormen: list[Contractvorm]
    opmerkingen_bij: dict[Literal["geen_voorwaarde", "meer_dan_twee"], list[str]] = Field(
        default={}, description="The same, shown where a pair has no condition, or with more than two allocations."
    )


# --- change request (317) ----------------------------------------------------------------------------------


Wijzigingsregelnaam = Literal["profiel", "profielen", "groepen", "vanaf", "dag_van_de_maand", "eenmalig", "looptijd"]


class Wijzigingsregel(Model):
    """One demand on a change request, with its sentence for users."""

    tekst: str = Field(description="The rule as one Dutch sentence.")
    bron: BronVeld


class Wijziging(RegelMetVoorbeelden):
    """What a verzoek om wijziging (317) may change, from when, and how often."""

    bericht: str = Field(description="Number of the message, e.g. 317.")
    alle_profielen: list[int] = Field(min_length=1, description="Profiles that exist in the regime.")
    profielen: list[int] = Field(min_length=1, description="Profiles for which the request may be used.")
    groepen: list[list[Intensiteit]] = Field(description="Intensities between which a change may go.")
    vanaf: date = Field(description="First possible start of a change.")
    dag_van_de_maand: int = Field(ge=1, le=28, description="The day of the month on which a change may start.")
    eenmalig: bool = Field(description="Whether a change may be made only once.")
    looptijd_blijft: bool = Field(description="Whether the term of the allocation must stay.")
    profiel_blijft: bool = Field(description="Whether the profile must stay.")
    regels: dict[Wijzigingsregelnaam, Wijzigingsregel] = Field(description="Sentence and source of each rule.")
    opmerkingen_bij: dict[Wijzigingsregelnaam, list[str]] = Field(
        default={}, description="The same about one rule, shown where it is not certain that it is met."
    )

    @model_validator(mode="after")
    def _alle_regels(self) -> Wijziging:
        ontbreekt = set(get_args(Wijzigingsregelnaam)) - set(self.regels)
        if ontbreekt:
            raise ValueError("regels mist: " + ", ".join(sorted(ontbreekt)))
        return self


# --- conversion --------------------------------------------------------------------------------------------


class Stap(Model):
    """One step of a procedure."""

    wie: str = Field(description="Who acts: aanbieder, gemeente, beide.")
    tekst: str = Field(description="What happens, in one or two Dutch sentences.")
    datum: date | None = Field(default=None, description="The day named; null where the source names none.")
    datum_tekst: str | None = Field(default=None, description="How the day reads, e.g. `vanaf 1 november`.")
    bron: BronVeld | None = Field(
        default=None, description="Where the source says it; null: where the row that leads to the procedure does."
    )


class Procedure(Model):
    """A conversion procedure."""

    naam: str
    samenvatting: str = Field(description="One Dutch sentence that tells what the procedure is.")
    stappen: list[Stap] = Field(min_length=1)
    bron: BronVeld


class Conversierij(Model):
    """A row of the decision table: where all conditions hold, `procedure` follows (null: not described)."""

    als: dict[str, list[Any]] = Field(description="Input -> values for which this row holds; absent means any.")
    procedure: str | None
    bron: BronVeld
    opmerkingen: list[str] = []


class Conversie(RegelMetVoorbeelden):
    """The conversion of allocations to the new contracts."""

    gericht_op: dict[str, list[Intensiteit]] = Field(min_length=1, description="Goal of the care -> its intensities.")
    segmenten: list[str] = Field(min_length=1)
    contractsegmenten: list[str] = Field(min_length=1, description="Segments a provider can hold afterwards.")
    procedures: dict[str, Procedure]
    tabel: list[Conversierij] = Field(min_length=1)
    opmerkingen_bij: dict[Literal["dagen"], list[str]] = Field(
        default={}, description="The same, shown where a step of the procedure names a day."
    )


class EinddatumHerstel(RegelMetVoorbeelden):
    """The end date of allocations aimed at recovery (herstel)."""

    maanden: int = Field(gt=0, description="Months from the start of the entitlement.")
    trajecten_tot: date | None = Field(
        default=None, description="Present last day of the allocations that are extended; none: the source gives none."
    )
    administratie_tot: date = Field(description="Last day to which the provider extends its records.")
    tekst_administratie: str
    bron_administratie: BronVeld


# --- access ------------------------------------------------------------------------------------------------


class Cel(Model):
    """A cell of the access overview: which document, and the footnote mark that stands beside it."""

    document: Document
    tekst: str = Field(description="The cell as the source has it, mark included.")
    voetnoot: str | None = None


class Regie(Model):
    """Whether the local access team directs the case."""

    waarde: Literal["ja", "nee"]
    tekst: str
    voetnoot: str | None = None


class Toegangsrij(Model):
    """A row of the access overview."""

    profiel: int | str
    gemeente: dict[Literal["aanvraag", "verlenging"], Cel]
    extern: dict[Literal["aanvraag", "verlenging"], Cel]
    regie: Regie
    bron: BronVeld


class Toegang(RegelMetVoorbeelden):
    """Which document a request or an extension needs, and who directs."""

    rijen: list[Toegangsrij] = Field(min_length=1)
    voetnoten: dict[str, str | None] = Field(description="Mark -> its text; null where the source gives none.")


# --- running out the old contract --------------------------------------------------------------------------


class Route(Model):
    """A way to move a running indication to the new purchase."""

    naam: str
    tekst: str
    bron: BronVeld


class Uitdienen(RegelMetVoorbeelden):
    """How allocations under the old contract run out."""

    segmenten: list[str] = Field(min_length=1, description="The segments of which the source tells it.")
    nieuw_vanaf: date = Field(description="Allocations that start on or after this day fall under the new contract.")
    termijn: str = Field(description="The term, as the source has it.")
    omzetten_voor: date = Field(description="Before this day running indications must be moved.")
    routes: list[Route] = Field(min_length=1)
    bron_toewijzen: BronVeld


# --- signal budget -----------------------------------------------------------------------------------------


class Signaalbudget(RegelMetVoorbeelden):
    """The signal budget: a ceiling within which a provider declares."""

    categorie: str = Field(description="Id of the catalogue category to which it applies.")
    drempel_procent: Decimal = Field(gt=0, le=100)
    onder_drempel: str = Field(description="What the provider does below the threshold.")
    vanaf_drempel: list[Wijzigingsregel] = Field(min_length=1, description="The ways open from the threshold on.")
    boven_budget: str = Field(description="What holds for declaring more than the budget.")
    maatwerk: Wijzigingsregel = Field(description="What holds for very complex care.")
    bron_drempel: BronVeld
    bron_categorie: BronVeld


# --- work in progress --------------------------------------------------------------------------------------


class OnderhandenWerk(RegelMetVoorbeelden):
    """When the work in progress (onderhanden werk, OHW) is delivered, and by whom."""

    soorten: dict[str, bool] = Field(description="Kind of provider -> whether it must deliver.")
    van_dag: int = Field(ge=1, le=28)
    tot_en_met_dag: int = Field(ge=1, le=28)
    eerste_dag: date = Field(description="First day that the source describes.")
    laatste_levering: date = Field(description="First day of the month of the last delivery.")
    bron_zelfstandigen: BronVeld
    bron_einde: BronVeld


# --- contract changes --------------------------------------------------------------------------------------


class Mutatie(Model):
    """A change of a contract that a provider can't make itself, or not during the contract."""

    soort: Literal["niet_zelf", "niet_tijdens_contract"]
    naam: str
    termen: list[str] = Field(
        min_length=1,
        description="Word beginnings by which free text is recognised; all of an item must occur.",
    )
    niet_met: list[str] = Field(default=[], description="Word beginnings that make free text mean something else.")
    anders: list[str] = Field(
        default=[], description="Word beginnings of another change than this one, where none of `toch` is there."
    )
    toch: list[str] = Field(default=[], description="Word beginnings of this change, whatever is named beside it.")
    eigenschappen: list[str] = Field(
        default=[],
        description="Word beginnings of what belongs to it and is changed by itself: the telephone number of a place.",
    )
    tekst: str
    contact: str | None = None
    bron: BronVeld


class Contractmutaties(RegelMetVoorbeelden):
    """Which changes of a contract are possible."""

    mutaties: dict[str, Mutatie]
    behalve: list[str] = Field(default=[], description="Beginnings of words that begin like a term and are none.")
    tussen: list[str] = Field(default=[], description="Words between one change and the next, beside signs.")
    bezit: list[str] = Field(default=[], description="Words right before the owner of something: our, the.")
    tegenover: list[str] = Field(default=[], description="Those of them before what is meant instead.")
    niet: list[str] = Field(default=[], description="Before what is not meant, where something else is.")
    overig: str = Field(description="What to say of a change that the source does not list.")
    bron_overig: BronVeld


# --- the regime --------------------------------------------------------------------------------------------


class Term(Model):
    """A tell-tale term of a regime with the weight of its evidence."""

    term: str
    gewicht: float = Field(gt=0, le=5)


def _lees_term(value: Any) -> Any:
    return {"term": value, "gewicht": 1.0} if isinstance(value, str) else value


class Herkenning(Model):
    """By what a question or a document shows which regime it is about."""

    gebieden: list[str] = Field(default=[], description="Names of the region that name this regime and no other.")
    omgeving: list[str] = Field(
        default=[], description="Places that lie in the region although no source names them; answers say so."
    )
    gedeelde_gebieden: list[str] = Field(default=[], description="Names of places that belong to other regimes too.")
    kenmerken: list[Annotated[Term, BeforeValidator(_lees_term)]] = Field(
        default=[], description="Tell-tale terms of the subject matter."
    )
    jaren: list[int] = Field(default=[], description="Years that point to this regime.")


class Contactpunt(Model):
    """Somebody to ask."""

    naam: str
    waarvoor: str
    bereikbaar: str = Field(description="E-mail address, web address or form, as the source has it.")
    bron: BronVeld


class Afloop(Model):
    """That the contracts of a regime have ended."""

    laatste_dag: date = Field(description="The last day of the contracts; an answer on a later day says so.")
    tekst: str = Field(description="What the answer then says, with that day in it.")
    bron: BronVeld


class Begrip(Model):
    """A glossary entry."""

    term: str
    afkortingen: list[str] = []
    uitleg: str
    bron: BronVeld


class Profiel(Model):
    """A support profile (ondersteuningsprofiel)."""

    nummer: int
    grondslag: list[str] = Field(min_length=1)
    omschrijving: str
    complexiteit: str
    bron: BronVeld


class Regeling(Model):
    """One contract regime."""

    regeling: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="Id of the regime; the name of its file.")
    naam: str = Field(
        pattern=r"^\D+$", description="How answers name the regime; no digits, so that nothing needs proof."
    )
    regio: str = Field(description="Region and period, as a choice to click.")
    geldig: Geldig
    gecontroleerd_op: date
    documenten: list[str] = Field(min_length=1, description="Articles that restate its sources.")
    gemeenten: list[str] = Field(default=[], description="Municipalities that the sources name.")
    aantal_gemeenten: int | None = Field(default=None, description="How many there are, where the source says so.")
    herkenning: Herkenning
    contactpunten: list[Contactpunt] = []
    navraag: str = Field(description="Whom to ask when the documents are silent, as one Dutch sentence.")
    afloop: Afloop | None = Field(default=None, description="None where the source gives no end of the contracts.")
    begrippen: list[Begrip] = []
    profielen: list[Profiel] = []
    productcodes: Productcodes | None = None
    catalogus: Catalogus | None = None
    stapelen: Stapelen | None = None
    verzoek_om_wijziging: Wijziging | None = None
    conversie: Conversie | None = None
    einddatum_herstel: EinddatumHerstel | None = None
    toegang: Toegang | None = None
    uitdienen: Uitdienen | None = None
    signaalbudget: Signaalbudget | None = None
    onderhanden_werk: OnderhandenWerk | None = None
    contractmutatie: Contractmutaties | None = None

    @property
    def plaatsnamen(self) -> list[str]:
        """The names by which people mean this regime and no other: region, municipalities, places around."""
        return [*self.herkenning.gebieden, *self.gemeenten, *self.herkenning.omgeving]


def schoon_term(term: str) -> str:
    """Fold a term for comparison: lower case, no spaces, hyphens or dots."""
    return re.sub(r"[\s\-._/]+", "", term).casefold()
