"""What is said below pull requests. Hooks are told of it by an event that nobody here asks for."""

from tests.support.fake_github import refusals
from tests.support.fake_github.state import Account, Comment, Pull, Repository
from tests.support.fake_github.world import World

LOCKED = "Unable to create comment because issue is locked."


def say(world: World, pull: Pull, by: Account, body: str) -> Comment:
    """Somebody says something.

    Raises:
        Refused: nobody may any more, or it is nothing.
    """
    if pull.number in pull.repo.locked:
        raise refusals.Refused(403, LOCKED)
    _refuse_nothing(body)
    now = world.now()
    said = Comment(world.new_id(), pull.number, by, body, now, now)
    pull.repo.comments[said.id] = said
    pull.updated_at = now
    return said


def edit(world: World, repo: Repository, said: Comment, body: str) -> None:
    """Somebody says it otherwise."""
    _refuse_nothing(body)
    said.body, said.updated_at = body, world.now()
    repo.pulls[said.number].updated_at = said.updated_at


def below(pull: Pull) -> list[Comment]:
    """What was said below a pull request, the oldest first."""
    said = pull.repo.comments.values()
    return sorted((each for each in said if each.number == pull.number), key=lambda each: each.id)


def _refuse_nothing(body: str) -> None:
    if not body.strip():
        raise refusals.invalid({"resource": "IssueComment", "code": "custom", "field": "body"})
