"""Whose change it is."""

from typing import Any

import pytest

from trivet.miro.origins import Intent, Origins

BEFORE: dict[str, Any] = {
    "id": "1",
    "type": "card",
    "data": {"title": "Old", "description": "Same"},
    "position": {"x": 1.0, "y": 2.0, "relativeTo": "canvas_center"},
    "geometry": {"width": 320.0, "height": 94.0},
    "createdBy": {"id": "7"},
    "modifiedAt": "2026-11-30T12:00:00Z",
}
RENAMED = Intent("card", "1", {"data": {"title": "New"}}, "7")


def after(**parts: Any) -> dict[str, Any]:
    said = {name: {**BEFORE.get(name, {}), **value} for name, value in parts.items()}
    return {**BEFORE, **said, "modifiedAt": "2026-11-30T12:00:01Z"}


@pytest.mark.parametrize(
    ("changed", "own"),
    [
        ({"data": {"title": "New"}}, True),
        ({"data": {"title": "<p>New</p>"}}, True),
        ({"data": {"title": "New"}, "geometry": {"height": 120.0}}, True),
        ({"data": {"title": "New", "description": "Else"}}, False),
        ({"data": {"title": "New"}, "position": {"x": 5.0}}, False),
        ({"data": {"title": "New"}, "parent": {"id": "9"}}, False),
        ({"data": {"title": "Other"}}, False),
        ({"position": {"x": 5.0}}, False),
        ({}, False),
    ],
)
def test_a_change_is_ours_where_it_is_what_we_sent_and_nothing_else(
    changed: dict[str, Any], own: bool
) -> None:
    assert Origins([RENAMED]).is_own(BEFORE, after(**changed)) is own


def test_of_what_is_not_on_its_way_nothing_is_ours() -> None:
    told = after(data={"title": "New"})
    assert not Origins().is_own(BEFORE, told)
    assert not Origins([Intent("card", "2", RENAMED.body, "7")]).is_own(BEFORE, told)
    assert not Origins([Intent("card", None, RENAMED.body, "7")]).is_own(BEFORE, told)
    assert not Origins([Intent("card", "1", None, "7")]).is_own(BEFORE, told)


@pytest.mark.parametrize(
    ("kind", "account", "own"),
    [("card", "7", True), ("card", None, True), ("card", "8", False), ("shape", "7", False)],
)
def test_what_is_new_is_ours_where_we_make_the_same(
    kind: str, account: str | None, own: bool
) -> None:
    told = after(data={"title": "New"})
    assert Origins([Intent(kind, None, RENAMED.body, account)]).is_own(None, told) is own


def test_to_move_something_into_a_frame_has_its_place_told_from_another_corner() -> None:
    sent = Intent("card", "1", {"parent": {"id": "9"}, "position": {"x": 10.0, "y": 10.0}}, "7")
    told = after(
        parent={"id": "9"}, position={"x": 10.0, "y": 10.0, "relativeTo": "parent_top_left"}
    )
    assert Origins([sent]).is_own(BEFORE, told)


def test_a_deletion_is_ours_where_we_delete() -> None:
    origins = Origins([Intent("card", "1", None, "7"), RENAMED])
    assert (origins.deletes("1"), origins.deletes("2")) == (True, False)
