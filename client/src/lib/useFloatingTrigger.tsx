import { Slot } from "radix-ui";
import {
  type ReactElement,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";

import { holdFloating, loadFloating, loadFloatingNow, type Parts, useParts } from "./floatingParts";

interface Options {
  trigger: ReactElement;
  kind: "menu" | "dialog";
  open: boolean | undefined;
  onOpenChange: ((open: boolean) => void) | undefined;
}

type Floating =
  { parts: null; waiting: ReactNode } | { parts: Parts; trigger: ReactNode; defaultOpen: boolean };

/**
 * The button of a menu or popover, before and after the code of what it opens is there.
 *
 * The pointer over it, or the focus on it, loads the code; a press opens as soon as it is loaded.
 */
export function useFloatingTrigger({ trigger, kind, open, onOpenChange }: Options): Floating {
  const [wanted, setWanted] = useState(false);
  const [focus] = useState(focusKeeper);
  const loaded = useParts();
  // Once replaced, a button stays.
  const [first, setFirst] = useState<Parts | null>(loaded);
  if (loaded && !first) setFirst(loaded);
  const parts = first ?? loaded;

  useEffect(() => {
    if (open && !parts) void loadFloatingNow();
  }, [open, parts]);

  if (parts) {
    return { parts, trigger: <Loaded focus={focus}>{trigger}</Loaded>, defaultOpen: wanted };
  }
  const press = async () => {
    // Known before the code arrives: what replaces this button begins open.
    setWanted(true);
    if (await loadFloatingNow()) onOpenChange?.(true);
    else setWanted(false);
  };
  return {
    parts: null,
    waiting: (
      <Waiting kind={kind} focus={focus} onPress={() => void press()}>
        {trigger}
      </Waiting>
    ),
  };
}

/** Hands the focus from a button that goes to the one that takes its place. */
function focusKeeper() {
  let had = false;
  return {
    note: (element: HTMLElement | null): void => {
      had = element !== null && element === document.activeElement;
    },
    handOn: (element: HTMLElement | null): void => {
      if (had) element?.focus();
      had = false;
    },
  };
}

type FocusKeeper = ReturnType<typeof focusKeeper>;

interface WaitingProps {
  kind: Options["kind"];
  focus: FocusKeeper;
  onPress: () => void;
  children: ReactElement;
}

function Waiting({ kind, focus, onPress, children }: WaitingProps) {
  const button = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = button.current;
    // Runs while the button is still there.
    return () => focus.note(element);
  }, [focus]);
  const preload = () => void loadFloating().catch(() => undefined); // A press will tell.
  return (
    <Slot.Root
      ref={button}
      aria-haspopup={kind}
      aria-expanded={false}
      onPointerEnter={preload}
      onPointerDown={holdFloating}
      onFocus={preload}
      onClick={onPress}
    >
      {children}
    </Slot.Root>
  );
}

interface LoadedProps {
  focus: FocusKeeper;
  children: ReactElement;
  ref?: React.Ref<HTMLElement>;
}

/** Takes what Radix gives its trigger, and hands it on. */
function Loaded({ focus, children, ref, ...given }: LoadedProps) {
  const own = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    focus.handOn(own.current);
  }, [focus]);
  return (
    <Slot.Root ref={own}>
      <Slot.Root {...given} {...(ref ? { ref } : {})}>
        {children}
      </Slot.Root>
    </Slot.Root>
  );
}
