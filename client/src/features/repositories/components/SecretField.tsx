import { Button, copyText, TextField } from "../../../lib";
import { newSecret } from "../model/secret";
import styles from "./forms.module.css";

export interface SecretFieldProps {
  value: string;
  onChange: (secret: string) => void;
  error: string | undefined;
}

/** The webhook's secret: made here, or brought along. */
export function SecretField({ value, onChange, error }: SecretFieldProps) {
  return (
    <div className={styles.secret}>
      <TextField
        label="Secret"
        hint="GitHub signs with it what it delivers. Take this one, or paste your own."
        className={styles.code}
        dir="ltr"
        spellCheck={false}
        autoCapitalize="off"
        maxLength={255}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        error={error}
      />
      <div className={styles.tools}>
        <Button size="small" icon="copy" onClick={() => void copyText(value, "secret")}>
          Copy
        </Button>
        <Button size="small" icon="refresh" onClick={() => onChange(newSecret())}>
          Make another
        </Button>
      </div>
    </div>
  );
}
