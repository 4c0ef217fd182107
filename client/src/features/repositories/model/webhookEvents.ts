/** What GitHub's form calls the events that its interface names. */
const NAMES: Readonly<Record<string, string>> = {
  check_run: "Check runs",
  check_suite: "Check suites",
  create: "Branch or tag creation",
  delete: "Branch or tag deletion",
  ping: "Pings",
  pull_request: "Pull requests",
  pull_request_review: "Pull request reviews",
  push: "Pushes",
  repository: "Repositories",
  status: "Statuses",
};

/** What can be delivered that means something to Trivet; what matters most first. */
export const DELIVERED: readonly string[] = [
  "pull_request",
  "pull_request_review",
  "push",
  "create",
  "delete",
  "check_run",
  "check_suite",
  "status",
  "repository",
  "ping",
];

/** The name beside the box to tick; the event's own where we know no better one. */
export function eventName(event: string): string {
  return NAMES[event] ?? event;
}
