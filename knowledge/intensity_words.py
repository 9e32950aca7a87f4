"""By which words a story tells which intensity is of now and which is wished (`woordenschat/intensiteit.yaml`).

Only data and the compiled patterns, all for folded text; what follows is decided in
`assistant.reading.products.intensity_roles`.
"""

from __future__ import annotations

from pydantic import Field

from knowledge.models import Model
from knowledge.word_lists import Termen, lezer


class Intensiteitwoorden(Model):
    """The file `intensiteit.yaml`."""

    nu_ervoor: Termen = Field(description="Before the intensity of now.")
    nu_erna: Termen = Field(description="After the intensity of now.")
    wens_ervoor: Termen = Field(description="Before the intensity that is wished.")
    wens_erna: Termen = Field(description="After the intensity that is wished.")
    eerder_gevraagd: Termen = Field(description="Tells of an intensity (one word) that it was asked for before.")
    vraagwoord: Termen = Field(description="The words in such by which it was asked for.")
    tegenover: Termen = Field(description="Sets what follows against what stands before it: told of another intensity.")
    van_een_ander: Termen = Field(description="A profile beside which this stands is not one of the client's own.")


laad_intensiteitwoorden = lezer(Intensiteitwoorden, "intensiteit.yaml")
