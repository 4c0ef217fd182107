"""The types of items that are played: what a new one is like, and what a change makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.support.fake_miro.state import Item, Json

_ALIGNED = {"textAlign": "center", "textAlignVertical": "middle"}
_FLOATS = {"borderOpacity", "borderWidth", "fillOpacity"}


@dataclass(frozen=True)
class Kind:
    """A type of items.

    Args:
        name: as items say it.
        width: of a new one, in board units.
        height: of a new one.
        data: of a new one.
        style: of a new one.
        taggable: whether tags hang on it.
        child: whether it may be in a frame.
        fixed_ratio: whether its two sides grow together.
    """

    name: str
    width: float
    height: float
    data: Mapping[str, Any] = field(default_factory=dict)
    style: Mapping[str, Any] = field(default_factory=dict)
    taggable: bool = False
    child: bool = True
    fixed_ratio: bool = False

    @property
    def path(self) -> str:
        """What it is called in paths."""
        return f"{self.name}s"


SHAPE = Kind(
    "shape",
    100.0,
    100.0,
    {"content": "", "shape": "rectangle"},
    {
        "borderColor": "#1a1a1a",
        "borderOpacity": "1.0",
        "borderStyle": "normal",
        "borderWidth": "2.0",
        "color": "#1a1a1a",
        "fillColor": "#ffffff",
        "fillOpacity": "1.0",
        "fontFamily": "arial",
        "fontSize": "14",
        **_ALIGNED,
    },
)
CARD = Kind("card", 320.0, 94.0, {"title": ""}, {"cardTheme": "#2d9bf0"}, taggable=True)
STICKY_NOTE = Kind(
    "sticky_note",
    199.0,
    228.0,
    {"content": "", "shape": "square"},
    {"fillColor": "light_yellow", **_ALIGNED},
    taggable=True,
    fixed_ratio=True,
)
APP_CARD = Kind(
    "app_card",
    320.0,
    94.0,
    {"title": "", "status": "disconnected"},
    {"fillColor": "#2d9bf0"},
)
TEXT = Kind(
    "text",
    200.0,
    24.0,
    {"content": ""},
    {
        "color": "#1a1a1a",
        "fillColor": "#ffffff",
        "fillOpacity": "0.0",
        "fontFamily": "open_sans",
        "fontSize": "14",
        "textAlign": "left",
    },
)
FRAME = Kind(
    "frame",
    800.0,
    600.0,
    {"format": "custom", "type": "freeform", "title": "Frame", "showContent": True},
    {"fillColor": "#ffffff"},
    child=False,
)
KINDS = {each.name: each for each in (SHAPE, CARD, STICKY_NOTE, APP_CARD, TEXT, FRAME)}


def changed_geometry(kind: Kind, old: Json, given: Json) -> Json:
    """The size of an item after a change; a side that is left out stays, or follows the other."""
    new = {**old, **{name: float(value) for name, value in given.items()}}
    if kind.fixed_ratio and "width" in given:
        new["height"] = new["width"] * old["height"] / old["width"]
    elif kind.fixed_ratio and "height" in given:
        new["width"] = new["height"] * old["width"] / old["height"]
    return new


def changed_style(old: Mapping[str, Any], given: Json) -> Json:
    """The style of an item after a change: numbers are texts, `2` comes back as `2.0`."""
    told = {name: str(float(value)) if name in _FLOATS else value for name, value in given.items()}
    return {**old, **told}


def changed_data(item: Item, given: Json) -> Json:
    """What an item says after a change; what is left out stays."""
    return {**item.data, **given}
