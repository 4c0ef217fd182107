import type { ReactNode } from "react";

import { Mark, Skeleton, useTitle } from "../../../lib";
import { PlacesDrawing } from "./PlacesDrawing";
import styles from "./SignInPage.module.css";

export interface SignInFrameProps {
  title: string;
  busy?: boolean;
  /** Tells whoever looks for the API where it is: not where a person only passes through. */
  forPrograms?: boolean;
  children: ReactNode;
}

/** What all pages before the door have: the name, the drawing, and in the middle what to do. */
export function SignInFrame({
  title,
  busy = false,
  forPrograms = false,
  children,
}: SignInFrameProps) {
  useTitle(title);
  return (
    <div className={styles.page}>
      <main id="main" className={styles.words} aria-busy={busy}>
        <p className={styles.brand}>
          <Mark size={28} />
          Trivet
        </p>
        <div className={styles.middle}>
          <h1 className={styles.title}>{title}</h1>
          {children}
        </div>
        <p className={styles.foot}>
          {forPrograms && (
            <>
              The API works without this page: see <a href="/openapi.json">openapi.json</a>.
            </>
          )}
        </p>
      </main>
      <aside className={styles.picture} aria-label="About Trivet">
        <PlacesDrawing className={styles.drawing} />
        <p className={styles.motto}>Move a card, ship the code.</p>
      </aside>
    </div>
  );
}

/** The shape of words that are about to come. */
export function Working({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className={styles.working}>
      <Skeleton width="80%" height={14} />
      <Skeleton width="55%" height={14} />
    </div>
  );
}
