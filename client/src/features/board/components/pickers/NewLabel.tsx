import { type FormEvent, useState } from "react";
import { Button, TextField, tip } from "../../../../lib";
import { LabelChip, LabelDot } from "../card/Label";
import { LABEL_COLORS } from "./colors";
import styles from "./NewLabel.module.css";

/** As the server has it. */
const NAME_MAX = 60;

interface NewLabelProps {
  readonly name: string;
  readonly color: string;
  readonly action?: string;
  readonly onCreate: (name: string, color: string) => void;
  readonly onCancel: () => void;
}

/** Names and colours a label before it is made, or anew. */
export function NewLabel(props: NewLabelProps) {
  const [name, setName] = useState(props.name);
  const [color, setColor] = useState(props.color);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) props.onCreate(name.trim(), color);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.preview}>
        <LabelChip label={{ id: "", name: name.trim() || "Label", color }} />
      </div>
      <TextField
        label="Name of the label"
        labelHidden
        maxLength={NAME_MAX}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <div className={styles.colors} role="radiogroup" aria-label="Colour">
        {LABEL_COLORS.map((one) => (
          <label key={one.color} className={styles.color} {...tip(one.name)}>
            <input
              type="radio"
              name="label-colour"
              className="visually-hidden"
              aria-label={one.name}
              checked={one.color === color}
              onChange={() => setColor(one.color)}
            />
            <LabelDot color={one.color} />
          </label>
        ))}
        <label className={styles.own} {...tip("Any colour")}>
          <input
            type="color"
            aria-label="Any colour"
            value={color}
            onChange={(event) => setColor(event.target.value)}
          />
        </label>
      </div>
      <div className={styles.actions}>
        <Button size="small" variant="quiet" onClick={props.onCancel}>
          Cancel
        </Button>
        <Button size="small" variant="primary" type="submit" disabled={!name.trim()}>
          {props.action ?? "Create label"}
        </Button>
      </div>
    </form>
  );
}
