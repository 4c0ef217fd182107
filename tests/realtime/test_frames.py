"""Bytes on the wire."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame as Reference
from websockets.frames import Opcode

from trivet.boards.events import BoardEvent
from trivet.platform.clock import now
from trivet.platform.json import dumps, loads
from trivet.realtime import protocol
from trivet.realtime.frames import Frame
from trivet.realtime.hub import beginning


@pytest.mark.parametrize("length", [0, 1, 125, 126, 127, 65535, 65536, 100_000])
def test_a_frame_is_what_rfc_6455_says(length: int) -> None:
    payload = b"x" * length
    assert Frame(payload).wire == Reference(Opcode.TEXT, payload).serialize(mask=False)
    assert Frame(payload).text == payload.decode()


@given(st.text(max_size=20), st.integers(min_value=1), st.text(min_size=1, max_size=10))
def test_an_event_begins_with_its_number_and_type(text: str, seq: int, kind: str) -> None:
    type_ = f"card.{kind.encode().hex()}"
    event = BoardEvent(
        type=type_,
        board_id=uuid4(),
        seq=seq % 2**53,
        created_at=now(),
        payload={"seq": 7, "type": "another", "text": text},
    )
    assert beginning(dumps(event.on_the_wire())) == (seq % 2**53, type_)


def test_what_is_no_event_is_refused() -> None:
    with pytest.raises(ValueError, match="no event"):
        beginning(b'{"type":"card.created","seq":1}')


@given(
    st.integers(min_value=1, max_value=1000),
    st.lists(st.integers(min_value=0, max_value=2 * protocol.LONGEST_BATCH), max_size=6),
)
def test_batches_hold_everything_in_order(first: int, sizes: list[int]) -> None:
    events = [dumps({"n": n, "x": "x" * size}) for n, size in enumerate(sizes)]
    seen: list[int] = []
    for frame in protocol.batches(first, events):
        message = loads(frame.text)
        assert message["from_seq"] == first + len(seen)
        seen += [event["n"] for event in message["events"]]
        assert message["to_seq"] == first + len(seen) - 1
        alone = len(message["events"]) == 1
        assert alone or len(frame.wire) <= protocol.LONGEST_BATCH + 1000
    assert seen == list(range(len(sizes)))
