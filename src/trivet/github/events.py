"""The types of events that come from GitHub, and what they do to a card as it is shown.

| type | payload (with texts merged) |
| --- | --- |
| `pull_request.linked` | `pull_request`: the whole pull request |
| `pull_request.updated` | the same, and `was_state`: its state before |
| `pull_request.unlinked` | `pull_request_id`, `repository`, `number` |
| `branch.created` | `branch`: the whole branch |
| `branch.deleted` | `branch_id`, `repository`, `name` |
| `rules.updated` | `rules`: all rules of the board; about no card |

None of them changes a card's version: they say what stands beside it.
"""

PULL_REQUEST_LINKED = "pull_request.linked"
PULL_REQUEST_UPDATED = "pull_request.updated"
PULL_REQUEST_UNLINKED = "pull_request.unlinked"
BRANCH_CREATED = "branch.created"
BRANCH_DELETED = "branch.deleted"
RULES_UPDATED = "rules.updated"
