import { type ClipboardEvent, type KeyboardEvent, useId, useRef } from "react";

import { announce, cx, Icon, VisuallyHidden } from "../../../lib";
import { addressesIn, withAddresses } from "../model/addresses";
import styles from "./forms.module.css";

export interface AddressFieldProps {
  addresses: readonly string[];
  /** What is typed and is no chip yet. */
  text: string;
  onChange: (addresses: string[], text: string) => void;
  /** Those that cannot be used. */
  wrong: ReadonlySet<string>;
  error: string | undefined;
}

/** Several addresses, typed or pasted, each a chip that can be taken away. */
export function AddressField({ addresses, text, onChange, wrong, error }: AddressFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const take = (more: string) => onChange(withAddresses(addresses, addressesIn(more)), "");
  const remove = (address: string) => {
    onChange(
      addresses.filter((one) => one !== address),
      text,
    );
    announce(`${address} is taken away.`);
    // The chip that had the focus goes.
    input.current?.focus();
  };
  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Backspace" && text === "") {
      const last = addresses.at(-1);
      if (last !== undefined) remove(last);
    } else if (["Enter", ",", ";", " "].includes(event.key) && text.trim()) {
      event.preventDefault();
      take(text);
    }
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData("text");
    // A part of one address is put in where the caret stands, as usual.
    if (!/[\s,;]/.test(pasted.trim()) && !pasted.includes("@")) return;
    event.preventDefault();
    take(`${text} ${pasted}`);
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        Addresses
      </label>
      <div
        className={styles.box}
        data-invalid={error ? "" : undefined}
        onClick={(event) => event.target === event.currentTarget && input.current?.focus()}
      >
        {addresses.length > 0 && (
          <ul role="list" aria-label="Addresses so far" className={styles.chips}>
            {addresses.map((address) => (
              <li key={address} className={cx(styles.chip, wrong.has(address) && styles.wrong)}>
                <span dir="ltr">{address}</span>
                {wrong.has(address) && <VisuallyHidden> cannot be used</VisuallyHidden>}
                <button
                  type="button"
                  className={styles.remove}
                  aria-label={`Take away ${address}`}
                  onClick={() => remove(address)}
                >
                  <Icon name="close" size={12} />
                </button>
              </li>
            ))}
          </ul>
        )}
        <input
          ref={input}
          id={id}
          className={styles.input}
          type="text"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          dir="ltr"
          placeholder={addresses.length === 0 ? "ada@example.com, grace@example.com" : undefined}
          aria-describedby={`${id}-hint`}
          aria-invalid={error ? true : undefined}
          value={text}
          onChange={(event) => onChange([...addresses], event.target.value)}
          onKeyDown={key}
          onPaste={paste}
          onBlur={() => text.trim() && take(text)}
          data-autofocus
        />
      </div>
      <p
        id={`${id}-hint`}
        className={error ? styles.error : styles.hint}
        role={error ? "alert" : undefined}
      >
        {error ?? "Type them, or paste a whole list: commas, spaces and new lines part them."}
      </p>
    </div>
  );
}
