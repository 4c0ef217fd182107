"""Merging: a commit on the base, and the end of the pull request."""

from tests.support.fake_github.happenings import pulls, refs
from tests.support.fake_github.state import HEADS, Account, Commit, Pull
from tests.support.fake_github.world import World


def merge(world: World, pull: Pull, by: Account) -> str:
    """Merge a pull request.

    Returns:
        the sha of the merge.
    """
    repo = pull.repo
    assert pull.closed_at is None, f"{repo.full_name}#{pull.number} is closed"
    message = f"Merge pull request #{pull.number} from {pull.head_owner.login}/{pull.head}"
    sha = world.new_sha(repo.full_name, message)
    parents = (repo.branches[pull.base], pull.head_sha)
    repo.commits[sha] = Commit(sha, message, by, parents, world.now())
    refs.update(world, repo, HEADS + pull.base, sha, by)
    pull.merged_at = pull.closed_at = world.now()
    pull.merged_by, pull.merge_sha = by, sha
    pulls.tell_of(world, pull, "closed", by)
    return sha
