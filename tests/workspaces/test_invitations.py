"""Invitations: sent by admins, held for seven days, good for one person."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from tests.factories.invitations import OURS, accept, an_invitation, invite, secret_of
from tests.factories.people import a_person, calling, has_address
from tests.factories.workspaces import a_workspace, add_member
from tests.support.audit import audit_log
from tests.support.time import HeldTime
from trivet.auth.callers import Caller, Scope
from trivet.auth.errors import InsufficientScope
from trivet.platform.clock import held
from trivet.platform.errors import AppError
from trivet.platform.ids import fingerprint, new_id
from trivet.platform.settings import Settings
from trivet.platform.uow import Units
from trivet.workspaces import invitations
from trivet.workspaces.errors import (
    AlreadyMember,
    InvitationNotFound,
    RoleTooLow,
    TooManyInvitationMails,
    TooManyInvitations,
    WorkspaceNotFound,
)
from trivet.workspaces.invitation_repository import InvitationRepository, Invited
from trivet.workspaces.invitations import (
    InvitationQueries,
    InvitationService,
    Issued,
    Outcome,
    preview,
)
from trivet.workspaces.members import MemberService
from trivet.workspaces.models import Invitation, Role
from trivet.workspaces.service import WorkspaceService


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


async def somebody(units: Units, workspace_id: UUID, role: Role) -> Caller:
    person = calling(await a_person(units, str(role)))
    await add_member(units, workspace_id, person.user_id, role)
    return person


async def listed(units: Units, caller: Caller, workspace_id: UUID) -> list[Invited]:
    async with units.read() as unit:
        return await InvitationQueries(unit, caller).page(workspace_id, None, 100)


async def resend(units: Units, caller: Caller, workspace_id: UUID, invitation_id: UUID) -> Issued:
    async with units.write(caller.actor(None)) as unit:
        service = InvitationService(unit, caller, OURS)
        return await service.resend(workspace_id, invitation_id)


async def revoke(units: Units, caller: Caller, workspace_id: UUID, invitation_id: UUID) -> None:
    async with units.write(caller.actor(None)) as unit:
        await InvitationService(unit, caller, OURS).revoke(workspace_id, invitation_id)


async def previewed(units: Units, token: str) -> Invited:
    async with units.read() as unit:
        return await preview(unit, token)


async def test_several_people_are_invited_at_once(
    units: Units, owner: Caller, acme: UUID, time: HeldTime
) -> None:
    outcomes = await invite(
        units, owner, acme, "Bob@Example.com", " cat@example.com", "bob@example.com"
    )
    assert [outcome.email for outcome in outcomes] == ["bob@example.com", "cat@example.com"]
    for outcome in outcomes:
        issued = outcome.issued
        assert issued is not None
        assert issued.link is not None
        assert issued.link.startswith("https://trivet.example/app/invitation#tri_")
        found = issued.invitation
        assert (found.role, found.bound, found.sent_at) == (Role.MEMBER, True, None)
        assert found.expires_at - time.now() == timedelta(days=7)
        assert (found.invited_by, found.inviter_name) == (owner.user_id, "Ada")
    assert [found.email for found in await listed(units, owner, acme)] == [
        outcome.email for outcome in outcomes
    ]


async def test_of_a_link_only_a_hash_is_kept(units: Units, owner: Caller, acme: UUID) -> None:
    found, token = await an_invitation(units, owner, acme)
    async with units.read() as unit:
        row = await unit.session.get(Invitation, found.id)
    assert row is not None
    assert row.token_hash == fingerprint(token)
    assert token not in str(vars(row))


async def test_who_is_invited_again_has_one_invitation_and_the_newer_link(
    units: Units, owner: Caller, acme: UUID, time: HeldTime
) -> None:
    first, old = await an_invitation(units, owner, acme)
    time.pass_(days=3)
    second, new = await an_invitation(units, owner, acme, "BOB@example.com", role=Role.VIEWER)
    assert (second.id, second.role) == (first.id, Role.VIEWER)
    assert second.expires_at - first.expires_at == timedelta(days=3)
    assert [found.id for found in await listed(units, owner, acme)] == [first.id]
    with pytest.raises(InvitationNotFound):
        await previewed(units, old)
    assert (await previewed(units, new)).role is Role.VIEWER


async def test_two_admins_at_once_make_one_invitation(
    units: Units, owner: Caller, acme: UUID
) -> None:
    admin = await somebody(units, acme, Role.ADMIN)
    await asyncio.gather(
        *(
            invite(units, caller, acme, "bob@example.com", "cat@example.com")
            for caller in (owner, admin, owner, admin)
        )
    )
    assert len(await listed(units, owner, acme)) == 2


async def test_what_is_sent_and_taken_back_is_told(units: Units, owner: Caller, acme: UUID) -> None:
    found, _ = await an_invitation(units, owner, acme)
    await resend(units, owner, acme, found.id)
    await revoke(units, owner, acme, found.id)
    told = (await audit_log(units, f"workspace:{acme}"))[2:]
    assert [event.type for event in told] == [
        *("invitation.created", "invitation.resent", "invitation.revoked")
    ]
    for event in told:
        # What people typed can be forgotten; the facts stay.
        assert event.texts == {"email": "bob@example.com"}
        assert event.payload == {"invitation_id": str(found.id), "role": "member", "bound": True}
        assert event.actor_id == owner.user_id


async def test_an_invitation_is_sent_once_more_with_a_new_link(
    units: Units, owner: Caller, acme: UUID, time: HeldTime
) -> None:
    found, old = await an_invitation(units, owner, acme, role=Role.VIEWER, bound=False)
    time.pass_(days=8)
    (shown,) = await listed(units, owner, acme)
    assert shown.expired
    admin = await somebody(units, acme, Role.ADMIN)
    again = await resend(units, admin, acme, found.id)
    assert not again.invitation.expired
    assert again.invitation.expires_at - time.now() == timedelta(days=7)
    assert (again.invitation.role, again.invitation.bound) == (Role.VIEWER, False)
    assert again.invitation.invited_by == admin.user_id
    with pytest.raises(InvitationNotFound):
        await previewed(units, old)
    await previewed(units, secret_of(again))


async def test_what_was_revoked_or_accepted_is_not_there_any_more(
    units: Units, owner: Caller, acme: UUID
) -> None:
    revoked, token = await an_invitation(units, owner, acme)
    await revoke(units, owner, acme, revoked.id)
    with pytest.raises(InvitationNotFound):
        await previewed(units, token)
    accepted, token = await an_invitation(units, owner, acme, bound=False)
    await accept(units, calling(await a_person(units, "Bob")), token)
    other = (await a_workspace(units, owner, "Other")).id
    elsewhere, _ = await an_invitation(units, owner, other)
    for invitation_id in (revoked.id, accepted.id, elsewhere.id, new_id()):
        for act in (revoke, resend):
            with pytest.raises(InvitationNotFound, match="see the list"):
                await act(units, owner, acme, invitation_id)
    assert await listed(units, owner, acme) == []


@pytest.mark.parametrize(
    ("who", "role", "refusal"),
    [
        (Role.OWNER, Role.OWNER, None),
        (Role.ADMIN, Role.ADMIN, None),
        (Role.ADMIN, Role.OWNER, RoleTooLow),
        (Role.MEMBER, Role.VIEWER, RoleTooLow),
        (Role.VIEWER, Role.VIEWER, RoleTooLow),
        (None, Role.VIEWER, WorkspaceNotFound),
    ],
)
async def test_who_may_invite_as_what(
    units: Units,
    acme: UUID,
    who: Role | None,
    role: Role,
    refusal: type[AppError] | None,
) -> None:
    caller = calling(await a_person(units)) if who is None else await somebody(units, acme, who)
    if refusal is None:
        await an_invitation(units, caller, acme, role=role)
        return
    with pytest.raises(refusal):
        await invite(units, caller, acme, "bob@example.com", role=role)


@pytest.mark.parametrize(
    ("who", "refusal"),
    [(Role.MEMBER, RoleTooLow), (Role.VIEWER, RoleTooLow), (None, WorkspaceNotFound)],
)
async def test_who_may_neither_see_nor_change_invitations(
    units: Units, owner: Caller, acme: UUID, who: Role | None, refusal: type[AppError]
) -> None:
    found, token = await an_invitation(units, owner, acme)
    caller = calling(await a_person(units)) if who is None else await somebody(units, acme, who)
    with pytest.raises(refusal):
        await listed(units, caller, acme)
    for act in (resend, revoke):
        with pytest.raises(refusal):
            await act(units, caller, acme, found.id)
    await previewed(units, token)


async def test_an_admin_cannot_touch_an_invitation_above_their_role(
    units: Units, owner: Caller, acme: UUID
) -> None:
    found, token = await an_invitation(units, owner, acme, role=Role.OWNER)
    admin = await somebody(units, acme, Role.ADMIN)
    for act in (resend, revoke):
        with pytest.raises(RoleTooLow):
            await act(units, admin, acme, found.id)
    with pytest.raises(RoleTooLow) as refused:
        await invite(units, admin, acme, "cat@example.com", "bob@example.com")
    assert [error.field for error in refused.value.fields] == ["emails.1"]
    assert len(await listed(units, owner, acme)) == 1
    assert (await previewed(units, token)).role is Role.OWNER


async def test_tokens_need_the_scope_admin(units: Units, owner: Caller, acme: UUID) -> None:
    found, token = await an_invitation(units, owner, acme, bound=False)
    program = Caller(
        user_id=owner.user_id,
        kind=owner.kind,
        credential_id=owner.credential_id,
        scopes=frozenset({Scope.READ, Scope.WRITE}),
    )
    for act in (resend, revoke):
        with pytest.raises(InsufficientScope):
            await act(units, program, acme, found.id)
    with pytest.raises(InsufficientScope):
        await invite(units, program, acme, "cat@example.com")
    with pytest.raises(InsufficientScope):
        await listed(units, program, acme)
    with pytest.raises(InsufficientScope):
        await accept(units, program, token)


async def test_a_workspace_has_so_many_at_a_time(
    units: Units, owner: Caller, acme: UUID, time: HeldTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invitations, "MOST_WAITING", 3)
    first, *_ = await invite(units, owner, acme, "a@example.com", "b@example.com")
    with pytest.raises(TooManyInvitations, match="at a time"):
        await invite(units, owner, acme, "c@example.com", "d@example.com")
    # Whoever is invited already takes no new place.
    await invite(units, owner, acme, "a@example.com", "c@example.com")
    time.pass_(days=8)
    await invite(units, owner, acme, "d@example.com", "e@example.com", "f@example.com")
    assert first.issued is not None
    with pytest.raises(TooManyInvitations):
        await resend(units, owner, acme, first.issued.invitation.id)
    async with units.read() as unit:
        assert await InvitationRepository(unit.session).waiting(acme, time.now()) == 3


async def test_invitations_are_listed_in_pages(units: Units, owner: Caller, acme: UUID) -> None:
    await invite(units, owner, acme, *(f"p{n}@example.com" for n in range(5)))
    async with units.read() as unit:
        queries = InvitationQueries(unit, owner)
        first = await queries.page(acme, None, 3)
        second = await queries.page(acme, first[-1].id, 3)
    assert [found.email for found in [*first, *second]] == [f"p{n}@example.com" for n in range(5)]


async def test_nobody_is_invited_to_a_workspace_that_was_deleted(
    units: Units, owner: Caller, acme: UUID
) -> None:
    _, token = await an_invitation(units, owner, acme, bound=False)
    async with units.write() as unit:
        await WorkspaceService(unit, owner).delete_workspace(acme)
    with pytest.raises(InvitationNotFound):
        await previewed(units, token)
    with pytest.raises(InvitationNotFound):
        await accept(units, calling(await a_person(units, "Bob")), token)


async def test_who_is_removed_cannot_come_back_by_what_they_sent(
    units: Units, owner: Caller, acme: UUID
) -> None:
    admin = await somebody(units, acme, Role.ADMIN)
    _, token = await an_invitation(units, admin, acme, bound=False)
    kept, _ = await an_invitation(units, owner, acme, "cat@example.com")
    async with units.write() as unit:
        await MemberService(unit, owner).remove(acme, admin.user_id)
    with pytest.raises(InvitationNotFound):
        await accept(units, admin, token)
    assert [found.id for found in await listed(units, owner, acme)] == [kept.id]
    assert "invitation.revoked" in {e.type for e in await audit_log(units, f"workspace:{acme}")}


async def test_who_becomes_less_keeps_what_they_may_still_send(
    units: Units, owner: Caller, acme: UUID
) -> None:
    second = await somebody(units, acme, Role.OWNER)
    await an_invitation(units, second, acme, "a@example.com", role=Role.OWNER)
    kept, _ = await an_invitation(units, second, acme, "b@example.com", role=Role.ADMIN)
    async with units.write() as unit:
        await MemberService(unit, owner).change_role(acme, second.user_id, Role.ADMIN)
    assert [found.id for found in await listed(units, owner, acme)] == [kept.id]
    async with units.write() as unit:
        await MemberService(unit, owner).change_role(acme, second.user_id, Role.MEMBER)
    assert await listed(units, owner, acme) == []


async def test_who_has_come_by_now_gets_no_second_mail(
    units: Units, owner: Caller, acme: UUID
) -> None:
    found, _ = await an_invitation(units, owner, acme)
    bob = await a_person(units, "Bob")
    await has_address(units, bob, "bob@example.com")
    await add_member(units, acme, bob.id, Role.VIEWER)
    with pytest.raises(AlreadyMember):
        await resend(units, owner, acme, found.id)


WITH_MAIL = Settings(public_url="https://trivet.example", smtp_host="mail.example")


async def mail(units: Units, caller: Caller, workspace_id: UUID, *names: str) -> list[Outcome]:
    async with units.write(caller.actor("a-request")) as unit:
        service = InvitationService(unit, caller, WITH_MAIL)
        emails = [f"{name}@example.com" for name in names]
        return await service.invite(workspace_id, emails, Role.MEMBER)


@pytest.fixture
def few_mails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trivet.workspaces.invitations.MOST_MAILED", 3)


@pytest.mark.usefixtures("few_mails")
async def test_an_account_mails_few_invitations_a_day(
    units: Units, owner: Caller, acme: UUID, time: HeldTime
) -> None:
    bits = (await a_workspace(units, owner, "Bits")).id
    (first,) = await mail(units, owner, acme, "a")
    assert first.issued is not None
    assert first.issued.link is None
    await mail(units, owner, bits, "b")
    with pytest.raises(TooManyInvitationMails, match="has 1 left") as refused:
        await mail(units, owner, acme, "c", "d")
    assert refused.value.status == 429
    assert refused.value.headers == {"Retry-After": str(24 * 3600)}
    # What is taken back was mailed all the same, and so was what is mailed again.
    await revoke(units, owner, acme, first.issued.invitation.id)
    (again,) = await mail(units, owner, acme, "a")
    assert again.issued is not None
    async with units.write() as unit:
        with pytest.raises(TooManyInvitationMails, match="has 0 left"):
            await InvitationService(unit, owner, WITH_MAIL).resend(acme, again.issued.invitation.id)
    # Somebody else, and links to hand on, are not concerned.
    other = calling(await a_person(units, "Grace"))
    await add_member(units, acme, other.user_id, Role.ADMIN)
    await mail(units, other, acme, "c")
    await invite(units, owner, acme, "d@example.com")
    time.pass_(days=1, seconds=1)
    await mail(units, owner, bits, "e", "f", "g")


@pytest.mark.usefixtures("few_mails")
async def test_who_is_in_already_counts_for_no_mail(
    units: Units, owner: Caller, acme: UUID
) -> None:
    for name in "abc":
        person = await a_person(units, name)
        await has_address(units, person, f"{name}@example.com")
        await add_member(units, acme, person.id, Role.MEMBER)
    outcomes = await mail(units, owner, acme, "a", "b", "c", "d")
    assert [outcome.issued is None for outcome in outcomes] == [True, True, True, False]


@pytest.mark.usefixtures("few_mails")
async def test_of_requests_at_the_same_moment_not_too_many_are_mailed(
    units: Units, owner: Caller, acme: UUID
) -> None:
    bits = (await a_workspace(units, owner, "Bits")).id
    outcomes = await asyncio.gather(
        mail(units, owner, acme, "a", "b"),
        mail(units, owner, bits, "c", "d"),
        return_exceptions=True,
    )
    assert [isinstance(each, TooManyInvitationMails) for each in outcomes].count(True) == 1
