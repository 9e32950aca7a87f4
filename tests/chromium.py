"""How a real Chromium is started for tests."""

from __future__ import annotations

PATIENCE = 60_000
"""Milliseconds that a page may take; far above what it needs, since the machine may be busy."""
CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Panels of the address bar, made anew for every window. The option counts once: what Playwright says in it too.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,AimEnabled,HttpsUpgrades,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,MediaRouter,OptimizationHints,PaintHolding,PreconnectToSearch,"
    "ThirdPartyStoragePartitioning",
]
