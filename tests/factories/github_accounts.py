"""People of Trivet who have an account at a GitHub."""

from uuid import UUID

from trivet.auth.models import GitHubToken
from trivet.bootstrap import Runtime
from trivet.platform.clock import now
from trivet.platform.crypto import Cipher


async def give_github_account(
    runtime: Runtime, user_id: UUID | str, login: str, token: str, *scopes: str
) -> None:
    """Let somebody have signed in with GitHub.

    Args:
        runtime: of their Trivet.
        user_id: who.
        login: their account.
        token: what GitHub granted; does not expire.
        scopes: as granted; without any, what Trivet asks for.
    """
    async with runtime.units.write() as unit:
        unit.session.add(
            GitHubToken(
                user_id=UUID(str(user_id)),
                login=login,
                access_token=Cipher(runtime.keys).encrypt(token),
                scopes=list(scopes or ("read:user", "repo", "user:email")),
                updated_at=now(),
            )
        )
