"""FastAPI's route, made ready when it is first used.

FastAPI reads the signature behind a route, and makes validators of all its parameters and answers, as
soon as it is declared. That is a sixth of our start for 150 routes, of which a process meets few.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import routing
from starlette.routing import compile_path, get_name


class APIRoute(routing.APIRoute):
    """Knows at once which requests are its own, and the rest when it gets one or is described.

    Args:
        path: where it is.
        endpoint: what answers.
        options: those of FastAPI.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        self._make_ready = partial(super().__init__, path, endpoint, **options)
        # What Starlette asks to find the route of a request; all of it is set once more with the rest.
        self.path = path
        self.endpoint = endpoint
        self.name = options.get("name") or get_name(endpoint)
        self.methods = {method.upper() for method in options.get("methods") or ("GET",)}
        self.path_regex, self.path_format, self.param_convertors = compile_path(path)

    def __getattr__(self, name: str) -> Any:
        """What is not there yet is there after this."""
        make_ready = self.__dict__.pop("_make_ready", None)
        if make_ready is None:
            raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")
        try:
            make_ready()
        except BaseException:
            self._make_ready = make_ready  # the next one hears of it, too
            raise
        return getattr(self, name)
