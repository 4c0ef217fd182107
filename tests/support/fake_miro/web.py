"""Miro's web as far as an app sees it: a board that frames the app, and the Web SDK that joins the two.

The app's page is framed twice, as "App panels and modals", Miro, tells: without a place on the screen as
soon as the board is there, where it hears `icon:click`; and as a panel once it asks for one. The board is
at `localhost`, so that for a browser it is another site than what is at 127.0.0.1.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.support.playing.serving import Wires, listening, served

_BOARD = """<!doctype html>
<html lang="en">
<title>A board</title>
<body style="margin:0">
<button id="icon">Trivet</button>
<div id="panel" style="position:absolute; top:0; right:0"></div>
<script>
const app = new URL(location.href).searchParams.get("app");
const boardId = decodeURIComponent(location.pathname.split("/")[3]);
let hidden = null;
function frame(where, url, width, height, name) {
  const made = document.createElement("iframe");
  made.src = url; made.name = name; made.title = name;
  made.width = width; made.height = height; made.style.border = "0";
  where.append(made);
  return made;
}
const answers = {
  getInfo: async () => ({ id: boardId, locale: "en" }),
  getIdToken: async () => (await fetch("/id-token")).text(),
  canOpenPanel: async () => document.querySelector("#panel iframe") === null,
  openPanel: async ({ url }) => {
    const { innerWidth, innerHeight } = window;
    frame(document.querySelector("#panel"), url, Math.min(innerWidth, 320), innerHeight, "panel");
  },
};
addEventListener("message", async ({ source, origin, data }) => {
  if (origin !== new URL(app).origin || !answers[data.ask]) return;
  source.postMessage({ id: data.id, answer: await answers[data.ask](...data.args) }, origin);
});
hidden = frame(document.body, app, 0, 0, "hidden");
document.querySelector("#icon").addEventListener("click", () =>
  hidden.contentWindow.postMessage({ event: "icon:click" }, new URL(app).origin));
</script>
</body>
</html>
"""

_SDK = """(() => {
const waiting = new Map(), heard = {}, miro = new URL(document.currentScript.src).origin;
let last = 0;
addEventListener("message", ({ origin, data }) => {
  if (origin !== miro) return;
  if (data.event) for (const one of heard[data.event] ?? []) one();
  else { waiting.get(data.id)?.(data.answer); waiting.delete(data.id); }
});
const ask = name => (...args) => new Promise(resolve => {
  waiting.set(++last, resolve);
  parent.postMessage({ id: last, ask: name, args }, miro);
});
window.miro = { board: {
  getInfo: ask("getInfo"), getIdToken: ask("getIdToken"),
  ui: {
    on: (event, handler) => { (heard[event] ??= []).push(handler); },
    // Not of the SDK: tests wait for it.
    heard: event => event in heard,
    canOpenPanel: ask("canOpenPanel"), openPanel: ask("openPanel"),
  },
} };
})();
"""


@dataclass
class MiroWeb:
    """It runs.

    Args:
        address: where.
        id_token: makes what `getIdToken` gives to whoever sits before the browser.
        consent: where the consent page is.
        sdk_status: what the SDK is answered with.
    """

    address: str
    id_token: Callable[[], str]
    consent: str
    sdk_status: int = 200

    def board_url(self, board_id: str, app: str) -> str:
        """A board, with an app whose *App URL* that is."""
        return f"{self.address}/app/board/{board_id}/?app={app}"

    def app(self) -> Starlette:
        async def board(_request: Request) -> Response:
            return HTMLResponse(_BOARD)

        async def sdk(_request: Request) -> Response:
            return Response(_SDK, self.sdk_status, media_type="text/javascript")

        async def id_token(_request: Request) -> Response:
            return PlainTextResponse(self.id_token())

        async def nothing(_request: Request) -> Response:
            return Response(status_code=204)

        async def consent(request: Request) -> Response:
            return RedirectResponse(f"{self.consent}?{request.url.query}")

        return Starlette(
            routes=[
                Route("/app/board/{board_id}/", board),
                Route("/app/static/sdk/v2/miro.js", sdk),
                Route("/id-token", id_token),
                Route("/favicon.ico", nothing),
                Route("/oauth/authorize", consent),
            ]
        )


@asynccontextmanager
async def miro_web(id_token: Callable[[], str], consent: str) -> AsyncIterator[MiroWeb]:
    """Serve it on a free port of this machine."""
    async with listening() as listener:
        web = MiroWeb(f"http://localhost:{listener.getsockname()[1]}", id_token, consent)
        async with served(web.app(), listener, Wires()):
            yield web
