import { type ReactNode, useRef, useState } from "react";

import { Button } from "./Button";
import { CopyValue } from "./CopyValue";
import { Dialog } from "./Dialog";

/** A secret, and what it is called. */
export interface ShownOnce {
  readonly label: string;
  readonly value: string;
  /** What is copied, within a sentence; the label unless given. */
  readonly what?: string;
}

export interface ShownOnceDialogProps {
  title: string;
  description: ReactNode;
  values: readonly ShownOnce[];
  onClose: () => void;
  className?: string | undefined;
  /** What else is to be told. */
  children?: ReactNode;
}

/**
 * Shows secrets that are never shown again.
 *
 * Neither Escape nor a press beside it closes it, since nobody could bring them back. The focus goes
 * from one to the next as they are copied, and to the button that ends it after the last.
 */
export function ShownOnceDialog({
  title,
  description,
  values,
  onClose,
  className,
  children,
}: ShownOnceDialogProps) {
  const [copied, setCopied] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLDivElement>(null);
  const done = useRef<HTMLButtonElement>(null);
  const goOn = (value: string) => {
    const after = new Set(copied).add(value);
    setCopied(after);
    const next = values.findIndex((one) => !after.has(one.value));
    const button = list.current?.querySelectorAll("button")[next];
    (button ?? done.current)?.focus();
  };
  return (
    <Dialog
      open
      keep
      title={title}
      description={description}
      onClose={onClose}
      footer={
        <Button ref={done} variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div ref={list} className={className}>
        {values.map((one, index) => (
          <CopyValue
            key={one.value}
            {...one}
            first={index === 0}
            onCopied={() => goOn(one.value)}
          />
        ))}
      </div>
      {children}
    </Dialog>
  );
}
