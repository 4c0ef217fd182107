import { Command as Cmdk } from "cmdk";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import { type Command, Dialog, fold, Icon, Kbd, useAllCommands } from "../../lib";
import { openPalette, takeTyped } from "./open";
import styles from "./Palette.module.css";

/** Everything that can be done here, by name. */
export default function Palette() {
  const commands = useAllCommands().filter((command) => command.run && !command.hidden);
  const [search, setSearch] = useState("");
  // Once the dialog has put the focus into the field: what was typed comes from outside of React.
  useEffect(() => setSearch(takeTyped()), []); // eslint-disable-line react-hooks/set-state-in-effect
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  const navigate = useNavigate();
  const close = () => openPalette(null);
  const wanted = search.trim();
  const find = () => {
    close();
    void navigate({ to: "/search", search: { q: wanted } });
  };
  const run = (command: Command) => {
    close();
    // After the dialog has given the focus back: what runs may take it.
    queueMicrotask(() => command.run?.());
  };
  return (
    <Dialog open bare title="Search and commands" onClose={close} className={styles.dialog}>
      <Cmdk label="Search and commands" filter={rank} loop className={styles.palette}>
        <div className={styles.search}>
          <Icon name="search" />
          <Cmdk.Input
            className={styles.input}
            placeholder="Find a board, or say what to do"
            value={search}
            onValueChange={setSearch}
            data-autofocus
          />
          <Kbd keys="escape" />
        </div>
        <Cmdk.List className={styles.list}>
          {[...groups].map(([group, list]) => (
            <Cmdk.Group key={group} heading={group} className={styles.group}>
              {list.map((command) => (
                <Cmdk.Item
                  key={command.id}
                  value={command.id}
                  keywords={[command.title, ...(command.keywords ? [command.keywords] : [])]}
                  onSelect={() => run(command)}
                  className={styles.item}
                >
                  {command.icon && <Icon name={command.icon} className={styles.icon} />}
                  <span className={styles.title} dir="auto">
                    {command.title}
                  </span>
                  {command.shortcut && <Kbd keys={command.shortcut} />}
                </Cmdk.Item>
              ))}
            </Cmdk.Group>
          ))}
          {wanted && (
            <Cmdk.Group forceMount heading="Cards" className={styles.group}>
              <Cmdk.Item
                forceMount
                value="search-all-boards"
                onSelect={find}
                className={styles.item}
              >
                <Icon name="search" className={styles.icon} />
                <span className={styles.title} dir="auto">
                  Search all boards for “{wanted}”
                </span>
              </Cmdk.Item>
            </Cmdk.Group>
          )}
        </Cmdk.List>
      </Cmdk>
    </Dialog>
  );
}

/** 1 where the title begins so, less where a word of it does, less where it is only contained. */
function rank(_id: string, search: string, keywords: string[] = []): number {
  const wanted = fold(search).trim();
  const [title = "", ...more] = keywords.map(fold);
  if (title.startsWith(wanted)) return 1;
  if (` ${title}`.includes(` ${wanted}`)) return 0.8;
  const text = [title, ...more].join(" ");
  if (` ${text}`.includes(` ${wanted}`)) return 0.5;
  return wanted.split(/\s+/).every((word) => text.includes(word)) ? 0.3 : 0;
}
