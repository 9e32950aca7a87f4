"""Which facts a tool can do something with."""

from __future__ import annotations

VAN_TOOL: dict[str, frozenset[str]] = {
    "productcode": frozenset({"codes", "profielen", "intensiteiten", "dagbesteding"}),
    "stapelen": frozenset({"segmenten", "zelfde_aanbieder"}),
    "verzoek_om_wijziging": frozenset(
        {
            "profielen",
            "nieuw_profiel",
            "intensiteiten",
            "intensiteit_naar",
            "eerder_gewijzigd",
            "zeer_complex",
            "datums",
        }
    ),
    "conversie": frozenset(
        {"segmenten", "gericht_op", "contract_2021", "gecontracteerd_2021", "contract_2022", "contract_2022_wel"}
    ),
    "einddatum_herstel": frozenset({"datums"}),
    "toegang": frozenset({"verwijzer", "moment"}),
    "uitdienen": frozenset({"datums"}),
    "signaalbudget": frozenset({"bedragen"}),
    "onderhanden_werk": frozenset({"soort_aanbieder", "datums"}),
    "contractmutatie": frozenset({"soort_aanbieder"}),
}
"""Which facts a tool can do something with."""
