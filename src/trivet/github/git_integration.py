"""Branches that people have made for cards: asked for here, made by a task."""

from uuid import UUID

from trivet.auth.callers import Caller
from trivet.auth.errors import GitHubTokenRefused
from trivet.auth.github_tokens import GitHubTokens
from trivet.boards.access import BoardAccess
from trivet.cards.asking import CardQuestions
from trivet.cards.holding import CardHolder
from trivet.github.branch_names import problem_of
from trivet.github.branch_repository import key_of
from trivet.github.branching import Namer
from trivet.github.errors import InvalidBranchName, RepositoryArchived, RepositoryNotFound
from trivet.github.repository import RepositoryRepository
from trivet.github.tasks import BATCH, CREATE_BRANCH
from trivet.platform.errors import FieldError
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.snapshots import TaskSnapshot, snapshot_of
from trivet.platform.uow import WriteUnit


class GitIntegrationService:
    """Has branches made.

    Args:
        unit: the write unit.
        caller: on whose behalf.
        access: who may do what.
        tokens: know whether the caller can act on GitHub.
    """

    def __init__(
        self, unit: WriteUnit, caller: Caller, access: BoardAccess, tokens: GitHubTokens
    ) -> None:
        self._unit = unit
        self._caller = caller
        self._tokens = tokens
        self._cards = CardQuestions(unit.session, caller, access)
        self._holder = CardHolder(unit, caller, access)
        self._namer = Namer(unit.session, caller, tokens)

    async def create_branch(
        self,
        card_id: UUID,
        repo_id: UUID,
        branch_name: str | None,
        *,
        base_branch: str | None = None,
    ) -> TaskSnapshot:
        """Have a branch made on GitHub for a card. The last thing in its unit.

        What can be known to be wrong without GitHub is refused now.

        Args:
            card_id: the card.
            repo_id: a repository that is connected to its workspace.
            branch_name: what it is called; None for what would be suggested.
            base_branch: where it starts; None for the default branch.

        Returns:
            The task that makes it.

        Raises:
            CardNotFound, Forbidden, BoardArchived, CardArchived: as for every change of a card.
            RepositoryNotFound: the workspace has none such.
            RepositoryArchived: nobody can write to it.
            InvalidBranchName: git does not take a name.
            GitHubTokenRefused: the caller has no GitHub account here, or must sign in there again.
        """
        return snapshot_of(await self.begin(card_id, repo_id, branch_name, base_branch=base_branch))

    async def begin(
        self,
        card_id: UUID,
        repo_id: UUID,
        branch_name: str | None,
        *,
        base_branch: str | None = None,
        batch_id: UUID | None = None,
    ) -> TaskRow:
        """The same, maybe as a part of a change of the card.

        Args:
            card_id: the card.
            repo_id: a repository that is connected to its workspace.
            branch_name: what it is called; None for what would be suggested.
            base_branch: where it starts; None for the default branch.
            batch_id: what the events of that change have in common: whoever takes it back does not want
                the branch either.

        Returns:
            The row of the task that makes it.
        """
        card, board = await self._holder.hold_open(card_id)
        repository = await RepositoryRepository(self._unit.session).get(board.workspace_id, repo_id)
        if repository is None:
            raise RepositoryNotFound("Choose a repository that is connected to this workspace.")
        if repository.archived:
            raise RepositoryArchived("Unarchive it on GitHub first, or choose another one.")
        _refuse("base_branch", base_branch)
        _refuse("branch_name", branch_name)
        account = await self._tokens.account(self._caller.user_id, self._unit.session)
        if account is None:
            raise self._tokens.connect_first("branches are made in your name")
        if account.sign_in_needed:
            raise GitHubTokenRefused("Sign in with GitHub again: it no longer accepts your token.")
        if branch_name is None:
            naming = await self._namer.naming(await self._cards.to_see(card.id))
            branch_name = await self._namer.suggest(naming, repo_id)
        task_id = self._unit.enqueue(
            CREATE_BRANCH.call(
                {
                    "card_id": str(card.id),
                    "repo_id": str(repo_id),
                    "branch_name": branch_name,
                    "base_branch": base_branch,
                    "origin": str(self._unit.actor.origin),
                    **({} if batch_id is None else {BATCH: str(batch_id)}),
                },
                workspace_id=board.workspace_id,
                requested_by=self._caller.user_id,
                # Of two people who want the same at once, the second finds what the first made.
                concurrency_key=key_of(card.id),
            )
        )
        await self._unit.flush()
        row = await self._unit.session.get(TaskRow, task_id)
        assert row is not None
        return row


def _refuse(field: str, name: str | None) -> None:
    problem = None if name is None else problem_of(name)
    if problem is not None:
        raise InvalidBranchName(problem, fields=(FieldError(field, problem),))
