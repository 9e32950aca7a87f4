"""A look at the contents of a ZIP-based file before anything is unpacked: no bombs, no archives in disguise."""

from __future__ import annotations

import io
import zipfile

from knowledge.decoding import LeesFout

MEESTE_BYTES = 500 * 2**20
"""Unpacked size: the largest real documents (50 MB, mostly pictures) stay far below it."""
MEESTE_DELEN = 10_000
"""Parts: a presentation of 500 slides has about 3,000."""
GROOTSTE_VERHOUDING = 200
"""Unpacked against packed, for parts of some size: XML of real documents packs 10 to 50 times."""
_KLEIN = 10 * 2**20  # below this a part of any ratio does no harm

_DEEL = b"PK\x01\x02"
_TE_GROOT = "het bestand wordt bij het uitpakken onmogelijk groot; het wordt niet geopend"


def controleer_archief(inhoud: bytes, naam: str) -> None:
    """Refuse a ZIP-based file that would take too much to unpack, or that can't be unpacked.

    Raises:
        LeesFout: it is a bomb, broken, or has encrypted parts.
    """
    if inhoud.count(_DEEL) > MEESTE_DELEN:
        raise LeesFout(naam, _TE_GROOT)
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
            delen = archief.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise LeesFout(naam, "het bestand is beschadigd (de inhoud is niet uit te pakken)") from error
    if any(deel.flag_bits & 1 for deel in delen):
        raise LeesFout(naam, "het bestand is met een wachtwoord beveiligd")
    totaal = sum(deel.file_size for deel in delen)
    if totaal > MEESTE_BYTES or any(map(_is_bom, delen)):
        raise LeesFout(naam, _TE_GROOT)


def _is_bom(deel: zipfile.ZipInfo) -> bool:
    return deel.file_size > _KLEIN and deel.file_size > GROOTSTE_VERHOUDING * max(1, deel.compress_size)
