"""The types of events that cards emit, and the shapes of their payloads.

| type | payload (with texts merged) |
| --- | --- |
| `card.created` | `card`: the whole card |
| `card.updated` | `version`, `fields`: new values, `was`: old values; a null removes the member |
| `card.moved` | `version`, `column_id`, `rank`, `from_column_id`, `from_rank`; `reason` by a rule |
| `card.archived` | `version` |
| `card.restored` | `version`, `card`: the whole card as it comes back |
| `card.deleted` | `version` |
| `cards.reranked` | `column_id`, `ranks`: card id → new rank |

A card's `updated_at` is the `created_at` of the last event that names its `version`.
"""

from trivet.cards.counterparts import COUNTERPARTS

CARD_CREATED = "card.created"
CARD_UPDATED = "card.updated"
CARD_MOVED = "card.moved"
CARD_ARCHIVED = "card.archived"
CARD_RESTORED = "card.restored"
CARD_DELETED = "card.deleted"
CARDS_RERANKED = "cards.reranked"

TEXT_FIELDS = frozenset({"title", "description", "acceptance_criteria", *COUNTERPARTS})
"""What people write, here or elsewhere: kept in the events' texts, not in their payload."""
