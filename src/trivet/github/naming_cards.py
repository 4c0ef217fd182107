"""The cards of a workspace that a pull request is for: those that it names, and that are there."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from trivet.boards.service import boards_in_workspace
from trivet.cards.automatic import boards_of, cards_by_key, keys_of_cards
from trivet.github.naming import CardKey, keys_in
from trivet.github.payloads import PullRequestData
from trivet.github.pull_request_repository import Named
from trivet.github.references import LinkedBy, Reference, boards_in, references_in
from trivet.platform.db.session import ReadSession

MOST_OF_STRANGERS = 3
"""How many cards a pull request from a stranger's fork may be linked to."""


class NamedCards:
    """Finds the cards that pull requests name.

    Args:
        session: reads.
        workspace_id: where the repository is connected.
    """

    def __init__(self, session: ReadSession, workspace_id: UUID) -> None:
        self._session = session
        self._workspace_id = workspace_id

    async def references(
        self, data: PullRequestData, made_from: Collection[UUID]
    ) -> list[Reference]:
        """What a pull request names, whether there is such a card or not.

        Args:
            data: the pull request.
            made_from: the cards from which its branch was made; it is as if it named them.
        """
        keys = await keys_of_cards(self._session, made_from)
        told = boards_in(data.title, data.description)
        ours = await boards_in_workspace(self._session, self._workspace_id, told) if told else ()
        found = references_in(
            data.branch,
            data.title,
            data.description,
            own=[key for text in sorted(keys.values()) for key in keys_in(text)],
            boards=ours,
        )
        return found[:MOST_OF_STRANGERS] if data.foreign else found

    async def found(
        self, references: Sequence[Reference], made_from: Collection[UUID]
    ) -> dict[UUID, Named]:
        """Card id → how it is named, of the cards that are there.

        A card that is named by two keys, an old one perhaps, is finished if either says so.

        Args:
            references: what a pull request names.
            made_from: the cards from which its branch was made.
        """
        found: dict[UUID, Named] = {}
        for closes in (False, True):
            by_key = {one.key: one for one in references if one.closes is closes}
            for card_id, (board_id, key) in (await self._cards(by_key)).items():
                found[card_id] = Named(board_id, closes, by_key[key].how)
        for card_id, board_id in (await boards_of(self._session, made_from)).items():
            found.setdefault(card_id, Named(board_id, True, LinkedBy.BRANCH))
        return found

    async def _cards(
        self, keys: Mapping[CardKey, Reference]
    ) -> Mapping[UUID, tuple[UUID, CardKey]]:
        """Card id → its board, and the key by which it is named."""
        found = await cards_by_key(self._session, self._workspace_id, keys)
        return {card: (board, CardKey(*key)) for card, (board, key) in found.items()}
