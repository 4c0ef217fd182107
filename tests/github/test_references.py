"""A pull request is for the cards that a person would say it is for."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivet.github.naming import MOST_KEYS, CardKey
from trivet.github.references import MOST_READ, LinkedBy, boards_in, references_in

BOARD = UUID("0192d3f0-7a51-7c3e-9b1d-5d3f6a1c2b4e")
OTHER = UUID("0192d3f0-7a51-7c3e-9b1d-ffffffffffff")
HERE = f"https://trivet.example.org/app/b/{BOARD}/c"
THERE = f"https://trivet.example.org/app/b/{OTHER}/c"

# Branch, title, description; the cards that merging it finishes, and those that it only links.
CASES = [
    # By name.
    ("eng-1-lift-off", "Lift off", "", "ENG-1", ""),
    ("ada/feature/ENG-1", "Lift off", "", "ENG-1", ""),
    ("work", "ENG-1: Lift off", "", "ENG-1", ""),
    ("work", "Lift off (eng-1)", "", "ENG-1", ""),
    ("work", "[ENG-1] [OPS-2] Lift off", "", "ENG-1 OPS-2", ""),
    ("eng-1", "OPS-2 too", "", "ENG-1 OPS-2", ""),
    ("main-2", "Update UTF8 tables (#61)", "", "", ""),
    # A key in a description is talk.
    ("work", "Lift off", "ENG-1 is about this.", "", ""),
    ("work", "Lift off", "See ENG-1, which waits for it.", "", ""),
    ("eng-1", "Lift off", "Unlike ENG-2 it burns.", "ENG-1", ""),
    # Closing words, in all forms.
    ("work", "Lift off", "Closes ENG-1", "ENG-1", ""),
    ("work", "Lift off", "close ENG-1", "ENG-1", ""),
    ("work", "Lift off", "Closed ENG-1.", "ENG-1", ""),
    ("work", "Lift off", "Closing ENG-1", "ENG-1", ""),
    ("work", "Lift off", "fix ENG-1", "ENG-1", ""),
    ("work", "Lift off", "Fixes: ENG-1", "ENG-1", ""),
    ("work", "Lift off", "FIXED eng-1", "ENG-1", ""),
    ("work", "Lift off", "Fixing ENG-1 by burning more", "ENG-1", ""),
    ("work", "Lift off", "This resolves ENG-1.", "ENG-1", ""),
    ("work", "Lift off", "resolved ENG-1", "ENG-1", ""),
    ("work", "Lift off", "Completes ENG-1", "ENG-1", ""),
    ("work", "Lift off", "It implements ENG-1", "ENG-1", ""),
    ("work", "Lift off", "Implemented ENG-1", "ENG-1", ""),
    ("work", "Implement ENG-1", "", "ENG-1", ""),
    ("work", "Lift off", "Fixes the bug ENG-1", "ENG-1", ""),
    ("work", "Lift off", "Closes card ENG-1", "ENG-1", ""),
    ("work", "Lift off", "**Fixes** ENG-1", "ENG-1", ""),
    ("work", "Lift off", "Fixes [ENG-1](https://example.org)", "ENG-1", ""),
    ("work", "Lift off", "Fixes\nENG-1", "ENG-1", ""),
    # Several.
    ("work", "Lift off", "Fixes ENG-1, ENG-2 and OPS-3.", "ENG-1 ENG-2 OPS-3", ""),
    ("work", "Lift off", "Fixes ENG-1 and closes ENG-2", "ENG-1 ENG-2", ""),
    ("work", "Lift off", "Fixes ENG-1 & ENG-2", "ENG-1 ENG-2", ""),
    ("work", "Lift off", "Closes:\n\n- ENG-1: burn\n- ENG-2\n\nENG-3 waits.", "ENG-1 ENG-2", ""),
    ("work", "Lift off", "## Fixes\n* [x] ENG-1\n* ENG-2\n## See\n* ENG-3", "ENG-1 ENG-2", ""),
    ("work", "Lift off", "Closes:\n\n- ENG-1\n- > said\n\nENG-2 waits.", "ENG-1", ""),
    ("work", "Lift off", "Closes:\n\n- > said\n\nENG-2 waits.", "", ""),
    ("work", "Lift off", "Fixes ENG-1. ENG-2 is another story.", "ENG-1", ""),
    ("work", "Lift off", "Fixes ENG-1\n\nENG-2 is another story.", "ENG-1", ""),
    ("work", "Lift off", "Fixes ENG-1, part of ENG-2", "ENG-1", "ENG-2"),
    # Words that link, and no more.
    ("work", "Lift off", "Ref ENG-1", "", "ENG-1"),
    ("work", "Lift off", "refs: ENG-1, ENG-2", "", "ENG-1 ENG-2"),
    ("work", "Lift off", "References ENG-1", "", "ENG-1"),
    ("work", "Lift off", "Part of ENG-1", "", "ENG-1"),
    ("work", "Lift off", "It relates to ENG-1", "", "ENG-1"),
    ("work", "Lift off", "Related to ENG-1", "", "ENG-1"),
    ("work", "Lift off", "contributes to ENG-1", "", "ENG-1"),
    ("work", "Lift off", "A step towards ENG-1", "", "ENG-1"),
    ("work", "Lift off", "Fixes part of ENG-1", "", "ENG-1"),
    # What is said clearly counts more than a name.
    ("eng-1-burn", "Lift off", "Part of ENG-1", "", "ENG-1"),
    ("work", "ENG-1: burn", "Related to ENG-1", "", "ENG-1"),
    ("eng-1-burn", "Lift off", "Part of ENG-1. Closes ENG-1.", "ENG-1", ""),
    ("work", "Part of ENG-1: burn", "", "", "ENG-1"),
    # Denied.
    ("work", "Lift off", "This does not fix ENG-1.", "", "ENG-1"),
    ("work", "Lift off", "It doesn't close ENG-1 yet", "", "ENG-1"),
    ("work", "Lift off", "It doesn\u2019t really fix ENG-1", "", "ENG-1"),
    ("eng-1", "Lift off", "Partially fixes ENG-1", "", "ENG-1"),
    ("work", "Lift off", "TODO: fix ENG-1", "", "ENG-1"),
    ("work", "Lift off", "Needed before closing ENG-1", "", "ENG-1"),
    ("work", "Lift off", "It does not burn. Fixes ENG-1", "ENG-1", ""),
    ("work", "Lift off", "- [ ] closes ENG-1\n- [x] closes ENG-2", "ENG-2", "ENG-1"),
    # No words of whoever wrote it.
    ("work", "Lift off", "<!-- Fixes ENG-1 -->", "", ""),
    ("work", "Lift off", "<!--\nFixes ENG-1\n\nCloses ENG-2\n-->\nFixes ENG-3", "ENG-3", ""),
    ("work", "Lift off", "As it was said:\n\n> Fixes ENG-1", "", ""),
    ("work", "Lift off", "```\nFixes ENG-1\n```", "", ""),
    ("work", "Lift off", "Write `Fixes ENG-1` into it", "", ""),
    ("work", "Lift off", "~~Fixes ENG-1~~ Fixes ENG-2", "ENG-2", ""),
    ("work", "Lift off", "Fixes `a` ENG-1", "", ""),
    # Words within words.
    ("work", "Lift off", "The prefix ENG-1, the hotfix ENG-2, a pre-fix ENG-3", "", ""),
    ("work", "Lift off", "Fixed in ENG-1", "", ""),
    ("work", "Lift off", "Fixes ENG-1st and ENG-01 and PRE-ENG-2", "", ""),
    # Taken back.
    ("revert-7-eng-1", 'Revert "ENG-1: Lift off"', "Reverts acme/rocket#7", "", "ENG-1"),
    ("revert-7-x/eng-1", 'Revert "Fix ENG-1"', "", "", "ENG-1"),
    ("work", "revert: feat: ENG-1 lift off", "", "", "ENG-1"),
    ("work", 'Revert "Revert "ENG-1: Lift off""', "", "ENG-1", ""),
    ("work", 'Reapply "ENG-1: Lift off"', "", "ENG-1", ""),
    ("work", "Revert to the old engine (ENG-1)", "", "ENG-1", ""),
    # The card's address.
    ("work", "Lift off", f"{HERE}/ENG-1", "", "ENG-1"),
    ("work", "Lift off", f"More in {HERE}/ENG-1.", "", "ENG-1"),
    ("work", "Lift off", f"See [the card]({HERE}/ENG-1?view=all) for why", "", "ENG-1"),
    ("work", "Lift off", f"<{HERE}/eng-1>", "", "ENG-1"),
    ("work", "Lift off", f"Fixes {HERE}/ENG-1", "ENG-1", ""),
    ("work", "Lift off", f"Fixes [the card]({HERE}/ENG-1) and {HERE}/ENG-2", "ENG-1 ENG-2", ""),
    ("eng-1", "Lift off", f"{HERE}/ENG-1", "ENG-1", ""),
    ("work", "Lift off", f"Fixes {THERE}/ENG-1", "", ""),
    ("work", "Lift off", f"> {HERE}/ENG-1", "", ""),
]


def spoken(branch: str, title: str, description: str) -> tuple[str, str]:
    """The keys that merging it finishes, and those that it only links."""
    found = references_in(branch, title, description, boards=[BOARD])
    found = [one for one in found if one.key.board in {"ENG", "OPS"}]  # the boards that there are
    by_kind = [[str(one.key) for one in found if one.closes is closes] for closes in (True, False)]
    return " ".join(by_kind[0]), " ".join(by_kind[1])


@pytest.mark.parametrize(("branch", "title", "description", "closes", "links"), CASES)
def test_it_is_for_the_cards_that_a_person_would_name(
    branch: str, title: str, description: str, closes: str, links: str
) -> None:
    assert spoken(branch, title, description) == (closes, links)


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 60


def test_a_branch_comes_before_the_title_and_the_title_before_the_description() -> None:
    found = references_in("eng-2-x", "ENG-1 and ENG-2", "Fixes ENG-3")
    assert [(str(one.key), one.how) for one in found] == [
        ("ENG-2", LinkedBy.BRANCH),
        ("ENG-1", LinkedBy.TITLE),
        ("ENG-3", LinkedBy.DESCRIPTION),
    ]


def test_a_branch_that_was_made_from_a_card_is_as_if_it_named_it() -> None:
    own = [CardKey("ENG", 1)]
    (made,) = references_in("work", "Work", own=own)
    assert (made.key, made.closes, made.how) == (own[0], True, LinkedBy.BRANCH)
    (part,) = references_in("work", "Work", "Part of ENG-1", own=own)
    assert not part.closes


def test_the_boards_of_addresses_are_told_before_they_are_looked_up() -> None:
    said = f"Fixes [it]({HERE}/ENG-1). > {THERE}/ENG-2\n\n`{THERE}/ENG-3`"
    assert boards_in("Lift off", said) == {BOARD, OTHER}
    assert boards_in(f"{HERE}/ENG-1", "") == {BOARD}
    assert boards_in("Lift off", f"`{THERE}/ENG-3`") == set()


def test_a_description_of_nothing_but_keys_names_some_of_them() -> None:
    said = "Fixes " + ", ".join(f"ENG-{n}" for n in range(1, 500))
    assert len(references_in("work", "Work", said)) == MOST_KEYS


def test_of_a_very_long_description_the_beginning_is_read() -> None:
    said = "Fixes ENG-1. " + "a " * MOST_READ + "Fixes ENG-2."
    assert spoken("work", "Work", said) == ("ENG-1", "")


PIECES = st.sampled_from(
    [
        *("Fixes ", "part of ", "not ", "ENG-1", "ENG-2", ", ", " and ", ": ", "\n", "\n\n"),
        *("- ", "> ", "`", "~~", "<!--", "-->", "[", "](", ")", f"{HERE}/ENG-3", "\x02", "\x03"),
        *('Revert "', "x"),
    ]
)


@given(*[st.lists(PIECES, max_size=30).map("".join) for _ in range(3)])
def test_whatever_is_written_is_read(branch: str, title: str, description: str) -> None:
    found = references_in(branch, title, description, boards=[BOARD])
    assert len({one.key for one in found}) == len(found)
    for one in found:
        assert str(one.key) in f"{branch} {title} {description}".upper()


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    references_in(text, text, text)
