"""The JSON forms of boards, columns and labels, for answers and for events. Pure functions."""

from collections.abc import Iterable
from typing import Any

from trivet.boards.models import Board, Column, Label
from trivet.platform.clock import rfc3339


def column_document(column: Column) -> dict[str, Any]:
    document: dict[str, Any] = {
        "id": str(column.id),
        "name": column.name,
        "category": str(column.category),
        "rank": column.rank,
    }
    if column.wip_limit is not None:
        document["wip_limit"] = column.wip_limit
    if column.wip_hard:
        document["wip_hard"] = True
    return document


def label_document(label: Label) -> dict[str, Any]:
    return {"id": str(label.id), "name": label.name, "color": label.color}


def labels_in_order(labels: Iterable[Label]) -> list[dict[str, Any]]:
    """By name, compared as Python does: databases have opinions of their own about that."""
    documents = [label_document(label) for label in labels]
    return sorted(documents, key=lambda label: (label["name"], label["id"]))


def board_document(board: Board) -> dict[str, Any]:
    """A board without what stands on it."""
    document: dict[str, Any] = {
        "id": str(board.id),
        "workspace_id": str(board.workspace_id),
        "key": board.key,
        "name": board.name,
        "created_at": rfc3339(board.created_at),
    }
    if board.archived_at is not None:
        document["archived_at"] = rfc3339(board.archived_at)
    return document
