"""The types of events that cards emit, and the shapes of their payloads.

| type | payload (with texts merged) |
| --- | --- |
| `card.created` | `card`: the whole card |
| `card.updated` | `version`, `fields`: new values, `was`: old values; a null removes the member |
| `card.moved` | `version`, `column_id`, `rank`, `from_column_id`, `from_rank`; `reason` by a rule |
| `card.archived` | `version` |
| `card.restored` | `version`, `card`: the whole card as it comes back |
| `card.deleted` | `version` |
| `card.left` | `version`, `to_board_id`, `to_key`: the card went to another board |
| `card.arrived` | `version`, `card`, `from_board_id`, `from_key`: it came from another board |
| `cards.reranked` | `column_id`, `ranks`: card id → new rank |
| `comment.created` | `comment`: the whole comment; `comment_count`: how many the card has now |
| `comment.updated` | `comment` |
| `comment.deleted` | `comment_id`, `comment_count` |

Members of `fields` and `was` of a `card.updated`: every plain field, and as whole lists `label_ids`,
`assignee_ids`, `checklist`, `links`, `blocked_by`, `blocks`. Events about a card that take something
back have `undoes`: the numbers of the events that they take back.

A card's `updated_at` is the `created_at` of the last event that names its `version`.
"""

from trivet.cards.counterparts import COUNTERPARTS

CARD_CREATED = "card.created"
CARD_UPDATED = "card.updated"
CARD_MOVED = "card.moved"
CARD_ARCHIVED = "card.archived"
CARD_RESTORED = "card.restored"
CARD_DELETED = "card.deleted"
CARD_LEFT = "card.left"
CARD_ARRIVED = "card.arrived"
CARDS_RERANKED = "cards.reranked"
COMMENT_CREATED = "comment.created"
COMMENT_UPDATED = "comment.updated"
COMMENT_DELETED = "comment.deleted"

TEXT_FIELDS = frozenset(
    {"title", "description", "acceptance_criteria", "checklist", "links", "body", *COUNTERPARTS}
)
"""What people write, here or elsewhere: kept in the events' texts, not in their payload."""
