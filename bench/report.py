"""What a run came to, as tables: for the terminal, and for docs/performance.md.

python -m bench.report results.json
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bench.aims import aim_of
from bench.figures import EMBEDDED, LIMIT, SCALED, TARGETS, Figure, Results, Row

Written = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="What --out wrote.")]

TITLES = {
    "operations": "Reading and changing a board",
    "fanout": "Many who follow one board",
    "memory": "Memory",
    "start": "Starting",
    "writers": "Many writers",
    "webhook": "From GitHub to the screen",
    "processes": "More processes",
    "bulk": "Many cards at once",
    "deliveries": "Deliveries of GitHub's, while many wait",
    "client": "The client, in Chromium",
}
MET, MISSED = "✓", "✗"
RANGE = "\u2013"
WIDTH = 170
"""Of the tables where the output is no terminal."""
_HEAD = (
    "operation",
    "",
    "measure",
    "limit",
    "embedded",
    "ratio",
    "scaled",
    "ratio",
    "aimed at",
)


@dataclass(frozen=True, slots=True)
class Section:
    """One table.

    Args:
        title: above it.
        head: of its columns.
        lines: of its cells.
    """

    title: str
    head: Sequence[str]
    lines: Sequence[Sequence[str]]


def sections(results: Results) -> list[Section]:
    """All tables of a run; those of which nothing was measured are left out."""
    found = []
    for part, title in TITLES.items():
        rows = [row for row in results.rows if row.part == part]
        if rows:
            found.append(_told(title, _HEAD, [_line(row) for row in rows]))
    return [*found, *_growths(results.growth())]


def _told(title: str, head: Sequence[str], lines: Sequence[Sequence[str]]) -> Section:
    """Without columns that say nothing, and each operation once."""
    full = [at for at in range(len(head)) if any(line[at] for line in lines)]
    kept = [[line[at] for at in full] for line in lines]
    above = ["", *(line[0] for line in kept)]
    once = [
        ["" if line[0] == before else line[0], *line[1:]]
        for line, before in zip(kept, above, strict=False)
    ]
    return Section(title, [head[at] for at in full], once)


def _line(row: Row) -> list[str]:
    aim = aim_of(row)
    cells = [row.operation, row.size, f"{row.measure}, {row.unit}" if row.unit else row.measure]
    cells.append(_figure(row.figures.get(LIMIT)))
    for mode in (EMBEDDED, SCALED):
        ratio = row.ratio(mode)
        judged = None if aim is None else aim.judged(row, mode)
        sign = "" if judged is None else f"{MET if judged else MISSED} "
        cells += [
            _figure(row.figures.get(mode)),
            f"{sign}{'' if ratio is None else f'{ratio:.2f}'}".strip(),
        ]
    return [*cells, "" if aim is None else aim.told(row.unit)]


def number(value: float) -> str:
    """With as many digits as say something."""
    if value == round(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _figure(figure: Figure | None) -> str:
    if figure is None:
        return ""
    if figure.least == figure.most:
        return number(figure.median)
    return f"{number(figure.median)} ({number(figure.least)}{RANGE}{number(figure.most)})"


def _growths(rows: Sequence[Row]) -> Iterator[Section]:
    """A table for each thing that grows: a column for each number of it."""
    for of in dict.fromkeys(row.of for row in rows):
        chosen = [row for row in rows if row.of == of]
        steps = sorted({row.at for row in chosen})
        cells = {
            (row.operation, row.measure, row.unit, target, row.at): figure
            for row in chosen
            for target, figure in row.figures.items()
        }
        lines: list[list[str]] = []
        for operation, measure, unit in dict.fromkeys(
            (row.operation, row.measure, row.unit) for row in chosen
        ):
            for target in TARGETS:
                found = [cells.get((operation, measure, unit, target, at)) for at in steps]
                if any(found):
                    texts = [_figure(figure) for figure in found]
                    lines.append([operation, f"{measure}, {unit}", target, *texts])
        head = ("operation", "measure", "", *(f"{at:,}" for at in steps))
        yield _told(f"How cost grows with {of}", head, lines)


def show(results: Results) -> None:
    """Print it for people."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    console.print(" · ".join(f"{name} {value}" for name, value in results.machine.items()))
    for section in sections(results):
        table = Table(title=section.title, title_justify="left")
        for name in section.head:
            table.add_column(name)
        for line in section.lines:
            table.add_row(*(_coloured(cell) for cell in line))
        console.print(table)
    for trouble in results.troubles:
        console.print(f"! {trouble}", style="yellow", markup=False)


def _coloured(cell: str) -> Text:
    colours = {MET: "green", MISSED: "red"}
    return Text(cell, style=colours.get(cell[:1], ""))


def read(path: Path) -> Results:
    """What `make bench` wrote."""
    return Results.read(orjson.loads(path.read_bytes()))


def markdown(results: Results) -> str:
    """The same as Markdown."""
    said = [" · ".join(f"{name} {value}" for name, value in results.machine.items())]
    for section in sections(results):
        rows = [section.head, ["---"] * len(section.head), *section.lines]
        lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        said.append(f"### {section.title}\n\n{lines}")
    if results.troubles:
        said.append("\n".join(f"- {trouble}" for trouble in results.troubles))
    return "\n\n".join(said) + "\n"


def main(results: Written) -> None:
    """Print the tables of a run, as Markdown."""
    typer.echo(markdown(read(results)), nl=False)


if __name__ == "__main__":
    typer.run(main)
