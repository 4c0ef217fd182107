"""What branches are called. Pure functions.

A name is made from a board's template and what a person's branches begin with. What comes out is
always one that git accepts ("git-check-ref-format"), whatever a card is called, in whatever script.
"""

import re
import shlex
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import count

from anyascii import anyascii

DEFAULT_TEMPLATE = "{type}/{key}-{title}"
LONGEST = 100
"""Bytes of a name that is made here."""
LONGEST_TYPED = 200
"""Bytes of a name that somebody typed. GitHub takes some more, which is left for a number."""
LONGEST_PREFIX = 30
LONGEST_TEMPLATE = 100
LONGEST_LITERAL = 40
"""Bytes of a template beside its placeholders."""
USUAL_TYPE = "feature"

_TYPES: Mapping[str, Collection[str]] = {
    "hotfix": {"hotfix", "hot-fix", "urgent-fix"},
    "fix": {"bug", "bugs", "fix", "bugfix", "bug-fix", "defect", "regression"},
    "docs": {"docs", "doc", "documentation"},
    "refactor": {"refactor", "refactoring", "cleanup", "clean-up", "tech-debt", "technical-debt"},
    "test": {"test", "tests", "testing"},
    "chore": {"chore", "chores", "maintenance", "dependencies", "build", "ci"},
}
"""What a branch is for, by the labels of its card; the first that fits counts."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PLACEHOLDERS = ("type", "key", "number", "title", "user")
_NAMING = {"key", "number", "title"}
"""Those by which one card's branch is told from another's."""

_EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "Let people sign in with a passkey": (),
    "Größe der Fußzeile stimmt nicht": ("bug",),
    "登录页面很慢 🐢": (),
}
"""Titles of cards in several scripts, and their labels."""

# Rules 4, 5 and 10 of git-check-ref-format.
_NEVER = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]")
_OBJECT_ID = re.compile(r"[0-9a-fA-F]{40}(?:[0-9a-fA-F]{24})?")
_SEPARATORS = re.compile(r"([-_.])[-_.]+")


@dataclass(frozen=True, slots=True)
class Naming:
    """What a name is made from.

    Args:
        key: of the card, such as `ENG-42`.
        title: of the card.
        labels: of the card.
        user: whose branch it is: a login, or a name; empty if nobody's.
        prefix: what their branches begin with; empty for nothing.
        template: of the board; None for the one of the house.
    """

    key: str
    title: str
    labels: tuple[str, ...] = ()
    user: str = ""
    prefix: str = ""
    template: str | None = None


def problem_of(name: str, most: int = LONGEST_TYPED) -> str | None:
    """Why git or GitHub would not take a name for a branch, as a sentence; None if they would.

    By git-check-ref-format, in its order, and by what GitHub keeps for itself.

    Args:
        name: a short one, without `refs/heads/`.
        most: how many bytes it may have.
    """
    if not name:
        return "Give the branch a name."
    never = next((each for each in name if _NEVER.match(each) or not each.isprintable()), None)
    if never is not None:
        return f"A branch cannot have {_shown(never)} in its name."
    parts = name.split("/")
    if "" in parts:
        return "A branch's name neither begins nor ends with a slash, nor has two in a row."
    if any(part.startswith(".") for part in parts):
        return "No part of a branch's name begins with a dot."
    if any(part.endswith(".lock") for part in parts):
        return "No part of a branch's name ends with .lock."
    if ".." in name or name.endswith("."):
        return "A branch's name has no two dots in a row, and no dot at its end."
    if "@{" in name or name == "@":
        return "A branch's name is not @, and has no @{ in it."
    if name.startswith("-"):
        return "A branch's name does not begin with a dash."
    if name == "HEAD" or name.startswith("refs/") or _OBJECT_ID.fullmatch(name):
        return "A branch is not called HEAD, like a commit, or with refs/ at its beginning."
    return _too_long(name, most)


def problem_of_prefix(prefix: str) -> str | None:
    """Why branches cannot begin so, as a sentence; None if they can.

    Args:
        prefix: such as `ada/`; empty for nothing.
    """
    return problem_of(f"{prefix}x") or _too_long(prefix, LONGEST_PREFIX)


def problem_of_template(template: str) -> str | None:
    """Why names cannot be made by a template, as a sentence; None if they can.

    Args:
        template: such as `{type}/{key}-{title}`.
    """
    names = _PLACEHOLDER.findall(template)
    literal = _PLACEHOLDER.sub("", template)
    unknown = next((name for name in names if name not in PLACEHOLDERS), None)
    if unknown is not None or "{" in literal or "}" in literal:
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        return f"What may stand in braces is {known}."
    if len(set(names)) < len(names):
        return "Each placeholder stands in it once at most."
    if not _NAMING & set(names):
        return "It needs {key}, {number} or {title}: else all branches are called alike."
    return _too_long(literal, LONGEST_LITERAL) or problem_of(_PLACEHOLDER.sub("x", template))


def suggested(naming: Naming) -> str:
    """A name for a card's branch that git accepts.

    Longer than it may be, it loses words at the end of the title, then the user; the key never.

    Args:
        naming: what it is made from. A prefix or a template that would not do is passed over.
    """
    template = naming.template or DEFAULT_TEMPLATE
    if problem_of_template(template) is not None:
        template = DEFAULT_TEMPLATE
    prefix = naming.prefix if problem_of_prefix(naming.prefix) is None else ""
    values = {
        "type": type_by(naming.labels),
        "key": naming.key,
        "number": naming.key.rpartition("-")[2],
        "title": slug(naming.title),
        "user": slug(naming.user),
    }
    name = prefix + _filled(template, values)
    for shortened in ("title", "user"):
        while values[shortened] and (excess := len(name.encode()) - LONGEST) > 0:
            most = max(len(values[shortened]) - excess, 0)
            values[shortened] = cut(values[shortened], most)
            name = prefix + _filled(template, values)
    fits = problem_of(name) is None and len(name.encode()) <= LONGEST
    return name if fits else f"{prefix}{naming.key}"


def examples(key: str, user: str, prefix: str, template: str) -> dict[str, str]:
    """What branches of some cards would be called, by their titles.

    Args:
        key: of the board, such as `ENG`.
        user: whose branches they are; empty if nobody's.
        prefix: what theirs begin with.
        template: one that does.
    """
    return {
        title: suggested(
            Naming(
                key=f"{key}-{number}",
                title=title,
                labels=labels,
                user=user,
                prefix=prefix,
                template=template,
            )
        )
        for number, (title, labels) in enumerate(_EXAMPLES.items(), 42)
    }


def _filled(template: str, values: Mapping[str, str]) -> str:
    """A template with its values, without what stood around those that are empty."""
    name = _PLACEHOLDER.sub(lambda match: values[match[1]], template)
    if any(not values[placeholder] for placeholder in _PLACEHOLDER.findall(template)):
        name = _SEPARATORS.sub(r"\1", name)
    parts = (_tidy(part) for part in name.split("/"))
    return "/".join(part for part in parts if part)


def _tidy(part: str) -> str:
    """A part of a name as it may stand between slashes."""
    before = None
    while part != before:
        before = part
        part = part.replace("..", ".").strip("-.").removesuffix(".lock")
    return part


def slug(text: str) -> str:
    """A text in small ASCII letters and digits, words joined by dashes; empty if nothing is left.

    Other scripts are written as they sound, emoji as what they are called.

    Args:
        text: as people typed it.
    """
    plain = re.sub("['`]", "", anyascii(text)).lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def cut(words: str, most: int) -> str:
    """The first words of a slug, as many as fit; of a first word that is too long, its beginning.

    Args:
        words: a slug.
        most: characters, which are bytes.
    """
    if len(words) <= most:
        return words
    whole, dash, _ = words[: most + 1].rpartition("-")
    return whole if dash else words[:most]


def type_by(labels: Iterable[str]) -> str:
    """What a branch is for, by the labels of its card, such as `bug` or `type: bug`."""
    words = {
        said
        for label in labels
        for said in (slug(label), slug(re.split("[:/]", label)[-1]))
        if said
    }
    found = (kind for kind, said in _TYPES.items() if words & set(said))
    return next(found, USUAL_TYPE)


def free_name(name: str, taken: Collection[str]) -> str:
    """A name that nothing stands in the way of: the wanted one, else it with the next free number.

    Args:
        name: the wanted one; one that git accepts.
        taken: the branches that begin like it.
    """
    wanted = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(
        each
        for each in wanted
        if each not in taken and not any(other.startswith(f"{each}/") for other in taken)
    )


def folders_of(name: str) -> list[str]:
    """The names that no branch may have beside this one: `a` and `a/b` of `a/b/c`."""
    parts = name.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def commands_for(name: str) -> dict[str, str]:
    """What one types to work on a branch that is on GitHub, and to make it by oneself.

    A name may hold what a shell takes for more than a name: then it is quoted.

    Args:
        name: one that git accepts.
    """
    quoted = shlex.quote(name)
    return {
        "fetch": f"git fetch origin && git switch {quoted}",
        "create": f"git switch -c {quoted}",
    }


def _too_long(text: str, most: int) -> str | None:
    size = len(text.encode("utf-8", "replace"))
    return f"It is {size} bytes long; {most} are the most." if size > most else None


def _shown(character: str) -> str:
    if character == " ":
        return "a space"
    return character if character.isprintable() else "what cannot be seen"
