"""How a request has operations queued."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header
from starlette.requests import Request
from starlette.responses import Response

from trivet.miro.board_dependencies import Account, Reads
from trivet.miro.job_schemas import MiroQueuedOut
from trivet.miro.jobs import Jobs
from trivet.miro.operations import Planned
from trivet.miro.reading import Whiteboards
from trivet.miro.tokens import MiroAccount
from trivet.platform.events import Actor
from trivet.platform.web.units import aside, open_write

QUEUED: dict[int | str, dict[str, Any]] = {
    202: {
        "model": MiroQueuedOut,
        "description": "It is kept, and done by and by.",
        "headers": {
            "Location": {"schema": {"type": "string"}, "description": "The job."},
            "Preference-Applied": {"schema": {"type": "string"}},
        },
    }
}


@dataclass(frozen=True, slots=True)
class Queue:
    """Queues what a request asks for.

    Args:
        request: the request.
        response: its answer.
        boards: lets the caller in.
        account: the caller's.
    """

    request: Request
    response: Response
    boards: Whiteboards
    account: MiroAccount

    @property
    def preferred(self) -> bool:
        """Whether the caller prefers not to wait (RFC 7240, section 4.1)."""
        preferences = ",".join(self.request.headers.getlist("prefer")).split(",")
        words = (each.partition(";")[0].strip().lower() for each in preferences)
        return "respond-async" in words

    async def take(self, board_id: str, planned: Sequence[Planned]) -> MiroQueuedOut:
        """Keep operations on a board that the caller may read; 202, and where their job is.

        Raises:
            MiroBoardNotFound: there is none such for the caller.
            Unprocessable: it is known already that Miro will not do one of them.
        """
        async with aside(self.request, again=True):
            await self.boards.enter(board_id)
        user_id = self.account.user_id
        actor = Actor(user_id=user_id, correlation_id=self.request.state.request_id)
        unit = open_write(self.request, actor)
        job_id = await Jobs(user_id).take(unit, board_id, planned)
        self.response.status_code = 202
        self.response.headers["Location"] = f"/api/jobs/{job_id}"
        if self.preferred:
            self.response.headers["Preference-Applied"] = "respond-async"
        return MiroQueuedOut(job_id=job_id, enqueued=len(planned))

    async def later(self, board_id: str, planned: Sequence[Planned]) -> Response:
        """The same as a whole answer, for a route that else answers something else."""
        taken = await self.take(board_id, planned)
        headers = {
            name: value
            for name in ("Location", "Preference-Applied")
            if (value := self.response.headers.get(name)) is not None
        }
        return Response(taken.model_dump_json(), 202, headers, media_type="application/json")


PreferHeader = Annotated[
    str | None,
    Header(alias="Prefer", max_length=200, description="`respond-async`: queue it (RFC 7240)."),
]


async def _queue(
    request: Request,
    response: Response,
    boards: Reads,
    account: Account,
    _prefer: PreferHeader = None,
) -> Queue:
    return Queue(request, response, boards, account)


Queues = Annotated[Queue, Depends(_queue)]
