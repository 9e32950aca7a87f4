"""By which words a story tells who delivers which allocation (`woordenschat/aanbieders.yaml`).

Only data and the compiled patterns, all for folded text; what follows from a match is decided in
`assistant.reading.providers`.
"""

from __future__ import annotations

from pydantic import Field

from knowledge.models import Model
from knowledge.word_lists import Termen, VlakVoor, Woorden, lezer


class Toewijzingswoorden(Model):
    """How an allocation is spoken of."""

    segmentnaam: dict[str, Termen] = Field(description="Segment -> other words for it.")
    geen_segment: VlakVoor = Field(description="Before a letter: it is no segment.")
    toch_segment: VlakVoor = Field(description="Before such a word: it is one after all.")
    nog_een: VlakVoor = Field(description="Before a segment: there is one more of it.")
    tweede: VlakVoor = Field(description="Of these, the second of two.")
    rangwoord: VlakVoor = Field(description="Of these, what calls it the second: it is one that was told of before.")
    een: VlakVoor = Field(description="Before a segment: one of which nothing was said yet.")
    bepaald: VlakVoor = Field(description="Before a segment: one that was spoken of.")
    geen: VlakVoor = Field(description="Before a segment: it is not about this one.")
    aantal: dict[int, VlakVoor] = Field(description="Before a segment: so many of it.")
    rang: dict[int, Termen] = Field(description="An allocation by its place in the row.")
    nummer: Termen = Field(description="Of these, its place in the whole list.")
    deel: dict[int, Termen] = Field(description="So many of those that were counted.")
    samen: dict[int, Termen] = Field(description="How many a question says that there are.")
    niet_samen: Termen = Field(description="Words around such a number by which it counts something else.")
    blijft_over: Termen = Field(description="Says which of those that were told of stay, or how many there are.")
    fout: Termen = Field(description="After one that was told of, in a later turn: it was wrong.")
    vergeleken: VlakVoor = Field(description="Before a segment: it is only compared with.")
    verschilt: Termen = Field(description="Before that: it says that they differ.")
    alle: Termen = Field(description="All of them.")
    laatste: Termen = Field(description="The one that was spoken of last.")
    verhuist: Termen = Field(description="What is told of one when its provider is told.")
    afgelopen: Termen = Field(description="It has ended.")
    haakt_af: Termen = Field(description="Said of who delivers, in a later turn: nothing of it any more.")
    niet_afgelopen: Termen = Field(description="In or right before such words: it has not.")
    onderstelt: Woorden = Field(description="Of these, what supposes it: a question is about what is left then.")
    vroeger: Termen = Field(description="It once was.")
    contract: Termen = Field(description="A segment beside it is no allocation.")
    bezit: VlakVoor = Field(description="So too right after these, where the sentence speaks of a contract at all.")
    doorlopend: Woorden = Field(description="Between segments: who delivers the one delivers the next.")
    voorwerp: Termen = Field(description="Between a rank and what is told of it.")
    in_plaats_van: Termen = Field(description="In a later turn: between a segment and the one whose place it takes.")
    wordt_een: Termen = Field(description="So too, between the one whose place it takes and it.")
    eigen_zin: Termen = Field(description="Right after a segment: what is told of it by itself.")
    naast_ervoor: VlakVoor = Field(description="Before a segment: it is the one beside which another comes.")
    bijstelling: Woorden = Field(description="Between the comma after who delivers and the segment that he delivers.")
    groep: Woorden = Field(description="Between segments that make one group.")
    erbij: Termen = Field(description="In a later turn: a segment comes beside those of before.")


class Wiewoorden(Model):
    """How a provider is spoken of."""

    soort: Woorden = Field(description="What a provider is called.")
    naamdeel: Woorden = Field(description="The part of a name that may be left out.")
    omschrijving: Woorden = Field(description="Of these, what says nothing of which one it is.")
    functiewoord: Woorden = Field(description="No name begins with these.")
    lidwoord: Woorden = Field(description="Articles, which may be left out too.")
    voorzetsel: VlakVoor = Field(description="Before a name.")
    voorzetsel_klein: Woorden = Field(description="Of these, before a name without a capital.")
    ons: Termen = Field(description="Who asks.")
    niet_ons: Termen = Field(description="So too, but not as who delivers.")
    onze: Termen = Field(description="What is theirs and delivers.")
    wij: Termen = Field(description="Who asks, beside a verb of `levert`.")
    naast_wat: VlakVoor = Field(description="Before one of those: it is another allocation that they deliver.")
    levert: Termen = Field(description="What a provider does.")
    levert_ook: Termen = Field(description="What a provider does, but others too.")
    bijwoord: Woorden = Field(description="What may stand between a provider and what it does.")
    bijnaam: Woorden = Field(description='Between "wij" and who that is.')
    onze_eigen: VlakVoor = Field(description="Before a segment: it is delivered by who asks.")
    ook: Termen = Field(description="After a segment: who delivers the one before delivers it too.")
    allemaal: Termen = Field(description="In a later turn, beside one who delivers already: he delivers all then.")
    doet_alleen: Woorden = Field(description="The only words of a turn that says so and nothing else.")
    doet: Termen = Field(description="In a later turn: a provider is said to deliver something.")
    stelt: Termen = Field(description="So too: what if it were so.")
    voor_anderen: Termen = Field(description="But not to who it is about.")
    nagekomen: Woorden = Field(description="Beside adverbs, before a provider that is added in a part of its own.")
    nagekomen_erna: Termen = Field(description="Right after such a provider.")
    respectievelijk: Termen = Field(description="Each delivers the one at the same place in the row.")
    laat: Termen = Field(description="Who lets it be done does not do it.")
    gemeente: Termen = Field(description="What a municipality does.")
    ander: Termen = Field(description="Another than the one that was spoken of.")
    een_ander: Termen = Field(description="So too, where nothing but a provider can follow.")
    een_ander_niet: Termen = Field(description="What follows when it is no provider.")
    zelfde: Termen = Field(description="The one that was spoken of.")
    voornaamwoord: Termen = Field(description="So too, beside a verb of `levert`.")
    mensen: Termen = Field(description="Whom such a word means when they stand nearer.")
    geen_naam: Woorden = Field(description="Words without a capital that are no name.")
    na_naam: Termen = Field(description="After a name without a capital that is a word too.")
    client_ervoor: VlakVoor = Field(description="Before the name of somebody who gets help.")
    client_erna: Termen = Field(description="What such a person does.")
    dan: VlakVoor = Field(description="Right before who is only compared with.")
    dat_wordt: Termen = Field(description="All that stands before who delivers, in a turn that only names him.")
    client_van: Termen = Field(description='What follows it after "van": who delivers is told after it.')
    client_heeft: Termen = Field(description="So too, unless the name stands after one of these:")
    voorzetsel_vast: VlakVoor = Field(description="Before who delivers, never before who gets help.")
    benaming: dict[str, str] = Field(description="How a provider without a name is called in a verdict.")


class Zekerheidswoorden(Model):
    """How sure it is, and what is put right."""

    misschien: Termen = Field(description="Not sure.")
    open: Termen = Field(description="Nobody knows yet.")
    of: Woorden = Field(description="Between two of whom it is one.")
    verbetert: Termen = Field(description="What follows puts right what was said before.")
    rond_naam: Woorden = Field(description="Beside a name that is all that puts it right.")
    leverde: Termen = Field(description="Before who delivers now, in one breath: who stood before it does no more.")
    levert_nu: VlakVoor = Field(description="Right before who delivers now, after those.")
    levert_straks: Termen = Field(description="Between the two: so it is later on, and not yet.")
    gaat_van: VlakVoor = Field(description="Right before who delivered until now.")
    gaat_naar: Termen = Field(description="Between that one and who delivers now.")
    niet: VlakVoor = Field(description="Before who does not deliver it.")
    niet_zelf: Termen = Field(description="After who does not deliver it.")
    afkorting: Woorden = Field(description="A sentence does not end at their full stop.")
    melding: Termen = Field(description="What follows is what somebody says or asks, not what he delivers.")
    grens: Termen = Field(description="Begins another part of a sentence.")


class Voorbehoudwoorden(Model):
    """What stands in the way of reading who delivers what."""

    meer_mensen: Termen = Field(description="More persons or cases.")
    genummerd: Termen = Field(description="So too: two of these.")
    genummerd_wie: Termen = Field(description="So too with a number of its own: a client, a case.")
    niet_lezen: Termen = Field(description="One after the other, taken over, refused or denied.")
    einde: Termen = Field(description="One ends on a day; together with one of `begin` it is one after the other.")
    begin: Termen = Field(description="Another begins.")
    krijgt: Termen = Field(description="Right after the name of somebody who gets help.")
    voor: Termen = Field(description="Right before such a name.")
    hij: Termen = Field(description="One who gets help; together with one of `zij` there are two.")
    zij: Termen = Field(description="Another one.")
    onzeker: Termen = Field(description="Doubt: it is not sure who is who.")
    verwant: Termen = Field(description="So too: providers that are related, or parts of one.")
    buiten_beeld: Termen = Field(description="In a part of a sentence: what it tells is no allocation.")
    familie: Termen = Field(description="Whom such a part can be about beside who gets help.")
    vervolg: Termen = Field(description="The next part goes on about the same one.")
    vervolg_persoon: Termen = Field(description="So too, after what says that somebody moved.")
    spreker_gemeente: Termen = Field(description="Who asks is a municipality.")
    naast: Termen = Field(description="Side by side, or a question about just what was told.")
    iets_anders: Termen = Field(description="Something else is asked.")


class Eenwoorden(Model):
    """The words of a question whether one provider delivers several segments."""

    vraagt: Termen = Field(description="Begins such a question.")
    wij: Termen = Field(description="Who asks.")
    bepaling: Termen = Field(description="Before one who delivers.")
    aanbieder: Termen = Field(description="One who delivers; the end of a longer word too.")
    levert: Termen = Field(description="What he does with a segment.")
    heeft: Termen = Field(description="So too, but others as well.")
    contract: Termen = Field(description="Beside these, the segment is one of a contract.")
    ernaast: Termen = Field(description="Before a segment beside which another comes.")
    ook: Termen = Field(description="Who delivers the one delivers the other too.")
    erbij: Termen = Field(description="Says nothing of who delivers or what.")


class Aanbiederwoorden(Model):
    """The file `aanbieders.yaml`."""

    toewijzing: Toewijzingswoorden
    wie: Wiewoorden
    zekerheid: Zekerheidswoorden
    voorbehoud: Voorbehoudwoorden
    een_aanbieder: Eenwoorden


laad_aanbiederwoorden = lezer(Aanbiederwoorden, "aanbieders.yaml")
