"""What happens to a repository itself, as its webhook or our App tells it."""

from typing import Any
from uuid import UUID

from trivet.auth.errors import GitHubUnreachable
from trivet.github.answers import RepositoryFacts, repository_facts
from trivet.github.errors import MalformedPayload
from trivet.github.noting import Problem, look_at, note_facts, set_problem
from trivet.github.payloads import Payload
from trivet.github.repository import RepositoryWriteRepository
from trivet.github.schemas import ProblemCode
from trivet.platform.uow import WriteUnit


async def follow_repository_event(
    unit: WriteUnit, repository_id: UUID, payload: Payload
) -> dict[str, Any]:
    """A repository was renamed, transferred, archived, deleted, or edited otherwise.

    Deliveries come late and in any order. So what one says is taken over, and then GitHub is asked, where
    there is somebody in whose name: that stands.

    Args:
        unit: the write unit.
        repository_id: our id of the connection.
        payload: of a `repository` delivery.

    Raises:
        MalformedPayload: something that is needed is not there.
    """
    facts = _facts(payload)
    row = await RepositoryWriteRepository(unit.session).locked(repository_id)
    if row is None or row.secret is None or row.github_id not in {None, facts.github_id}:
        return {}
    was = row.full_name
    if payload.get("action") == "deleted":
        set_problem(unit, row, _gone(facts))
    else:
        await note_facts(unit, row, facts)
        if row.problem == ProblemCode.REPOSITORY_GONE:
            set_problem(unit, row, None)
    if row.picked:
        look_at(unit, row)
    return {"action": str(payload.get("action")), "full_name": row.full_name, "was": was}


def _facts(payload: Payload) -> RepositoryFacts:
    try:
        return repository_facts(payload.get("repository"))
    except GitHubUnreachable:
        raise MalformedPayload("Its `repository` cannot be read.") from None


def _gone(facts: RepositoryFacts) -> Problem:
    return Problem(
        ProblemCode.REPOSITORY_GONE,
        f"{facts.full_name} was deleted on GitHub. Disconnect it here; what cards show of it stays.",
    )
