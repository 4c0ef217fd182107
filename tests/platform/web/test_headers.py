"""Security headers and CORS."""

from httpx2 import AsyncClient

from tests.platform.web.conftest import Client

EXPOSED = {
    *("ETag", "X-Board-Seq", "Link", "Location", "Retry-After", "X-Request-ID", "X-Cache", "Age"),
    *("RateLimit", "RateLimit-Policy"),
    *("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"),
}


async def test_every_answer_carries_the_security_headers(client: AsyncClient) -> None:
    for path in ("/public", "/nowhere", "/fail/unnamed", "/openapi.json"):
        headers = (await client.get(path)).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert "Strict-Transport-Security" not in headers


async def test_browsers_are_kept_on_https_once_we_are_reached_by_it(client_with: Client) -> None:
    client = client_with(public_url="https://trivet.example")
    answer = await client.get("/nowhere")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


async def test_no_origin_may_call_unless_it_is_configured(client: AsyncClient) -> None:
    answer = await client.get("/public", headers={"Origin": "https://a.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers


async def test_a_configured_origin_may_call_and_read_our_headers(client_with: Client) -> None:
    client = client_with(cors_origins="https://a.example, https://b.example/")
    for path in ("/public", "/fail/conflict", "/fail/unnamed"):
        answer = await client.get(path, headers={"Origin": "https://b.example"})
        assert answer.headers["Access-Control-Allow-Origin"] == "https://b.example"
        assert answer.headers["Access-Control-Allow-Credentials"] == "true"
        exposed = answer.headers["Access-Control-Expose-Headers"]
        assert set(exposed.split(", ")) == EXPOSED
    stranger = await client.get("/public", headers={"Origin": "https://c.example"})
    assert "Access-Control-Allow-Origin" not in stranger.headers


async def test_a_preflight_is_answered(client_with: Client) -> None:
    client = client_with(cors_origins="https://a.example")
    asked = {
        "Origin": "https://a.example",
        "Access-Control-Request-Method": "PATCH",
        "Access-Control-Request-Headers": "content-type, x-csrf-token, idempotency-key",
    }
    answer = await client.options("/things", headers=asked)
    assert answer.status_code == 200
    assert "PATCH" in answer.headers["Access-Control-Allow-Methods"]


async def test_a_star_never_comes_with_cookies(client_with: Client) -> None:
    client = client_with(cors_origins="*")
    answer = await client.get("/public", headers={"Origin": "https://c.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
