/** What happened to a workspace, in sentences. Pure functions. */
import type { AuditPage } from "../../../api/queries";
import { taskName } from "../../tasks";
import { oneOf } from "../../workspaces/pages";

export type AuditEvent = AuditPage["items"][number];

/** Text as it is; names, which may run the other way; and what programs call things. */
export type AuditPart = string | { readonly name: string } | { readonly code: string };

/** The types that have a sentence, for the filter. */
export const AUDIT_TYPES: readonly { readonly id: string; readonly label: string }[] = [
  { id: "member.added", label: "Member added" },
  { id: "member.role_changed", label: "Role changed" },
  { id: "member.removed", label: "Member removed" },
  { id: "invitation.created", label: "Invitation" },
  { id: "invitation.resent", label: "Invitation sent again" },
  { id: "invitation.revoked", label: "Invitation taken back" },
  { id: "invitation.accepted", label: "Invitation accepted" },
  { id: "repository.connected", label: "Repository connected" },
  { id: "repository.secret_renewed", label: "Repository secret renewed" },
  { id: "repository.writing_changed", label: "Repository written to" },
  { id: "repository.disconnected", label: "Repository disconnected" },
  { id: "repository.renamed", label: "Repository renamed" },
  { id: "repository.problem", label: "Repository with a problem" },
  { id: "repository.recovered", label: "Repository works again" },
  { id: "delivery.replayed", label: "Delivery replayed" },
  { id: "task.dropped", label: "Background work dropped" },
  { id: "task.retried", label: "Background work started again" },
  { id: "workspace.created", label: "Workspace created" },
  { id: "workspace.updated", label: "Workspace renamed" },
];

const PROGRAMS: Readonly<Record<string, string>> = {
  github: "GitHub",
  miro: "Miro",
  api: "A program",
  agent: "An agent",
  import: "An import",
};

/** Through what somebody did it, where that is not this page. */
const MEANS: Readonly<Record<string, string>> = {
  api: " (API)",
  agent: " (agent)",
  import: " (import)",
};

/** An event as a sentence; of a type that is not known here, who and the type itself. */
export function auditSentence(event: AuditEvent): readonly AuditPart[] {
  return [...whoOf(event), ...(whatOf(event) ?? [": ", { code: event.type }])];
}

function whoOf({ actor, origin }: AuditEvent): readonly AuditPart[] {
  if (!actor) return [PROGRAMS[origin] ?? "Somebody"];
  const means = MEANS[origin];
  return [{ name: actor.name }, ...(means ? [means] : [])];
}

function whatOf(event: AuditEvent): readonly AuditPart[] | undefined {
  const { type, actor, user, payload } = event;
  const themselves = user !== null && user.id === actor?.id;
  const whom: AuditPart = user ? { name: user.name } : "somebody";
  const text = (key: string) => (typeof payload[key] === "string" ? payload[key] : undefined);
  const [role, was] = [text("role"), text("was")];
  switch (type) {
    case "workspace.created":
      return [" created the workspace"];
    case "workspace.updated":
      return renamed(text("name"), was);
    case "workspace.deleted":
      return [" deleted the workspace"];
    case "member.added":
      return themselves ? [" joined", ...as(role)] : [" added ", whom, ...as(role)];
    case "member.role_changed":
      return [
        " made ",
        themselves ? "themselves" : whom,
        ` ${role ? oneOf(role) : "something else"}`,
        ...(was ? [` (was ${oneOf(was)})`] : []),
      ];
    case "member.removed":
      return themselves ? [" left"] : [" removed ", whom, ...(was ? [`, ${oneOf(was)}`] : [])];
    case "invitation.created":
      return [" invited ", address(payload), ...as(role)];
    case "invitation.resent":
      return [" invited ", address(payload), " again"];
    case "invitation.revoked":
      return [" took back the invitation of ", address(payload)];
    case "invitation.accepted":
      return [" accepted the invitation of ", address(payload)];
    case "repository.connected":
      return [" connected ", repository(payload)];
    case "repository.secret_renewed":
      return [" gave ", repository(payload), " a new secret"];
    case "repository.writing_changed": {
      const written = writtenIn(payload);
      return written
        ? [` has Trivet write in `, repository(payload), `: ${written}`]
        : [` has Trivet write nothing more in `, repository(payload)];
    }
    case "repository.disconnected":
      return [" disconnected ", repository(payload)];
    case "repository.renamed":
      return [
        " noticed a new name: ",
        { code: text("was") ?? "a repository" },
        " is ",
        repository(payload),
      ];
    case "repository.problem":
      return [
        " has a problem with ",
        repository(payload),
        ...(text("problem") ? [": ", { code: text("problem") ?? "" }] : []),
      ];
    case "repository.recovered":
      return [" has no problem with ", repository(payload), " any more"];
    case "delivery.replayed":
      return [
        " replayed a delivery of ",
        repository(payload),
        ...(text("event") ? [": ", { code: text("event") ?? "" }] : []),
      ];
    case "task.retried":
      return [" started ", { name: `“${taskName(text("name") ?? "")}”` }, " again"];
    case "task.dropped":
      return [" dropped ", { name: `“${taskName(text("name") ?? "")}”` }, ...stood(text("state"))];
    default:
      return undefined;
  }
}

const as = (role: string | undefined): readonly AuditPart[] => (role ? [` as ${oneOf(role)}`] : []);

/** Texts are not there any more once they were emptied. */
function renamed(name: string | undefined, was: string | undefined): readonly AuditPart[] {
  if (!name) return [" renamed the workspace"];
  return [" renamed the workspace ", ...(was ? [{ name: was }, " "] : []), "to ", { name }];
}

function address({ email }: AuditEvent["payload"]): AuditPart {
  return typeof email === "string" ? { code: email } : "somebody";
}

/** How dropped work stood. */
function stood(state: string | undefined): readonly AuditPart[] {
  if (state === "failed") return [", which had failed"];
  if (state === "cancelled") return [", which was cancelled"];
  return state === "indeterminate" ? [", of unknown outcome"] : [];
}

function repository({ full_name }: AuditEvent["payload"]): AuditPart {
  return typeof full_name === "string" ? { code: full_name } : "a repository";
}

/** What is written in a repository from then on; empty for nothing. */
function writtenIn(payload: AuditEvent["payload"]): string {
  const words = [
    ["links_back", "comments"],
    ["status_back", "statuses"],
    ["draft_on_push", "draft pull requests"],
  ] as const;
  return words
    .filter(([name]) => payload[name] === true)
    .map(([, word]) => word)
    .join(", ");
}
