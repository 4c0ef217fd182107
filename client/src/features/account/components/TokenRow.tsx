import type { ApiToken } from "../../../api/queries";
import { Badge, formatDay, IconButton, Time } from "../../../lib";
import { Row } from "../../workspaces/pages";
import { hasEnded } from "../model/expiry";
import { scopeName } from "../model/scopes";

/** One token: what it may do, when it was used last, when it ends. */
export function TokenRow({ token, onDelete }: { token: ApiToken; onDelete: () => void }) {
  const { name, scopes, created_at, last_used_at, expires_at } = token;
  const ended = hasEnded(expires_at);
  return (
    <Row
      name={
        <>
          <bdi>{name}</bdi>
          {scopes.map((scope) => (
            <Badge key={scope}>{scopeName(scope)}</Badge>
          ))}
          {ended && <Badge tone="warn">Ended</Badge>}
        </>
      }
      facts={
        <>
          <span>
            {last_used_at ? (
              <>
                Last used <Time value={last_used_at} />
              </>
            ) : (
              "Never used"
            )}
          </span>
          <span>
            Made <Time value={created_at} />
          </span>
          <span>
            {expires_at
              ? `${ended ? "Ended" : "Ends"} ${formatDay(new Date(expires_at))}`
              : "Never ends"}
          </span>
        </>
      }
    >
      <IconButton icon="trash" label={`Delete ${name}…`} tooltip="Delete…" onClick={onDelete} />
    </Row>
  );
}
