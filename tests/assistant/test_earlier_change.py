"""Whether an allocation was changed before: read only where it is said of a change, by nobody denied or doubted."""

from __future__ import annotations

import pytest

from assistant.models import AskRequest
from assistant.reading.slots import lees_slots
from assistant.service import Assistant
from knowledge.folding import vouw
from knowledge.vocabulary import laad_woordenschat


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("Profiel 1, is al twee keer aangepast. Nu per 1 mei naar IN, mag dat?", "ja"),
        ("Er is al eenmaal gewijzigd. Kan het niet opnieuw naar perspectief?", "ja"),
        ("Mag het niet nogmaals gewijzigd worden per 317?", "ja"),
        ("Kan ik dat nog een keer nalezen?", None),
        ("The intensity hasn't been changed before.", "nee"),
        ("It has not been changed earlier, first time we ask.", "nee"),
        ("There has been no previous change.", "nee"),
        ("We never switched before, can we use a 317?", "nee"),
        ("This one was already changed once. Can we do it again?", "ja"),
        ("Not sure whether it has been changed before.", None),
        ("Ik weet niet of er al eens gewijzigd is.", None),
        ("Of dit de eerste wijziging is, is mij niet duidelijk.", None),
        ("Het gezin is opnieuw verhuisd. Profiel 2 van PE naar IN, mag dat?", None),
        ("We hebben al eens gebeld hierover. Profiel 2 van PE naar IN per 1 mei, mag dat?", None),
        ("Ik doe dit voor het eerst. Profiel 2 van PE naar IN per 1 mei, mag dat?", None),
        ("Het is de eerste keer dat ik zo'n bericht stuur: van PE naar IN per 1 mei.", None),
        ("Het perspectiefplan is al eens aangepast. Van PE naar IN per 1 mei?", None),
        ("De einddatum is al eens gewijzigd. Nu van PE naar IN per 1 mei?", None),
        (
            "In mei ging hij van perspectief naar intensief. Nu willen we terug naar perspectief per 1 oktober.",
            "ja",
        ),
        ("Vorig jaar hebben we haar al van DL naar DZ gezet; nu willen ze per 1 mei terug naar licht.", "ja"),
        ("Bram is van PE naar IN gezet per 1 oktober 2025, mag dat met een 317?", None),
        ("Mogen we per 1 mei naar IN en later weer terug naar PE?", None),
        ("Nog nooit gewijzigd. Van PE naar IN per 1 mei, en mag hij later weer terug naar PE?", "nee"),
        ("Mag je van IN terug naar PE per 1 mei?", None),
        ("Per 1 mei van IN naar PE. Mag ik maar 1 keer wijzigen?", None),
        ("Er is aan deze toewijzing nooit eerder iets veranderd", "nee"),
        ("zonder dat er al eens gewijzigd is", "nee"),
        ("Niet eerder gewijzigd hoor", "nee"),
        ("Al eens gewijzigd ja.", "ja"),
        ("in mei al omgezet van licht naar zwaar, nu weer terug naar licht per 1 oktober?", "ja"),
        ("Hij is van plan gewisseld van school. Wij willen van PE naar IN per 1 mei", None),
        ("er zijn nog geen eerdere wijzigingen geweest", "nee"),
        ("Voor zover ik weet is er misschien al eens gewijzigd", None),
        ("er is een eerdere wijziging geweest in maart", "ja"),
        ("de vorige wijziging was in maart, nu naar IN", "ja"),
        ("Dit zou de tweede wijziging zijn", "ja"),
        ("Dit is onze tweede 317 voor dit kind", "ja"),
        ("Zijn zus is al eens opgeschaald. Bij hem van PE naar IN per 1 mei", None),
        # what it began with, and what was done under another allocation, is no earlier change of this one
        ("Bij de start ging het kind naar perspectief. Nu wil ik profiel 3 van perspectief naar intensief", None),
        ("Hij begon op perspectief en ging naar licht. Nu willen we van perspectief naar intensief", None),
        ("Vorig jaar ging hij van IN naar PE bij een andere aanbieder. Mag hij nu van PE naar IN per 1 mei?", None),
        ("Onder de vorige toewijzing is al een keer gewijzigd. Nu van PE naar IN per 1 mei", None),
        ("Er is al eens gewijzigd. Dat was onder een andere toewijzing. Nu van PE naar IN", None),
        ("Onder de vorige indicatie is al gewijzigd, onder deze nog nooit. Van PE naar IN", "nee"),
        # a request that came to nothing changed nothing
        ("Het verzoek is door de gemeente al 1 keer teruggestuurd.", None),
        ("Het tweede verzoek, want het eerste werd afgekeurd.", None),
        ("Eerste verzoek werd afgewezen. Mag het van PE naar IN?", None),
        ("We dienen het verzoek opnieuw in, het eerste is zoekgeraakt.", None),
        ("Dit is ons tweede verzoek. Het eerste is geweigerd.", None),
        ("De 317 kwam al een keer retour gestuurd bij ons binnen", None),
        ("Our first request was rejected. May we ask again?", None),
        ("Er is nog nooit iets gewijzigd; een eerder verzoek werd afgewezen.", "nee"),
        ("Er is al eens gewijzigd van PE naar IN. Wordt een nieuw verzoek dan geweigerd?", "ja"),
        ("De begeleiding is al twee keer opgeschaald in uren.", None),
        ("Het aantal uren is al eens verhoogd.", None),
        # denied, or only believed
        ("De moeder zegt dat er al eens een wijziging is geweest, maar dat klopt niet.", None),
        ("Volgens het wijkteam is er al eens gewijzigd. Dat klopt niet.", None),
        ("Ik dacht dat het al een keer was aangepast, blijkt niet zo te zijn.", None),
        ("Dit is denk ik de eerste wijziging.", None),
        # the rule itself
        ("Als het al eens gewijzigd is mag het niet meer, toch? Mag dit?", None),
        ("Het mag alleen als het de eerste wijziging is, begrijp ik. Mag dit?", None),
        ("Mag het ook als er al eens gewijzigd is?", "ja"),
        ("Mag het als er nog nooit gewijzigd is?", "nee"),
        # of a day, a system or a part of the time
        ("Mag profiel 2 niet eerder dan 1 oktober 2025 van perspectief naar intensief?", None),
        ("Kan het niet eerder ingaan dan 1 mei?", None),
        ("Kunnen we niet eerder van PE naar IN?", None),
        ("Kan het niet eerder gewijzigd worden van PE naar IN?", None),
        ("Het is nog niet gewijzigd in het systeem.", None),
        ("Voor ons is het de eerste wijziging sinds wij de casus overnamen.", None),
        ("Sinds we de casus hebben, is dit de eerste wijziging.", None),
        ("Dit jaar nog niet gewijzigd.", None),
        ("Dit jaar per 1 oktober van PE naar IN, nog nooit gewijzigd.", "nee"),
    ],
)
def test_it_is_read_of_a_change_only(tekst: str, verwacht: str | None) -> None:
    schat = laad_woordenschat()
    assert lees_slots(schat.voluit(vouw(tekst)), schat).eerder_gewijzigd == verwacht


@pytest.mark.parametrize(
    ("vraag", "verdict"),
    [
        (
            "Meisje uit Opmeer, profiel 3, intensief, al 2x gewijzigd. Per 1 mei 2026 naar PE, mag dat niet opnieuw?",
            "niet_toegestaan",
        ),
        (
            "A girl in Medemblik, profile 1: may we move her from perspectief to intensief on 1 March 2026 with a 317? "
            "The allocation hasn't ever been changed before.",
            "toegestaan",
        ),
        (
            "In het najaar van 2025 is een jongen uit Hoorn (profiel 1) van IN naar PE gegaan met een 317. "
            "Nu willen we hem per 1 juni 2026 toch naar intensief. Mag dat met een 317?",
            "niet_toegestaan",
        ),
        (
            "Bij de start ging het kind naar perspectief. Nu wil ik profiel 3 van perspectief naar intensief per "
            "1 september 2025 in Westfriesland. Mag dat?",
            "voorwaardelijk",
        ),
        (
            "De cliënt ging vorig jaar van intensief naar perspectief bij een andere aanbieder onder een andere "
            "toewijzing. Mag profiel 3 in Hoorn nu van perspectief naar intensief per 1 september 2025?",
            "voorwaardelijk",
        ),
        ("Mag profiel 2 in Hoorn niet eerder dan 1 oktober 2025 van perspectief naar intensief?", "voorwaardelijk"),
        (
            "Mag profiel 3 in Hoorn van perspectief naar intensief per 1 mei 2026? Eerste verzoek werd afgewezen.",
            "voorwaardelijk",
        ),
        (
            "Profiel 2 in Westfriesland, per 1 mei 2026 met een 317 naar IN, nu PE. Hij is opnieuw verhuisd. Mag dat?",
            "voorwaardelijk",
        ),
    ],
)
def test_what_is_told_of_an_earlier_change_decides(assistant: Assistant, vraag: str, verdict: str) -> None:
    (uitkomst,) = assistant.ask(AskRequest(question=vraag)).tool_results
    assert (uitkomst.tool, uitkomst.verdict) == ("verzoek_om_wijziging", verdict)


@pytest.mark.parametrize(
    ("veld", "verwacht"),
    [
        ("Eerder gewijzigd: nee. Einddatum: blijft.", "nee"),
        ("Eerder gewijzigd: ja, in maart.", "ja"),
        ("Eerdere wijziging? nee", "nee"),
        ("al eens gewijzigd - nee", "nee"),
        ("Al eens aangepast (ja/nee): nee", "nee"),
        ("Eerdere wijzigingen: geen", "nee"),
        ("Eerder gewijzigd = nooit", "nee"),
        ("Reeds gewijzigd: 0x", "nee"),
        ("Eerder gewijzigd: 1x", "ja"),
        ("Eerder op- of afgeschaald: ja", "ja"),
        ("| Eerder gewijzigd | nee |", "nee"),
        ("Eerder gewijzigd [ ] ja [x] nee", "nee"),
        ("Eerder gewijzigd:\nnee", "nee"),
        ("Is deze al eens gewijzigd? Nee, nog nooit.", "nee"),
        ("Is deze al eens gewijzigd? Ja.", "ja"),
        ("Changed before: no", "nee"),
        ("eerder gewijzigd nee, einddatum blijft", "nee"),
        ("Eerder gewijzigd, nee.", "nee"),
        ("Al eens gewijzigd, in maart.", "ja"),
        ("Niet eerder gewijzigd: klopt", "nee"),
        ("Eerste wijziging: ja", "nee"),
        ("Eerste wijziging? Nee, de tweede.", "ja"),
        # left open, or doubted
        ("Eerder gewijzigd: n.v.t.", None),
        ("Eerder gewijzigd: onbekend", None),
        ("Eerder gewijzigd: ?", None),
        ("Eerder gewijzigd:", None),
        ("Is er al eens gewijzigd, ja of nee? Dat weet ik niet.", None),
        ("Eerder gewijzigd: zie dossier", None),
        ("Eerder gewijzigd: nee, alleen vorig jaar van IN naar PE", None),
        ("Was er al eens een wijziging? Volgens mij niet.", None),
        # no field: the story says it
        ("Eerder gewijzigd in maart.", "ja"),
        ("Mag dat als er al eens gewijzigd is? Nee toch?", "ja"),
    ],
)
def test_a_field_of_a_form_says_what_is_filled_in(veld: str, verwacht: str | None) -> None:
    """The label says nothing by itself."""
    for tekst in (f"Profiel 3, van PE naar IN per 1-12-2025. {veld}", f"> Profiel: 3\n> {veld}\n> Ingang: 1-12-2025"):
        assert lees_slots(vouw(tekst), laad_woordenschat()).eerder_gewijzigd == verwacht


@pytest.mark.parametrize(
    ("ps", "verwacht"),
    [
        ("Afgelopen winter is ze met zo'n bericht van IN naar PE gezet, maar dat maakt vast niet uit.", "ja"),
        ("Vorig jaar is ze van IN naar PE gegaan, dat is toch geen probleem.", "ja"),
        ("Vorig jaar is ze niet van IN naar PE gegaan.", None),
        ("Vorig jaar is ze van IN naar PE gegaan, maar niet bij ons.", None),
    ],
)
def test_a_change_that_is_told_to_be_of_no_matter_was_one(ps: str, verwacht: str | None) -> None:
    """What is denied is that it matters, not that it was done."""
    tekst = f"Profiel 2, we willen per 1 mei 2026 van PE naar IN. Mag dat?\n\nP.S. {ps}"
    assert lees_slots(vouw(tekst), laad_woordenschat()).eerder_gewijzigd == verwacht
