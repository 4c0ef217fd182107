"""All that Trivet keeps of a person, for that person (GDPR, article 15 and 20).

Sent as it is read, a page at a time, each in a short unit of its own: a person of many years has
more than fits in memory, and no transaction waits for a slow reader.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import inspect, select, tuple_

from trivet.auth.models import ApiToken, GitHubToken, Identity, Session, User
from trivet.boards.models import Board, BoardEventRow
from trivet.cards.models import Card, CardAssignee, Comment
from trivet.cards.wire import plain
from trivet.client_logs.models import ClientLog
from trivet.github.models import PersonBranching
from trivet.platform.clock import now
from trivet.platform.db.session import ReadSession
from trivet.platform.events import merged
from trivet.platform.json import dumps, loads
from trivet.platform.uow import Units
from trivet.workspaces.models import AuditEvent, Invitation, Workspace, WorkspaceMember

T = TypeVar("T")
Json = dict[str, Any]
Pages = AsyncIterator[list[Json]]

PAGE = 500
"""Rows in a page: little enough to hold, many enough to be quick."""
# What proves who somebody is, or only says where a row stands.
_SECRET = {"access_token", "refresh_token", "token_hash", "lease_token", "lease_until", "rank"}


class PersonalData:
    """Writes a person's data as one JSON document.

    Of workspaces that the person has left, it holds nothing: what is there is no longer theirs to
    read.

    Args:
        units: read it.
        user_id: whose.
    """

    def __init__(self, units: Units, user_id: UUID) -> None:
        self._units = units
        self._user_id = user_id

    async def document(self) -> AsyncIterator[bytes]:
        """The document, in pieces."""
        profile = await self._read(self._profile)
        yield b'{"exported_at":' + dumps(now()) + b',"profile":' + dumps(profile)
        sections: tuple[tuple[str, Pages], ...] = (
            ("identities", self._once(self._identities)),
            ("github", self._once(self._github)),
            ("sessions", self._once(self._sessions)),
            ("api_tokens", self._once(self._api_tokens)),
            ("branch_prefix", self._once(self._branch_prefix)),
            ("workspaces", self._once(self._workspaces)),
            ("invitations", self._once(self._invitations)),
            ("audit_events", self._audit_events()),
            ("cards_created", self._cards(created=True)),
            ("cards_assigned", self._cards(created=False)),
            ("comments", self._comments()),
            ("changes", self._changes()),
            ("client_logs", self._client_logs()),
        )
        for name, pages in sections:
            yield b"," + dumps(name) + b":["
            between = b""
            async for rows in pages:
                if rows:
                    yield between + b",".join(map(dumps, rows))
                    between = b","
            yield b"]"
        yield b"}"

    async def _read(self, question: Callable[[ReadSession], Awaitable[T]]) -> T:
        async with self._units.read() as unit:
            return await question(unit.session)

    async def _once(self, question: Callable[[ReadSession], Awaitable[list[Json]]]) -> Pages:
        yield await self._read(question)

    async def _profile(self, session: ReadSession) -> Json | None:
        user = await session.get(User, self._user_id)
        return None if user is None else _plain(user, "seq")

    async def _identities(self, session: ReadSession) -> list[Json]:
        return await self._mine(session, Identity)

    async def _github(self, session: ReadSession) -> list[Json]:
        return await self._mine(session, GitHubToken)

    async def _sessions(self, session: ReadSession) -> list[Json]:
        return await self._mine(session, Session)

    async def _api_tokens(self, session: ReadSession) -> list[Json]:
        return await self._mine(session, ApiToken)

    async def _branch_prefix(self, session: ReadSession) -> list[Json]:
        return await self._mine(session, PersonBranching)

    async def _mine(
        self,
        session: ReadSession,
        table: type[Identity | GitHubToken | Session | ApiToken | PersonBranching],
    ) -> list[Json]:
        rows = await session.scalars(select(table).where(table.user_id == self._user_id))
        return _all(rows, "user_id")

    async def _workspaces(self, session: ReadSession) -> list[Json]:
        rows = await session.execute(
            select(Workspace.id, Workspace.name, WorkspaceMember.role, WorkspaceMember.created_at)
            .join(WorkspaceMember, WorkspaceMember.workspace_id == Workspace.id)
            .where(WorkspaceMember.user_id == self._user_id, Workspace.deleted_at.is_(None))
            .order_by(Workspace.id)
        )
        return [{"id": r[0], "name": r[1], "role": r[2], "joined_at": r[3]} for r in rows]

    async def _invitations(self, session: ReadSession) -> list[Json]:
        """Those that the person accepted, and those that they sent."""
        rows = await session.scalars(
            select(Invitation)
            .join(
                WorkspaceMember,
                (WorkspaceMember.workspace_id == Invitation.workspace_id)
                & (WorkspaceMember.user_id == self._user_id),
            )
            .where(
                (Invitation.accepted_by == self._user_id) | (Invitation.invited_by == self._user_id)
            )
            .order_by(Invitation.id)
        )
        return _all(rows, "accepted_by")

    async def _audit_events(self) -> Pages:
        topic, seq = f"user:{self._user_id}", 0
        while True:
            page = select(AuditEvent).where(AuditEvent.topic == topic, AuditEvent.seq > seq)
            page = page.order_by(AuditEvent.seq).limit(PAGE)
            rows = await self._read(partial(_listed, page))
            yield [_with_texts(row, "topic", "user_id") for row in rows]
            if len(rows) < PAGE:
                return
            seq = rows[-1].seq

    async def _cards(self, *, created: bool) -> Pages:
        for board in await self._read(self._boards):
            number = 0
            while True:
                page = select(Card).where(Card.board_id == board.id, Card.number > number)
                page = page.where(
                    (
                        Card.created_by == self._user_id
                        if created
                        else Card.id.in_(
                            select(CardAssignee.card_id).where(
                                CardAssignee.user_id == self._user_id
                            )
                        )
                    ),
                    Card.deleted_at.is_(None),
                )
                page = page.order_by(Card.number).limit(PAGE)
                rows = await self._read(partial(_listed, page))
                yield [
                    {"key": f"{board.key}-{row.number}", **_plain(row, "field_versions")}
                    for row in rows
                ]
                if len(rows) < PAGE:
                    break
                number = rows[-1].number

    async def _comments(self) -> Pages:
        """What the person said about cards that are there, and did not take back."""
        for board in await self._read(self._boards):
            page = (
                select(Comment, Card.number)
                .join(Card, Card.id == Comment.card_id)
                .where(
                    Card.board_id == board.id,
                    Card.deleted_at.is_(None),
                    Comment.author_id == self._user_id,
                    Comment.deleted_at.is_(None),
                )
                .order_by(Comment.id)
                .limit(PAGE)
            )
            rows = await self._read(partial(_rows, page))
            while rows:
                yield [
                    {"key": f"{board.key}-{number}", **_plain(comment, "author_id", "deleted_at")}
                    for comment, number in rows
                ]
                if len(rows) < PAGE:
                    break
                rows = await self._read(partial(_rows, page.where(Comment.id > rows[-1][0].id)))

    async def _changes(self) -> Pages:
        """What the person did on boards, with what they wrote while the log still knows it."""
        for board in await self._read(self._boards):
            seq = 0
            while True:
                page = (
                    select(BoardEventRow)
                    .where(
                        BoardEventRow.board_id == board.id,
                        BoardEventRow.seq > seq,
                        BoardEventRow.actor_id == self._user_id,
                    )
                    .order_by(BoardEventRow.seq)
                    .limit(PAGE)
                )
                rows = await self._read(partial(_listed, page))
                yield [_with_texts(row, "actor_id") for row in rows]
                if len(rows) < PAGE:
                    break
                seq = rows[-1].seq

    async def _client_logs(self) -> Pages:
        order = (ClientLog.happened_at, ClientLog.id)
        mine = select(ClientLog).where(ClientLog.user_id == self._user_id).order_by(*order)
        page = mine.limit(PAGE)
        while True:
            rows = await self._read(partial(_listed, page))
            yield [
                {
                    **_plain(row, "user_id"),
                    "context": None if row.context is None else loads(row.context),
                }
                for row in rows
            ]
            if len(rows) < PAGE:
                return
            last = rows[-1].happened_at, rows[-1].id
            page = mine.where(tuple_(*order) > last).limit(PAGE)

    async def _boards(self, session: ReadSession) -> list[Board]:
        rows = await session.scalars(
            select(Board)
            .join(Workspace, Workspace.id == Board.workspace_id)
            .join(WorkspaceMember, WorkspaceMember.workspace_id == Workspace.id)
            .where(
                WorkspaceMember.user_id == self._user_id,
                Workspace.deleted_at.is_(None),
                Board.deleted_at.is_(None),
            )
            .order_by(Board.id)
        )
        return list(rows)


async def _listed(page: Any, session: ReadSession) -> list[Any]:
    return list(await session.scalars(page))


async def _rows(page: Any, session: ReadSession) -> list[Any]:
    return list(await session.execute(page))


def _all(rows: Iterable[Any], *without: str) -> list[Json]:
    return [_plain(row, *without) for row in rows]


def _plain(row: Any, *without: str) -> Json:
    """The columns of a row, but for secrets."""
    names = [column.key for column in inspect(type(row)).mapper.column_attrs]
    left_out = _SECRET.union(without)
    found = {name: getattr(row, name) for name in names if name not in left_out}
    return {name: plain(value) for name, value in found.items()}


def _with_texts(row: Any, *without: str) -> Json:
    plain = _plain(row, "texts", *without)
    return {**plain, "payload": merged(row.payload, row.texts)}
