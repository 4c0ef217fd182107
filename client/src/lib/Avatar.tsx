import styles from "./Avatar.module.css";
import { cx } from "./cx";
import { tip } from "./tip";

export interface AvatarPerson {
  id: string;
  name: string;
}

export interface AvatarProps {
  person: AvatarPerson;
  /** Pixels: 20 on cards, 24 in lists, 28 in the rail. */
  size?: 16 | 20 | 24 | 28 | 40;
  /** The name stands beside it, so it is not read out again. */
  decorative?: boolean;
  className?: string | undefined;
}

const HUES = 8;

/** At most two letters that stand for a name, in any script. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/)
    .filter(Boolean);
  const first = [...(words[0] ?? "?")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

/** The hue of an id: always the same one, evenly spread (FNV-1a). */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % HUES;
}

export function Avatar({ person, size = 24, decorative = false, className }: AvatarProps) {
  return (
    <span
      className={cx(styles.avatar, styles[`size${size}`], className)}
      data-hue={hueOf(person.id)}
      {...(decorative
        ? { "aria-hidden": true }
        : { role: "img", "aria-label": person.name, ...tip(person.name) })}
    >
      {initials(person.name)}
    </span>
  );
}

export interface AvatarStackProps {
  people: readonly AvatarPerson[];
  /** How many are shown before `+n`. */
  max?: number;
  size?: AvatarProps["size"];
  className?: string | undefined;
}

/** Several people, overlapping; those beyond `max` are counted. */
export function AvatarStack({ people, max = 3, size = 20, className }: AvatarStackProps) {
  if (people.length === 0) return null;
  const shown = people.length <= max ? people : people.slice(0, max - 1);
  const rest = people.slice(shown.length);
  const names = rest.map((person) => person.name).join(", ");
  return (
    <span className={cx(styles.stack, className)}>
      {shown.map((person) => (
        <Avatar key={person.id} person={person} size={size} />
      ))}
      {rest.length > 0 && (
        <span
          className={cx(styles.avatar, styles.rest, styles[`size${size}`])}
          role="img"
          aria-label={names}
          {...tip(names)}
        >
          +{rest.length}
        </span>
      )}
    </span>
  );
}
