"""What is counted of requests that go to the legacy service."""

from prometheus_client import Counter, Histogram

REQUESTS = Counter(
    "trivet_legacy_requests_total",
    "Requests passed on to the legacy service, by the pattern of TRIVET_LEGACY_ROUTES that they matched "
    "(`other`: what Trivet does not have), by method and by the status of the answer. 499: the client went "
    "away first. 502: there was no answer, or it broke off.",
    ("route", "method", "status"),
)
SECONDS = Histogram(
    "trivet_legacy_request_seconds",
    "Seconds from such a request to the end of its answer.",
    ("route",),
    # Up to what a slow service takes: a time-out is a minute unless it is set otherwise.
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)
