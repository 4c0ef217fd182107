/** An entry in words. Pure functions. */
import type { LogEntry } from "../api/logs";

type Tone = "plain" | "accent" | "warn" | "danger";

const LEVELS: Readonly<Record<LogEntry["level"], readonly [label: string, tone: Tone]>> = {
  debug: ["Debug", "plain"],
  info: ["Info", "accent"],
  warning: ["Warning", "warn"],
  error: ["Error", "danger"],
  fatal: ["Fatal", "danger"],
};

export function levelWords({ level }: LogEntry): { readonly label: string; readonly tone: Tone } {
  const [label, tone] = LEVELS[level];
  return { label, tone };
}

const LONGEST_TITLE = 200;

/** What it is called where it is one line among many: the beginning of its first line that has words. */
export function titleOf({ message }: LogEntry): string {
  const line = message.split("\n").find((each) => each.trim() !== "");
  if (line === undefined) return "No message";
  const words = line.trim();
  return words.length > LONGEST_TITLE ? `${words.slice(0, LONGEST_TITLE)}…` : words;
}

/** Whether its title says all of its message. */
export const isShort = (entry: LogEntry): boolean => titleOf(entry) === entry.message.trim();

const LATE_MS = 60_000;

/** Whether it came noticeably later than it happened: its client was offline, or its clock is slow. */
export const cameLate = ({ timestamp, received_at }: LogEntry): boolean =>
  Date.parse(received_at) - Date.parse(timestamp) > LATE_MS;
