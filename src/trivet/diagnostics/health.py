"""`/healthz` and `/readyz`, for whatever restarts us and whatever sends us traffic."""

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel

from trivet.diagnostics.readiness import NotReady, Readiness

# A plain route class: these routes must answer even where no unit of work can be opened.
router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Ready(BaseModel):
    """Everything that the process depends on answers."""

    status: Literal["ready"] = "ready"
    parts: dict[str, Literal["ready"]]


@router.get("/healthz")
async def healthz() -> Health:
    """Whether the process is alive. Asks nothing of anybody."""
    return Health()


@router.get("/readyz")
async def readyz(request: Request) -> Ready:
    """Whether the database answers within 2 seconds; 503 names what does not."""
    parts = await _readiness(request).parts()
    missing = [part.name for part in parts if not part.ready]
    if missing:
        raise NotReady(
            f"No answer from: {', '.join(missing)}. `trivet doctor` on the server says more.",
            extra={"parts": {p.name: "ready" if p.ready else "missing" for p in parts}},
            headers={"Retry-After": "2"},
        )
    return Ready(parts={part.name: "ready" for part in parts})


def _readiness(request: Request) -> Readiness:
    state = request.app.state
    if not hasattr(state, "readiness"):
        state.readiness = Readiness(state.units)
    readiness: Readiness = state.readiness
    return readiness
