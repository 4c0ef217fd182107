"""What `/metrics` tells, read as Prometheus reads it."""

from dataclasses import dataclass

import httpx2
from prometheus_client.parser import text_string_to_metric_families

from trivet.platform.telemetry.exposition import exposition


@dataclass(frozen=True)
class Measured:
    """One answer.

    Args:
        text: as it came.
    """

    text: str

    def of(self, name: str, **labels: str) -> float:
        """The sum of all series of a name that have these labels; 0 of none."""
        return sum(
            sample.value
            for family in text_string_to_metric_families(self.text)
            for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()
        )

    def values(self, name: str, label: str) -> set[str]:
        """The values that a label has."""
        return {
            sample.labels[label]
            for family in text_string_to_metric_families(self.text)
            for sample in family.samples
            if sample.name == name
        }

    @property
    def names(self) -> set[str]:
        """What the families are called; counters with `_total`."""
        return {
            family.name + ("_total" if family.type == "counter" else "")
            for family in text_string_to_metric_families(self.text)
        }


async def measured(http: httpx2.AsyncClient) -> Measured:
    """What a process tells now, asked from its own machine."""
    answer = await http.get("/metrics", headers={"Host": "127.0.0.1:8000"})
    assert answer.status_code == 200, answer.text
    return Measured(answer.text)


def counted() -> Measured:
    """What is counted in this process, without a server."""
    return Measured(exposition().decode())
