"""The form for product codes: decode a code, or make one of a profile and an intensity."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.forms.question import Formulier, Invoer, Kandidaat, Vraag
from assistant.reading.certainty.denials import ontkent_code
from assistant.reading.products.catalogue import namen_in, staat_in
from assistant.reading.products.codes import codewissel, los_voor_intensiteit, profielen_met_intensiteit
from assistant.text.clauses import ZIN
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Productcodes, Regeling
from knowledge.vocabulary import laad_woordenschat

_TOOL = "productcode"
_MEESTE = 4
"""Codes that one question gets."""
_CIJFER = re.compile(r"\b\d\b")
_KAAL = 3
"""Words of a question that is hardly more than the code itself."""


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots, signaal = vraag.slots, vraag.signaal(_TOOL)
    assert regeling.productcodes is not None
    profielen = slots.profielen
    if not profielen and "profielen" not in slots.open:
        profielen = _bij_naam(vraag, regeling.productcodes) or _los_ervoor(vraag)

    def met(zekerheid: float, **invoer: str | int) -> Kandidaat:
        return Kandidaat(_TOOL, invoer, zekerheid, regeling.regeling)

    if na := _na_wijziging(vraag):
        return [met(0.95, profiel=na[0], intensiteit=na[1])]
    if _wisselt(vraag):
        return []
    if codes := _codes(vraag, regeling.productcodes):
        return [met(0.9 + 0.05 * signaal, code=c) for c in codes[:_MEESTE]]
    if not (profielen or slots.intensiteiten or slots.codes) and ontkent_code(vraag.kern):
        return [met(0.9)]  # "ik zoek niet 504DL": which code then?
    if signaal < 1 and not (signaal and (profielen or slots.intensiteiten)):
        return []
    if product := _product(vraag, regeling):
        return [met(0.9, zoek=product)]
    if profielen and slots.intensiteiten:
        paren = _paren(vraag, profielen)
        return [met(0.6 + 0.35 * signaal, profiel=p, intensiteit=i) for p, i in paren]
    return [met(0.7, **invoer) for invoer in _half(vraag, profielen)]


def _na_wijziging(vraag: Vraag) -> tuple[int, str] | None:
    """The profile and the intensity after a change of which the code is asked; None where one of them is not told."""
    slots = vraag.slots
    if not laad_formulierwoorden().productcode.na_wijziging.search(vraag.kern) or not vraag.signaal(_TOOL):
        return None
    enkel = slots.intensiteiten[0] if len(slots.intensiteiten) == 1 and slots.codes else None
    naar = slots.intensiteit_naar or enkel
    profiel = slots.nieuw_profiel or (slots.profielen[0] if len(slots.profielen) == 1 else None)
    return (profiel, naar) if profiel and naar else None


def _product(vraag: Vraag, regeling: Regeling) -> str | None:
    """The product by whose name a code is asked for; none where the case is one of a profile and an intensity."""
    een_code = laad_formulierwoorden().productcode.een_code.search(vraag.kern)
    if regeling.catalogus is None or not een_code or vraag.slots.profielen or vraag.slots.intensiteiten:
        return None
    return next(iter(namen_in(vraag.kern, regeling.catalogus)), None)


def _bij_naam(vraag: Vraag, tabel: Productcodes) -> tuple[int, ...]:
    """The profiles whose name in the table stands in the question."""
    return tuple(dict.fromkeys(c.profiel for c in tabel.codes if staat_in(c.omschrijving, vraag.tekst)))


def _los_ervoor(vraag: Vraag) -> tuple[int, ...]:
    """The profiles that stand as bare numbers right before an intensity: "de code van 4 duurzaam zwaar".

    A number before something that is counted is none: "de code van onze 4 duurzaam zwaar cliënten". Nor is one that may
    count: "de code voor 1 intensief", and two of them.
    """
    if not laad_woordenschat().zwak[_TOOL].search(vraag.tekst) and not laad_woordenschat().sterk[_TOOL].search(
        vraag.tekst
    ):
        return ()
    nummers = tuple(dict.fromkeys(p for p, _ in los_voor_intensiteit(vraag.tekst, laad_woordenschat())))
    telt = laad_formulierwoorden().productcode.telt_misschien
    geteld = any(telt.search(vraag.tekst[: m.start()]) for m in _CIJFER.finditer(vraag.tekst))
    return () if geteld or len(nummers) > 1 else nummers


def _codes(vraag: Vraag, tabel: Productcodes) -> list[str]:
    """The codes of a question that is about them: they are of this regime, or it says so, or it has little else."""
    slots = vraag.slots
    if slots.intensiteit_naar and "verzoek_om_wijziging" in vraag.sterk:
        return []
    volgt = re.compile(rf"{tabel.patroon.categorie}\d({'|'.join(tabel.patroon.intensiteiten)})")
    alle = vraag.signaal(_TOOL) or len(vraag.tekst.split()) <= _KAAL
    return [c for c in slots.codes if alle or volgt.fullmatch(c)]


def _wisselt(vraag: Vraag) -> bool:
    """Whether it is about a change from one code to another, and does not ask what these codes are."""
    schat = laad_woordenschat()
    if codewissel(vraag.tekst) is None or schat.sterk[_TOOL].search(vraag.tekst):
        return False
    mag = laad_formulierwoorden().verzoek_om_wijziging.mag
    zinnen = [z for z in ZIN.split(vraag.tekst) if z.rstrip().endswith("?") and codewissel(z) is None]
    return not any(schat.zwak[_TOOL].search(z) and not mag.search(z) for z in zinnen)


def _paren(vraag: Vraag, profielen: Sequence[int]) -> list[tuple[int, str]]:
    """The profiles with their intensities: by their places in the text, else every one with every other."""
    intensiteiten = vraag.slots.intensiteiten
    if len(profielen) > 1 and len(intensiteiten) > 1:
        schat = laad_woordenschat()
        paren = profielen_met_intensiteit(vraag.tekst, schat) or los_voor_intensiteit(vraag.tekst, schat)
        if {p for p, _ in paren} == {*profielen} and {i for _, i in paren} == {*intensiteiten}:
            return list(paren[:_MEESTE])
    return [(p, i) for p in profielen[:_MEESTE] for i in intensiteiten[:2]][:_MEESTE]


def _half(vraag: Vraag, profielen: Sequence[int]) -> list[Invoer]:
    """The half of an input, when a code is asked for all the same."""
    slots = vraag.slots
    if profielen:
        return [{"profiel": profielen[0]}]
    onzeker = "profielen" in slots.open  # then no document may name a code either
    if not onzeker and not laad_formulierwoorden().productcode.een_code.search(vraag.kern):
        return []
    if slots.intensiteiten:
        return [{"intensiteit": slots.intensiteiten[0]}]
    return [{}] if vraag.geval else []


FORMULIER = Formulier(_TOOL, "productcodes", _vul, frozenset({"codes", "profielen", "intensiteiten", "dagbesteding"}))
