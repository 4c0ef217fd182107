import { EmptyState, Icon } from "../../../lib";
import { ToMiro } from "./ToMiro";
import styles from "./Whiteboards.module.css";

/** Nothing is connected: the way to do that, or who can make one. */
export function NoAccount({ offered }: { offered: boolean }) {
  const look = {
    className: styles.empty,
    picture: <Icon name="whiteboard" size={32} className={styles.emptyPicture} />,
  };
  if (!offered) {
    return (
      <EmptyState {...look} title="Nobody can connect Miro here yet">
        Whoever runs this Trivet makes an app at Miro, and sets <code>TRIVET_MIRO_CLIENT_ID</code>{" "}
        and <code>TRIVET_MIRO_CLIENT_SECRET</code>. <code>docs/miro.md</code> says how.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      {...look}
      title="Miro is not connected"
      action={<ToMiro primary>Connect Miro</ToMiro>}
    >
      Connect it, and Trivet works on whiteboards in your name: on those that you can open yourself,
      and on no others. Miro asks you for which team.
    </EmptyState>
  );
}
