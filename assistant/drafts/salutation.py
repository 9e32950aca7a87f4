"""How to address whoever wrote a mail: by a name with a title formally, by another name as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.folding import vouw
from knowledge.message_words import laad_berichtwoorden

_VOORLETTERS = re.compile(r"(?:[^\W\d_]\.)+")


@dataclass(frozen=True)
class Aanspreking:
    """A formal way to address somebody.

    Attributes:
        vorm: "heer", "mevrouw" or, where the title does not tell, "heer of mevrouw".
        naam: the name without titles and initials, as it stands after that.
    """

    vorm: str
    naam: str


def aanspreking(naam: str | None) -> Aanspreking | None:
    """How to address somebody whose name has a title before it; None for a name without one, or a title alone."""
    woorden = laad_berichtwoorden()
    titels = woorden.heren | woorden.mevrouwen | woorden.titels
    delen = (naam or "").split()
    kaal = [vouw(deel).rstrip(".") for deel in delen]
    eerste = next((n for n, deel in enumerate(kaal) if deel not in titels), len(delen))
    if eerste in (0, len(delen)):
        return None
    eigen = delen[eerste:]
    while len(eigen) > 1 and _VOORLETTERS.fullmatch(eigen[0]):
        eigen = eigen[1:]
    achternaam = " ".join(eigen)
    vormen = {"heer": woorden.heren, "mevrouw": woorden.mevrouwen}
    vorm = next((v for v, namen in vormen.items() if namen & set(kaal[:eerste])), "heer of mevrouw")
    return Aanspreking(vorm, f"{achternaam[:1].upper()}{achternaam[1:]}")
