"""What is written on GitHub, word by word."""

from uuid import UUID

import pytest

from trivet.cards.written import CardWritten
from trivet.github.writing_words import (
    LONGEST_SAID,
    LONGEST_TITLE,
    CardThere,
    comment_of,
    draft_title,
    needs_comment,
    plain,
    set_of,
    verdict_on,
)

PULL = UUID(int=7)


def card(number: int, *waits_for: str, closes: bool = True, title: str = "Lift off") -> CardThere:
    written = CardWritten(UUID(int=number), UUID(int=0), f"ENG-{number}", title, waits_for)
    return CardThere(written, closes, f"https://trivet.example/app/b/x/c/ENG-{number}")


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Lift off", "Lift off"),
        ("[x](https://evil.example)", r"\[x\]\(https\:\/\/evil\.example\)"),
        ("*a* _b_ `c` ~d~", r"\*a\* \_b\_ \`c\` \~d\~"),
        ("<img src=x> &amp;", r"\<img src\=x\> \&amp\;"),
        ("ping @ada about #12", r"ping \@ada about \#12"),
        ("a\n# b\r\n\t c ", r"a \# b c"),
        ("Ünïcode 日本", "Ünïcode 日本"),
    ],
)
def test_a_title_is_text_and_nothing_else(title: str, written: str) -> None:
    assert plain(title) == written


def test_a_comment_tells_what_is_finished_from_what_is_mentioned() -> None:
    assert comment_of(PULL, [card(1), card(2, closes=False)]).splitlines() == [
        "<!-- trivet:pull-request:00000000-0000-0000-0000-000000000007 -->",
        "",
        "Finishes when it is merged:",
        "",
        "- [ENG-1 Lift off](https://trivet.example/app/b/x/c/ENG-1)",
        "",
        "Only mentions:",
        "",
        "- [ENG-2 Lift off](https://trivet.example/app/b/x/c/ENG-2)",
    ]
    assert "\nMentions:" in comment_of(PULL, [card(2, closes=False)])


def test_a_description_that_has_all_addresses_needs_no_comment() -> None:
    assert not needs_comment([card(1)], "See https://trivet.example/app/b/x/c/ENG-1.")
    assert needs_comment([card(1)], "See https://trivet.example/app/b/x/c/ENG-12")
    assert needs_comment([card(1), card(2)], "See https://trivet.example/app/b/x/c/ENG-1")
    assert not needs_comment([], "")


def test_a_set_of_cards_is_the_same_in_any_order_and_no_number_of_a_comment() -> None:
    assert set_of([card(1), card(2)]) == set_of([card(2), card(1)])
    assert set_of([card(1)]) != set_of([card(2)])
    assert -(2**63) <= set_of([card(1)]) < 0


def test_only_what_is_finished_is_held_up() -> None:
    held = verdict_on([card(1), card(2, "ENG-8", "ENG-9"), card(3, "ENG-8", closes=False)])
    assert (held.state, held.said) == ("pending", "ENG-2 is blocked by ENG-8, ENG-9")
    assert held.url == card(2).url
    free = verdict_on([card(1), card(2), card(3, "ENG-8", closes=False)])
    assert (free.state, free.said) == ("success", "Cards are ready: ENG-1, ENG-2")
    assert verdict_on([card(3, "ENG-8", closes=False)]).said == "Card is ready: ENG-3"
    assert verdict_on([]).url is None


def test_nothing_is_longer_than_github_takes() -> None:
    many = [card(number, *(f"ENG-{other}" for other in range(90, 99))) for number in range(1, 9)]
    assert len(verdict_on(many).said) == LONGEST_SAID
    assert len(draft_title(card(1, title="x" * 500).card)) == LONGEST_TITLE
    assert len(verdict_on(many).told("a" * 64)) <= 100
