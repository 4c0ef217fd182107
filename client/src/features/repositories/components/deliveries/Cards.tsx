import { Fragment } from "react";

import { CardLink } from "../../../cards";
import type { DeliveryCard } from "../../api/deliveries";
import styles from "./Deliveries.module.css";

interface CardsProps {
  cards: readonly DeliveryCard[];
  most?: number;
}

/** Cards by their keys, each a link; those beyond `most` are counted. */
export function Cards({ cards, most = cards.length }: CardsProps) {
  const shown = cards.slice(0, most);
  const rest = cards.length - shown.length;
  return (
    <>
      {shown.map((card, index) => (
        <Fragment key={card.id}>
          {index > 0 && ", "}
          <CardLink card={card} className={styles.card}>
            {card.key}
          </CardLink>
        </Fragment>
      ))}
      {rest > 0 && ` and ${rest} more`}
    </>
  );
}
