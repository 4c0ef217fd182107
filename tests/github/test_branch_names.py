"""Whatever a card is called, its branch has a name that git accepts."""

import shutil
import subprocess

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trivet.github.branch_names import (
    DEFAULT_TEMPLATE,
    LONGEST,
    LONGEST_PREFIX,
    LONGEST_TYPED,
    Naming,
    commands_for,
    cut,
    folders_of,
    free_name,
    problem_of,
    problem_of_prefix,
    problem_of_template,
    slug,
    suggested,
    type_by,
)
from trivet.github.naming import keys_in

GIT = shutil.which("git")
needs_git = pytest.mark.skipif(GIT is None, reason="git is not there")
# What git minds, and what people write, more often than chance would have it.
TRICKY = st.sampled_from(
    [*"/.-_@{}~^:?*[\\ \t\n\x7f'\"$`;&|", "..", "//", ".lock", "@{", "HEAD", "refs/", "lock", "a"]
)
WILD = st.lists(st.one_of(TRICKY, st.characters(codec="utf-8")), max_size=40).map("".join)
TITLES = st.one_of(st.text(max_size=500), WILD, st.lists(st.text("ab", min_size=1)).map(" ".join))
KEYS = st.builds(
    "{}-{}".format,
    st.from_regex(r"[A-Z][A-Z0-9]{0,9}", fullmatch=True),
    st.integers(1, 999_999_999),
)
TEMPLATES = st.one_of(
    st.none(),
    WILD,
    st.lists(
        st.sampled_from(
            ["{type}", "{key}", "{number}", "{title}", "{user}", *"/-_.+", "x", "v1.2"]
        ),
        max_size=9,
    ).map("".join),
)
NAMINGS = st.builds(
    Naming,
    key=KEYS,
    title=TITLES,
    labels=st.lists(WILD, max_size=3).map(tuple),
    user=st.one_of(st.just("ada"), TITLES),
    prefix=st.one_of(st.just(""), st.just("ada/"), WILD),
    template=TEMPLATES,
)


def git_takes(name: str) -> bool:
    """What git itself says of a name for a branch."""
    assert GIT is not None
    done = subprocess.run(
        [GIT, "check-ref-format", "--branch", name], check=False, capture_output=True, cwd="/"
    )
    return done.returncode == 0


@needs_git
@given(NAMINGS)
@example(Naming("ENG-1", ""))
@example(Naming("ENG-1", "HEAD", template="{title}"))
@example(Naming("ENG-1", "a" * 40, template="{title}"))
@example(Naming("ENG-1", "x.lock", template="{title}.lock/{key}"))
@example(Naming("A-1", "word " * 99, user="u" * 99, template="{user}/{key}--{title}"))
def test_git_takes_whatever_is_suggested(naming: Naming) -> None:
    name = suggested(naming)
    assert problem_of(name) is None
    assert git_takes(name)
    assert len(name.encode()) <= LONGEST


@given(NAMINGS)
def test_the_key_is_never_cut(naming: Naming) -> None:
    name = suggested(naming)
    template = naming.template or DEFAULT_TEMPLATE
    if problem_of_template(template) is not None or "{key}" in template:
        assert naming.key in name
    usual = suggested(Naming(naming.key, naming.title, prefix="ada/"))
    assert naming.key in map(str, keys_in(usual))


@needs_git
@given(st.one_of(WILD, st.text(max_size=60)).filter(lambda name: "\x00" not in name))
@example("HEAD")
@example("@")
@example("-x")
@example("a.lock/b")
@example("a/.b")
@example("feature/ENG-1-x")
@example("übung/日本")
def test_what_we_take_git_takes_too(name: str) -> None:
    if problem_of(name) is None:
        assert git_takes(name)
    elif name and len(name.encode()) <= LONGEST_TYPED and name.isprintable():
        # GitHub keeps these for itself; and what is called @ can hardly be spoken of.
        ours = name == "@" or name.startswith("refs/") or len(name) in (40, 64)
        assert ours or not git_takes(name)


@pytest.mark.parametrize(
    ("title", "labels", "wanted"),
    [
        ("Lift off", (), "feature/ENG-42-lift-off"),
        ("It doesn't work", ("bug",), "fix/ENG-42-it-doesnt-work"),
        ("It doesn’t work", ("Bug",), "fix/ENG-42-it-doesnt-work"),  # noqa: RUF001 - as typed
        ("Say how", ("type: docs", "bug bash"), "docs/ENG-42-say-how"),
        ("Now!", ("kind/hotfix", "bug"), "hotfix/ENG-42-now"),
        ("Übermäßig schön", (), "feature/ENG-42-ubermassig-schon"),
        ("Привет, мир", (), "feature/ENG-42-privet-mir"),
        ("北京", (), "feature/ENG-42-beijing"),
        ("שלום עולם", (), "feature/ENG-42-slvm-vlm"),
        ("🚀 to the moon", (), "feature/ENG-42-rocket-to-the-moon"),
        ("...", (), "feature/ENG-42"),
        ("", (), "feature/ENG-42"),
        ("../../etc/passwd", (), "feature/ENG-42-etc-passwd"),
        ("a.lock", (), "feature/ENG-42-a-lock"),
    ],
)
def test_a_name_says_what_it_is_for(title: str, labels: tuple[str, ...], wanted: str) -> None:
    assert suggested(Naming("ENG-42", title, labels)) == wanted


@pytest.mark.parametrize(
    ("template", "wanted"),
    [
        ("{key}", "ENG-42"),
        ("{user}/{number}-{title}", "ada-lovelace/42-lift-off"),
        ("{title}_{key}", "lift-off_ENG-42"),
        ("work/{type}/{key}", "work/feature/ENG-42"),
    ],
)
def test_a_board_has_its_own_way(template: str, wanted: str) -> None:
    assert problem_of_template(template) is None
    naming = Naming("ENG-42", "Lift off", user="Ada Lovelace", template=template)
    assert suggested(naming) == wanted
    prefixed = Naming("ENG-42", "Lift off", user="Ada Lovelace", template=template, prefix="x/")
    assert suggested(prefixed) == f"x/{wanted}"


def test_what_is_empty_leaves_no_trace() -> None:
    assert suggested(Naming("ENG-42", "!", template="{user}/{key}-{title}.{type}")) == (
        "ENG-42-feature"
    )


@pytest.mark.parametrize(
    ("template", "about"),
    [
        ("{type}", "called alike"),
        ("", "called alike"),
        ("{key}{key}", "once"),
        ("{key}-{nobody}", "in braces"),
        ("{key", "in braces"),
        ("{key}..{title}", "two dots"),
        ("{key} {title}", "a space"),
        ("/{key}", "slash"),
        ("{key}.lock", ".lock"),
        ("{key}" + "x" * 41, "40 are the most"),
    ],
)
def test_a_template_that_makes_no_names_is_refused(template: str, about: str) -> None:
    assert about in (problem_of_template(template) or "")
    assert suggested(Naming("ENG-1", "x", template=template)) == "feature/ENG-1-x"


@pytest.mark.parametrize("prefix", ["", "ada/", "ada-", "team/ada/"])
def test_branches_may_begin_so(prefix: str) -> None:
    assert problem_of_prefix(prefix) is None


@pytest.mark.parametrize("prefix", ["-", "/", "a b", "refs/", "a..", "x.lock/", "x" * 31])
def test_branches_cannot_begin_so(prefix: str) -> None:
    assert problem_of_prefix(prefix)
    assert suggested(Naming("ENG-1", "x", prefix=prefix)) == "feature/ENG-1-x"


def test_a_long_prefix_leaves_room_for_the_key() -> None:
    prefix = "p" * LONGEST_PREFIX
    naming = Naming("ABCDEFGHIJ-999999999", "x" * 500, user="u" * 99, prefix=prefix)
    assert suggested(naming).startswith(f"{prefix}feature/ABCDEFGHIJ-999999999-xxx")


@given(st.text("ab-", max_size=60).map(lambda text: "-".join(filter(None, text.split("-")))))
def test_words_are_cut_between_words(words: str) -> None:
    for most in range(len(words) + 1):
        short = cut(words, most)
        assert words.startswith(short)
        assert len(short) <= most
        if "-" in short:
            assert short == words or words[len(short)] == "-"


@given(TITLES)
def test_a_slug_is_plain(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(slug(text)) == slug(text)


def test_the_first_kind_counts() -> None:
    assert type_by(["chore", "bug"]) == "fix"
    assert type_by(["bugs of Ada"]) == "feature"


NAMES = st.sampled_from(["a", "a-2", "a-3", "a/b", "a-2/b", "a-10", "ab", "a-3/c/d"])


@given(st.sets(NAMES))
def test_a_free_name_stands_in_nobodys_way(taken: set[str]) -> None:
    name = free_name("a", taken)
    assert name not in taken
    assert not any(other.startswith(f"{name}/") for other in taken)
    numbers = [1 if name == "a" else int(name[2:])]
    assert numbers[0] <= len(taken) + 1


def test_what_is_in_the_way() -> None:
    assert folders_of("a/b/c") == ["a", "a/b"]
    assert folders_of("a") == []


def test_a_shell_takes_a_name_for_a_name() -> None:
    assert commands_for("feature/ENG-1-x") == {
        "fetch": "git fetch origin && git switch feature/ENG-1-x",
        "create": "git switch -c feature/ENG-1-x",
    }
    assert commands_for("a;rm$(x)&'")["create"] == "git switch -c 'a;rm$(x)&'\"'\"''"
