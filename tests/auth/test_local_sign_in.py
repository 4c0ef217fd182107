"""The link that Trivet prints on a fresh install."""

import asyncio

import pytest
from sqlalchemy import select

from tests.support.time import HeldTime
from trivet.auth.addresses import has_proven
from trivet.auth.callers import Callers
from trivet.auth.errors import InvalidSignInLink
from trivet.auth.installation import installation_epoch, local_owner, local_sign_in_link
from trivet.auth.models import SignInLink, User
from trivet.auth.service import AuthService
from trivet.platform.errors import StartupError
from trivet.platform.settings import Settings
from trivet.platform.uow import Units


def secret_of(link: str) -> str:
    return link.partition("#")[2]


async def test_the_link_signs_the_owner_in_as_instance_admin(
    units: Units, settings: Settings, service: AuthService, callers: Callers
) -> None:
    link = await local_sign_in_link(units, settings)
    assert link.startswith(f"{settings.base_url}/app/sign-in#trl_")
    session = await service.sign_in_locally(secret_of(link))
    assert (session.user.name, session.user.instance_admin) == ("Owner", True)
    who = await callers.by_token(session.access_token)
    assert who is not None
    assert who.instance_admin


async def test_the_link_works_once(units: Units, settings: Settings, service: AuthService) -> None:
    secret = secret_of(await local_sign_in_link(units, settings))
    await service.sign_in_locally(secret)
    with pytest.raises(InvalidSignInLink):
        await service.sign_in_locally(secret)


async def test_of_racing_requests_exactly_one_gets_the_session(
    units: Units, settings: Settings, service: AuthService
) -> None:
    secret = secret_of(await local_sign_in_link(units, settings))
    answers = await asyncio.gather(
        *(service.sign_in_locally(secret) for _ in range(8)), return_exceptions=True
    )
    refused = [answer for answer in answers if isinstance(answer, InvalidSignInLink)]
    assert len(refused) == 7


async def test_the_link_works_for_15_minutes(
    units: Units, settings: Settings, service: AuthService, time: HeldTime
) -> None:
    first, second = [secret_of(await local_sign_in_link(units, settings)) for _ in range(2)]
    time.pass_(minutes=14, seconds=59)
    await service.sign_in_locally(first)
    time.pass_(seconds=1)
    with pytest.raises(InvalidSignInLink):
        await service.sign_in_locally(second)


async def test_the_secret_of_a_link_is_not_stored(units: Units, settings: Settings) -> None:
    secret = secret_of(await local_sign_in_link(units, settings))
    async with units.read() as unit:
        row = await unit.session.scalar(select(SignInLink))
    assert row is not None
    assert secret not in row.token_hash


async def test_the_owner_and_the_epoch_are_made_once(units: Units) -> None:
    owners = await asyncio.gather(*(local_owner(units) for _ in range(5)))
    epochs = await asyncio.gather(*(installation_epoch(units) for _ in range(5)))
    assert len(set(owners)) == 1
    assert len(set(epochs)) == 1
    async with units.read() as unit:
        assert len(list(await unit.session.scalars(select(User)))) == 1


async def test_a_link_for_an_address_that_nobody_has_makes_its_owner_an_account(
    units: Units, settings: Settings, service: AuthService
) -> None:
    links = [await local_sign_in_link(units, settings, "Bea@example.com") for _ in range(2)]
    first, second = [await service.sign_in_locally(secret_of(link)) for link in links]
    assert first.user.id == second.user.id
    assert (first.user.email, first.user.instance_admin) == ("bea@example.com", False)
    async with units.read() as unit:
        assert await has_proven(unit.session, first.user.id, "bea@example.com")
    by_id = await local_sign_in_link(units, settings, str(first.user.id))
    assert (await service.sign_in_locally(secret_of(by_id))).user.id == first.user.id


async def test_a_link_for_what_is_no_address_is_refused(units: Units, settings: Settings) -> None:
    with pytest.raises(StartupError, match="neither an e-mail address nor the id"):
        await local_sign_in_link(units, settings, "bea")
