"""The pull request that somebody means by an address: one that we know, or one to ask GitHub about."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, case, func, select

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.cards.asking import CardQuestions, CardTold
from trivet.github.credentials import GitHubAccess
from trivet.github.errors import (
    GitHubUnseen,
    NoPullRequestAddress,
    PullRequestNotFound,
    RepositoryNotFound,
)
from trivet.github.facts import PullRequestReading
from trivet.github.models import PullRequest, PullRequestLink, Repository
from trivet.github.noting import name_key
from trivet.github.pull_request_addresses import PullRequestAddress, pull_request_address
from trivet.github.reading import read_pull_request
from trivet.github.repository import RepositoryRepository
from trivet.platform.db.session import ReadSession
from trivet.platform.errors import FieldError
from trivet.platform.settings import Settings
from trivet.platform.uow import Units

_FIELD = "url"


@dataclass(frozen=True, slots=True)
class Meant:
    """A pull request that somebody wants on a card.

    Args:
        card_id: the card.
        repository_id: our id of the connection.
        full_name: of the repository.
        number: GitHub's number of the pull request.
        pull_request_id: ours; None if we know none such.
    """

    card_id: UUID
    repository_id: UUID
    full_name: str
    number: int
    pull_request_id: UUID | None


class PullRequestFinder:
    """Finds what addresses name, outside of every unit that changes something.

    Args:
        units: read what there is.
        caller: on whose behalf.
        access: who may do what.
        github: gives out clients.
        settings: where GitHub is.
    """

    def __init__(
        self,
        units: Units,
        caller: Caller,
        access: BoardAccess,
        github: GitHubAccess,
        settings: Settings,
    ) -> None:
        self._units = units
        self._caller = caller
        self._access = access
        self._github = github
        self._settings = settings

    async def find(self, card: str, workspace_id: UUID | None, url: str) -> Meant:
        """What somebody means who wants it on a card.

        Args:
            card: the card's id or key.
            workspace_id: where a key is looked up; None is everywhere.
            url: the address.

        Raises:
            CardNotFound, CardKeyAmbiguous, Forbidden: as for every change of a card.
            NoPullRequestAddress: it is none.
            RepositoryNotFound: of no repository that is connected to the card's workspace.
        """
        async with self._units.read() as unit:
            cards = CardQuestions(unit.session, self._caller, self._access)
            told = await cards.to_change(await cards.id_of(card, workspace_id))
            return await _meant(unit.session, told, self._address(url))

    def _address(self, url: str) -> PullRequestAddress:
        address = pull_request_address(url, self._settings.github_url)
        if address is None:
            raise NoPullRequestAddress(
                f"Paste the address of its page, such as {self._settings.github_url}"
                "/acme/rocket/pull/12, or write acme/rocket#12.",
                fields=(FieldError(_FIELD, "is no address of a pull request"),),
            )
        return address

    async def read(self, meant: Meant) -> PullRequestReading:
        """Ask GitHub about a pull request, in the caller's name.

        Raises:
            PullRequestNotFound: GitHub shows the caller none such.
            GitHubTokenRefused: the caller has no account on GitHub, or must sign in there again.
            GitHubForbids: it does not let them look.
            GitHubLimited, GitHubUnreachable: it does not answer right now.
        """
        client = await self._github.for_person(self._caller.user_id)
        try:
            return await read_pull_request(client, meant.full_name, meant.number)
        except GitHubUnseen as error:
            raise PullRequestNotFound(
                f"GitHub shows you no pull request {meant.full_name}#{meant.number}: check the "
                "number, and that you may see the repository there.",
                fields=(FieldError(_FIELD, "names no pull request that you may see"),),
            ) from error


async def _meant(session: ReadSession, card: CardTold, address: PullRequestAddress) -> Meant:
    """By the name that the repository has now, and by the one that it had when we heard of it."""
    repositories = RepositoryRepository(session)
    named = await repositories.named(card.workspace_id, name_key(address.full_name))
    if named is not None and named.secret is not None:
        known = await session.scalar(
            select(PullRequest).where(
                PullRequest.repository_id == named.id,
                PullRequest.github_id == named.github_id,
                PullRequest.number == address.number,
            )
        )
        if known is not None or named.github_id is not None:
            return _found(card, named, address, known)
    row = (await session.execute(_known(card, address))).first()
    if row is not None:
        return _found(card, row[1], address, row[0])
    if named is not None and named.secret is not None:
        return _found(card, named, address, None)
    raise RepositoryNotFound(
        f"Connect {address.full_name} to this workspace first: its pull requests are linked then.",
        fields=(FieldError(_FIELD, "is of no repository that is connected to this workspace"),),
    )


def _known(card: CardTold, address: PullRequestAddress) -> Select[PullRequest, Repository]:
    """Pull requests of this name and number that we know: of what is connected, and what the card has.

    The card's own come first: so one that was taken away comes back, whatever became of its repository.
    """
    own = select(PullRequestLink.pull_request_id).where(PullRequestLink.card_id == card.id)
    same = Repository.github_id == PullRequest.github_id
    return (
        select(PullRequest, Repository)
        .join(Repository, Repository.id == PullRequest.repository_id)
        .where(
            Repository.workspace_id == card.workspace_id,
            PullRequest.number == address.number,
            func.lower(PullRequest.repository) == address.full_name.lower(),
            PullRequest.id.in_(own) | (Repository.secret.is_not(None) & same),
        )
        .order_by(case((PullRequest.id.in_(own), 0), else_=1), PullRequest.id.desc())
        .limit(1)
    )


def _found(
    card: CardTold, repository: Repository, address: PullRequestAddress, known: PullRequest | None
) -> Meant:
    return Meant(
        card_id=card.id,
        repository_id=repository.id,
        full_name=repository.full_name,
        number=address.number,
        pull_request_id=None if known is None else known.id,
    )
