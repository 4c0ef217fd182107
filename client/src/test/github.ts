/** What the server says about GitHub. */
import type { BranchAttempt, BranchName } from "../features/board/api/branches";
import type { Repository } from "../api/queries";
import type { Task } from "../api/tasks";
import type { GitHubStatus } from "../features/github";
import type { Delivery, DeliveryCard } from "../features/repositories/api/deliveries";

export function aStatus(changes: Partial<GitHubStatus> = {}): GitHubStatus {
  const account = { login: "ana", sign_in_needed: false, missing_scopes: [] };
  return { api: "ok", account, app: null, ...changes };
}

export function aRepository(changes: Partial<Repository> = {}): Repository {
  return {
    id: "r1",
    full_name: "acme/rocket",
    url: "https://github.com/acme/rocket",
    state: "connected",
    via: "hook",
    picked: true,
    private: false,
    archived: false,
    default_branch: "main",
    can_branch: true,
    writing: {
      links_back: false,
      status_back: false,
      draft_on_push: false,
      writes_as: "person",
      login: "ada",
      why_not: null,
      problem: null,
    },
    webhook: {
      url: "https://trivet.example/webhooks/github",
      reachable: true,
      content_type: "application/json",
      events: ["create", "pull_request"],
      settings_url: "https://github.com/acme/rocket/settings/hooks",
    },
    connected_at: "2026-11-20T12:00:00Z",
    ...changes,
  };
}

export function aTask(changes: Partial<Task> = {}): Task {
  return {
    id: "task-1",
    name: "create_branch_task",
    state: "queued",
    attempts: 0,
    max_attempts: 5,
    requested_by: null,
    cancelling: false,
    next_attempt_at: null,
    progress: null,
    error: null,
    result: null,
    created_at: "2026-11-20T12:00:00Z",
    finished_at: null,
    ...changes,
  };
}

export function anAttempt(changes: Partial<BranchAttempt> = {}): BranchAttempt {
  return {
    task: aTask(),
    repository_id: "r1",
    branch_name: "fix/T-1-login",
    base_branch: null,
    suggestion: null,
    ...changes,
  };
}

export function aBranchName(changes: Partial<BranchName> = {}): BranchName {
  return {
    name: "feature/T-1-card-number-1",
    template: "{type}/{key}-{title}",
    prefix: "",
    repository_id: "r1",
    base_branch: "main",
    commands: null,
    problem: null,
    pending: [],
    ...changes,
  };
}

export function aDelivery(changes: Partial<Delivery> = {}): Delivery {
  return {
    id: "d1",
    repository: { id: "r1", full_name: "acme/rocket", connected: true },
    event: "pull_request",
    action: "opened",
    subject: { pull_request: 7, branch: null, tag: null, commit: null },
    guid: "72d3162e-cc78-11e3-81ab-4c9367dc0958",
    hook_id: 109_948_940,
    received_at: "2025-11-20T12:31:00Z",
    processed_at: "2025-11-20T12:31:01Z",
    state: "done",
    request_id: "request-1",
    task: aTask({ name: "process_webhook_task", state: "succeeded" }),
    story: aStory(),
    error: null,
    body_kept: true,
    ...changes,
  };
}

export function aStory(
  changes: Partial<NonNullable<Delivery["story"]>> = {},
): NonNullable<Delivery["story"]> {
  return { linked: [], unlinked: [], moved: [], concerned: [], gone: 0, ignored: null, ...changes };
}

/** A card that a delivery did something to. */
export const named = (key: string): DeliveryCard => ({ id: key, board_id: "b1", key });
