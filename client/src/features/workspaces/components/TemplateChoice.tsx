import { useId } from "react";

import { type Template, TEMPLATES } from "../model/templates";
import { BoardPreview } from "./BoardPreview";
import styles from "./TemplateChoice.module.css";

export interface TemplateChoiceProps {
  value: Template;
  onChange: (template: Template) => void;
}

/** Which columns a new board begins with; each choice shows them. */
export function TemplateChoice({ value, onChange }: TemplateChoiceProps) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>Columns</legend>
      <div className={styles.options}>
        {TEMPLATES.map((template) => (
          <label key={template.id} className={styles.option}>
            <input
              className="visually-hidden"
              type="radio"
              name={name}
              value={template.id}
              checked={template.id === value}
              onChange={() => onChange(template.id)}
            />
            <BoardPreview columns={template.columns} mini className={styles.preview} />
            <span className={styles.name}>{template.name}</span>
            <span className={styles.text}>{template.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
