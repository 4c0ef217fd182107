"""How results are told, and judged by what is aimed at."""

import pytest

from bench.aims import AIMS, Aim, Bound, aim_of
from bench.figures import CPU, EMBEDDED, GROWTH, LIMIT, P50, SCALED, TITLE, Figure, Results, Row
from bench.report import markdown, number, sections

AIMED = "≤ 1.8\u00d7 (embedded 3.6)"


def title_row(limit: float, embedded: float, scaled: float, at: int = 1000) -> Row:
    values = {LIMIT: limit, EMBEDDED: embedded, SCALED: scaled}
    figures = {name: Figure.of([value]) for name, value in values.items()}
    return Row("operations", TITLE, P50, "ms", figures, "cards", at)


@pytest.mark.parametrize(
    ("embedded", "scaled", "judged"),
    [(3.6, 1.8, (True, True)), (3.7, 1.9, (False, False)), (1.0, 2.0, (True, False))],
)
def test_writes_may_cost_twice_as_much_where_one_writes_at_a_time(
    embedded: float, scaled: float, judged: tuple[bool, bool]
) -> None:
    row = title_row(1.0, embedded, scaled)
    aim = aim_of(row)
    assert aim is not None
    assert (aim.judged(row, EMBEDDED), aim.judged(row, SCALED)) == judged
    assert aim.told("ms") == AIMED


def test_an_aim_of_some_sizes_says_nothing_of_others() -> None:
    row = Row("operations", "read the board", P50, "ms", {}, "cards", 100)
    assert aim_of(row) is None
    assert ("read the board", P50) in AIMS


@pytest.mark.parametrize(
    ("bound", "value", "kept"),
    [
        (Bound.TIMES_AT_MOST, 1.2, True),
        (Bound.TIMES_AT_LEAST, 1.2, False),
        (Bound.AT_MOST, 1.6, False),
        (Bound.AT_LEAST, 1.5, True),
    ],
)
def test_a_bound_has_two_sides(bound: Bound, value: float, kept: bool) -> None:
    assert bound.keeps(value, 1.5) is kept


def test_what_was_not_measured_is_not_judged() -> None:
    aim = Aim(Bound.TIMES_AT_MOST, {SCALED: 2.0})
    row = Row("operations", TITLE, P50, "ms", {SCALED: Figure.of([1.0])})
    assert aim.judged(row, SCALED) is None
    assert aim.judged(row, EMBEDDED) is None
    assert aim.told("ms") == "≤ 2\u00d7 (scaled)"
    assert Aim(Bound.AT_MOST, {SCALED: 1.2, EMBEDDED: 1.2}).told("s") == "≤ 1.2 s"


@pytest.mark.parametrize(
    ("value", "told"), [(0.0, "0"), (0.543, "0.54"), (12.34, "12.3"), (1234.5, "1,234")]
)
def test_numbers_have_as_many_digits_as_say_something(value: float, told: str) -> None:
    assert number(value) == told


def test_markdown_has_the_machine_the_tables_and_what_went_wrong() -> None:
    growing = Row(GROWTH, TITLE, CPU, "ms", {SCALED: Figure(1.0, 0.5, 2.0)}, "boards", 20)
    results = Results(
        {"CPU": "fast", "cores": "2"},
        rows=[title_row(1.0, 4.0, 1.5), title_row(1.0, 1.0, 1.0, at=5000), growing],
        troubles=["no Chromium"],
    )
    assert markdown(results).splitlines() == [
        "CPU fast · cores 2",
        "",
        "### Reading and changing a board",
        "",
        "| operation |  | measure | limit | embedded | ratio | scaled | ratio | aimed at |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        f"| change a title | 1,000 cards | p50, ms | 1 | 4 | ✗ 4.00 | 1.50 | ✓ 1.50 | {AIMED} |",
        f"|  | 5,000 cards | p50, ms | 1 | 1 | ✓ 1.00 | 1 | ✓ 1.00 | {AIMED} |",
        "",
        "### How cost grows with cards",
        "",
        "| operation | measure |  | 1,000 | 5,000 |",
        "| --- | --- | --- | --- | --- |",
        "| change a title | p50, ms | limit | 1 | 1 |",
        "|  | p50, ms | embedded | 4 | 1 |",
        "|  | p50, ms | scaled | 1.50 | 1 |",
        "",
        "### How cost grows with boards",
        "",
        "| operation | measure |  | 20 |",
        "| --- | --- | --- | --- |",
        "| change a title | server CPU, ms | scaled | 1 (0.50\u20132) |",
        "",
        "- no Chromium",
    ]


def test_columns_that_say_nothing_are_left_out() -> None:
    row = Row("deliveries", "answer", P50, "ms", {SCALED: Figure.of([1.0])})
    (section,) = sections(Results(rows=[row]))
    assert section.head == ["operation", "measure", "scaled"]
