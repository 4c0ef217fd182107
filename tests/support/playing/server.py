"""A vendor that runs: what goes wrong with it, what was asked of it."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp

from tests.support.playing.contract import Contract, ContractMiddleware, Violation
from tests.support.playing.faults import Fault, Faults, Ordered
from tests.support.playing.recorder import Recorder, Requests
from tests.support.playing.serving import Wires


@dataclass
class Played:
    """A vendor that runs.

    Args:
        address: where its REST API is reached.
        requests: what was asked of it, also what a fault happened to.
        faults: what goes wrong.
        contract: what was asked and answered against the vendor's own description.
    """

    address: str
    requests: Requests
    faults: Faults
    contract: Contract

    @property
    def violations(self) -> list[Violation]:
        """Requests that the vendor does not describe; a test that makes some clears it."""
        return self.contract.violations

    def fault(self, method: str, path: str, fault: Fault, times: int | None = 1) -> Ordered:
        """Have something go wrong; what was ordered first happens first.

        Args:
            method: to which requests; `*` is all.
            path: to which; a glob of the raw path, in which `*` also stands for slashes.
            fault: what, of the vendor's `faults`.
            times: to how many of them; None is to all until it is lifted.
        """
        return self.faults.order(method, path, fault, times)


@dataclass(frozen=True)
class Layers:
    """What stands around the application that answers.

    Args:
        app: all of it.
        requests: what was asked.
        faults: what goes wrong.
    """

    app: ASGIApp
    requests: Requests
    faults: Faults


def layered(core: ASGIApp, contract: Contract, wires: Wires, now: Callable[[], float]) -> Layers:
    """Requests are written down, then checked; then something goes wrong, or they are answered.

    Args:
        core: answers.
        contract: checks.
        wires: the connections, to be cut.
        now: the present time, in seconds since 1970.
    """
    requests = Requests()
    faults = Faults(ContractMiddleware(core, contract, requests=False), wires.cut, now)
    app = Recorder(ContractMiddleware(faults, contract, answers=False), requests)
    return Layers(app, requests, faults)
