import type { ReactElement, ReactNode } from "react";

import { cx } from "./cx";
import { useFloatingContainer } from "./floating";
import styles from "./Popover.module.css";
import { useFloatingTrigger } from "./useFloatingTrigger";

export interface PopoverProps {
  /** The button that opens it. */
  trigger: ReactElement;
  /** What it is, for those who cannot see it. */
  label: string;
  children: ReactNode;
  side?: "top" | "right" | "bottom" | "left" | undefined;
  align?: "start" | "center" | "end" | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  className?: string | undefined;
}

/** Something small that floats beside its button. Escape and a press elsewhere close it. */
export function Popover({
  trigger,
  label,
  children,
  side = "bottom",
  align = "start",
  open,
  onOpenChange,
  className,
}: PopoverProps) {
  const container = useFloatingContainer();
  const floating = useFloatingTrigger({ trigger, kind: "dialog", open, onOpenChange });
  if (!floating.parts) return floating.waiting;
  const { Popover: Radix } = floating.parts;
  return (
    <Radix.Root
      defaultOpen={floating.defaultOpen}
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange } : {})}
      modal={false}
    >
      <Radix.Trigger asChild>{floating.trigger}</Radix.Trigger>
      <Radix.Portal container={container}>
        <Radix.Content
          className={cx(styles.popover, className)}
          aria-label={label}
          side={side}
          align={align}
          sideOffset={4}
          collisionPadding={8}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
