"""Draws how p50 grows, as an SVG that can be read on a light page and on a dark one.

python -m bench.plot results.json docs/images/performance.svg
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

import typer

from bench.figures import EMBEDDED, LIMIT, P50, SCALED, TARGETS, Figure, Results, Row
from bench.report import Written, number, read

COLOURS = {LIMIT: "#8b949e", EMBEDDED: "#d97706", SCALED: "#3b82f6"}
DASHES = {LIMIT: "5 4"}
WIDTH, HEIGHT = 272, 132
"""Of one panel, in pixels."""
LEFT, TOP, GAP, ABOVE = 44, 64, 28, 50
TICKS = 4
# Both shades of grey have enough contrast where they are used.
_STYLE = """
text { font: 12px system-ui, sans-serif; fill: #59636e; }
.title { font-weight: 600; }
.line { stroke: #59636e; stroke-opacity: .3; }
@media (prefers-color-scheme: dark) { text { fill: #9198a1; } .line { stroke: #9198a1; } }
"""


@dataclass(frozen=True, slots=True)
class Panel:
    """One operation over one thing that grows.

    Args:
        title: above it.
        steps: how many there were, from left to right, at even distances.
        lines: by target, a figure for each step that was measured.
        most: at the upper end, in milliseconds.
    """

    title: str
    steps: Sequence[int]
    lines: Mapping[str, Mapping[int, Figure]]
    most: float


def panels(rows: Sequence[Row]) -> list[list[Panel]]:
    """A row of panels for each thing that grows.

    Args:
        rows: of growth.
    """
    chosen = [row for row in rows if row.measure == P50]
    return [
        [
            _of(
                f"{operation}, by {of}",
                [row for row in chosen if (row.of, row.operation) == (of, operation)],
            )
            for operation in dict.fromkeys(row.operation for row in chosen if row.of == of)
        ]
        for of in dict.fromkeys(row.of for row in chosen)
    ]


def _of(title: str, rows: Sequence[Row]) -> Panel:
    lines: dict[str, dict[int, Figure]] = {}
    for row in rows:
        for target, figure in row.figures.items():
            lines.setdefault(target, {})[row.at] = figure
    most = max(figure.most for row in rows for figure in row.figures.values())
    return Panel(title, sorted({row.at for row in rows}), lines, nice(most))


def nice(most: float) -> float:
    """The next number above that divides well by the ticks: 4, 8, 10, 20 and so on."""
    scale = 1.0
    while most > 10 * scale:
        scale *= 10
    while most <= scale and scale > 1e-6:
        scale /= 10
    return next(step * scale for step in (2, 4, 6, 8, 10) if most <= step * scale)


def draw(results: Results) -> Element:
    """The whole drawing."""
    grid = panels(results.growth())
    across = max((len(row) for row in grid), default=1)
    width = across * (LEFT + WIDTH) + GAP
    height = TOP + len(grid) * (ABOVE + HEIGHT) + GAP
    title = "Milliseconds to the answer with one client: median and range of the rounds"
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "role": "img",
            "aria-label": title,
        },
    )
    SubElement(root, "style").text = _STYLE
    _text(root, LEFT, 20, title, kind="title")
    _legend(root)
    for down, row in enumerate(grid):
        for right, panel in enumerate(row):
            x, y = LEFT + right * (LEFT + WIDTH), TOP + down * (ABOVE + HEIGHT) + ABOVE // 2
            _panel(SubElement(root, "g", transform=f"translate({x} {y})"), panel)
    return root


def _legend(root: Element) -> None:
    for place, target in enumerate(TARGETS):
        x = LEFT + place * 110
        _stroke(SubElement(root, "path", d=f"M{x} 40h24"), target)
        _text(root, x + 30, 44, target)


def _panel(group: Element, panel: Panel) -> None:
    _text(group, 0, -8, panel.title, kind="title")
    for tick in range(TICKS + 1):
        y = HEIGHT - HEIGHT * tick / TICKS
        SubElement(group, "path", {"class": "line", "d": f"M0 {y:g}h{WIDTH}"})
        _text(group, -6, y + 4, f"{panel.most * tick / TICKS:g}", anchor="end")
    for at, x in _places(panel).items():
        _text(group, x, HEIGHT + 16, f"{at:,}", anchor="middle")
    for target, figures in panel.lines.items():
        _line(group, panel, target, figures)


def _line(group: Element, panel: Panel, target: str, figures: Mapping[int, Figure]) -> None:
    places = _places(panel)
    points = [(places[at], figure) for at, figure in sorted(figures.items())]

    def y(value: float) -> float:
        return round(HEIGHT - HEIGHT * value / panel.most, 1)

    path = "L".join(f"{x} {y(figure.median)}" for x, figure in points)
    _stroke(SubElement(group, "path", d=f"M{path}"), target)
    for x, figure in points:
        between = SubElement(group, "path", d=f"M{x} {y(figure.least)}V{y(figure.most)}")
        _stroke(between, target, width=1)
        dot = SubElement(group, "circle", cx=str(x), cy=str(y(figure.median)), r="3")
        dot.set("fill", COLOURS[target])
        SubElement(dot, "title").text = f"{target}: {number(figure.median)} ms"


def _places(panel: Panel) -> dict[int, float]:
    """Where each step stands, from the left."""
    share = WIDTH / len(panel.steps)
    return {at: round(share * (place + 0.5), 1) for place, at in enumerate(panel.steps)}


def _stroke(element: Element, target: str, width: float = 2) -> None:
    element.set("fill", "none")
    element.set("stroke", COLOURS[target])
    element.set("stroke-width", f"{width:g}")
    if width > 1 and target in DASHES:
        element.set("stroke-dasharray", DASHES[target])


def _text(
    parent: Element, x: float, y: float, text: str, *, kind: str = "", anchor: str = "start"
) -> None:
    given = {"x": f"{x:g}", "y": f"{y:g}", "text-anchor": anchor} | (
        {"class": kind} if kind else {}
    )
    SubElement(parent, "text", given).text = text


def write(results: Results, to: Path) -> None:
    """Draw into a file."""
    to.parent.mkdir(parents=True, exist_ok=True)
    root = draw(results)
    indent(root)
    ElementTree(root).write(to, encoding="unicode")


def main(results: Written, picture: Path) -> None:
    """Draw p50 beside the limit, as SVG."""
    write(read(results), picture)


if __name__ == "__main__":
    typer.run(main)
