import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";

import { fieldError } from "../../../api/describe";
import { Button, showToast, TextField } from "../../../lib";
import { Notice } from "../../workspaces/forms";
import { Failed, RowsSkeleton } from "../../workspaces/pages";
import { branchPrefixQuery, putBranchPrefix } from "../api/account";
import styles from "./sections.module.css";

/** As many as the server takes. */
const MOST = 30;

/** What the branches that one makes begin with. */
export function BranchesSection() {
  const { data: prefix, error, refetch } = useQuery(branchPrefixQuery);
  return (
    <section className={styles.section} aria-labelledby="branches">
      <h2 id="branches" className={styles.heading}>
        Branches
      </h2>
      {prefix !== undefined ? (
        <Prefix prefix={prefix} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <RowsSkeleton label="Loading how your branches begin" rows={1} />
      )}
    </section>
  );
}

function Prefix({ prefix }: { prefix: string }) {
  const form = useId();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(prefix);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const kept = await putBranchPrefix(typed.trim());
      queries.setQueryData(branchPrefixQuery.queryKey, kept);
      setTyped(kept);
      // What cards' branches would be called is another thing now.
      void queries.invalidateQueries({ queryKey: ["cards"] });
      showToast({ tone: "good", text: "Saved how your branches begin" });
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  const wrong = fieldError(error, "prefix");
  return (
    <div className={styles.panel}>
      <form id={form} className={styles.entry} onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label="Prefix"
          hint={
            <>
              Stands before the name that a board’s template makes, such as <code>ada/</code>. Empty
              for nothing.
            </>
          }
          className={styles.code}
          dir="ltr"
          spellCheck={false}
          autoCapitalize="off"
          maxLength={MOST}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setError(null);
          }}
          error={wrong}
        />
        <p className={styles.preview}>
          <span>Then a branch is called</span>{" "}
          <code dir="ltr">{typed.trim()}feature/ENG-42-lift-off</code>
        </p>
        {!wrong && <Notice error={error} />}
        <Button type="submit" busy={busy} disabled={typed.trim() === prefix}>
          Save prefix
        </Button>
      </form>
    </div>
  );
}
