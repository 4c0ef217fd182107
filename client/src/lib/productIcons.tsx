import type { ReactNode } from "react";

/** What only this product has: priorities, the three places, the state of the connection. */

const dot = (x: number, y: number, r: number) => (
  <circle cx={x} cy={y} r={r} fill="currentColor" stroke="none" />
);

/** Three bars, of which the first `lit` count. */
const bars = (lit: number) =>
  [0, 1, 2].map((index) => (
    <rect
      key={index}
      x={2.5 + index * 4}
      y={9.5 - index * 3}
      width={3}
      height={4 + index * 3}
      rx={0.9}
      fill="currentColor"
      stroke="none"
      opacity={index < lit ? 1 : 0.28}
    />
  ));

export const PRODUCT_ICONS = {
  "priority-none": <path d="M3 8h1.5M7.25 8h1.5M11.5 8H13" />,
  "priority-low": bars(1),
  "priority-medium": bars(2),
  "priority-high": bars(3),
  "priority-urgent": (
    <path
      fill="currentColor"
      stroke="none"
      fillRule="evenodd"
      d="M4.5 2A2.5 2.5 0 0 0 2 4.5v7A2.5 2.5 0 0 0 4.5 14h7a2.5 2.5 0 0 0 2.5-2.5v-7A2.5 2.5 0 0 0 11.5 2zM8 4.25c.5 0 .9.4.87.9l-.2 3.6a.67.67 0 0 1-1.34 0l-.2-3.6c-.03-.5.37-.9.87-.9zM8 10.3a.95.95 0 1 1 0 1.9.95.95 0 0 1 0-1.9z"
    />
  ),
  board: (
    <>
      <rect x="2" y="2.75" width="3" height="10.5" rx="0.9" />
      <rect x="6.5" y="2.75" width="3" height="6.5" rx="0.9" />
      <rect x="11" y="2.75" width="3" height="8.5" rx="0.9" />
    </>
  ),
  blocked: (
    <>
      <circle cx="8" cy="8" r="5.25" />
      <path d="M4.4 4.4l7.2 7.2" />
    </>
  ),
  branch: (
    <>
      <circle cx="4.5" cy="3.75" r="1.6" />
      <circle cx="4.5" cy="12.25" r="1.6" />
      <circle cx="11.5" cy="5" r="1.6" />
      <path d="M4.5 5.35v5.3M11.5 6.6c0 2.2-1.7 2.85-3.5 3.05-1.6.2-3 .4-3.4 1" />
    </>
  ),
  repository: (
    <path d="M12.5 10.5V3.25a.75.75 0 0 0-.75-.75H5A1.5 1.5 0 0 0 3.5 4v7.9M12.5 10.5H4.9a1.4 1.4 0 0 0 0 2.85h7.6zM6.25 5.25h3.5" />
  ),
  terminal: (
    <>
      <rect x="2" y="3" width="12" height="10" rx="1.5" />
      <path d="M4.75 6.25L6.6 8l-1.85 1.75M8.25 10h3" />
    </>
  ),
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.25" rx="1.25" />
      <path d="M5.5 7V5.25a2.5 2.5 0 0 1 5 0V7" />
    </>
  ),
  "pull-request-open": (
    <>
      <circle cx="4" cy="4" r="1.7" />
      <circle cx="4" cy="12" r="1.7" />
      <circle cx="12" cy="12" r="1.7" />
      <path d="M4 5.7v4.6M12 10.3V6a2 2 0 0 0-2-2H8.1M9.8 2.1L7.9 4l1.9 1.9" />
    </>
  ),
  "pull-request-draft": (
    <>
      <circle cx="4" cy="4" r="1.7" />
      <circle cx="4" cy="12" r="1.7" />
      <circle cx="12" cy="12" r="1.7" />
      <path d="M4 5.7v4.6" />
      {dot(12, 3.6, 1.05)}
      {dot(12, 7.4, 1.05)}
    </>
  ),
  "pull-request-merged": (
    <>
      <circle cx="4" cy="4" r="1.7" fill="currentColor" />
      <circle cx="4" cy="12" r="1.7" fill="currentColor" />
      <circle cx="12" cy="9.2" r="1.7" fill="currentColor" />
      <path d="M4 5.7v4.6M4 5.7c.4 2.4 2.6 3.5 6.3 3.5" />
    </>
  ),
  "pull-request-closed": (
    <>
      <circle cx="4" cy="4" r="1.7" />
      <circle cx="4" cy="12" r="1.7" />
      <circle cx="12" cy="12" r="1.7" />
      <path d="M4 5.7v4.6M12 10.3V8M10.2 2.4l3.6 3.6M13.8 2.4L10.2 6" />
    </>
  ),
  changes: (
    <>
      <rect x="2.75" y="2.75" width="10.5" height="10.5" rx="1.5" />
      <path d="M8 4.9v3.8M6.1 6.8h3.8M6.1 10.9h3.8" />
    </>
  ),
  approved: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M5.5 8.2l1.75 1.75 3.3-3.7" />
    </>
  ),
  ready: (
    <path
      fill="currentColor"
      stroke="none"
      fillRule="evenodd"
      d="M8 1.9a6.1 6.1 0 1 0 0 12.2A6.1 6.1 0 0 0 8 1.9zM7.2 11.05L4.55 8.4l1.05-1.05 1.55 1.55 3.25-3.6 1.1 1z"
    />
  ),
  running: dot(8, 8, 3.25),
  unknown: <circle cx="8" cy="8" r="5.5" strokeDasharray="2.2 2.12" />,
  whiteboard: (
    <path d="M13 9V4.25A1.25 1.25 0 0 0 11.75 3h-7.5A1.25 1.25 0 0 0 3 4.25v7.5A1.25 1.25 0 0 0 4.25 13H9zM12.9 9.1H10.1a1 1 0 0 0-1 1v2.8" />
  ),
  wifi: (
    <>
      <path d="M1.75 6.25a9 9 0 0 1 12.5 0M4 8.75a5.8 5.8 0 0 1 8 0" />
      {dot(8, 11.5, 1.25)}
    </>
  ),
  offline: (
    <>
      <path d="M2.5 2.5l11 11M1.75 6.25a9 9 0 0 1 2.5-1.7M7 3.75a9 9 0 0 1 7.25 2.5M4 8.75a5.7 5.7 0 0 1 2.4-1.45M11 7.95c.36.23.7.5 1 .8" />
      {dot(8, 11.5, 1.25)}
    </>
  ),
} satisfies Record<string, ReactNode>;
