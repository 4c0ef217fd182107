import { Component, lazy, type ReactNode, Suspense } from "react";

import { cx } from "./cx";
import styles from "./Markdown.module.css";
import { isPlain } from "./plainText";

const Body = lazy(() => import("./MarkdownBody"));

/** Who is meant by a mention; without a name, that which stands in the text is shown. */
export type Mentions = (id: string) => { name: string | undefined; me: boolean };

export interface MarkdownProps {
  text: string;
  /** Shows links to `user:<id>` as the people that they mean. */
  mentions?: Mentions | undefined;
  className?: string | undefined;
}

/** Shows the plain text where the Markdown in it cannot be drawn. */
class Fallback extends Component<{ plain: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.plain : this.props.children;
  }
}

/**
 * Text in Markdown (GitHub's dialect), without raw HTML. Until its code is there, the plain text;
 * so too what would take a parser too long.
 */
export function Markdown({ text, mentions, className }: MarkdownProps) {
  const plain = <p className={styles.plain}>{text}</p>;
  return (
    <div className={cx(styles.text, className)} dir="auto">
      {isPlain(text) ? (
        plain
      ) : (
        <Fallback key={text} plain={plain}>
          <Suspense fallback={plain}>
            <Body text={text} mentions={mentions} />
          </Suspense>
        </Fallback>
      )}
    </div>
  );
}
