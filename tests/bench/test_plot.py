"""The drawing of how cost grows."""

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from bench.figures import EMBEDDED, GROWTH, LIMIT, P50, SCALED, TITLE, Figure, Results, Row
from bench.plot import COLOURS, HEIGHT, nice, panels, write

SVG = "{http://www.w3.org/2000/svg}"


def grown(of: str, at: int, *values: float) -> Row:
    figures = {
        name: Figure(value, value / 2, value * 2)
        for name, value in zip((LIMIT, EMBEDDED, SCALED), values, strict=False)
    }
    return Row(GROWTH, TITLE, P50, "ms", figures, of, at)


@pytest.mark.parametrize(
    ("most", "end"),
    [(0.03, 0.04), (1.0, 1.0), (1.1, 2.0), (7.0, 8.0), (10.0, 10.0), (130.0, 200.0)],
)
def test_a_scale_ends_at_the_next_number_that_divides_well(most: float, end: float) -> None:
    assert nice(most) == pytest.approx(end)


def test_what_grows_has_a_row_of_panels_and_each_target_a_line() -> None:
    rows = [grown("boards", 200, 1.0, 2.0), grown("boards", 1, 1.0), grown("tasks", 0, 1.0)]
    (boards,), (tasks,) = panels(rows)
    assert (boards.title, tasks.title) == ("change a title, by boards", "change a title, by tasks")
    assert boards.steps == [1, 200]
    assert {name: sorted(line) for name, line in boards.lines.items()} == {
        LIMIT: [1, 200],
        EMBEDDED: [200],
    }
    assert boards.most == 4.0


def test_it_is_written_as_an_image_with_a_dot_for_each_figure(tmp_path: Path) -> None:
    to = tmp_path / "plot.svg"
    write(Results(rows=[grown("boards", 1, 1.0, 2.0), grown("boards", 20, 2.0, 4.0)]), to)
    root = fromstring(to.read_text())  # noqa: S314 - our own
    dots = root.findall(f".//{SVG}circle")
    assert [dot.get("fill") for dot in dots] == [COLOURS[LIMIT]] * 2 + [COLOURS[EMBEDDED]] * 2
    assert float(dots[3].get("cy", "")) == HEIGHT / 2
    assert "prefers-color-scheme: dark" in (root.findtext(f"{SVG}style") or "")


def test_nothing_measured_is_an_image_without_panels(tmp_path: Path) -> None:
    write(Results(), tmp_path / "plot.svg")
    assert "<circle" not in (tmp_path / "plot.svg").read_text()
