import { useEffect, useState } from "react";

import { announce, IconButton } from "../../../lib";
import styles from "./CopyLine.module.css";

const SHOWN_MS = 1_600;

/** A command of the terminal, with a button that copies it. */
export function CopyLine({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = window.setTimeout(() => setCopied(false), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied(true);
        announce("Copied.");
      },
      () => announce("The browser did not allow copying. Select the text instead.", "assertive"),
    );
  return (
    <div className={styles.line}>
      <code className={styles.code}>
        <span aria-hidden className={styles.prompt}>
          ${" "}
        </span>
        {text}
      </code>
      {/* Browsers give the clipboard to https and localhost only. */}
      {window.isSecureContext && (
        <IconButton
          icon={copied ? "check" : "copy"}
          label={copied ? "Copied" : "Copy the command"}
          size="small"
          onClick={() => void copy()}
        />
      )}
    </div>
  );
}
