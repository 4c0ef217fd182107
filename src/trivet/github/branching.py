"""What branches are called: what boards and people choose, and what follows for a card."""

from uuid import UUID

from trivet.auth.callers import Caller
from trivet.auth.github_tokens import GitHubTokens
from trivet.auth.models import User
from trivet.boards.access import BoardAccess, key_of_board, workspace_of_board
from trivet.boards.errors import BoardNotFound
from trivet.boards.events import BoardEvent
from trivet.boards.service import BoardService
from trivet.cards.asking import CardQuestions, CardTold
from trivet.github.branch_names import (
    DEFAULT_TEMPLATE,
    Naming,
    commands_for,
    examples,
    free_name,
    problem_of,
    problem_of_prefix,
    problem_of_template,
    suggested,
)
from trivet.github.branch_repository import BranchingRepository, BranchingWriteRepository
from trivet.github.errors import InvalidBranchName, InvalidTemplate, RepositoryNotFound
from trivet.github.events import BRANCHING_UPDATED
from trivet.github.models import BoardBranching, Repository
from trivet.github.repository import RepositoryRepository
from trivet.github.schemas import (
    BranchCommands,
    BranchExample,
    BranchExamplesOut,
    BranchingOut,
    BranchingPut,
    BranchNameOut,
    BranchNameProblem,
    BranchTaskOut,
)
from trivet.platform.db.session import ReadSession
from trivet.platform.errors import FieldError
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.schemas import TaskOut
from trivet.platform.tasks.snapshots import snapshot_of
from trivet.platform.uow import ReadUnit, WriteUnit

_UNCONNECTED = "Choose a repository that is connected to this workspace."


class Namer:
    """Names branches for somebody, from what is known here: GitHub is not asked.

    Args:
        session: reads.
        caller: whose branches they are.
        tokens: know what they are called on GitHub.
    """

    def __init__(self, session: ReadSession, caller: Caller, tokens: GitHubTokens) -> None:
        self._session = session
        self._caller = caller
        self._tokens = tokens
        self._branching = BranchingRepository(session)

    async def naming(self, card: CardTold) -> Naming:
        """What a card's branch is named by."""
        chosen = await self._branching.of_board(card.board_id)
        return Naming(
            key=card.key,
            title=card.title,
            labels=card.labels,
            user=await self.user(),
            prefix=await self._branching.prefix_of(self._caller.user_id),
            template=None if chosen is None else chosen.template,
        )

    async def suggest(self, naming: Naming, repository_id: UUID | None) -> str:
        """A name that, as far as we know, no branch of the repository has.

        Args:
            naming: what it is made from.
            repository_id: where it is to be made; None if that is not known.
        """
        name = suggested(naming)
        if repository_id is None:
            return name
        return free_name(name, await self._branching.names_beginning(repository_id, name))

    async def user(self) -> str:
        """What the caller is called: their login on GitHub if it is known, else their name."""
        account = await self._tokens.account(self._caller.user_id, self._session)
        if account is not None:
            return account.login
        user = await self._session.get(User, self._caller.user_id)
        return "" if user is None else user.name


class BranchingQueries:
    """What people ask about the names of branches.

    Args:
        unit: reads.
        caller: who asks.
        access: who may do what.
        tokens: know what people are called on GitHub.
    """

    def __init__(
        self, unit: ReadUnit, caller: Caller, access: BoardAccess, tokens: GitHubTokens
    ) -> None:
        self._session = unit.session
        self._caller = caller
        self._access = access
        self._branching = BranchingRepository(unit.session)
        self._cards = CardQuestions(unit.session, caller, access)
        self._namer = Namer(unit.session, caller, tokens)

    async def preview(
        self,
        card_name: str,
        workspace_id: UUID | None,
        *,
        repository_id: UUID | None,
        name: str | None,
    ) -> BranchNameOut:
        """How a card's branch would be called.

        Args:
            card_name: the card's id or key.
            workspace_id: where a key is looked up; None is everywhere.
            repository_id: where it is to be made; None for where it usually is.
            name: one to be checked, if the caller has one in mind.

        Raises:
            CardNotFound, CardKeyAmbiguous: there is none for this caller, or several.
            RepositoryNotFound: the workspace has none such.
        """
        card = await self._cards.to_see(await self._cards.id_of(card_name, workspace_id))
        repository = await self._repository(card, repository_id)
        naming = await self._namer.naming(card)
        usual = await self._namer.suggest(naming, None if repository is None else repository.id)
        problem = None if name is None else problem_of(name)
        tasks = await self._branching.tasks_of(card.workspace_id, card.id)
        return BranchNameOut(
            name=usual,
            template=naming.template or DEFAULT_TEMPLATE,
            prefix=naming.prefix,
            repository_id=None if repository is None else repository.id,
            base_branch=None if repository is None else repository.default_branch,
            commands=(
                BranchCommands(**commands_for(usual if name is None else name))
                if problem is None
                else None
            ),
            problem=None if problem is None else BranchNameProblem(detail=problem),
            pending=[_pending(row) for row in tasks],
        )

    async def _repository(self, card: CardTold, repository_id: UUID | None) -> Repository | None:
        if repository_id is not None:
            repositories = RepositoryRepository(self._session)
            found = await repositories.get(card.workspace_id, repository_id)
            if found is None:
                raise RepositoryNotFound(_UNCONNECTED)
            return found
        return await usual_repository(self._session, card)

    async def of_board(self, board_id: UUID) -> BranchingOut:
        """What a board's people chose.

        Raises:
            BoardNotFound: it is not the caller's to see.
        """
        await self._may_see(board_id)
        return await _shown(self._session, board_id, await self._branching.of_board(board_id))

    async def examples(self, board_id: UUID, template: str = DEFAULT_TEMPLATE) -> BranchExamplesOut:
        """What a template would make of some titles, for the caller.

        Args:
            board_id: whose cards they would be.
            template: it need not be one that does.

        Raises:
            BoardNotFound: it is not the caller's to see.
        """
        await self._may_see(board_id)
        problem = problem_of_template(template)
        if problem is not None:
            return BranchExamplesOut(template=template, items=[], problem=problem)
        made = examples(
            await key_of_board(self._session, board_id),
            await self._namer.user(),
            await self.prefix(),
            template,
        )
        items = [BranchExample(title=title, name=name) for title, name in made.items()]
        return BranchExamplesOut(template=template, items=items, problem=None)

    async def _may_see(self, board_id: UUID) -> None:
        if await self._access.role_or_none(self._caller, board_id, self._session) is None:
            raise BoardNotFound("Check the address, or ask to be invited to its workspace.")

    async def prefix(self) -> str:
        """What the caller's branches begin with."""
        return await self._branching.prefix_of(self._caller.user_id)


async def usual_repository(session: ReadSession, card: CardTold) -> Repository | None:
    """Where a card's branches are usually made; None if nobody can tell.

    The one that its board's people chose, else the only one, else the one used last.

    Args:
        session: reads.
        card: the card.
    """
    repositories, branching = RepositoryRepository(session), BranchingRepository(session)
    chosen = await branching.of_board(card.board_id)
    if chosen is not None and chosen.repository_id is not None:
        usual = await repositories.get(card.workspace_id, chosen.repository_id)
        if usual is not None:
            return usual
    some = await branching.connected(card.workspace_id, most=2)
    if len(some) == 1:
        return some[0]
    last = await branching.used_last(card.board_id)
    return None if last is None else await repositories.get(card.workspace_id, last)


class Branching:
    """Changes how branches are called.

    Args:
        unit: the write unit.
        caller: on whose behalf.
        access: who may do what.
    """

    def __init__(self, unit: WriteUnit, caller: Caller, access: BoardAccess) -> None:
        self._unit = unit
        self._caller = caller
        self._access = access
        self._branching = BranchingWriteRepository(unit.session)

    async def choose(self, board_id: UUID, wanted: BranchingPut) -> BranchingOut:
        """Replace what was chosen.

        Raises:
            BoardNotFound: it is not the caller's to see.
            Forbidden: the caller is no admin.
            BoardArchived: it is archived.
            InvalidTemplate: no names can be made by it.
            RepositoryNotFound: the repository is not connected to the board's workspace.
        """
        await self._access.require_manage(self._caller, board_id)
        board = await BoardService(self._unit, self._caller, self._access).locked(board_id)
        problem = None if wanted.template is None else problem_of_template(wanted.template)
        if problem is not None:
            raise InvalidTemplate(problem, fields=(FieldError("template", problem),))
        if wanted.repository_id is not None:
            await self._find(board.workspace_id, wanted.repository_id)
        before = await self._branching.of_board(board_id)
        was = await _shown(self._unit.session, board_id, before)
        await self._branching.choose(board_id, wanted.template, wanted.repository_id)
        after = await self._branching.of_board(board_id)
        shown = await _shown(self._unit.session, board_id, after)
        if shown != was:
            _tell(self._unit, board_id, shown)
        return shown

    async def _find(self, workspace_id: UUID, repository_id: UUID) -> None:
        repositories = RepositoryRepository(self._unit.session)
        if await repositories.get(workspace_id, repository_id) is None:
            field = FieldError("repository_id", "is not connected")
            raise RepositoryNotFound(_UNCONNECTED, fields=(field,))

    async def set_prefix(self, prefix: str) -> str:
        """Have the caller's branches begin so from now on.

        Raises:
            InvalidBranchName: no branch can.
        """
        problem = problem_of_prefix(prefix)
        if problem is not None:
            raise InvalidBranchName(problem, fields=(FieldError("prefix", problem),))
        await self._branching.set_prefix(self._caller.user_id, prefix)
        return prefix


async def copy_branching(unit: WriteUnit, source_id: UUID, target_id: UUID) -> None:
    """Give a copy of a board, in the same workspace, what the original's people chose.

    Args:
        unit: the write unit that makes the copy.
        source_id: the original.
        target_id: the copy.
    """
    branching = BranchingWriteRepository(unit.session)
    chosen = await branching.of_board(source_id)
    if chosen is None:
        return
    await branching.choose(target_id, chosen.template, chosen.repository_id)
    _tell(unit, target_id, await _shown(unit.session, target_id, chosen))


async def _shown(
    session: ReadSession, board_id: UUID, chosen: BoardBranching | None
) -> BranchingOut:
    """What was chosen, as far as it still stands: a repository may be disconnected since."""
    template = None if chosen is None else chosen.template
    repository_id = None if chosen is None else chosen.repository_id
    if repository_id is not None:
        workspace_id = await workspace_of_board(session, board_id)
        found = workspace_id and await RepositoryRepository(session).get(
            workspace_id, repository_id
        )
        repository_id = found.id if found else None
    return BranchingOut(
        template=template,
        repository_id=repository_id,
        effective_template=template or DEFAULT_TEMPLATE,
    )


def _tell(unit: WriteUnit, board_id: UUID, shown: BranchingOut) -> None:
    payload = {"branching": shown.model_dump(mode="json")}
    unit.emit(BoardEvent(type=BRANCHING_UPDATED, board_id=board_id, payload=payload))


def _pending(row: TaskRow) -> BranchTaskOut:
    return BranchTaskOut(
        task=TaskOut.model_validate(snapshot_of(row)),
        repository_id=row.args["repo_id"],
        branch_name=row.args["branch_name"],
        base_branch=row.args.get("base_branch"),
        suggestion=(row.checkpoint or {}).get("suggestion"),
    )
