"""Whoever comes back from GitHub: which account here is theirs, and what GitHub granted."""

from dataclasses import dataclass
from uuid import UUID

from trivet.auth import events
from trivet.auth.addresses import EMAIL
from trivet.auth.errors import GitHubAccountTaken, OAuthStateInvalid, SignUpClosed
from trivet.auth.events import UserEvent
from trivet.auth.github_port import Profile
from trivet.auth.grants import Grant, stored
from trivet.auth.models import GitHubToken, Identity, User
from trivet.auth.oauth_attempts import Added
from trivet.auth.repository import AuthRepository
from trivet.auth.welcome import Welcome
from trivet.platform.clock import now
from trivet.platform.crypto import Cipher
from trivet.platform.events import Actor
from trivet.platform.ids import new_id
from trivet.platform.uow import WriteUnit

PROVIDER = "github"


@dataclass(frozen=True, slots=True)
class FromGitHub:
    """Somebody who has just proved who they are at GitHub.

    Args:
        profile: who.
        grant: what we may do on their behalf.
        added_to: the account here that they want to add this one to.
    """

    profile: Profile
    grant: Grant
    added_to: Added | None = None


async def person_of(unit: WriteUnit, cipher: Cipher, welcome: Welcome, come: FromGitHub) -> User:
    """The person, made or brought up to date, with their token stored.

    Keyed on GitHub's number: a login may have changed hands since.

    Raises:
        GitHubAccountTaken: that account is another person's here, or this person has another one.
        SignUpClosed: they have no account, and may not make one.
    """
    people = AuthRepository(unit.session)
    subject = str(come.profile.id)
    user = await people.user_by_identity(PROVIDER, subject)
    if user is not None:
        user = await people.lock_user(user.id)  # None: they delete their account right now
    if come.added_to is not None:
        user = await _added_to(people, come.added_to, subject, user)
    if user is None:
        user = await _by_mail(people, come.profile)
    if user is None:
        user = await _made(unit, people, welcome, come.profile)
    unit.actor = Actor(user.id, unit.actor.origin, unit.actor.correlation_id)
    if await people.user_by_identity(PROVIDER, subject) is None:
        people.add(
            Identity(
                id=new_id(), user_id=user.id, provider=PROVIDER, subject=subject, created_at=now()
            )
        )
        await people.flush()
        unit.emit(
            UserEvent(
                type=events.GITHUB_CONNECTED,
                user_id=user.id,
                texts={"login": come.profile.login, "github_id": come.profile.id},
            )
        )
    await _bring_up_to_date(people, user, come.profile)
    await _keep_token(people, cipher, user.id, come)
    return user


async def _added_to(people: AuthRepository, added: Added, subject: str, known: User | None) -> User:
    user = await people.lock_user(added.user_id)
    living = await people.admin_of_live_session(added.session_id, added.user_id)
    if user is None or living is None:
        raise OAuthStateInvalid(
            "You were signed out meanwhile: sign in, then connect GitHub again."
        )
    if known is not None and known.id != user.id:
        raise GitHubAccountTaken(
            "Sign out first, then sign in with GitHub; or sign in to GitHub with another account."
        )
    own = await people.identity_of(user.id, PROVIDER)
    if own is not None and own.subject != subject:
        raise GitHubAccountTaken(
            "Your account here has another GitHub account already: sign in to GitHub with that one."
        )
    return user


async def _by_mail(people: AuthRepository, profile: Profile) -> User | None:
    """Who has proven by mail that the address which GitHub vouches for is theirs: the same person.

    Only where they have no GitHub account here yet.
    """
    known = None if profile.email is None else await people.user_by_identity(EMAIL, profile.email)
    if known is None or await people.identity_of(known.id, PROVIDER) is not None:
        return None
    return await people.lock_user(known.id)


async def _made(
    unit: WriteUnit, people: AuthRepository, welcome: Welcome, profile: Profile
) -> User:
    """A new account; whoever is the first to sign in sees the whole installation."""
    at = now()
    await people.lock_installation()  # of two who come first, one is
    known = await people.user_by_identity(PROVIDER, str(profile.id))
    if known is not None:
        return known  # they came twice at once
    first = not await people.an_admin_signed_in()
    if not first and not await welcome.expects(unit.session, profile.email):
        raise SignUpClosed(
            "Ask somebody who works here to invite you, at the address that GitHub has of you"
            + (f": {profile.email}." if profile.email else ".")
        )
    user = User(id=new_id(), name=profile.name, instance_admin=first, created_at=at, updated_at=at)
    await people.add_user(user)
    unit.actor = Actor(user.id, unit.actor.origin, unit.actor.correlation_id)
    unit.emit(
        UserEvent(
            type=events.USER_CREATED,
            user_id=user.id,
            payload={"instance_admin": first},
            texts={"name": user.name},
        )
    )
    return user


async def _bring_up_to_date(people: AuthRepository, user: User, profile: Profile) -> None:
    """Take over what GitHub says today. An address that it no longer vouches for proves nothing."""
    mailed = await people.identity_of(user.id, EMAIL)
    found = {
        "name": profile.name,
        "email": profile.email or (None if mailed is None else mailed.subject),
        "avatar_url": profile.avatar_url,
    }
    changed = {name: value for name, value in found.items() if getattr(user, name) != value}
    for name, value in changed.items():
        setattr(user, name, value)
    if changed:
        user.updated_at = now()


async def _keep_token(
    people: AuthRepository, cipher: Cipher, user_id: UUID, come: FromGitHub
) -> None:
    token = await people.locked_github_token(user_id)
    if token is None:
        token = GitHubToken(user_id=user_id)
    token.login = come.profile.login
    for name, value in stored(cipher, come.grant).items():
        setattr(token, name, value)
    token.refused_at = token.lease_token = token.lease_until = None
    people.add(token)
