import type { ReactNode } from "react";

import { PRODUCT_ICONS } from "./productIcons";

/** Drawn on a grid of 16, with a stroke of 1.5 and round ends, for this product. */

const dot = (x: number, y: number, r = 1.05) => (
  <circle key={`${x},${y}`} cx={x} cy={y} r={r} fill="currentColor" stroke="none" />
);

export const ICONS = {
  ...PRODUCT_ICONS,
  plus: <path d="M8 3.25v9.5M3.25 8h9.5" />,
  minus: <path d="M3.25 8h9.5" />,
  close: <path d="M4.25 4.25l7.5 7.5M11.75 4.25l-7.5 7.5" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="M10.25 10.25l3 3" />
    </>
  ),
  filter: <path d="M2.75 4.5h10.5M4.75 8h6.5M6.75 11.5h2.5" />,
  check: <path d="M3.25 8.5l3.1 3.1 6.4-7.1" />,
  "chevron-down": <path d="M4 6.25l4 4 4-4" />,
  "chevron-up": <path d="M4 9.75l4-4 4 4" />,
  "chevron-left": <path d="M9.75 4l-4 4 4 4" />,
  "chevron-right": <path d="M6.25 4l4 4-4 4" />,
  "arrow-left": <path d="M13 8H3.25M7 4.25L3.25 8 7 11.75" />,
  "arrow-right": <path d="M3 8h9.75M9 4.25L12.75 8 9 11.75" />,
  "arrow-up": <path d="M8 13V3.25M4.25 7L8 3.25 11.75 7" />,
  "arrow-down": <path d="M8 3v9.75M4.25 9L8 12.75 11.75 9" />,
  more: [3.5, 8, 12.5].map((x) => dot(x, 8, 1.2)),
  grip: [4.25, 8, 11.75].flatMap((y) => [dot(6, y), dot(10, y)]),
  archive: (
    <>
      <rect x="2.5" y="3" width="11" height="3" rx="0.9" />
      <path d="M3.5 6v6a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V6M6.5 8.9h3" />
    </>
  ),
  trash: (
    <path d="M2.75 4.5h10.5M6.25 4.25v-1a.75.75 0 0 1 .75-.75h2a.75.75 0 0 1 .75.75v1M4.25 4.5l.55 8.05a1 1 0 0 0 1 .95h4.4a1 1 0 0 0 1-.95l.55-8.05M6.75 7.25v3.5M9.25 7.25v3.5" />
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="2.75" />
      <path d="M8 1.75v1.1M8 13.15v1.1M1.75 8h1.1M13.15 8h1.1M3.6 3.6l.8.8M11.6 11.6l.8.8M12.4 3.6l-.8.8M4.4 11.6l-.8.8" />
    </>
  ),
  moon: <path d="M13.25 9.5A5.5 5.5 0 1 1 6.5 2.75a4.4 4.4 0 0 0 6.75 6.75z" />,
  monitor: (
    <>
      <rect x="2" y="3" width="12" height="8" rx="1.5" />
      <path d="M5.75 13.5h4.5M8 11v2.5" />
    </>
  ),
  "sign-out": (
    <path d="M9 2.75H4.25a1.5 1.5 0 0 0-1.5 1.5v7.5a1.5 1.5 0 0 0 1.5 1.5H9M6.75 8h6.5M10.75 5.5l2.5 2.5-2.5 2.5" />
  ),
  link: (
    <path d="M6.7 9.3a2.65 2.65 0 0 0 3.75 0l2.1-2.1a2.65 2.65 0 0 0-3.75-3.75l-.8.8M9.3 6.7a2.65 2.65 0 0 0-3.75 0l-2.1 2.1a2.65 2.65 0 0 0 3.75 3.75l.8-.8" />
  ),
  external: (
    <path d="M7 3.5H4.25a1.25 1.25 0 0 0-1.25 1.25v7A1.25 1.25 0 0 0 4.25 13h7a1.25 1.25 0 0 0 1.25-1.25V9M9.75 2.75h3.5v3.5M13 3L7.75 8.25" />
  ),
  copy: (
    <>
      <rect x="5.5" y="5.5" width="7.75" height="7.75" rx="1.5" />
      <path d="M3.75 10.5a1 1 0 0 1-1-1V4.25a1.5 1.5 0 0 1 1.5-1.5H9.5a1 1 0 0 1 1 1" />
    </>
  ),
  calendar: (
    <>
      <rect x="2.75" y="3.5" width="10.5" height="9.75" rx="1.5" />
      <path d="M2.75 6.75h10.5M5.5 2v2.75M10.5 2v2.75" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 4.75V8l2.1 1.6" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5.4" r="2.6" />
      <path d="M3 13.4c.4-2.6 2.4-4.15 5-4.15s4.6 1.55 5 4.15" />
    </>
  ),
  people: (
    <>
      <circle cx="6" cy="5.6" r="2.35" />
      <path d="M1.6 13.1c.35-2.4 2.1-3.8 4.4-3.8s4.05 1.4 4.4 3.8M10.4 3.5a2.35 2.35 0 0 1 0 4.3M12 9.6c1.35.6 2.2 1.8 2.4 3.5" />
    </>
  ),
  tag: (
    <>
      <path d="M2.75 3.75a1 1 0 0 1 1-1h3.8a1.25 1.25 0 0 1 .9.35l4.6 4.6a1.25 1.25 0 0 1 0 1.75l-3.6 3.6a1.25 1.25 0 0 1-1.75 0l-4.6-4.6a1.25 1.25 0 0 1-.35-.9z" />
      {dot(5.5, 5.5)}
    </>
  ),
  text: <path d="M2.75 4h10.5M2.75 8h10.5M2.75 12h6" />,
  edit: (
    <path d="M3 13l.65-2.9 6.9-6.9a1.3 1.3 0 0 1 1.85 0l.4.4a1.3 1.3 0 0 1 0 1.85l-6.9 6.9zM9.4 4.4l2.2 2.2" />
  ),
  comment: (
    <path d="M4.25 3h7.5a1.5 1.5 0 0 1 1.5 1.5v4.75a1.5 1.5 0 0 1-1.5 1.5H7.5L4.75 13.2v-2.45h-.5a1.5 1.5 0 0 1-1.5-1.5V4.5A1.5 1.5 0 0 1 4.25 3z" />
  ),
  checklist: (
    <path d="M2.5 4.4l1.1 1.1 2-2.25M2.5 10.9L3.6 12l2-2.25M8.25 4.75h5.25M8.25 11.25h5.25" />
  ),
  keyboard: (
    <>
      <rect x="1.5" y="4" width="13" height="8.25" rx="1.5" />
      <path d="M5.5 9.9h5" />
      {[4.5, 6.8, 9.1, 11.4].map((x) => dot(x, 6.9, 0.8))}
    </>
  ),
  bell: (
    <path d="M3.25 11.25h9.5c-.9-.8-1.25-1.7-1.25-3.6V6.6a3.5 3.5 0 0 0-7 0v1.05c0 1.9-.35 2.8-1.25 3.6zM6.75 13.5h2.5" />
  ),
  command: (
    <path d="M6 6h4v4H6zM6 6V4.5A1.5 1.5 0 1 0 4.5 6H6zM10 6V4.5A1.5 1.5 0 1 1 11.5 6H10zM6 10v1.5A1.5 1.5 0 1 1 4.5 10H6zM10 10v1.5a1.5 1.5 0 1 0 1.5-1.5H10z" />
  ),
  undo: <path d="M5.75 3.25L3 6l2.75 2.75M3.25 6h6a3.6 3.6 0 0 1 0 7.2H6.75" />,
  refresh: <path d="M12.9 8.6a4.95 4.95 0 1 1-1.3-4.05L13.25 6.2M13.25 2.75V6.2H9.8" />,
  settings: (
    <>
      <path d="M2.5 5h5.4M11.6 5h1.9M2.5 11h1.9M8.1 11h5.4" />
      <circle cx="9.75" cy="5" r="1.85" />
      <circle cx="6.25" cy="11" r="1.85" />
    </>
  ),
  home: <path d="M2.5 7.6L8 2.9l5.5 4.7M4 6.5v5.75a1 1 0 0 0 1 1h6a1 1 0 0 0 1-1V6.5" />,
  info: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 7.4v3.4" />
      {dot(8, 5.1, 0.95)}
    </>
  ),
  warning: (
    <>
      <path d="M8 2.75l5.75 10.1H2.25zM8 6.6v2.9" />
      {dot(8, 11.2, 0.85)}
    </>
  ),
  panel: (
    <>
      <rect x="2" y="3" width="12" height="10" rx="1.5" />
      <path d="M9.5 3v10" />
    </>
  ),
  expand: <path d="M9.5 2.75h3.75V6.5M6.5 13.25H2.75V9.5M13 3L9.25 6.75M3 13l3.75-3.75" />,
  eye: (
    <>
      <path d="M1.75 8C3 5.4 5.3 3.9 8 3.9S13 5.4 14.25 8C13 10.6 10.7 12.1 8 12.1S3 10.6 1.75 8z" />
      <circle cx="8" cy="8" r="1.9" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof ICONS;
