"""How the timeline looks as a picture: its signs and colours, light and dark."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities_cli.chronicle import Turn

# One for each group, and for each turn but the founding.
SHAPES = (
    "M0-6 6 0 0 6-6 0z",
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0",
    "M-4-4h8v8h-8z",
    "M0-5 5 4H-5z",
    "M0 5 5-4H-5z",
    "M0-6 1.5-2 6-2 2.5.8 4 5 0 2.5-4 5-2.5.8-6-2-1.5-2z",
    "M-1.5-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
    "M-5-2.5-2.5-5H2.5L5-2.5V2.5L2.5 5H-2.5L-5 2.5z",
)
TURN_SHAPES = {
    Turn.SUSPENDED: "M-2.5-5v10M2.5-5v10",
    Turn.DORMANT: "M-6 0q3-6 6 0t6 0",
    Turn.ENDED: "M-4-4 4 4M4-4-4 4",
    Turn.REVIVAL: "M4-3A5 5 0 1 0 5 1M5-6v4h-4",
}
LIGHT = ("#8a5a00", "#0067a8", "#c2410c", "#00795a", "#7b3fa0", "#b0106b", "#4d6600", "#555")
DARK = ("#f0c060", "#58b4f0", "#ff9a62", "#3fcfa2", "#c79bf0", "#ff7fc0", "#b5d34a", "#bbb")
STYLE = """text{font:12px system-ui,sans-serif;fill:#1c2430}.title{font-size:20px;font-weight:600}
.quiet{fill:#5b6675}.end{text-anchor:end}.middle{text-anchor:middle}
.paper{fill:#fff}.ground{fill:#0067a8;opacity:.08}.line,.turn,.drop,.grid{fill:none;stroke:#5b6675}
.line{stroke-width:1.5}.turn{stroke:#a3200d;stroke-width:2;stroke-linecap:round}
.drop{stroke:#a3200d;stroke-dasharray:2 4;opacity:.6}.grid{stroke:#dfe4ea}
"""
DARK_STYLE = """text{fill:#e8edf3}.quiet{fill:#a3afbd}.paper{fill:#12171e}
.ground{fill:#58b4f0;opacity:.1}.line{stroke:#a3afbd}.grid{stroke:#2b3440}
.turn,.drop{stroke:#ff8a75}
"""


def style() -> str:
    """Return the style of the picture, light or dark to match the reader's screen."""

    def fills(colours: Sequence[str]) -> str:
        return "".join(f".g{number}{{fill:{colour}}}" for number, colour in enumerate(colours))

    dark = f"{DARK_STYLE}{fills(DARK)}"
    return f"{STYLE}{fills(LIGHT)}\n@media (prefers-color-scheme:dark){{{dark}}}"
