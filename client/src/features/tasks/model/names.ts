/** What is done in the background, in plain words. */

/** By the name of the task: what it does, as one would tell somebody to do it. */
const NAMES: Readonly<Record<string, string>> = {
  bulk_update_cards_task: "Change many cards",
  check_authorization_task: "Ask GitHub whether a sign-in still works",
  check_repositories_task: "Look at connected repositories",
  check_repository_task: "Look at a repository and its webhook",
  create_branch_task: "Create a branch on GitHub",
  delete_branches_task: "Delete merged branches on GitHub",
  empty_board_texts_task: "Forget old texts in the history of boards",
  link_later_cards_task: "Link pull requests to cards that were made after them",
  forget_client_logs_task: "Forget what clients logged long ago",
  forget_checks_task: "Forget checks of commits that are in no pull request",
  forget_deliveries_task: "Forget old deliveries from GitHub",
  forget_expired_task: "Forget links and sessions that have ended",
  forget_idempotency_keys_task: "Forget which requests were sent twice",
  forget_invitations_task: "Forget invitations that nobody can use any more",
  forget_notifications_task: "Forget old notifications",
  note_installation_task: "Ask GitHub how our App is installed",
  notify_due_task: "Tell people what is due",
  open_draft_task: "Open a draft pull request",
  poll_repositories_task: "Look at repositories whose webhooks do not reach us",
  process_webhook_task: "Work on a delivery from GitHub",
  prune_tasks_task: "Forget background work that ended long ago",
  purge_bin_task: "Delete for good what was in a bin for 30 days",
  reconcile_repositories_task: "Look for what GitHub could not deliver",
  redact_board_texts_task: "Forget what a former member typed",
  redact_comments_task: "Redact the comments of a former member",
  remove_webhook_task: "Remove a webhook on GitHub",
  send_address_email_task: "Mail a link that adds an address",
  send_invitation_email_task: "Mail an invitation",
  send_sign_in_email_task: "Mail a link to sign in with",
  set_up_webhook_task: "Set up a webhook on GitHub",
  tend_miro_boards_task: "Forget whiteboards that nobody reads",
  poll_miro_board_task: "Look for changes at a whiteboard in Miro",
  watch_miro_boards_task: "Have followed whiteboards looked at",
  sync_miro_board_task: "Read a whiteboard in Miro anew",
  sync_pull_request_task: "Read a pull request anew",
  undo_change_task: "Take back a change of many cards",
  work_miro_job_task: "Send queued changes to Miro",
  write_back_task: "Write to a pull request which cards it has",
};

/** A task in words; one that is not known here by what it is called, read aloud. */
export function taskName(name: string): string {
  const known = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  if (known) return known;
  const words = name
    .replace(/_task$/, "")
    .replaceAll(/[_.]+/g, " ")
    .trim();
  return words ? words.charAt(0).toUpperCase() + words.slice(1) : name;
}
