"""A card is started: assigned, moved, and given a branch, all of it or nothing."""

from dataclasses import dataclass
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.auth.github_tokens import GitHubTokens
from trivet.boards.access import BoardAccess
from trivet.boards.errors import UnknownColumn
from trivet.boards.models import Board, Category
from trivet.boards.service import columns_of
from trivet.cards.asking import CardQuestions
from trivet.cards.counterparts import Counterparts
from trivet.cards.holding import CardHolder
from trivet.cards.models import Card
from trivet.cards.schemas import CardPatch
from trivet.cards.service import CardService
from trivet.github.branch_repository import BranchingRepository
from trivet.github.branching import usual_repository
from trivet.github.errors import ColumnMissing, RepositoryNotFound
from trivet.github.git_integration import GitIntegrationService
from trivet.github.models import Repository
from trivet.github.one_change import Began, OneChange, onwards
from trivet.github.pull_request_repository import PullRequestRepository
from trivet.github.repository import RepositoryRepository
from trivet.github.rule_repository import RuleRepository
from trivet.github.rulebook import steps_of
from trivet.github.rules import RuleEvent, Step, effective, is_forwards
from trivet.github.standing import why_no_branch
from trivet.github.start_schemas import CardStart
from trivet.platform.clock import now, rfc3339
from trivet.platform.errors import FieldError
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.snapshots import snapshot_of
from trivet.platform.uow import WriteUnit

_NONE_CONNECTED = "No repository is connected to this workspace."
_WHICH = "Several repositories are connected, and none is the usual one of this board: choose one."
_BEGUN = list(Category)[list(Category).index(Category.STARTED) :]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of the branch.

    Args:
        repository: where one is to be made; None if none is.
        name: of the one that is there, or on its way.
        task: makes it already.
        why_not: why none is made.
    """

    repository: Repository | None = None
    name: str | None = None
    task: TaskRow | None = None
    why_not: str | None = None


class Starting:
    """Starts cards.

    Args:
        unit: the write unit.
        caller: who starts them.
        access: who may do what.
        elsewhere: what cards have in other places.
        tokens: know whether the caller can act on GitHub.
    """

    def __init__(
        self,
        unit: WriteUnit,
        caller: Caller,
        access: BoardAccess,
        elsewhere: Counterparts,
        tokens: GitHubTokens,
    ) -> None:
        self._unit = unit
        self._caller = caller
        self._tokens = tokens
        self._holder = CardHolder(unit, caller, access)
        self._told = CardQuestions(unit.session, caller, access)
        self._cards = CardService(unit, caller, access, elsewhere)
        self._branches = GitIntegrationService(unit, caller, access, tokens)

    async def start(self, card_id: UUID, wanted: CardStart) -> Began:
        """Begin with a card. The last thing in its unit; a second time it does nothing new.

        Args:
            card_id: the card.
            wanted: how.

        Raises:
            CardNotFound, Forbidden, BoardArchived, CardArchived: as for every change of a card.
            UnknownColumn: a column that is named is not on its board.
            ColumnMissing: no column of its board is for work that has begun.
            WipLimitReached: there is no place for it.
            RepositoryNotFound, RepositoryArchived, InvalidBranchName, GitHubTokenRefused: a branch is
                asked for that cannot be made.
        """
        card, board = await self._holder.hold_open(card_id)
        plan = await self._plan(card, board, wanted)
        column_id = await self._column(card, board, wanted, making=plan.repository is not None)
        patch = CardPatch(
            column_id=column_id,
            add_assignee_ids=[self._caller.user_id] if wanted.assign else [],
            force=wanted.force,
        )
        document = await self._cards.patch_card(card.id, patch)
        change = OneChange(self._unit)
        batch_id = change.bind()
        row, name = plan.task, plan.name
        if plan.repository is not None:
            row = await self._branches.begin(
                card.id,
                plan.repository.id,
                wanted.branch_name,
                base_branch=wanted.base_branch,
                batch_id=batch_id,
            )
            name = row.args["branch_name"]
        undo = await change.ref()
        return Began(
            card=document,
            task=None if row is None else snapshot_of(row),
            undo=undo,
            cannot_undo=[] if row is None else [f"The branch {name} stays on GitHub."],
            more={"branch_name": name, "why_no_branch": plan.why_not},
        )

    # The branch.

    async def _plan(self, card: Card, board: Board, wanted: CardStart) -> Plan:
        if wanted.branch is False:
            return Plan()
        repository = await self._repository(card, board, wanted)
        if repository is None:
            some = await BranchingRepository(self._unit.session).connected(board.workspace_id, 1)
            why_not = _WHICH if some else _NONE_CONNECTED
            if wanted.insists:
                raise RepositoryNotFound(f"{why_not} Connect one, or say `repo_id`.")
            return Plan(why_not=why_not)
        there = await self._there(card, board, repository)
        if there is not None:
            return there
        account = await self._tokens.account(self._caller.user_id, self._unit.session)
        reason = why_no_branch(repository, account)
        if reason is not None and not wanted.insists:
            return Plan(why_not=reason)
        return Plan(repository)

    async def _repository(self, card: Card, board: Board, wanted: CardStart) -> Repository | None:
        session = self._unit.session
        if wanted.repo_id is None:
            return await usual_repository(session, await self._told.to_see(card.id))
        found = await RepositoryRepository(session).get(board.workspace_id, wanted.repo_id)
        if found is None:
            raise RepositoryNotFound("Choose a repository that is connected to this workspace.")
        return found

    async def _there(self, card: Card, board: Board, repository: Repository) -> Plan | None:
        """A branch of the card that is there already, or on its way.

        The board is held, which whoever makes one waits for before it is there.
        """
        session = self._unit.session
        branches = await PullRequestRepository(session).branches_of_card(card.id)
        for branch in branches[::-1]:
            if branch.repository_id == repository.id:
                return Plan(name=branch.name)
        for row in await BranchingRepository(session).tasks_of(board.workspace_id, card.id):
            making = row.finished_at is None and row.cancel_requested_at is None
            if making and row.args["repo_id"] == str(repository.id):
                return Plan(name=row.args["branch_name"], task=row)
        return None

    # The column.

    async def _column(
        self, card: Card, board: Board, wanted: CardStart, *, making: bool
    ) -> UUID | None:
        """Where the card goes; None if it stays."""
        steps = steps_of(await columns_of(self._unit.session, board.id))
        if wanted.column_id is not None:
            if all(step.id != wanted.column_id for step in steps):
                field = FieldError("column_id", "is not on this board")
                raise UnknownColumn("Choose a column of this board.", fields=(field,))
            return onwards(card, wanted.column_id, steps)
        here = next(step.category for step in steps if step.id == card.column_id)
        first = next((step.id for step in steps if step.category == Category.STARTED), None)
        if here not in _BEGUN and first is None:
            raise ColumnMissing(
                f"{board.name} has no column for work that has begun: an admin can give one the"
                " category Started. Or say `column_id`."
            )
        goal = None if first is None else onwards(card, first, steps)
        return await self._by_rule(card, board, steps, goal) if making else goal

    async def _by_rule(
        self, card: Card, board: Board, steps: list[Step], goal: UUID | None
    ) -> UUID | None:
        """Where the board's rule would take the card once its branch is there, if that is further.

        So it goes there at once, and goes back from there by one undo.
        """
        chosen = await RuleRepository(self._unit.session).chosen(board.id)
        rules = effective(steps, chosen)
        rule = rules.applying(RuleEvent.BRANCH_CREATED, "", rfc3339(now()))
        column_id = None if rule is None else rule.column_id
        if column_id is None or not is_forwards(goal or card.column_id, column_id, steps):
            return goal
        return column_id
