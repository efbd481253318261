"""Charts as SVG by leather, which writes plain attributes: no style or script inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

import leather

from weerwoord.numbers.figures import Figure
from weerwoord.numbers.weeks import Week

COLOURS = ("#0f5f5c", "#5b4bb7", "#b35c00", "#a3161c")
"""On white, from calm to grave."""
WIDTH, HEIGHT = 640, 320

for font in ("title", "tick", "legend", "axis_title"):
    setattr(leather.theme, f"{font}_font_family", "sans-serif")
leather.theme.background_color = "#ffffff"
leather.theme.label_color = leather.theme.legend_color = "#444444"


@dataclass(frozen=True)
class Chart:
    """A chart of the figures of one group; `names` are its lines, or all."""

    title: str
    group: str
    names: tuple[str, ...]


CHARTS = {
    "conversations": Chart("Gesprekken per week", "Gesprekken", ("alle gesprekken",)),
    "levels": Chart("Niveau per week", "Niveau", ("geen signaal", "zorgen", "dringend", "nu in gevaar")),
    "waiting": Chart(
        "Wachten op een hulpverlener, minuten", "Wachttijd (minuten)", ("helft binnen (p50)", "95 procent binnen (p95)")
    ),
    "ratings": Chart("Oordeel per week", "Oordeel", ("hielp", "hielp een beetje", "hielp niet")),
}


class MarkedLine(leather.Line):  # type: ignore[misc]  # leather has no types
    """A line with a dot at each value: a week between two hidden ones is a mere dot."""

    def to_svg(self, *where: Any) -> Element:
        """Line and dots in one group."""
        group: Element = super().to_svg(*where)
        group.append(leather.Dots(fill_color=self._stroke_color, radius=4).to_svg(*where))
        return group


def lines(chart: Chart, figures: Sequence[Figure]) -> Mapping[str, list[int | None]]:
    """The lines of a chart that have something to show; what is hidden in the table is a gap here."""
    of_group = [one for one in figures if one.group == chart.group and one.name in chart.names]
    drawn = {one.name: [cell if isinstance(cell, int) else None for cell in one.cells] for one in of_group}
    return {name: values for name, values in drawn.items() if any(value is not None for value in values)}


def drawable(figures: Sequence[Figure]) -> dict[str, str]:
    """The charts that have something to show, by their key with their title."""
    return {key: chart.title for key, chart in CHARTS.items() if lines(chart, figures)}


def svg(chart: Chart, weeks: Sequence[Week], figures: Sequence[Figure]) -> str:
    """The chart; it needs at least one line."""
    drawn = leather.Chart(chart.title)
    mondays = [week.monday for week in weeks]
    names: dict[date, str] = {week.monday: week.name[5:] for week in weeks}
    highest = max(value for values in lines(chart, figures).values() for value in values if value is not None)
    drawn.add_x_scale(mondays[0], mondays[-1])
    drawn.add_x_axis(ticks=mondays, tick_formatter=lambda value, _index, _count: names[value])
    drawn.add_y_scale(0, highest)
    colours = dict(zip(chart.names, COLOURS, strict=False))
    for name, values in lines(chart, figures).items():
        points = list(zip(mondays, values, strict=True))
        drawn.add_series(leather.Series(points, name=name), MarkedLine(colours[name], width=3))
    return str(drawn.to_svg(width=WIDTH, height=HEIGHT))
