"""Words by which the parts of an answer are known: the writer sets them, whoever takes an answer apart reads them."""

from __future__ import annotations

LET_OP = "Let op:"
"""Above a list of notes of the tools and of what was taken as given."""
AANGENOMEN = "hier is aangenomen dat"
"""In a sentence that says what the sources don't say and was taken to be so."""
ZEKER = "Dit is al duidelijk:"
"""Above a list of what is certain while a fact is still to be asked."""
TOELICHTING = "Toelichting:"
"""Above the passage that explains a verdict."""
ZIE_OOK = "Zie ook ‘"
"""Before the heading of a passage that may help further."""
BIJZAAK = (TOELICHTING, ZIE_OOK)
"""Begins of what an answer adds for whoever wants to read on."""
NIET_BEANTWOORD = "Nog te beantwoorden:"
"""Before what was asked in one breath with something else and the answer says nothing of."""
