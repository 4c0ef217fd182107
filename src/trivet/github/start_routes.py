"""Routes that start and finish cards: what belongs together is done by one request, or not at all."""

from fastapi import APIRouter, Request, Response

from trivet.auth.dependencies import CurrentCaller
from trivet.cards.asking import CardQuestions
from trivet.cards.routes import CardName, WorkspaceId
from trivet.github.finishing import Finishing
from trivet.github.one_change import Began
from trivet.github.start_schemas import CardFinish, CardStart, FinishOut, StartOut
from trivet.github.starting import Starting
from trivet.platform.json import dumps
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_write

router = APIRouter(route_class=UnitRoute, tags=["github"])


@router.post(
    "/cards/{card}/start",
    response_model=StartOut,
    responses={
        **responses(404, 409),
        202: {"model": StartOut, "description": "A task makes the branch."},
    },
)
async def start_card(
    card: CardName,
    body: CardStart,
    request: Request,
    who: CurrentCaller,
    workspace_id: WorkspaceId = None,
) -> Response:
    """Begin with a card: assign me, move it to where work begins, and have its branch made.

    All of it, or nothing. One undo takes back what happened on the board.
    """
    state = request.app.state
    unit = open_write(request, who.actor(request.state.request_id))
    card_id = await CardQuestions(unit.session, who, state.access).id_of(card, workspace_id)
    starting = Starting(unit, who, state.access, state.elsewhere, state.github_tokens)
    return _answer(await starting.start(card_id, body))


@router.post(
    "/cards/{card}/finish",
    response_model=FinishOut,
    responses={
        **responses(404, 409),
        202: {"model": FinishOut, "description": "A task deletes the branches."},
    },
)
async def finish_card(
    card: CardName,
    body: CardFinish,
    request: Request,
    who: CurrentCaller,
    workspace_id: WorkspaceId = None,
) -> Response:
    """Be done with a card once all pull requests that finish it are merged.

    Its merged branches can be deleted with it, or later by the same request.
    """
    state = request.app.state
    unit = open_write(request, who.actor(request.state.request_id))
    card_id = await CardQuestions(unit.session, who, state.access).id_of(card, workspace_id)
    finishing = Finishing(unit, who, state.access, state.elsewhere, state.github_tokens)
    return _answer(await finishing.finish(card_id, body))


def _answer(began: Began) -> Response:
    task = began.task
    response = Response(
        dumps(began.answer()), 200 if task is None else 202, media_type="application/json"
    )
    if task is not None:
        response.headers["Location"] = f"/tasks/{task.id}"
    return response
