import { setTheme, type ThemeChoice, useThemeChoice } from "../theme";
import styles from "./ThemeChoices.module.css";

const CHOICES: readonly { id: ThemeChoice; name: string }[] = [
  { id: "system", name: "System" },
  { id: "light", name: "Light" },
  { id: "dark", name: "Dark" },
];

/** The three themes, each in its own colours. */
export function ThemeChoices({ labelledBy }: { labelledBy: string }) {
  const choice = useThemeChoice();
  return (
    <div className={styles.choices} role="radiogroup" aria-labelledby={labelledBy}>
      {CHOICES.map(({ id, name }) => (
        <label key={id} className={styles.choice}>
          <input
            className="visually-hidden"
            type="radio"
            name="theme"
            checked={choice === id}
            onChange={() => setTheme(id)}
          />
          <span className={styles.picture} aria-hidden>
            {id === "system" ? (
              <>
                <Pane theme="light" />
                <Pane theme="dark" />
              </>
            ) : (
              <Pane theme={id} />
            )}
          </span>
          {name}
        </label>
      ))}
    </div>
  );
}

function Pane({ theme }: { theme: "light" | "dark" }) {
  return (
    <span className={styles.pane} data-theme={theme}>
      <span className={styles.rail} />
      {[2, 3, 1].map((cards, index) => (
        <span key={index} className={styles.column}>
          {[...Array(cards).keys()].map((card) => (
            <span key={card} className={styles.card} />
          ))}
        </span>
      ))}
    </span>
  );
}
