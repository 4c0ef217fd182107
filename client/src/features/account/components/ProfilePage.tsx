import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

import { gitHubAccountQuery, type Me, meQuery, methodsQuery } from "../../../api/queries";
import { Avatar, Button, formatDay, isWebAddress } from "../../../lib";
import { NameDialog } from "../../workspaces/forms";
import { Failed, RowsSkeleton, SubPage } from "../../workspaces/pages";
import { rename } from "../api/account";
import { AddressDialog } from "./AddressDialog";
import { BranchesSection } from "./BranchesSection";
import { DataSection } from "./DataSection";
import { GitHubSection } from "./GitHubSection";
import styles from "./ProfilePage.module.css";

/** Who one is here, and what belongs to that. */
export function ProfilePage({ tabs }: { tabs?: ReactNode }) {
  const { data: me, error, refetch } = useQuery(meQuery);
  return (
    <SubPage title="Profile" where="Your account" tabs={tabs}>
      {me ? (
        <>
          <Person me={me} />
          <GitHubSection />
          <BranchesSection />
          <DataSection me={me} />
        </>
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <RowsSkeleton label="Loading your profile" rows={1} />
      )}
    </SubPage>
  );
}

function Person({ me }: { me: Me }) {
  return (
    <div className={styles.person}>
      <Picture me={me} />
      <dl className={styles.facts}>
        <div>
          <dt>Name</dt>
          <dd dir="auto">{me.name}</dd>
          <Rename me={me} />
        </div>
        <div>
          <dt>E-mail</dt>
          <dd>{me.email ?? "None is known: you signed in by a link."}</dd>
          <AddAddress />
        </div>
        <div>
          <dt>Here since</dt>
          <dd>{formatDay(new Date(me.created_at))}</dd>
        </div>
        {me.instance_admin && (
          <div>
            <dt>Instance</dt>
            <dd>You are an admin of this installation.</dd>
          </div>
        )}
      </dl>
    </div>
  );
}

/** Where there is a mail server, that can tell whose an address is. */
function AddAddress() {
  const { data: methods } = useQuery(methodsQuery);
  const [asking, setAsking] = useState(false);
  if (!methods?.email) return null;
  return (
    <dd>
      <Button size="small" onClick={() => setAsking(true)}>
        Add an address…
      </Button>
      {asking && <AddressDialog onClose={() => setAsking(false)} />}
    </dd>
  );
}

/** For those whose name does not come from GitHub. */
function Rename({ me }: { me: Me }) {
  const queries = useQueryClient();
  const { data: account } = useQuery(gitHubAccountQuery);
  const [asking, setAsking] = useState(false);
  if (!account || account.connected) return null;
  return (
    <dd>
      <Button size="small" onClick={() => setAsking(true)}>
        Change name…
      </Button>
      {asking && (
        <NameDialog
          title="What are you called?"
          label="Name"
          hint="Your team sees it on cards and in the history."
          action="Save"
          value={me.name}
          onClose={() => setAsking(false)}
          onSave={async (name) => {
            await rename(name);
            await queries.invalidateQueries(meQuery);
          }}
        />
      )}
    </dd>
  );
}

/** The picture from GitHub; the initials where there is none, or where it cannot be shown. */
function Picture({ me }: { me: Me }) {
  const [broken, setBroken] = useState(false);
  if (broken || !isWebAddress(me.avatar_url)) return <Avatar person={me} size={40} decorative />;
  return (
    <img
      className={styles.picture}
      src={me.avatar_url}
      alt=""
      width={40}
      height={40}
      referrerPolicy="no-referrer"
      onError={() => setBroken(true)}
    />
  );
}
