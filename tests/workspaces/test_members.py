"""Members and roles: nobody rises above themselves, and somebody always owns the workspace."""

import asyncio

import pytest

from tests.factories.people import a_person, calling
from tests.factories.workspaces import a_workspace, add_member
from tests.support.audit import audit_log
from trivet.auth.callers import Caller, Scope
from trivet.auth.errors import InsufficientScope
from trivet.platform.errors import AppError
from trivet.platform.uow import Units
from trivet.workspaces.errors import LastOwner, MemberNotFound, RoleTooLow, WorkspaceNotFound
from trivet.workspaces.members import MemberService
from trivet.workspaces.models import Role
from trivet.workspaces.repository import Membership
from trivet.workspaces.service import WorkspaceQueries, WorkspaceService


class Team:
    """A workspace with somebody in each role, somebody to ask, and a stranger."""

    def __init__(self, workspace: Membership, people: dict[str, Caller]) -> None:
        self.id = workspace.id
        self.people = people

    def __getitem__(self, who: str) -> Caller:
        return self.people[who]


@pytest.fixture
async def team(units: Units) -> Team:
    people = {str(role): calling(await a_person(units, str(role))) for role in Role}
    workspace = await a_workspace(units, people["owner"])
    for role in (Role.ADMIN, Role.MEMBER, Role.VIEWER):
        await add_member(units, workspace.id, people[role].user_id, role)
    people["asker"] = calling(await a_person(units, "asker"))
    await add_member(units, workspace.id, people["asker"].user_id, Role.VIEWER)
    people["stranger"] = calling(await a_person(units, "stranger"))
    return Team(workspace, people)


async def change(units: Units, team: Team, who: str, whom: str, role: Role) -> None:
    async with units.write() as unit:
        service = MemberService(unit, team[who])
        changed = await service.change_role(team.id, team[whom].user_id, role)
        assert changed.role is role


async def remove(units: Units, team: Team, who: str, whom: str) -> None:
    async with units.write() as unit:
        await MemberService(unit, team[who]).remove(team.id, team[whom].user_id)


async def roles(units: Units, team: Team) -> dict[str, Role]:
    async with units.read() as unit:
        members = await WorkspaceQueries(unit, team["asker"]).members(team.id, None, 10)
    return {member.name: member.role for member in members}


async def test_admins_change_roles_up_to_their_own(units: Units, team: Team) -> None:
    await change(units, team, "admin", "viewer", Role.MEMBER)
    await change(units, team, "admin", "member", Role.ADMIN)
    await change(units, team, "owner", "admin", Role.OWNER)
    found = await roles(units, team)
    assert (found["viewer"], found["member"], found["admin"]) == ("member", "admin", "owner")
    told = await audit_log(units, f"workspace:{team.id}")
    assert [event.type for event in told][-3:] == ["member.role_changed"] * 3
    assert told[-1].payload == {
        "user_id": str(team["admin"].user_id),
        "role": "owner",
        "was": "admin",
    }


@pytest.mark.parametrize(
    ("who", "whom", "role", "refusal"),
    [
        ("admin", "owner", Role.MEMBER, RoleTooLow),
        ("admin", "member", Role.OWNER, RoleTooLow),
        ("admin", "admin", Role.OWNER, RoleTooLow),
        ("member", "viewer", Role.MEMBER, RoleTooLow),
        ("viewer", "viewer", Role.OWNER, RoleTooLow),
        ("owner", "owner", Role.ADMIN, LastOwner),
        ("owner", "stranger", Role.MEMBER, MemberNotFound),
        ("stranger", "viewer", Role.MEMBER, WorkspaceNotFound),
        ("stranger", "stranger", Role.OWNER, WorkspaceNotFound),
    ],
)
async def test_who_may_not_change_a_role(
    units: Units, team: Team, who: str, whom: str, role: Role, refusal: type[AppError]
) -> None:
    before = await roles(units, team)
    with pytest.raises(refusal):
        await change(units, team, who, whom, role)
    assert await roles(units, team) == before


@pytest.mark.parametrize(
    ("who", "whom", "refusal"),
    [
        ("admin", "owner", RoleTooLow),
        ("member", "viewer", RoleTooLow),
        ("viewer", "member", RoleTooLow),
        ("owner", "owner", LastOwner),
        ("owner", "stranger", MemberNotFound),
        ("stranger", "member", WorkspaceNotFound),
    ],
)
async def test_who_may_not_remove_somebody(
    units: Units, team: Team, who: str, whom: str, refusal: type[AppError]
) -> None:
    with pytest.raises(refusal):
        await remove(units, team, who, whom)
    assert len(await roles(units, team)) == 5


async def test_everybody_may_leave_and_admins_remove_others(units: Units, team: Team) -> None:
    await remove(units, team, "viewer", "viewer")
    await remove(units, team, "admin", "member")
    assert set(await roles(units, team)) == {"owner", "admin", "asker"}
    async with units.read() as unit:
        with pytest.raises(WorkspaceNotFound):
            await WorkspaceQueries(unit, team["viewer"]).get(team.id)


async def test_of_two_owners_who_demote_each_other_one_remains(units: Units, team: Team) -> None:
    await change(units, team, "owner", "admin", Role.OWNER)
    answers = await asyncio.gather(
        change(units, team, "owner", "admin", Role.MEMBER),
        change(units, team, "admin", "owner", Role.MEMBER),
        return_exceptions=True,
    )
    assert [type(answer) for answer in answers if answer is not None] == [RoleTooLow]
    owners = [name for name, role in (await roles(units, team)).items() if role == "owner"]
    assert len(owners) == 1


async def test_of_two_owners_who_leave_at_once_one_stays(units: Units, team: Team) -> None:
    await change(units, team, "owner", "admin", Role.OWNER)
    answers = await asyncio.gather(
        remove(units, team, "owner", "owner"),
        remove(units, team, "admin", "admin"),
        return_exceptions=True,
    )
    assert [type(answer) for answer in answers if answer is not None] == [LastOwner]


async def test_members_are_managed_with_the_scope_admin(units: Units, team: Team) -> None:
    team.people["owner"] = Caller(
        user_id=team["owner"].user_id,
        kind=team["owner"].kind,
        credential_id=team["owner"].credential_id,
        scopes=frozenset({Scope.READ, Scope.WRITE}),
    )
    with pytest.raises(InsufficientScope):
        await remove(units, team, "owner", "viewer")
    async with units.write() as unit:
        with pytest.raises(InsufficientScope):
            await WorkspaceService(unit, team["owner"]).delete_workspace(team.id)


async def test_members_are_listed_in_pages(units: Units, team: Team) -> None:
    async with units.read() as unit:
        queries = WorkspaceQueries(unit, team["viewer"])
        first = await queries.members(team.id, None, 3)
        second = await queries.members(team.id, first[-1].user_id, 3)
    names = [member.name for member in [*first, *second]]
    assert sorted(names) == sorted(["asker", *map(str, Role)])
