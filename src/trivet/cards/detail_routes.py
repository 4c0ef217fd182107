"""Routes of what stands on a card's own page: steps, links, comments, dependencies."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from trivet.auth.callers import Caller
from trivet.auth.dependencies import caller
from trivet.cards.answers import card_answer
from trivet.cards.comments import CommentQueries, CommentService, comment_document
from trivet.cards.dependencies import Dependencies
from trivet.cards.detail_schemas import (
    CommentCreate,
    CommentPatch,
    DependencyCreate,
    LinkCreate,
    LinkPatch,
    StepCreate,
    StepPatch,
)
from trivet.cards.details import CardDetails
from trivet.cards.finding import card_id_of
from trivet.cards.repository import CardRepository
from trivet.cards.routes import CardName, WorkspaceId
from trivet.cards.schemas import CardOut, CommentOut
from trivet.platform.uow import WriteUnit
from trivet.platform.web.pagination import (
    DEFAULT_LIMIT,
    Cursor,
    Limit,
    Page,
    encode_cursor,
    id_in_cursor,
    link_next,
)
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_read, open_write

router = APIRouter(route_class=UnitRoute, tags=["cards"])


class Own:
    """What one request changes about one card.

    Args:
        request: whose unit of work it is.
        who: the caller.
        name: the card's id or key.
        workspace_id: where a key is looked up.
    """

    def __init__(self, request: Request, who: Caller, name: str, workspace_id: UUID | None) -> None:
        self._who = who
        self._name = name
        self._workspace_id = workspace_id
        self._state = request.app.state
        self.unit: WriteUnit = open_write(request, who.actor(request.state.request_id))

    async def id(self) -> UUID:
        cards = CardRepository(self.unit.session)
        return await card_id_of(cards, self._who, self._name, self._workspace_id)

    @property
    def details(self) -> CardDetails:
        return CardDetails(self.unit, self._who, self._state.access, self._state.elsewhere)

    @property
    def comments(self) -> CommentService:
        return CommentService(self.unit, self._who, self._state.access)

    @property
    def dependencies(self) -> Dependencies:
        return Dependencies(self.unit, self._who, self._state.access, self._state.elsewhere)


async def _own(request: Request, card: CardName, workspace_id: WorkspaceId = None) -> Own:
    return Own(request, await caller(request), card, workspace_id)


async def _comments(request: Request) -> CommentService:
    who = await caller(request)
    unit = open_write(request, who.actor(request.state.request_id))
    return CommentService(unit, who, request.app.state.access)


async def _spoken(request: Request) -> CommentQueries:
    return CommentQueries(open_read(request), await caller(request), request.app.state.access)


OwnCard = Annotated[Own, Depends(_own)]
Comments = Annotated[CommentService, Depends(_comments)]
Spoken = Annotated[CommentQueries, Depends(_spoken)]


@router.post(
    "/cards/{card}/checklist",
    status_code=201,
    response_model=CardOut,
    responses=responses(404, 409),
)
async def add_checklist_item(own: OwnCard, body: StepCreate) -> Response:
    """Add a step to a card; the last one unless a place is given."""
    return card_answer(await own.details.add_step(await own.id(), body), 201)


@router.patch(
    "/cards/{card}/checklist/{item_id}", response_model=CardOut, responses=responses(404, 409)
)
async def patch_checklist_item(own: OwnCard, item_id: UUID, body: StepPatch) -> Response:
    """Rewrite a step, tick it, or move it within its list."""
    return card_answer(await own.details.change_step(await own.id(), item_id, body))


@router.delete("/cards/{card}/checklist/{item_id}", status_code=204, responses=responses(404, 409))
async def delete_checklist_item(own: OwnCard, item_id: UUID) -> None:
    """Take a step from a card."""
    await own.details.remove_step(await own.id(), item_id)


@router.post(
    "/cards/{card}/links", status_code=201, response_model=CardOut, responses=responses(404, 409)
)
async def add_link(own: OwnCard, body: LinkCreate) -> Response:
    """Add an address to a card; the last one unless a place is given."""
    return card_answer(await own.details.add_link(await own.id(), body), 201)


@router.patch(
    "/cards/{card}/links/{link_id}", response_model=CardOut, responses=responses(404, 409)
)
async def patch_link(own: OwnCard, link_id: UUID, body: LinkPatch) -> Response:
    """Change a link, or move it within its list."""
    return card_answer(await own.details.change_link(await own.id(), link_id, body))


@router.delete("/cards/{card}/links/{link_id}", status_code=204, responses=responses(404, 409))
async def delete_link(own: OwnCard, link_id: UUID) -> None:
    """Take a link from a card."""
    await own.details.remove_link(await own.id(), link_id)


@router.post(
    "/cards/{card}/dependencies",
    status_code=201,
    response_model=CardOut,
    responses=responses(404, 409),
)
async def add_dependency(own: OwnCard, body: DependencyCreate) -> Response:
    """Let a card wait for another one of the workspace, or another one for it."""
    return card_answer(await own.dependencies.add(await own.id(), body), 201)


@router.delete("/cards/{card}/dependencies/{other}", status_code=204, responses=responses(404, 409))
async def delete_dependency(own: OwnCard, other: CardName) -> None:
    """Let neither of two cards wait for the other."""
    await own.dependencies.remove(await own.id(), other)


@router.get("/cards/{card}/comments", responses=responses(404, 409))
async def list_comments(
    card: CardName,
    request: Request,
    response: Response,
    spoken: Spoken,
    workspace_id: WorkspaceId = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[CommentOut]:
    """What was said about a card, the oldest first."""
    found = await spoken.page(card, workspace_id, id_in_cursor(cursor), limit + 1)
    shown = found[:limit]
    further = encode_cursor(str(shown[-1].id)) if len(found) > limit else None
    link_next(request, response, further)
    return Page(
        items=[CommentOut.model_validate(comment_document(one)) for one in shown],
        next_cursor=further,
    )


@router.post("/cards/{card}/comments", status_code=201, responses=responses(404, 409))
async def create_comment(own: OwnCard, body: CommentCreate) -> CommentOut:
    """Say something about a card, in Markdown. `[@Name](user:<id>)` mentions a member."""
    comment = await own.comments.create(await own.id(), body)
    return CommentOut.model_validate(comment_document(comment))


@router.patch("/comments/{comment_id}", responses=responses(404, 409))
async def patch_comment(comment_id: UUID, body: CommentPatch, comments: Comments) -> CommentOut:
    """Say something else instead; only who wrote it."""
    return CommentOut.model_validate(comment_document(await comments.change(comment_id, body)))


@router.delete("/comments/{comment_id}", status_code=204, responses=responses(404, 409))
async def delete_comment(comment_id: UUID, comments: Comments) -> None:
    """Take a comment back; who wrote it, or an admin. The history forgets what it said."""
    await comments.delete(comment_id)
