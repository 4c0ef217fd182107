import {
  type KeyboardEvent,
  type ReactNode,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";

import { IconButton } from "./IconButton";
import { cx } from "./cx";
import styles from "./Dialog.module.css";
import { FloatingContainer } from "./floating";

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** A sentence under the title. */
  description?: ReactNode;
  /** Buttons at the foot, the main one last. */
  footer?: ReactNode;
  size?: "small" | "normal" | "large";
  /** The title is read out but not shown, and there is no padding. */
  bare?: boolean;
  /** Ends by a button of its own only: what it shows is gone with it. */
  keep?: boolean;
  /** `onClose` may ask first, and is called each time that somebody wants to leave. */
  asks?: boolean;
  className?: string | undefined;
  children?: ReactNode;
}

/**
 * A modal dialog on the browser's own `<dialog>`.
 *
 * The first field has the focus, or what wears `data-autofocus`; Escape and a press beside it close
 * it, unless it is to be kept; the focus goes back to where it came from.
 */
export function Dialog(props: DialogProps) {
  return props.open ? <OpenDialog {...props} /> : null;
}

function OpenDialog({
  onClose,
  title,
  description,
  footer,
  size = "normal",
  bare,
  keep = false,
  asks = false,
  className,
  children,
}: DialogProps) {
  const id = useId();
  const pressedBeside = useRef(false);
  const [dialog, setDialog] = useState<HTMLDialogElement | null>(null);
  const firm = keep || asks;

  // Browsers end a dialog at the second Escape, whatever `cancel` was answered with.
  const onEscape = (event: KeyboardEvent) => {
    if (!firm || event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!keep) onClose();
  };

  useLayoutEffect(() => {
    if (!dialog) return;
    const back = document.activeElement;
    dialog.showModal();
    const first =
      dialog.querySelector<HTMLElement>("[data-autofocus]") ??
      dialog.querySelector<HTMLElement>("input, textarea, [role=combobox]");
    // Without a field nothing is about to be done: the dialog itself is read first.
    (first ?? dialog).focus();
    return () => {
      dialog.close();
      if (back instanceof HTMLElement && back.isConnected) back.focus();
    };
  }, [dialog]);

  return (
    <dialog
      ref={setDialog}
      className={cx(styles.dialog, styles[size], bare && styles.bare, className)}
      aria-labelledby={id}
      tabIndex={-1}
      onCancel={(event) => {
        event.preventDefault();
        if (!keep) onClose();
      }}
      onKeyDown={onEscape}
      onClose={() => firm && dialog?.isConnected && !dialog.open && dialog.showModal()}
      onPointerDown={(event) => (pressedBeside.current = event.target === dialog)}
      onClick={(event) => event.target === dialog && pressedBeside.current && !keep && onClose()}
    >
      <FloatingContainer value={dialog}>
        <div className={styles.body}>
          <header className={bare ? "visually-hidden" : styles.head}>
            <h2 id={id} className={styles.title}>
              {title}
            </h2>
            {!bare && !keep && (
              <IconButton
                icon="close"
                label="Close"
                shortcut="escape"
                size="small"
                onClick={onClose}
              />
            )}
          </header>
          {description && <p className={styles.description}>{description}</p>}
          {children}
          {footer && <DialogFoot>{footer}</DialogFoot>}
        </div>
      </FloatingContainer>
    </dialog>
  );
}

/** The buttons of a dialog, for what stands in it and knows them itself. */
export function DialogFoot({ children }: { children: ReactNode }) {
  return <footer className={styles.foot}>{children}</footer>;
}
