"""The types of events that come from GitHub, and what they do to a card as it is shown.

| type | payload (with texts merged) |
| --- | --- |
| `pull_request.linked` | `pull_request`: the whole pull request |
| `pull_request.updated` | the same, and `was_state`: its state before; `was_review` if reviewers say something else now |
| `pull_request.unlinked` | `pull_request_id`, `repository`, `number` |
| `branch.created` | `branch`: the whole branch |
| `branch.updated` | the same: something was pushed to it |
| `branch.deleted` | `branch_id`, `repository`, `name` |
| `card.held_back` | `held_back`: why a rule could not move the card; null if nothing keeps it any more |
| `rules.updated` | `rules`: all rules of the board; about no card |
| `branching.updated` | `branching`: how branches are called; about no card |

None of them changes a card's version: they say what stands beside it.
"""

PULL_REQUEST_LINKED = "pull_request.linked"
PULL_REQUEST_UPDATED = "pull_request.updated"
PULL_REQUEST_UNLINKED = "pull_request.unlinked"
BRANCH_CREATED = "branch.created"
BRANCH_UPDATED = "branch.updated"
BRANCH_DELETED = "branch.deleted"
CARD_HELD_BACK = "card.held_back"
RULES_UPDATED = "rules.updated"
BRANCHING_UPDATED = "branching.updated"
