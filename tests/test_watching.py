"""The dashboard and the alerts: nothing in them that Trivet does not measure, and nothing left out."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from trivet.platform.telemetry.metrics import DEFINED

ROOT = Path(__file__).parent.parent
ALERTS = ROOT / "deploy/prometheus/alerts.yml"
DASHBOARD = ROOT / "deploy/grafana/trivet.json"

OF_PROMETHEUS = {"job", "instance"}
"""Labels that Prometheus gives to whatever it reads."""

_NAME = re.compile(r"\b(?:trivet_\w+|up)\b")
_SELECTED = re.compile(r"\b(trivet_\w+|up)(?:\{([^}]*)\})?")
_MATCHER = re.compile(r"(\w+)\s*(?:=~|!~|!=|=)\s*\"")
_GROUPED = re.compile(r"\b(?:by|without|ignoring|on)\s*\(([^)]*)\)")
_PART = re.compile(r"_(bucket|sum|count)$")


@dataclass(frozen=True)
class Expression:
    """Something that is asked of Prometheus.

    Args:
        place: where it stands.
        text: in PromQL.
    """

    place: str
    text: str

    @property
    def names(self) -> set[str]:
        """The metrics in it."""
        return set(_NAME.findall(_without_groups(self.text)))


def _without_groups(text: str) -> str:
    return _GROUPED.sub(" ", text)


def labels_of(name: str) -> set[str]:
    """The labels that a metric has; an AssertionError if there is no such metric."""
    if name == "up":
        return OF_PROMETHEUS
    family = name if name in DEFINED else _PART.sub("", name)
    assert family in DEFINED, f"nothing measures {name}"
    defined = DEFINED[family]
    assert family == name or defined.kind == "histogram", name
    return set(defined.labels) | OF_PROMETHEUS | ({"le"} if name.endswith("_bucket") else set())


def alerts() -> list[dict[str, Any]]:
    groups = yaml.safe_load(ALERTS.read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def _panels() -> list[dict[str, Any]]:
    panels: list[dict[str, Any]] = json.loads(DASHBOARD.read_text())["panels"]
    return panels


def expressions() -> Iterator[Expression]:
    for rule in alerts():
        yield Expression(rule["alert"], rule["expr"])
    for panel in _panels():
        for target in panel.get("targets", []):
            yield Expression(panel["title"], target["expr"])


@pytest.mark.parametrize("asked", list(expressions()), ids=lambda each: each.place)
def test_whatever_is_asked_is_measured(asked: Expression) -> None:
    assert asked.names, asked.text
    for name, matchers in _SELECTED.findall(_without_groups(asked.text)):
        assert set(_MATCHER.findall(matchers)) <= labels_of(name), asked.text
    grouped = {
        label.strip()
        for labels in _GROUPED.findall(asked.text)
        for label in labels.split(",")
        if label.strip()
    }
    known = set().union(*(labels_of(name) for name in asked.names))
    assert grouped <= known, asked.text
    assert asked.text.count("(") == asked.text.count(")")


def test_what_is_misspelled_would_be_noticed() -> None:
    for wrong in ("trivet_http_request_total", "trivet_sockets_open_bucket"):
        with pytest.raises(AssertionError):
            labels_of(wrong)
    wrong_label = Expression(
        "x", 'sum by (rout) (rate(trivet_http_requests_total{stat="5xx"}[5m]))'
    )
    with pytest.raises(AssertionError):
        test_whatever_is_asked_is_measured(wrong_label)


def test_the_dashboard_shows_all_that_is_measured() -> None:
    shown = set(chain.from_iterable(each.names for each in expressions()))
    families = shown | {_PART.sub("", name) for name in shown}
    assert set(DEFINED) - families == set()


def test_every_alert_says_what_to_do() -> None:
    names = [rule["alert"] for rule in alerts()]
    assert len(set(names)) == len(names)
    for rule in alerts():
        assert rule["labels"]["severity"] in {"critical", "warning"}
        assert rule["annotations"]["summary"]
        assert len(rule["annotations"]["description"]) > 60, rule["alert"]


def test_legends_name_labels_that_are_there() -> None:
    for panel in _panels():
        for target in panel.get("targets", []):
            kept = set(re.findall(r"{{(\w+)}}", target["legendFormat"]))
            grouped = {
                label.strip()
                for labels in _GROUPED.findall(target["expr"])
                for label in labels.split(",")
            }
            assert kept <= grouped | OF_PROMETHEUS, panel["title"]


def test_panels_have_places_and_numbers_of_their_own() -> None:
    panels = _panels()
    assert len({panel["id"] for panel in panels}) == len(panels)
    taken = [(p["gridPos"]["x"], p["gridPos"]["y"]) for p in panels]
    assert len(set(taken)) == len(taken)


def test_the_pages_that_explain_it_name_every_metric() -> None:
    page = (ROOT / "docs/operations.md").read_text()
    assert [name for name in DEFINED if f"`{name}" not in page] == []


def test_the_example_reads_what_answers() -> None:
    example = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text())
    assert example["rule_files"] == [ALERTS.name]
    jobs = [job["job_name"] for job in example["scrape_configs"]]
    assert all(re.fullmatch("trivet.*", job) for job in jobs)
