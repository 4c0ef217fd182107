"""What is answered, a file a part of GitHub's description."""

from tests.support.fake_github.routes import (
    apps,
    checks,
    comments,
    hooks,
    pulls,
    refs,
    repositories,
    users,
)

ROUTES = [
    *users.ROUTES,
    *apps.ROUTES,
    *repositories.ROUTES,
    *refs.ROUTES,
    *pulls.ROUTES,
    *checks.ROUTES,
    *comments.ROUTES,
    *hooks.ROUTES,
]
