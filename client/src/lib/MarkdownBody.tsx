import type { ReactNode } from "react";
import ReactMarkdown, { type Components, defaultUrlTransform } from "react-markdown";
import remarkGfm from "remark-gfm";

import type { Mentions } from "./Markdown";
import styles from "./Markdown.module.css";

/** What people write stands under the headings of the page, whatever level they begin with. */
function heading(level: number): (props: { children?: ReactNode }) => ReactNode {
  return ({ children }) => <h4 data-level={level}>{children}</h4>;
}

const components: Components = {
  h1: heading(1),
  h2: heading(2),
  h3: heading(3),
  h4: heading(4),
  h5: heading(5),
  h6: heading(6),
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
  // Our policy loads no images from elsewhere, which would also tell who reads what.
  img: ({ src, alt }) => (
    <a
      href={typeof src === "string" ? src : undefined}
      target="_blank"
      rel="noopener noreferrer nofollow"
    >
      {alt || "Image"}
    </a>
  ),
  table: ({ children }) => (
    <div role="region" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  input: ({ checked }) => (
    <input
      type="checkbox"
      checked={checked ?? false}
      disabled
      aria-label={checked ? "Done" : "To do"}
    />
  ),
};

const plugins = [remarkGfm];

const MENTION = /^user:([\da-f-]{36})$/i;

/** Addresses as they are let through by default, and mentions, which lead nowhere. */
function urlTransform(url: string): string {
  return MENTION.test(url) ? url : defaultUrlTransform(url);
}

function withMentions(mentions: Mentions): Components {
  const Link = components.a as (props: { href?: string; children?: ReactNode }) => ReactNode;
  return {
    ...components,
    a: ({ href, children }) => {
      const id = MENTION.exec(href ?? "")?.[1];
      if (id === undefined) return Link({ ...(href ? { href } : {}), children });
      const { name, me } = mentions(id);
      return (
        <span className={styles.mention} data-me={me || undefined}>
          {name === undefined ? children : `@${name}`}
        </span>
      );
    },
  };
}

interface MarkdownBodyProps {
  text: string;
  mentions?: Mentions | undefined;
}

export default function MarkdownBody({ text, mentions }: MarkdownBodyProps) {
  return (
    <ReactMarkdown
      remarkPlugins={plugins}
      components={withMentions(mentions ?? unknown)}
      urlTransform={urlTransform}
      skipHtml={false}
    >
      {text}
    </ReactMarkdown>
  );
}

const unknown: Mentions = () => ({ name: undefined, me: false });
