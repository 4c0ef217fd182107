"""`/healthz` and `/readyz`, for whatever restarts us and whatever sends us traffic."""

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from trivet.diagnostics.readiness import NotReady, Part, Readiness
from trivet.platform.web.openapi import NamedRoute

# No unit of work: these routes must answer even where no unit of work can be opened.
router = APIRouter(tags=["health"], route_class=NamedRoute)


_AWAY = (
    "It did not answer lately, and is left alone for half a minute. What is to be done there waits."
)
_REASONS = {
    "database": "It did not answer within 2 seconds. `trivet doctor` on the server says why.",
    "redis": "It did not answer lately. Others see changes within a second instead of at once, and each process "
    "counts requests by itself.",
    "github": _AWAY,
    "miro": _AWAY,
}


class Health(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Ready(BaseModel):
    """Everything that the process depends on answers."""

    status: Literal["ready"] = "ready"
    parts: dict[str, Literal["ready", "missing"]]
    reasons: dict[str, str] = Field(
        description="Of each that is missing: why, and what that means."
    )


@router.get("/healthz")
async def healthz() -> Health:
    """Whether the process is alive. Asks nothing of anybody."""
    return Health()


@router.get("/readyz")
async def readyz(request: Request) -> Ready:
    """Whether the database answers within 2 seconds; 503 names what does not.

    Redis, GitHub and Miro, where they are used, are named too: without Redis others are heard later,
    without GitHub and Miro what is to be done there waits, and we are ready all the same. They are not
    asked themselves: `missing` says that one did not answer lately.
    """
    parts = await _readiness(request).parts()
    missing = [part.name for part in parts if part.needed and not part.ready]
    seen = {part.name: _said(part) for part in parts}
    reasons = {part.name: _REASONS[part.name] for part in parts if not part.ready}
    if missing:
        raise NotReady(
            f"No answer from: {', '.join(missing)}. `trivet doctor` on the server says more.",
            extra={"parts": seen, "reasons": reasons},
            headers={"Retry-After": "2"},
        )
    return Ready(parts=seen, reasons=reasons)


def _said(part: Part) -> Literal["ready", "missing"]:
    return "ready" if part.ready else "missing"


def _readiness(request: Request) -> Readiness:
    state = request.app.state
    if not hasattr(state, "readiness"):
        state.readiness = Readiness(
            state.units, state.redis_answers, state.github_answers, state.miro_answers
        )
    readiness: Readiness = state.readiness
    return readiness
