"""Accepting an invitation: whoever it is for comes in, once."""

import asyncio
from collections.abc import Iterator
from uuid import UUID

import pytest

from tests.factories.invitations import OURS, accept, accept_own, an_invitation, invite
from tests.factories.people import a_person, calling, has_address
from tests.factories.workspaces import a_workspace, add_member
from tests.support.audit import audit_log
from tests.support.time import HeldTime
from trivet.auth.callers import Caller, Scope
from trivet.auth.errors import InsufficientScope
from trivet.auth.models import User
from trivet.platform.clock import held
from trivet.platform.ids import new_id
from trivet.platform.uow import Units
from trivet.workspaces.accepting import awaiting
from trivet.workspaces.errors import (
    InvitationForAnotherAddress,
    InvitationNotFound,
    WorkspaceNotFound,
)
from trivet.workspaces.invitations import InvitationQueries, InvitationService
from trivet.workspaces.members import MemberService
from trivet.workspaces.models import Invitation, Role
from trivet.workspaces.service import WorkspaceQueries, WorkspaceService


@pytest.fixture
def time() -> Iterator[HeldTime]:
    """Time, held still."""
    time = HeldTime()
    with held(time.now):
        yield time


@pytest.fixture
async def owner(units: Units) -> Caller:
    return calling(await a_person(units))


@pytest.fixture
async def acme(units: Units, owner: Caller) -> UUID:
    return (await a_workspace(units, owner)).id


@pytest.fixture
async def bob(units: Units) -> User:
    return await a_person(units, "Bob")


async def row_of(units: Units, invitation_id: UUID) -> Invitation:
    async with units.read() as unit:
        row = await unit.session.get(Invitation, invitation_id)
    assert row is not None
    return row


async def role_of(units: Units, who: Caller, workspace_id: UUID) -> Role | None:
    async with units.read() as unit:
        try:
            return (await WorkspaceQueries(unit, who).get(workspace_id)).role
        except WorkspaceNotFound:
            return None


async def test_whoever_has_the_address_comes_in(
    units: Units, owner: Caller, acme: UUID, bob: User
) -> None:
    await has_address(units, bob, "bob@example.com")
    found, token = await an_invitation(units, owner, acme, "Bob@Example.com", role=Role.VIEWER)
    joined = await accept(units, calling(bob), token)
    assert (joined.id, joined.name, joined.role) == (acme, "Acme", Role.VIEWER)
    assert await role_of(units, calling(bob), acme) is Role.VIEWER
    row = await row_of(units, found.id)
    assert row.accepted_by == bob.id
    assert row.accepted_at is not None
    told = (await audit_log(units, f"workspace:{acme}"))[-2:]
    assert [event.type for event in told] == ["invitation.accepted", "member.added"]
    for event in told:
        assert (event.user_id, event.actor_id) == (bob.id, bob.id)
        assert event.payload == {
            "user_id": str(bob.id),
            "role": "viewer",
            "invitation_id": str(found.id),
        }
    assert told[0].texts == {"email": "bob@example.com"}
    assert told[1].texts is None


async def test_githubs_word_for_an_address_is_enough(
    units: Units, owner: Caller, acme: UUID, bob: User
) -> None:
    await has_address(units, bob, "bob@example.com", provider="github")
    _, token = await an_invitation(units, owner, acme)
    assert (await accept(units, calling(bob), token)).role is Role.MEMBER


@pytest.mark.parametrize("proven", [None, "eve@example.com", "unproven"])
async def test_a_bound_invitation_is_for_no_other_address(
    units: Units, owner: Caller, acme: UUID, bob: User, proven: str | None
) -> None:
    if proven == "unproven":  # it stands there, but nobody vouches for it
        await has_address(units, bob, "bob@example.com", provider="github")
        other = await a_person(units, "Eve")
        await has_address(units, other, "bob@example.com", provider="local")
        bob = other
    elif proven is not None:
        await has_address(units, bob, proven)
        await has_address(units, bob, proven, provider="github")
    found, token = await an_invitation(units, owner, acme)
    with pytest.raises(InvitationForAnotherAddress) as refused:
        await accept(units, calling(bob), token)
    assert "b…@example.com" in refused.value.detail
    assert "bob@" not in refused.value.detail
    assert await role_of(units, calling(bob), acme) is None
    assert (await row_of(units, found.id)).accepted_at is None


async def test_one_that_is_not_bound_is_for_whoever_has_the_link_and_for_one(
    units: Units, owner: Caller, acme: UUID, bob: User
) -> None:
    _, token = await an_invitation(units, owner, acme, bound=False)
    await accept(units, calling(bob), token)
    with pytest.raises(InvitationNotFound, match="a new one"):
        await accept(units, calling(await a_person(units, "Cat")), token)


async def test_of_two_who_come_at_once_one_gets_in(
    units: Units, owner: Caller, acme: UUID, bob: User
) -> None:
    _, token = await an_invitation(units, owner, acme, bound=False)
    people = [calling(bob), calling(await a_person(units, "Cat"))]
    answers = await asyncio.gather(
        *(accept(units, who, token) for who in people), return_exceptions=True
    )
    refused = [answer for answer in answers if isinstance(answer, BaseException)]
    assert [type(answer) for answer in refused] == [InvitationNotFound]
    roles = [await role_of(units, who, acme) for who in people]
    assert sorted(map(str, roles)) == ["None", "member"]


async def test_a_double_click_is_no_refusal(
    units: Units, owner: Caller, acme: UUID, bob: User
) -> None:
    _, token = await an_invitation(units, owner, acme, bound=False)
    once, twice = await asyncio.gather(*(accept(units, calling(bob), token) for _ in range(2)))
    assert once == twice
    told = [event.type for event in await audit_log(units, f"workspace:{acme}")]
    assert told.count("invitation.accepted") == 1


@pytest.mark.parametrize("role", [Role.OWNER, Role.VIEWER])
async def test_who_is_a_member_already_stays_what_they_are_and_the_invitation_stays(
    units: Units, owner: Caller, acme: UUID, bob: User, role: Role
) -> None:
    await add_member(units, acme, bob.id, role)
    found, token = await an_invitation(units, owner, acme)
    assert (await accept(units, calling(bob), token)).role is role
    assert (await row_of(units, found.id)).accepted_at is None


async def test_an_invitation_ends_after_seven_days(
    units: Units, owner: Caller, acme: UUID, bob: User, time: HeldTime
) -> None:
    _, late = await an_invitation(units, owner, acme, "a@example.com", bound=False)
    time.pass_(days=6, hours=23, minutes=59)
    _, good = await an_invitation(units, owner, acme, "b@example.com", bound=False)
    time.pass_(minutes=1)
    with pytest.raises(InvitationNotFound, match="seven days"):
        await accept(units, calling(bob), late)
    await accept(units, calling(bob), good)


@pytest.mark.parametrize("token", ["", "tri_nothing", "x" * 512])
async def test_what_is_no_link_of_ours_is_not_found(units: Units, bob: User, token: str) -> None:
    with pytest.raises(InvitationNotFound):
        await accept(units, calling(bob), token)


async def test_who_is_in_the_workspace_is_not_invited(
    units: Units, owner: Caller, acme: UUID, bob: User
) -> None:
    cat = await a_person(units, "Cat")
    await has_address(units, bob, "bob@example.com")
    await has_address(units, cat, "cat@example.com", provider="github")
    for person in (bob, cat):
        await add_member(units, acme, person.id, Role.VIEWER)
    *known, new = await invite(
        units, owner, acme, "BOB@example.com", "cat@example.com", "dan@example.com"
    )
    assert [outcome.issued for outcome in known] == [None, None]
    assert new.issued is not None
    async with units.read() as unit:
        pending = await InvitationQueries(unit, owner).page(acme, None, 10)
    assert [found.email for found in pending] == ["dan@example.com"]


async def waiting_for(units: Units, who: Caller) -> list[str]:
    async with units.read() as unit:
        return [found.workspace_name for found in await awaiting(unit, who, None, 10)]


async def test_what_waits_for_a_proven_address_needs_no_link(
    units: Units, owner: Caller, acme: UUID, bob: User
) -> None:
    await has_address(units, bob, "bob@example.com")
    await has_address(units, bob, "bob@work.example", provider="github")
    at_work = (await a_workspace(units, owner, "Work")).id
    await a_workspace(units, owner, "Elsewhere")
    found, token = await an_invitation(units, owner, acme, role=Role.VIEWER)
    await an_invitation(units, owner, at_work, "bob@work.example", bound=False)
    await an_invitation(units, owner, acme, "eve@example.com")
    assert await waiting_for(units, calling(bob)) == ["Acme", "Work"]
    joined = await accept_own(units, calling(bob), found.id)
    assert (joined.id, joined.role) == (acme, Role.VIEWER)
    assert await accept_own(units, calling(bob), found.id) == joined  # a second click
    assert await waiting_for(units, calling(bob)) == ["Work"]
    told = (await audit_log(units, f"workspace:{acme}"))[-2:]
    assert [event.type for event in told] == ["invitation.accepted", "member.added"]
    assert told[1].payload["invitation_id"] == str(found.id)
    eve = await a_person(units, "Eve")
    with pytest.raises(InvitationNotFound):  # used up, also by its link
        await accept(units, calling(eve), token)


async def test_what_somebody_else_is_invited_to_is_not_there(
    units: Units, owner: Caller, acme: UUID, bob: User
) -> None:
    found, _ = await an_invitation(units, owner, acme, bound=False)
    async with units.write() as unit:  # it stands there, but nobody vouches for it
        row = await unit.session.get(User, bob.id)
        assert row is not None
        row.email = "bob@example.com"
    assert await waiting_for(units, calling(bob)) == []
    for asked in (found.id, new_id()):
        with pytest.raises(InvitationNotFound):
            await accept_own(units, calling(bob), asked)
    assert (await row_of(units, found.id)).accepted_at is None


async def test_what_ended_waits_for_nobody(
    units: Units, owner: Caller, acme: UUID, bob: User, time: HeldTime
) -> None:
    await has_address(units, bob, "bob@example.com")
    old, _ = await an_invitation(units, owner, acme)
    time.pass_(days=7)
    assert await waiting_for(units, calling(bob)) == []
    with pytest.raises(InvitationNotFound):
        await accept_own(units, calling(bob), old.id)
    fresh, _ = await an_invitation(units, owner, acme)
    assert await waiting_for(units, calling(bob)) == ["Acme"]
    async with units.write() as unit:
        await InvitationService(unit, owner, OURS).revoke(acme, fresh.id)
    with pytest.raises(InvitationNotFound):
        await accept_own(units, calling(bob), fresh.id)
    last, _ = await an_invitation(units, owner, acme)
    async with units.write() as unit:
        await WorkspaceService(unit, owner).delete_workspace(acme)
    assert await waiting_for(units, calling(bob)) == []
    with pytest.raises(InvitationNotFound):
        await accept_own(units, calling(bob), last.id)


async def test_who_was_removed_does_not_come_back_by_what_they_used(
    units: Units, owner: Caller, acme: UUID, bob: User
) -> None:
    await has_address(units, bob, "bob@example.com")
    found, _ = await an_invitation(units, owner, acme)
    await accept_own(units, calling(bob), found.id)
    async with units.write() as unit:
        await MemberService(unit, owner).remove(acme, bob.id)
    assert await waiting_for(units, calling(bob)) == []
    with pytest.raises(InvitationNotFound):
        await accept_own(units, calling(bob), found.id)


async def test_of_two_at_the_same_moment_each_is_in(
    units: Units, owner: Caller, acme: UUID, bob: User
) -> None:
    await has_address(units, bob, "bob@example.com")
    found, token = await an_invitation(units, owner, acme)
    who = calling(bob)
    by_list, by_link = await asyncio.gather(
        accept_own(units, who, found.id), accept(units, who, token)
    )
    assert by_list == by_link


async def test_an_api_token_needs_the_scope_admin_for_it(
    units: Units, owner: Caller, acme: UUID, bob: User
) -> None:
    await has_address(units, bob, "bob@example.com")
    found, _ = await an_invitation(units, owner, acme)
    writing = calling(bob, frozenset({Scope.READ, Scope.WRITE}))
    with pytest.raises(InsufficientScope):
        await waiting_for(units, writing)
    with pytest.raises(InsufficientScope):
        await accept_own(units, writing, found.id)
