import { Link } from "@tanstack/react-router";

import { InvitationPage } from "../../features/people/invitation";
import { mayHaveSession } from "../../features/session";
import { BASE } from "../base";
import styles from "./InvitationRoute.module.css";
import { useJoined } from "./useJoined";

export function InvitationRoute() {
  const onJoined = useJoined();
  return (
    <InvitationPage
      signedIn={mayHaveSession()}
      signIn={
        <Link to="/sign-in" search={{ back: `${BASE}/invitation` }} className={styles.main}>
          Sign in to accept
        </Link>
      }
      home={<Link to="/">Go to the boards</Link>}
      onAccepted={(workspace) => void onJoined(workspace)}
    />
  );
}
