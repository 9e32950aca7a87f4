"""Contracts as the fields of a form tell them ("Contract 2021: nee", "2022: alleen B"), written out as a sentence.

The label alone says nothing: what stands after it does. A year between brackets is the one that it explains.
"""

from __future__ import annotations

import re

from assistant.reading.contracts.segments import SEGMENTLIJST

_JAAR = r"(?:(?:in|voor|over|van|per|vanaf)\s+)?(?P<{naam}>20(?:21|22))"
_CONTRACT = r"(?:contract|gecontracteerd|gunning|gegund|overeenkomst)\w*"
_WAARDE = (
    r"(?:\s*[:=]\s*|\s+(?=(?:ja|nee|geen)\s*(?:[/,;.\n|]|$)))(?:(?P<nee>nee|neen|geen|niet|nvt|no|none)\b(?!\s+(?:voor|in|segment)\b)(?:\s+(?:contract|gecontracteerd))?"
    rf"|(?P<ja>ja|wel|yes)\b(?:\s*,)?(?!\s*[/\[])|(?=(?:(?:alleen|enkel|uitsluitend|voor|segment\w*)\s+)*{SEGMENTLIJST}(?![a-z0-9'])))"
)
_VELD = re.compile(
    rf"(?:\b{_CONTRACT}\s+{_JAAR.format(naam='jaar_na')}(?:\s+(?!(?:en|of)\b)[a-z-]+){{0,3}}"
    rf"|\b{_JAAR.format(naam='jaar_voor')}\s+{_CONTRACT})" + _WAARDE
)
_VAN_WIE = r"\s+(?:(?:van|voor)\s+)?(?:(?:de|het|deze|dit)\s+)?(?:client|kind|jeugdige|jongere|toewijzing|traject)"
_SEGMENTVELD = re.compile(rf"\bsegment(?:{_VAN_WIE})?\s*[:=]\s*(?=[bcv]\b)")
_UITGELEGD = re.compile(r"\b(?:sinds\s+)?(?P<jaar>dit jaar|vorig jaar|volgend jaar)\s*\(\s*(?P<is>202[0-3])\s*\)")
_LETTER_EN_JAAR = re.compile(
    rf"(?:(?P<nee>\b(?:geen|zonder)\s+)|\been\s+)?(?<![a-z0-9'])(?P<segmenten>{SEGMENTLIJST})\s*-\s*{_CONTRACT}\s*"
    r"(?:\(\s*|(?P<in>in\s+|voor\s+))(?P<jaar>202[12])\s*\)?"
)
"""By its letter, with the year behind it: "B-contract (2021)"."""
_MET_LETTER = re.compile(
    rf"(?<![a-z0-9'-])(?<!segment )(?P<segmenten>{SEGMENTLIJST})(?:\s*-\s*|\s+)(?P<contract>{_CONTRACT})"
)
"""By its letter, wherever the year stands."""
_EEN_JAAR = re.compile(r"(?<![\d./-])202[12](?![\d./-])")
_VRAAGT = re.compile(r"[^.!?\n]*\?")
_WEL_EEN_ANDER = re.compile(r"[\s,]*(?:maar\s+)?wel\s+(?:een\s+|voor\s+|segment\s+)*[bcv]\b")
"""After one that was not there: another one was."""
_VORIG_JAAR = re.compile(r"\bvorig jaar\b")


def contractvelden_voluit(tekst: str) -> str:
    """A folded text with its fields on contracts and segments as sentences."""
    tekst = _SEGMENTVELD.sub("segment ", tekst)
    dit_jaar = next((m["is"] for m in _UITGELEGD.finditer(tekst) if m["jaar"] == "dit jaar"), None)
    tekst = _UITGELEGD.sub(lambda m: f"in {m['is']}", tekst)
    if dit_jaar:
        tekst = _VORIG_JAAR.sub(f"in {int(dit_jaar) - 1}", tekst)
    tekst = _LETTER_EN_JAAR.sub(_met_letter, tekst)
    if _EEN_JAAR.search(tekst):
        tekst = _MET_LETTER.sub(r"\g<contract> voor \g<segmenten>", tekst)
    return _VELD.sub(_zin, tekst)


def _met_letter(m: re.Match[str]) -> str:
    """A contract by its letter as a sentence; not where it is asked about, or another one was there."""
    gevraagd = m["in"] and _VRAAGT.match(m.string, m.end())
    if gevraagd or (m["nee"] and _WEL_EEN_ANDER.match(m.string, m.end())):
        return m[0]
    return f". in {m['jaar']} {m['nee'] or 'een '}contract voor {m['segmenten']}. "


def _zin(m: re.Match[str]) -> str:
    jaar = m["jaar_na"] or m["jaar_voor"]
    if m["nee"]:
        return f". in {jaar} geen contract. "
    return f". in {jaar} een contract. " if m["ja"] and not _segment_erna(m) else f". in {jaar} een contract voor "


def _segment_erna(m: re.Match[str]) -> bool:
    """Whether the segments follow: "contract 2022: ja, alleen B"."""
    return bool(re.match(rf"\s*(?:(?:alleen|voor|segment\w*)\s+)*{SEGMENTLIJST}(?![a-z0-9'])", m.string[m.end() :]))
