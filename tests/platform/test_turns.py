"""Turns: a few people at once, whoever begins and ends between them."""

import asyncio
import random

from trivet.platform.http.turns import PEOPLE_AT_ONCE, AccountTurns


async def test_turns_hold_however_many_end_and_begin() -> None:
    turns, lots = AccountTurns(), random.Random(1)
    at_once = most = 0

    async def ask(background: bool) -> None:
        nonlocal at_once, most
        for _ in range(100):
            async with turns.taken("1", background=background) as mine:
                mine.under_way += 50
                at_once += 1
                most = max(most, at_once)
                assert turns.under_way("1") == 50 * at_once
                for _ in range(lots.randrange(6)):
                    await asyncio.sleep(0)
                at_once -= 1
                mine.under_way -= 50
            if background:
                await asyncio.sleep(0)

    await asyncio.gather(*(ask(background=number == 0) for number in range(12)))
    assert most == PEOPLE_AT_ONCE + 1  # people do not wait for background work
    assert turns.under_way("1") == 0


async def test_who_is_about_to_wait_keeps_the_turns_of_an_account() -> None:
    turns = AccountTurns()
    first, second = asyncio.Event(), asyncio.Event()
    seen = []

    async def ask(until: asyncio.Event) -> None:
        async with turns.taken("1", background=False) as mine:
            seen.append(mine)
            await until.wait()

    one = asyncio.ensure_future(ask(first))
    await asyncio.sleep(0)
    two = asyncio.ensure_future(ask(second))
    await asyncio.sleep(0)
    first.set()
    await one
    three = asyncio.ensure_future(ask(second))
    await asyncio.sleep(0)
    second.set()
    await asyncio.gather(two, three)
    assert len(set(map(id, seen))) == 1


async def test_turns_that_nobody_needs_are_forgotten() -> None:
    turns = AccountTurns()
    for number in range(3):
        async with turns.taken(str(number), background=False):
            pass
    assert not turns._turns
