"""Figures over rounds, and how they are kept."""

import orjson
import pytest

from bench.figures import EMBEDDED, LIMIT, SCALED, Figure, Results, Rounds, Row, percentile


def a_row(limit: float = 2.0, scaled: float = 3.0, **given: object) -> Row:
    figures = {LIMIT: Figure.of([limit]), SCALED: Figure.of([scaled])}
    return Row("operations", "move a card", "p50", "ms", figures, **given)  # type: ignore[arg-type]


def test_a_figure_is_the_median_and_the_range_of_its_rounds() -> None:
    assert Figure.of([3.0, 1.0, 2.0]) == Figure(2.0, 1.0, 3.0)


def test_percentiles_of_nothing_are_nothing() -> None:
    assert percentile([], 0.99) == 0
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0


def test_a_ratio_is_that_to_the_limit() -> None:
    assert a_row().ratio(SCALED) == pytest.approx(1.5)


def test_there_is_no_ratio_without_a_limit_or_without_ours() -> None:
    assert a_row(limit=0.0).ratio(SCALED) is None
    assert a_row().ratio(EMBEDDED) is None
    assert Row("start", "x", "y", "s", {SCALED: Figure.of([1.0])}).ratio(SCALED) is None


def test_rounds_become_rows_in_the_order_of_their_first_figure() -> None:
    rounds = Rounds("operations")
    for value in (1.0, 3.0, 2.0):
        rounds.add(LIMIT, "move a card", "p50", "ms", value, of="cards", at=100)
        rounds.add(SCALED, "move a card", "p50", "ms", value * 2, of="cards", at=100)
        rounds.add(SCALED, "move a card", "p50", "ms", value, of="cards", at=1000)
    first, second = rounds.rows()
    assert first.figures == {LIMIT: Figure(2.0, 1.0, 3.0), SCALED: Figure(4.0, 2.0, 6.0)}
    assert (first.size, second.size) == ("100 cards", "1,000 cards")


def test_what_is_written_is_read_again() -> None:
    results = Results({"CPU": "fast"}, {"rounds": 3}, [a_row(of="cards", at=100)], ["too slow"])
    assert Results.read(orjson.loads(orjson.dumps(results))) == results


def test_growth_with_cards_is_what_was_measured_of_each_size() -> None:
    growing = Row("growth", "move a card", "p50", "ms", {}, "boards", 20)
    sized = a_row(of="cards", at=100)
    other = Row("operations", "create a card", "p50", "ms", {}, "cards", 100)
    assert Results(rows=[growing, sized, other]).growth() == [sized, growing]
