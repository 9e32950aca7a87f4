"""Made-up documents of the kind that people bring themselves: what stands in them, whatever the file they come in.

Every name, place, code and number in them is made up, but for the regime of Medemblik that one of them adds to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Kop(NamedTuple):
    """A heading; one of level 2 begins a slide in a deck."""

    tekst: str
    niveau: int = 2


class Tekst(NamedTuple):
    """A paragraph."""

    tekst: str


class Punten(NamedTuple):
    """A list with bullets, or with numbers."""

    punten: tuple[str, ...]
    genummerd: bool = False


class Tabel(NamedTuple):
    """A table whose first row is its header."""

    rijen: tuple[tuple[str, ...], ...]


Blok = Kop | Tekst | Punten | Tabel


@dataclass(frozen=True)
class Stuk:
    """A document, the forms it is made in, and the region that its questions name."""

    naam: str
    vormen: tuple[str, ...]
    blokken: tuple[Blok, ...]
    voet: str = ""


WERKPROCES = Stuk(
    "werkproces-verlengen",
    ("docx",),
    (
        Kop("Werkproces verlengen jeugdhulp", 1),
        Tekst("Team Jeugd gemeente Veenmeer – versie 3 – geldig vanaf 1 februari 2031"),
        Kop("Waarvoor is dit werkproces"),
        Tekst(
            "Dit werkproces beschrijft hoe consulenten van Team Jeugd in de gemeente Veenmeer omgaan met een aanvraag "
            "om lopende jeugdhulp te verlengen. Het geldt voor alle individuele voorzieningen, niet voor vervoer en "
            "niet voor hulp in het gedwongen kader."
        ),
        Kop("Wanneer begint u"),
        Tekst(
            "Het systeem Zorgpunt geeft tien weken voor de einddatum een seintje aan de consulent. De aanbieder vraagt "
            "de verlenging uiterlijk zes weken voor de einddatum aan via het formulier Evaluatie en vervolg. Komt het "
            "formulier later binnen, dan loopt de hulp ten hoogste vier weken door op een overbruggingsbesluit."
        ),
        Kop("De stappen"),
        Punten(
            (
                "De aanbieder levert het formulier Evaluatie en vervolg in, met de doelen die zijn behaald.",
                "De consulent belt ouders en, vanaf twaalf jaar, de jeugdige zelf om te horen hoe het gaat.",
                "De consulent bespreekt de aanvraag in het casusoverleg op dinsdagochtend.",
                "Bij een tweede verlenging kijkt de gedragswetenschapper mee; zij geeft binnen vijf werkdagen advies.",
                "De consulent legt het besluit vast in Zorgpunt en de administratie verstuurt de beschikking.",
            ),
            genummerd=True,
        ),
        Kop("Hoe lang mag een verlenging duren"),
        Tabel(
            (
                ("Soort hulp", "Eerste verlenging", "Tweede verlenging", "Wie beslist"),
                ("Begeleiding individueel", "6 maanden", "3 maanden", "consulent"),
                ("Begeleiding groep", "6 maanden", "6 maanden", "consulent"),
                ("Behandeling", "9 maanden", "3 maanden", "consulent met gedragswetenschapper"),
                ("Logeeropvang", "12 maanden", "12 maanden", "consulent"),
                ("Verblijf", "12 maanden", "6 maanden", "teammanager"),
            )
        ),
        Tekst("Een derde verlenging kan alleen als de teammanager daar schriftelijk mee instemt."),
        Kop("Uitzonderingen"),
        Punten(
            (
                "Wordt de jeugdige binnen een half jaar achttien, dan maakt de consulent eerst een toekomstplan.",
                "Verhuist het gezin, dan neemt de consulent binnen twee weken contact op met de nieuwe gemeente.",
                "Bij een wachtlijst elders mag de hulp doorlopen tot de nieuwe aanbieder begint, met een maximum van "
                "drie maanden.",
            )
        ),
        Kop("Afwijzen"),
        Tekst(
            "Wil de consulent afwijzen, dan leest de jurist van de gemeente de conceptbeschikking mee. Ouders krijgen "
            "een voornemen en hebben twee weken om te reageren. Bezwaar gaat naar de commissie bezwaarschriften, "
            "Postbus 310, 8899 ZZ Veenmeer."
        ),
        Kop("Vragen over dit werkproces"),
        Tekst("De kwaliteitsmedewerker van Team Jeugd, Fenna Oudekerk, beheert dit werkproces (toestel 4471)."),
    ),
)

TARIEVEN = Stuk(
    "producten-tarieven-2031",
    ("xlsx", "csv"),
    (
        Kop("Producten"),
        Tabel(
            (
                ("Productcode", "Omschrijving", "Eenheid", "Tarief 2031", "Maximum per week", "Perceel"),
                ("45A52", "Begeleiding licht", "uur", "€ 71,28", "4 uur", "1"),
                ("45A55", "Begeleiding specialistisch", "uur", "€ 93,66", "6 uur", "1"),
                ("45B10", "Dagopvang zonder vervoer", "dagdeel", "€ 68,15", "8 dagdelen", "2"),
                ("45B14", "Dagopvang medisch kinderdagverblijf", "dagdeel", "€ 121,40", "8 dagdelen", "2"),
                ("46C01", "Gezinsopname", "etmaal", "€ 402,75", "7 etmalen", "3"),
                ("46C07", "Logeren weekend", "etmaal", "€ 187,90", "3 etmalen", "3"),
                ("47D20", "Vaktherapie", "uur", "€ 88,05", "2 uur", "4"),
                ("47D22", "Diagnostiek psychologisch", "traject", "€ 1.935,00", "n.v.t.", "4"),
                ("48E03", "Beschermd oefenwonen 16-17", "etmaal", "€ 143,60", "7 etmalen", "5"),
            )
        ),
        Kop("Toeslagen"),
        Tabel(
            (
                ("Toeslag", "Geldt voor", "Bedrag", "Voorwaarde"),
                ("Avondtoeslag", "perceel 1", "12%", "tussen 20.00 en 23.00 uur"),
                ("Reistoeslag eilanden", "perceel 1 en 4", "€ 38,50 per bezoek", "alleen Noordplaat en Zandplaat"),
                ("Tolkentoeslag", "alle percelen", "€ 54,00 per uur", "vooraf akkoord van de contractbeheerder"),
                ("Rolstoelvervoer", "perceel 2", "€ 16,20 per dag", "met medische verklaring"),
            )
        ),
        Kop("Toelichting"),
        Tabel(
            (
                ("Onderwerp", "Afspraak"),
                ("Regio", "Producten en tarieven van de jeugdregio Heuvelrand, kalenderjaar 2031"),
                ("Indexering", "Tarieven stijgen op 1 januari 2032 met het OVA-percentage min een half procent"),
                ("Perceelindeling", "1 begeleiding, 2 dagopvang, 3 verblijf kort, 4 behandeling, 5 wonen"),
                ("Afronding", "Een begonnen kwartier telt als een heel kwartier"),
                ("No-show", "Een gemiste afspraak wordt niet vergoed"),
                ("Verzilveren", "Een beschikking vervalt als de hulp niet binnen 13 weken is begonnen"),
                ("Contractbeheerder", "Joost Wielinga, j.wielinga@heuvelrand.example"),
            )
        ),
    ),
)

NIEUWSBRIEF = Stuk(
    "veelgestelde-vragen",
    ("html",),
    (
        Kop("Veelgestelde vragen over het nieuwe portaal en de nieuwe afspraken", 1),
        Tekst(
            "Deze pagina is voor aanbieders die een contract hebben met de jeugdregio Lage Maten. We vullen hem aan "
            "als er vragen bij komen. Bijgewerkt op 4 november 2031."
        ),
        Kop("Het portaal"),
        Kop("Wanneer gaat het portaal Zorgvenster open?", 3),
        Tekst("Zorgvenster gaat op maandag 5 januari 2032 open. Tot die dag gebruikt u het oude webformulier."),
        Kop("Hoe krijg ik toegang?", 3),
        Tekst(
            "U logt in met eHerkenning niveau 3. Vraag het middel op tijd aan: het duurt ongeveer twee weken. Elke "
            "aanbieder wijst één beheerder aan, die collega's toevoegt."
        ),
        Kop("Wat doe ik bij een storing?", 3),
        Tekst("Bel de servicelijn, 0800 555 0188, op werkdagen van half negen tot vijf. 's Avonds is er geen hulp."),
        Kop("Facturen en declaraties"),
        Kop("Hoe vaak mag ik declareren?", 3),
        Tekst("Een keer per maand, voor de vijftiende van de maand erna. Correcties kunnen tot zes maanden terug."),
        Kop("Wanneer wordt er betaald?", 3),
        Tekst("Binnen 21 dagen nadat uw declaratie is goedgekeurd. Wij betalen geen voorschotten meer."),
        Kop("Wat gebeurt er met afgekeurde regels?", 3),
        Tekst("U krijgt een lijst met de reden van afkeur. Alleen de afgekeurde regels dient u opnieuw in."),
        Kop("Personeel"),
        Kop("Moet ik wisselingen in het personeel melden?", 3),
        Tekst(
            "Alleen als een regiebehandelaar of bestuurder vertrekt. Dat meldt u binnen tien werkdagen bij uw "
            "accounthouder. Een verklaring omtrent het gedrag mag niet ouder zijn dan drie jaar."
        ),
        Kop("Mag ik werken met zzp'ers?", 3),
        Tekst("Ja, voor hoogstens 20% van de uren per kwartaal. Stagiairs tellen daarbij niet mee."),
        Kop("Toezicht"),
        Kop("Hoe vaak komt de toezichthouder langs?", 3),
        Tekst(
            "Minstens een keer in de twee jaar. Een bezoek wordt drie weken van tevoren aangekondigd, behalve als er "
            "een signaal is."
        ),
        Kop("Wanneer meld ik een calamiteit?", 3),
        Tekst("Dezelfde dag nog, telefonisch bij de toezichthouder, en binnen 48 uur schriftelijk via Zorgvenster."),
        Kop("Agenda"),
        Tabel(
            (
                ("Wat", "Wanneer", "Waar"),
                ("Instructie Zorgvenster", "9 december 2031, 13.30 uur", "Dorpshuis De Kolk"),
                ("Leernetwerk veiligheid", "20 januari 2032, 9.30 uur", "online"),
                ("Fysieke overlegtafel", "12 februari 2032, 14.00 uur", "raadzaal Ravenhorst"),
            )
        ),
    ),
    voet="Jeugdhulp samen | Privacy | Cookies | Toegankelijkheid",
)

AANBESTEDING = Stuk(
    "marktconsultatie",
    ("pptx", "pdf", "html"),
    (
        Kop("Aanbesteding gezinsgerichte hulp Merendal", 1),
        Tekst("Marktconsultatie 22 mei 2031"),
        Kop("Waarom een nieuwe aanbesteding"),
        Punten(
            (
                "De huidige contracten lopen af op 31 december 2032",
                "Te veel kinderen wachten: gemiddeld 17 weken op gezinsgerichte hulp",
                "Vier gemeenten doen mee: Merenwoude, Plasbergen, Eikenkerk en Tolhuizen",
            )
        ),
        Kop("Wat kopen we in"),
        Tabel(
            (
                ("Perceel", "Inhoud", "Aantal aanbieders", "Geraamde omzet per jaar"),
                ("A", "Gezinsbegeleiding thuis", "5", "€ 3,1 miljoen"),
                ("B", "Intensieve gezinsbehandeling", "3", "€ 4,6 miljoen"),
                ("C", "Gezinshuizen", "8", "€ 2,2 miljoen"),
            )
        ),
        Kop("Hoe beoordelen we"),
        Punten(
            (
                "Kwaliteit telt voor 70%, prijs voor 30%",
                "Onderdelen: plan van aanpak, casus en interview",
                "Een cijfer onder de 6 op de casus betekent afvallen",
            )
        ),
        Kop("Eisen aan inschrijvers"),
        Punten(
            (
                "Jaaromzet van ten minste € 250.000 in 2030",
                "Keurmerk HKZ, ISO 9001 of Prezo",
                "Combinaties mogen, met hoogstens vier partijen en één penvoerder",
                "Onderaannemers leveren hoogstens 35% van de hulp",
            )
        ),
        Kop("Bekostiging"),
        Tekst(
            "Perceel A en B worden per traject betaald: 40% bij de start, 40% na vier maanden en 20% als de doelen "
            "zijn behaald. Gezinshuizen krijgen een bedrag per etmaal."
        ),
        Kop("Planning"),
        Tabel(
            (
                ("Stap", "Datum"),
                ("Publicatie op TenderNed", "1 september 2031"),
                ("Vragenronde sluit", "26 september 2031"),
                ("Inschrijving sluit", "31 oktober 2031, 12.00 uur"),
                ("Voorlopige gunning", "19 december 2031"),
                ("Implementatie klaar", "1 november 2032"),
                ("Start contract", "1 januari 2033"),
            )
        ),
        Kop("Zachte landing"),
        Punten(
            (
                "Lopende hulp mag worden afgemaakt tot 1 juli 2033",
                "Daarna gaat het gezin met warme overdracht naar een nieuwe aanbieder",
                "Nieuwe instroom bij oude aanbieders stopt op 1 december 2032",
            )
        ),
        Kop("Social return"),
        Tekst("Aanbieders besteden 2% van de opdrachtwaarde aan werkplekken voor mensen met een afstand tot werk."),
        Kop("Meepraten"),
        Tekst(
            "Reageren op deze plannen kan tot 13 juni 2031 met het reactieformulier. De projectleider is Hidde "
            "Brandsma, bereikbaar op 0599 55 02 60. De presentatie en het verslag komen op de website."
        ),
    ),
    voet="Inkoopbureau Merendal",
)

MEMO = Stuk(
    "memo-contractdesk",
    ("txt", "md"),
    (
        Kop("Memo: afspraken contractdesk zomer", 1),
        Tekst("Van: Loes Terpstra. Aan: iedereen op de desk. Datum: 2 juni 2031."),
        Kop("Rooster zomervakantie"),
        Tabel(
            (
                ("Week", "Aanwezig", "Achterwacht"),
                ("28", "Loes en Bram", "Yara"),
                ("29", "Bram en Yara", "Loes"),
                ("30", "Yara en Sietse", "Bram"),
                ("31", "Sietse en Loes", "Yara"),
                ("32", "Loes en Bram", "Sietse"),
            )
        ),
        Tekst("Ruilen mag, als je het een week van tevoren in de agenda Desk zet. Er zijn altijd twee mensen."),
        Kop("Telefoonnummers"),
        Tabel(
            (
                ("Wie", "Nummer"),
                ("Desk algemeen", "0511 55 03 00"),
                ("Loes Terpstra", "06 5550 0141"),
                ("Bram Hoekema", "06 5550 0142"),
                ("Helpdesk ICT", "toestel 1500"),
                ("Juridische zaken, Nienke", "toestel 2236"),
            )
        ),
        Kop("De gezamenlijke mailbox"),
        Punten(
            (
                "Wie dienst heeft, verdeelt de post om 9.00 en om 13.00 uur.",
                "Zet je naam als categorie op een mail die je oppakt; oranje betekent wacht op antwoord.",
                "Mails van wethouders en van de pers gaan meteen door naar Loes.",
                "Ga je met verlof, zet dan je openstaande mails in de map Overdracht met een regel uitleg.",
            )
        ),
        Kop("Hoe snel reageren we"),
        Punten(
            (
                "Ontvangstbevestiging: dezelfde werkdag.",
                "Inhoudelijk antwoord aan een aanbieder: binnen drie werkdagen.",
                "Klacht: binnen een week bellen, binnen vier weken een brief.",
                "Spoed rond een uithuisplaatsing: binnen twee uur terugbellen.",
            )
        ),
        Kop("Deelmandaat"),
        Tekst("Bram tekent tijdens de afwezigheid van Loes contracten tot € 50.000. Daarboven wacht het tot week 31."),
        Kop("Vrijdagmiddag"),
        Tekst(
            "In juli en augustus sluit de desk op vrijdag om 14.00 uur. De telefoon gaat dan naar het antwoordapparaat."
        ),
        Kop("Archief en sleutels"),
        Tekst(
            "Getekende contracten scan je naar de map K:\\Contracten\\2031. De sleutel van kast 7 ligt bij de receptie."
        ),
    ),
)

MEDEMBLIK = Stuk(
    "afspraken-medemblik",
    ("docx",),
    (
        Kop("Samenwerkafspraken praktijkondersteuner jeugd Medemblik", 1),
        Tekst("Gemeente Medemblik en huisartsen, vastgesteld op 10 januari 2026"),
        Kop("Wat doet de praktijkondersteuner"),
        Tekst(
            "Bij alle huisartsen in Medemblik werkt sinds 1 februari 2026 een praktijkondersteuner jeugd (POH-jeugd). "
            "Zij ziet kinderen van 4 tot en met 17 jaar met lichte klachten, voor hoogstens zeven gesprekken. Voor de "
            "ouders zijn er geen kosten."
        ),
        Kop("Spreekuren"),
        Tabel(
            (
                ("Plaats", "Dag", "Tijd"),
                ("Gezondheidscentrum De Dijk", "maandag en donderdag", "9.00 - 16.00 uur"),
                ("Praktijk Vliethoek", "dinsdag", "13.00 - 17.00 uur"),
                ("Praktijk Poststraat", "woensdag", "8.30 - 12.00 uur"),
            )
        ),
        Kop("Doorverwijzen"),
        Tekst(
            "Is er meer nodig, dan overlegt de praktijkondersteuner met de huisarts en met de GGZ-consulent van de "
            "gemeente. De consulent denkt binnen drie werkdagen mee. De verwijsbrief blijft van de huisarts."
        ),
        Kop("Terugkoppeling"),
        Punten(
            (
                "De praktijkondersteuner schrijft na het laatste gesprek een kort verslag aan de huisarts.",
                "Ouders krijgen het verslag eerst te lezen; vanaf 16 jaar beslist de jongere zelf.",
                "Elk kwartaal gaan de aantallen, zonder namen, naar de gemeente.",
            )
        ),
        Kop("Proef met wachttijdtafel"),
        Tekst(
            "Op de eerste vrijdag van de maand bespreken gemeente en drie aanbieders wie het langst wacht. De proef "
            "loopt tot 31 december 2026 en wordt daarna geëvalueerd door bureau Stroomlijn."
        ),
        Kop("Geld"),
        Tekst("De gemeente betaalt € 79.500 per jaar voor een volle baan. Het budget is goed voor 2,4 fte."),
        Kop("Aanspreekpunt"),
        Tekst("Vragen van huisartsen gaan naar beleidsadviseur Mare Dijkgraaf, poh@medemblik.example."),
    ),
)

STUKKEN = (WERKPROCES, TARIEVEN, NIEUWSBRIEF, AANBESTEDING, MEMO, MEDEMBLIK)
