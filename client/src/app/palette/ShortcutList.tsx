import { Kbd, useAllCommands } from "../../lib";
import styles from "./ShortcutList.module.css";

/** Every command that has a key; those of a board are there while one is open. */
export function ShortcutList() {
  const commands = useAllCommands().filter((command) => command.shortcut);
  const groups = [...new Set(commands.map(({ group }) => group))];
  return (
    <div className={styles.groups}>
      {groups.map((group) => (
        <section key={group} className={styles.group} aria-label={group}>
          <h3 className={styles.heading}>{group}</h3>
          <dl className={styles.list}>
            {commands
              .filter((command) => command.group === group)
              .map((command) => (
                <div key={command.id} className={styles.row}>
                  <dt>{command.title}</dt>
                  <dd>{command.shortcut && <Kbd keys={command.shortcut} />}</dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
