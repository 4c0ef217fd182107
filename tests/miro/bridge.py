"""The routes of the Miro bridge, as the API's own description names them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx2

from tests.support.apps import Json, Person

TAG, BRIDGE = "miro", "/api/"


@dataclass(frozen=True)
class Described:
    """A route.

    Args:
        name: its operation id.
        method: in capitals.
        template: its path, with names in braces.
        said: what the description says of it.
    """

    name: str
    method: str
    template: str
    said: Json

    def takes(self, place: str, name: str) -> bool:
        """Whether there is a parameter of this name in the `path`, `query` or `header`."""
        return any((each["in"], each["name"]) == (place, name) for each in self.said["parameters"])

    def path(self, values: Mapping[str, str]) -> str:
        """Where it is, for these values of the names in its path."""
        return self.template.format_map(
            {name: quote(value, safe="") for name, value in values.items()}
        )


def bridge_of(document: Json) -> dict[str, Described]:
    """All routes of the bridge by their names.

    Args:
        document: the description of the API.
    """
    return {each.name: each for each in _routes(document)}


def _routes(document: Json) -> Iterator[Described]:
    for template, methods in document["paths"].items():
        for method, said in methods.items():
            if TAG in said["tags"] or template.startswith(BRIDGE):
                whole = {"parameters": [], **said}
                yield Described(said["operationId"], method.upper(), template, whole)


@dataclass
class Driving:
    """Somebody who calls routes by their names.

    Args:
        routes: all there are.
        person: who.
        called: the names of those that did what they were asked.
    """

    routes: Mapping[str, Described]
    person: Person
    called: set[str] = field(default_factory=set)

    async def ask(
        self,
        name: str,
        where: Mapping[str, str] | None = None,
        *,
        status: int = 200,
        body: Any = None,
        query: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> httpx2.Response:
        """Call one.

        Args:
            name: which.
            where: the values of the names in its path.
            status: what must be answered.
            body: what is sent.
            query: behind the `?`.
            headers: further ones.
        """
        route = self.routes[name]
        path = route.path(where or {}) + (f"?{query}" if query else "")
        answer = await self.person.ask(route.method, path, body, status=status, headers=headers)
        self.called.add(name)
        return answer

    async def json(self, name: str, where: Mapping[str, str] | None = None, **options: Any) -> Any:
        """What one answers."""
        return (await self.ask(name, where, **options)).json()
