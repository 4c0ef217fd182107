"""What is answered, a file a part of Miro's description."""

from tests.support.fake_miro.routes import boards, items, kinds, oauth, tags

ROUTES = [
    *oauth.ROUTES,
    *boards.ROUTES,
    *items.ROUTES,
    *kinds.ROUTES,
    *tags.ROUTES,
]
