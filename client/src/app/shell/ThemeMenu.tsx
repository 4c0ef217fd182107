import { cx, Icon, type IconName, Menu, MenuCheckItem, tip } from "../../lib";
import { setTheme, type ThemeChoice, useTheme, useThemeChoice } from "../theme";
import styles from "./Rail.module.css";

export const THEMES: readonly { id: ThemeChoice; name: string; icon: IconName }[] = [
  { id: "system", name: "System", icon: "monitor" },
  { id: "light", name: "Light", icon: "sun" },
  { id: "dark", name: "Dark", icon: "moon" },
];

export function ThemeMenu({ className }: { className?: string | undefined }) {
  const choice = useThemeChoice();
  const theme = useTheme();
  return (
    <Menu
      side="right"
      align="end"
      trigger={
        <button
          type="button"
          className={cx(styles.button, className)}
          aria-label="Theme"
          {...tip("Theme", undefined, "right")}
        >
          <Icon name={theme === "dark" ? "moon" : "sun"} size={18} />
        </button>
      }
    >
      {THEMES.map(({ id, name, icon }) => (
        <MenuCheckItem key={id} icon={icon} checked={choice === id} onSelect={() => setTheme(id)}>
          {name}
        </MenuCheckItem>
      ))}
    </Menu>
  );
}
