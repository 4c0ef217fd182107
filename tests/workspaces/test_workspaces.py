"""Workspaces: for their members; for everybody else they do not exist."""

from uuid import UUID

import pytest

from tests.factories.people import a_person, calling
from tests.factories.workspaces import a_workspace, add_member
from tests.support.audit import audit_log
from trivet.auth.callers import Caller, Scope
from trivet.platform.db.session import ReadSession
from trivet.platform.ids import new_id
from trivet.platform.uow import Units
from trivet.workspaces.errors import RoleTooLow, WorkspaceNotFound
from trivet.workspaces.models import Role
from trivet.workspaces.permissions import (
    PermissionChecker,
    WorkspacePermissions,
    may_change_member,
)
from trivet.workspaces.repository import WorkspaceRepository
from trivet.workspaces.service import WorkspaceQueries, WorkspaceService


async def test_whoever_makes_a_workspace_owns_it(units: Units) -> None:
    ada = calling(await a_person(units))
    made = await a_workspace(units, ada, "Acme")
    async with units.read() as unit:
        assert await WorkspaceQueries(unit, ada).get(made.id) == made
    assert (made.name, made.role) == ("Acme", Role.OWNER)
    told = await audit_log(units, f"workspace:{made.id}")
    assert [event.type for event in told] == ["workspace.created", "member.added"]
    assert (told[0].actor_id, told[0].correlation_id) == (ada.user_id, "a-request")
    assert told[0].texts == {"name": "Acme"}
    assert told[1].user_id == ada.user_id


async def test_people_see_their_own_workspaces_in_pages(units: Units) -> None:
    ada, bob = calling(await a_person(units)), calling(await a_person(units, "Bob"))
    mine = [(await a_workspace(units, ada, name)).id for name in ("one", "two", "three")]
    await a_workspace(units, bob, "other")
    async with units.read() as unit:
        queries = WorkspaceQueries(unit, ada)
        first = await queries.page(None, 2)
        second = await queries.page(first[-1].id, 2)
        everything = await WorkspaceRepository(unit.session).get_by_user(ada.user_id)
    assert [workspace.id for workspace in [*first, *second]] == mine
    assert [workspace.id for workspace in everything] == mine


async def test_strangers_find_nothing(units: Units) -> None:
    made = await a_workspace(units, calling(await a_person(units)))
    # An instance admin sees the installation, never the content of workspaces.
    stranger = calling(await a_person(units, "Bob", instance_admin=True))
    async with units.read() as unit:
        queries = WorkspaceQueries(unit, stranger)
        with pytest.raises(WorkspaceNotFound):
            await queries.get(made.id)
        with pytest.raises(WorkspaceNotFound):
            await queries.members(made.id, None, 10)
    async with units.write() as unit:
        service = WorkspaceService(unit, stranger)
        with pytest.raises(WorkspaceNotFound):
            await service.update_workspace(made.id, name="Mine")
        with pytest.raises(WorkspaceNotFound):
            await service.delete_workspace(made.id)


async def test_admins_rename_and_owners_delete(units: Units) -> None:
    ada, bob = calling(await a_person(units)), calling(await a_person(units, "Bob"))
    cat = calling(await a_person(units, "Cat"))
    made = await a_workspace(units, ada)
    await add_member(units, made.id, bob.user_id, Role.ADMIN)
    await add_member(units, made.id, cat.user_id, Role.MEMBER)
    async with units.write() as unit:
        with pytest.raises(RoleTooLow):
            await WorkspaceService(unit, cat).update_workspace(made.id, name="Cat's")
    async with units.write() as unit:
        service = WorkspaceService(unit, bob)
        renamed = await service.update_workspace(made.id, name="Bolt")
        with pytest.raises(RoleTooLow):
            await service.delete_workspace(made.id)
    assert (renamed.name, renamed.role) == ("Bolt", Role.ADMIN)
    assert renamed.updated_at > made.updated_at
    told = await audit_log(units, f"workspace:{made.id}")
    assert told[-1].texts == {"name": "Bolt", "was": "Acme"}


async def test_a_deleted_workspace_is_gone_for_everybody(units: Units) -> None:
    ada = calling(await a_person(units))
    made = await a_workspace(units, ada)
    async with units.write() as unit:
        await WorkspaceService(unit, ada).delete_workspace(made.id)
    async with units.read() as unit:
        queries = WorkspaceQueries(unit, ada)
        assert await queries.page(None, 10) == []
        with pytest.raises(WorkspaceNotFound):
            await queries.get(made.id)
        assert await role_on_board(unit.session, ada, made.id, new_id()) is None
    assert (await audit_log(units, f"workspace:{made.id}"))[-1].type == "workspace.deleted"


async def test_what_changes_nothing_is_not_told(units: Units) -> None:
    ada = calling(await a_person(units))
    made = await a_workspace(units, ada)
    for name in (None, "Acme"):
        async with units.write() as unit:
            await WorkspaceService(unit, ada).update_workspace(made.id, name=name)
    assert len(await audit_log(units, f"workspace:{made.id}")) == 2


async def role_on_board(
    session: ReadSession, who: Caller, workspace_id: UUID, board_id: UUID
) -> Role | None:
    async def workspace_of_board(_: ReadSession, asked: UUID) -> UUID | None:
        return workspace_id if asked == board_id else None

    return await PermissionChecker(session, workspace_of_board).role_on_board(who.user_id, board_id)


@pytest.mark.parametrize(
    ("role", "scopes", "allowed"),
    [
        (Role.OWNER, {Scope.READ, Scope.WRITE}, (True, True, True)),
        (Role.ADMIN, {Scope.READ, Scope.WRITE}, (True, True, True)),
        (Role.MEMBER, {Scope.READ, Scope.WRITE}, (True, True, False)),
        (Role.VIEWER, {Scope.READ, Scope.WRITE}, (True, False, False)),
        (None, {Scope.READ, Scope.WRITE}, (False, False, False)),
        (Role.OWNER, {Scope.READ}, (True, False, False)),
    ],
)
async def test_the_permission_checker_knows_roles_and_scopes(
    units: Units, role: Role | None, scopes: set[Scope], allowed: tuple[bool, bool, bool]
) -> None:
    made = await a_workspace(units, calling(await a_person(units)))
    who = calling(await a_person(units, "Bob"), frozenset(scopes))
    if role is not None:
        await add_member(units, made.id, who.user_id, role)
    board = new_id()

    async def workspace_of_board(_: ReadSession, asked: UUID) -> UUID | None:
        return made.id if asked == board else None

    async with units.read() as unit:
        checker = PermissionChecker(unit.session, workspace_of_board)
        found = (
            await checker.can_view_board(who, board),
            await checker.can_edit_board(who, board),
            await checker.can_manage_board(who, board),
        )
        assert not await checker.can_view_board(who, new_id())
    assert found == allowed


@pytest.mark.parametrize(
    ("role", "scopes", "allowed"),
    [
        (Role.OWNER, set(Scope), (True, True, True, True, True)),
        (Role.ADMIN, set(Scope), (True, True, True, True, False)),
        (Role.MEMBER, set(Scope), (True, True, False, False, False)),
        (Role.VIEWER, set(Scope), (True, False, False, False, False)),
        (None, set(Scope), (False, False, False, False, False)),
        (Role.OWNER, {Scope.READ, Scope.WRITE}, (True, True, True, False, False)),
        (Role.OWNER, {Scope.READ}, (True, False, False, False, False)),
        (Role.OWNER, {Scope.MIRO}, (False, False, False, False, False)),
    ],
)
async def test_who_may_do_what_in_a_workspace(
    units: Units, role: Role | None, scopes: set[Scope], allowed: tuple[bool, ...]
) -> None:
    made = await a_workspace(units, calling(await a_person(units)))
    who = calling(await a_person(units, "Bob"), frozenset(scopes))
    if role is not None:
        await add_member(units, made.id, who.user_id, role)
    async with units.read() as unit:
        permissions = WorkspacePermissions(unit.session)
        found = (
            await permissions.can_view_workspace(who, made.id),
            await permissions.can_edit_in_workspace(who, made.id),
            await permissions.can_manage_workspace(who, made.id),
            await permissions.can_administer_workspace(who, made.id),
            await permissions.can_delete_workspace(who, made.id),
        )
        assert not await permissions.can_view_workspace(who, new_id())
    assert found == allowed


@pytest.mark.parametrize("own", Role)
@pytest.mark.parametrize("theirs", Role)
@pytest.mark.parametrize("wanted", Role)
def test_whoever_changes_a_member_is_an_admin_and_stands_above_nobody(
    own: Role, theirs: Role, wanted: Role
) -> None:
    rank = [Role.VIEWER, Role.MEMBER, Role.ADMIN, Role.OWNER].index
    may = rank(own) >= rank(Role.ADMIN) and rank(own) >= max(rank(theirs), rank(wanted))
    assert may_change_member(own, theirs, wanted) is may
