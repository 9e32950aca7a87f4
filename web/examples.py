"""Questions to begin with, for each kind of user."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Ik werk bij een aanbieder",
        (
            "Mogen in Westfriesland twee toewijzingen in segment B naast elkaar lopen?",
            "Kan in Westfriesland een 317 van perspectief naar intensief bij profiel 2 per 1 maart 2026?",
            "Wat doe ik in Amstelveen als 75% van het signaalbudget is gedeclareerd?",
        ),
    ),
    (
        "Ik ondersteun bij een gemeente",
        (
            "Welk document is in Westfriesland nodig bij profiel 8, externe verwijzer, verlenging?",
            "Hoe gaat in Zaanstreek-Waterland de conversie van duurzame cliënten in segment B?",
            "Hersteltraject Zaanstreek-Waterland, recht ingegaan op 1 mei 2021: wat is de einddatum?",
        ),
    ),
    (
        "Ik ben nieuw",
        (
            "Waar is ondersteuningsprofiel 7 in Westfriesland voor bedoeld?",
            "Wat betekent productcode 504DZ?",
            "Wat is een signaalbudget?",
        ),
    ),
)
