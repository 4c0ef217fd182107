"""Miro's REST API, as far as we use it, in somebody's name.

Sources: Miro's description of REST API 2.0. Items are paged by cursor, boards and tags by offset. There is
no PUT: what we change is a PATCH of the members that are given. A position is sent only where somebody
gave one: Miro's own default would move the item.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from trivet.miro import addresses
from trivet.miro.answers import (
    Document,
    ItemPage,
    document_in,
    documents_in,
    item_in,
    item_page_in,
    items_in,
    refusal_of,
    tags_in,
)
from trivet.miro.credits import Level
from trivet.miro.errors import MiroBoardNotFound, MiroItemNotFound, MiroTagNotFound
from trivet.miro.transport import Answer, MiroCredential, MiroTransport, Request
from trivet.platform.errors import AppError

ITEMS_A_PAGE = 50
TAGS_A_PAGE = 50
MOST_TAGS = 10_000
BOARDS_A_PAGE = 50
AT_ONCE = 20
"""Items that one request creates, all or none."""


class MiroClient:
    """Asks Miro on somebody's behalf.

    Whatever asks raises, beside what it says itself,

    - `MiroBoardNotFound`: 404 of the board, which is also said of what the person may not see;
    - `MiroForbids`: 403; `MiroInvalid`: 400, with the fields at fault; `MiroConflict`: 409;
    - `MiroLimited`, `MiroSignInNeeded`, `MiroUnreachable`: as `transport.py` says.

    Args:
        transport: sends the requests.
        credential: on whose behalf.
        reserve: the part of a minute's credits that is left to others. Where no person waits there is
            one, and people go first.
    """

    def __init__(
        self, transport: MiroTransport, credential: MiroCredential, *, reserve: float = 0.0
    ) -> None:
        self._transport = transport
        self._credential = credential
        self._reserve = reserve
        self._not_after: datetime | None = None

    def until(self, moment: datetime) -> "MiroClient":
        """One that sends nothing after a moment, for whoever wrote down when it is sent."""
        client = MiroClient(self._transport, self._credential, reserve=self._reserve)
        client._not_after = moment
        return client

    @property
    def account(self) -> str:
        """Miro's id of the account that it speaks for."""
        return self._credential.account

    # Boards.

    async def boards(
        self, *, query: str = "", offset: int = 0
    ) -> tuple[list[Document], int | None]:
        """A page of the boards that the person may see, the last opened first.

        Args:
            query: in their names; empty is all.
            offset: how many to pass over.

        Returns:
            The boards, and where the next page begins; None on the last.
        """
        params = {"limit": str(BOARDS_A_PAGE), "offset": str(offset), "sort": "last_opened"}
        if query:
            params["query"] = query
        found = documents_in(await self._get("/v2/boards", params=params))
        return found, offset + BOARDS_A_PAGE if len(found) == BOARDS_A_PAGE else None

    async def board(self, board_id: str) -> Document:
        """One board."""
        return document_in(await self._get(addresses.board(board_id)))

    # Items.

    async def items(
        self, board_id: str, *, cursor: str | None = None, kind: str | None = None
    ) -> ItemPage:
        """A page of the items of a board, in the order of their ids; without their styles.

        Args:
            board_id: the board.
            cursor: of the page before; None is the first.
            kind: only those of a type.
        """
        params = {"limit": str(ITEMS_A_PAGE)}
        if cursor is not None:
            params["cursor"] = cursor
        if kind is not None:
            params["type"] = kind
        path = addresses.items(board_id)
        return item_page_in(await self._get(path, params=params, cost=Level.TWO))

    async def item(self, board_id: str, kind: str, item_id: str) -> Document:
        """One item, with its style.

        Raises:
            MiroItemNotFound: there is none such of this type.
        """
        path = addresses.of_kind(board_id, kind, item_id)
        return item_in(await self._get(path, about=MiroItemNotFound))

    async def any_item(self, board_id: str, item_id: str) -> Document:
        """One item of whatever type; without its style.

        Raises:
            MiroItemNotFound: there is none such.
        """
        return item_in(await self._get(addresses.item(board_id, item_id), about=MiroItemNotFound))

    async def create(self, board_id: str, kind: str, body: Mapping[str, Any]) -> Document:
        """Make an item. Not repeated: Miro would make a second one."""
        path = addresses.of_kind(board_id, kind)
        return item_in(await self._send("POST", path, body, cost=Level.TWO))

    async def create_many(
        self, board_id: str, bodies: Sequence[Mapping[str, Any]]
    ) -> list[Document]:
        """Make up to 20 items, all or none; a field at fault begins with the item's index.

        Args:
            board_id: the board.
            bodies: each with its `type`.

        Returns:
            The items in the order of the bodies; were there fewer or more, which is which is not known.

        Raises:
            MiroItemNotFound: a frame is not there that one of them is to be in; or, where Miro does not
                say what is not there, the board.
        """
        if not 1 <= len(bodies) <= AT_ONCE:
            raise ValueError(f"1 to {AT_ONCE} items, not {len(bodies)}")
        path = f"{addresses.items(board_id)}/bulk"
        cost = len(bodies) * Level.TWO
        answer = await self._send("POST", path, list(bodies), cost=cost, about=MiroItemNotFound)
        return items_in(answer)

    async def update(
        self, board_id: str, kind: str, item_id: str, body: Mapping[str, Any]
    ) -> Document:
        """Change the members of an item that are given.

        Raises:
            MiroItemNotFound: there is none such of this type.
        """
        path = addresses.of_kind(board_id, kind, item_id)
        answer = await self._send("PATCH", path, body, cost=Level.TWO, about=MiroItemNotFound)
        return item_in(answer)

    async def delete(self, board_id: str, kind: str, item_id: str) -> None:
        """Delete an item.

        Raises:
            MiroItemNotFound: there is none such of this type.
        """
        path = addresses.of_kind(board_id, kind, item_id)
        await self._send("DELETE", path, cost=Level.THREE, about=MiroItemNotFound)

    # Tags.

    async def tags(self, board_id: str) -> list[Document]:
        """All tags of a board, paged through."""
        found: dict[str, Document] = {}
        for offset in range(0, MOST_TAGS, TAGS_A_PAGE):
            params = {"limit": str(TAGS_A_PAGE), "offset": str(offset)}
            answer = await self._get(addresses.tags(board_id), params=params)
            tags = {tag["id"]: tag for tag in tags_in(answer)}
            fresh = tags.keys() - found.keys()
            found |= tags
            # A page that says nothing new is the last, however long it is.
            if len(tags) < TAGS_A_PAGE or not fresh:
                break
        return list(found.values())

    async def is_there(self, board_id: str, item_id: str) -> bool:
        """Whether an item is on a board, of whatever type."""
        try:
            await self.any_item(board_id, item_id)
        except MiroItemNotFound:
            return False
        return True

    async def create_tag(self, board_id: str, body: Mapping[str, Any]) -> Document:
        """Make a tag; its title must be new on the board."""
        return document_in(await self._send("POST", addresses.tags(board_id), body))

    async def update_tag(self, board_id: str, tag_id: str, body: Mapping[str, Any]) -> Document:
        """Change the members of a tag that are given.

        Raises:
            MiroTagNotFound: there is none such.
        """
        path = addresses.tags(board_id, tag_id)
        return document_in(await self._send("PATCH", path, body, about=MiroTagNotFound))

    async def delete_tag(self, board_id: str, tag_id: str) -> None:
        """Delete a tag; it is taken off all items.

        Raises:
            MiroTagNotFound: there is none such.
        """
        await self._send("DELETE", addresses.tags(board_id, tag_id), about=MiroTagNotFound)

    async def attach_tag(self, board_id: str, item_id: str, tag_id: str) -> None:
        """Put a tag on a card or a sticky note; each may have eight.

        Raises:
            MiroItemNotFound, MiroTagNotFound: there is none such.
        """
        path = addresses.tag_of_item(board_id, item_id, tag_id)
        await self._send("POST", path, about=MiroItemNotFound)

    async def detach_tag(self, board_id: str, item_id: str, tag_id: str) -> None:
        """Take a tag off an item.

        Raises:
            MiroItemNotFound, MiroTagNotFound: there is none such.
        """
        path = addresses.tag_of_item(board_id, item_id, tag_id)
        await self._send("DELETE", path, about=MiroTagNotFound)

    async def _get(
        self,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        cost: int = Level.ONE,
        about: type[AppError] = MiroBoardNotFound,
    ) -> Answer:
        return await self._good(Request("GET", path, cost, params or {}), about)

    async def _send(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | Sequence[Any] | None = None,
        *,
        cost: int = Level.ONE,
        about: type[AppError] = MiroBoardNotFound,
    ) -> Answer:
        return await self._good(Request(method, path, cost, {}, body), about)

    async def _good(self, request: Request, about: type[AppError]) -> Answer:
        request = replace(request, reserve=self._reserve, not_after=self._not_after)
        answer = await self._transport.send(request, self._credential)
        if not answer.ok:
            raise refusal_of(answer, about=about)
        return answer
