"""What `make soak` judges by."""

from math import sin

import pytest

from bench.soak.verdicts import (
    MOST_MIB,
    MOST_PART,
    Declared,
    Growth,
    LogLines,
    Told,
    declared_in,
    growth_of,
    refused,
    slope,
    warm,
    warm_up_of,
)

OKAY = frozenset({200})
DECLARED: Declared = {("GET", "/cards/{card}"): frozenset({200, 404, 500})}


def grown(points: list[tuple[float, float]]) -> Growth:
    return growth_of(points, most=MOST_MIB, part=MOST_PART)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([], 0.0),
        ([(1.0, 5.0)], 0.0),
        ([(0.0, 1.0), (1.0, 3.0), (2.0, 5.0)], 2.0),
        ([(0.0, 1.0), (1.0, 0.0), (2.0, 1.0)], 0.0),
    ],
)
def test_the_slope_is_that_of_the_least_squares_line(
    points: list[tuple[float, float]], expected: float
) -> None:
    assert slope(points) == pytest.approx(expected)


def test_what_leaks_a_little_all_the_time_grows() -> None:
    found = grown([(at * 5.0, 100 + at * 0.1) for at in range(120)])
    assert not found.flat
    assert found.grown == pytest.approx(11.9)
    assert found.an_hour == pytest.approx(72)


def test_what_goes_up_and_down_is_flat() -> None:
    assert grown([(at * 5.0, 100 + 10 * sin(at)) for at in range(120)]).flat


def test_one_peak_at_the_end_is_no_growth() -> None:
    points = [(at * 5.0, 100.0) for at in range(120)]
    assert grown([*points, (600.0, 150.0)]).flat


def test_a_big_process_may_grow_by_its_part_and_a_small_one_by_some_mib() -> None:
    assert grown([(at * 5.0, 1000 + at * 0.3) for at in range(120)]).flat
    assert grown([(at * 5.0, 20 + at * 0.05) for at in range(120)]).flat


def test_nothing_measured_is_flat() -> None:
    assert grown([]).flat


@pytest.mark.parametrize(("seconds", "expected"), [(60, 30), (600, 200), (3600, 360)])
def test_the_warm_up_is_a_tenth_and_in_short_runs_more(seconds: float, expected: float) -> None:
    assert warm_up_of(seconds) == expected


def test_the_warm_up_is_not_looked_at() -> None:
    assert warm([(0.0, 1.0), (199.0, 2.0), (200.0, 3.0)], 600) == [(200.0, 3.0)]


@pytest.mark.parametrize(
    ("status", "expected", "said"),
    [
        (200, OKAY, None),
        (404, OKAY | {404}, None),
        (404, OKAY, "not what this request is answered with"),
        (418, OKAY | {418}, "not declared in /openapi.json"),
        (500, OKAY | {500}, "a failure of the server"),
    ],
)
def test_an_answer_is_declared_expected_and_no_failure(
    status: int, expected: frozenset[int], said: str | None
) -> None:
    assert refused(DECLARED, "GET", "/cards/{card}", status, expected) == said


def test_a_route_that_is_not_described_declares_nothing() -> None:
    assert refused(DECLARED, "PUT", "/cards/{card}", 200, OKAY) is not None


def test_the_description_says_what_is_declared() -> None:
    responses: dict[str, object] = {"200": {}, "404": {}}
    document = {"paths": {"/boards": {"get": {"responses": responses}, "parameters": []}}}
    assert declared_in(document) == {("GET", "/boards"): {200, 404}}


def test_events_in_order_are_delivered() -> None:
    told = Told(7)
    for seq in (8, 9, 10):
        told.take(seq)
    told.end(10)
    assert (told.delivered, told.doubled, told.lost) == (3, 0, 0)


def test_gaps_repetitions_and_a_missing_end_are_counted() -> None:
    told = Told(0)
    for seq in (1, 1, 4):
        told.take(seq)
    told.end(6)
    assert (told.delivered, told.doubled, told.lost) == (2, 1, 4)


def test_errors_in_logs_are_found_and_warnings_counted() -> None:
    lines = LogLines()
    lines.read(
        "serve",
        '{"level":"info","event":"an error that is none"}\n'
        '{"level":"error","event":"broken"}\n'
        '{"level":"warning","event":"slow"}\n'
        '{"level":"warning","event":"slow"}\n',
    )
    lines.read("worker", "Warned of nothing\nTraceback (most recent call last):\n")
    assert [line.partition(":")[0] for line in lines.errors] == ["serve", "worker"]
    assert lines.warnings == {"serve: slow": 2}
