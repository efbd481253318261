"""The figures as CSV, one value a line, for a spreadsheet in Dutch."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from weerwoord.numbers.clusters import Cluster
from weerwoord.numbers.figures import Figure
from weerwoord.numbers.weeks import Week


def as_csv(weeks: Sequence[Week], figures: Sequence[Figure], clusters: Sequence[Cluster]) -> str:
    """All that the page shows, with semicolons; what is hidden there is hidden here."""
    written = io.StringIO()
    lines = csv.writer(written, delimiter=";")
    lines.writerow(["week", "groep", "cijfer", "waarde"])
    for figure in figures:
        lines.writerows(
            [week.name, figure.group, figure.name, cell] for week, cell in zip(weeks, figure.cells, strict=True)
        )
    period = f"{weeks[0].name} t/m {weeks[-1].name}"
    lines.writerows([period, "Niet begrepen", one.text, one.conversations] for one in clusters)
    return written.getvalue()
