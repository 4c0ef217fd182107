import { createContext, type ReactElement, type ReactNode, use } from "react";

import { cx } from "./cx";
import { useFloatingContainer } from "./floating";
import type { Parts } from "./floatingParts";
import { Icon } from "./Icon";
import type { IconName } from "./icons";
import { Kbd } from "./Kbd";
import styles from "./Menu.module.css";
import { useFloatingTrigger } from "./useFloatingTrigger";

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  children: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** What items are made of; inside a menu it is there. */
const MenuParts = createContext<Parts["DropdownMenu"] | null>(null);

function useMenuParts(): Parts["DropdownMenu"] {
  const parts = use(MenuParts);
  if (!parts) throw new Error("Items of menus stand in a <Menu>.");
  return parts;
}

/** A menu of actions: `<Menu trigger={<IconButton …/>}><MenuItem onSelect={…}>Rename</MenuItem></Menu>`. */
export function Menu({
  trigger,
  children,
  side = "bottom",
  align = "start",
  open,
  onOpenChange,
}: MenuProps) {
  const container = useFloatingContainer();
  const floating = useFloatingTrigger({ trigger, kind: "menu", open, onOpenChange });
  if (!floating.parts) return floating.waiting;
  const { DropdownMenu } = floating.parts;
  return (
    <DropdownMenu.Root
      modal={false}
      defaultOpen={floating.defaultOpen}
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      <DropdownMenu.Trigger asChild>{floating.trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal container={container}>
        <DropdownMenu.Content
          className={styles.menu}
          side={side}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          loop
        >
          <MenuParts value={DropdownMenu}>{children}</MenuParts>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export interface MenuItemProps {
  children: ReactNode;
  icon?: IconName | ReactElement | undefined;
  shortcut?: string | undefined;
  danger?: boolean | undefined;
  disabled?: boolean | undefined;
  /** `event.preventDefault()` keeps the menu open. */
  onSelect?: (event: Event) => void;
}

export function MenuItem({ children, icon, shortcut, danger, disabled, onSelect }: MenuItemProps) {
  const DropdownMenu = useMenuParts();
  return (
    <DropdownMenu.Item
      className={cx(styles.item, danger && styles.danger)}
      {...(disabled ? { disabled } : {})}
      {...(onSelect ? { onSelect } : {})}
    >
      <Lead icon={icon} />
      <span className={styles.label}>{children}</span>
      {shortcut && <Kbd keys={shortcut} />}
    </DropdownMenu.Item>
  );
}

export interface MenuCheckItemProps extends Omit<MenuItemProps, "danger"> {
  checked: boolean;
}

/** An item that is on or off. */
export function MenuCheckItem({
  children,
  icon,
  shortcut,
  disabled,
  checked,
  onSelect,
}: MenuCheckItemProps) {
  const DropdownMenu = useMenuParts();
  return (
    <DropdownMenu.CheckboxItem
      className={styles.item}
      checked={checked}
      {...(disabled ? { disabled } : {})}
      {...(onSelect ? { onSelect } : {})}
    >
      <Lead icon={icon} />
      <span className={styles.label}>{children}</span>
      {shortcut && <Kbd keys={shortcut} />}
      <span className={styles.check}>{checked && <Icon name="check" />}</span>
    </DropdownMenu.CheckboxItem>
  );
}

/** An item that opens a further menu. */
export function MenuSub({
  label,
  icon,
  children,
}: {
  label: string;
  icon?: IconName;
  children: ReactNode;
}) {
  const DropdownMenu = useMenuParts();
  const container = useFloatingContainer();
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className={styles.item}>
        <Lead icon={icon} />
        <span className={styles.label}>{label}</span>
        <Icon name="chevron-right" className={styles.further} />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal container={container}>
        <DropdownMenu.SubContent className={styles.menu} sideOffset={4} collisionPadding={8} loop>
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const DropdownMenu = useMenuParts();
  return <DropdownMenu.Label className={styles.heading}>{children}</DropdownMenu.Label>;
}

export function MenuSeparator() {
  const DropdownMenu = useMenuParts();
  return <DropdownMenu.Separator className={styles.separator} />;
}

function Lead({ icon }: { icon: MenuItemProps["icon"] }) {
  if (!icon) return null;
  return (
    <span className={styles.lead}>{typeof icon === "string" ? <Icon name={icon} /> : icon}</span>
  );
}
