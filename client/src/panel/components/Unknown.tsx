import { useMutation } from "@tanstack/react-query";

import { Button } from "../../lib/Button";
import { WHITEBOARDS } from "../model/places";
import { Message } from "./Message";
import { NewTab } from "./NewTab";
import { Note } from "./Note";

/**
 * Nobody here has this Miro account. Whoever has another way in connects it: a second account would be made
 * by it else, with none of their cards.
 */
export function Unknown({ signUp }: { signUp: () => Promise<unknown> }) {
  const made = useMutation({ mutationFn: signUp });
  return (
    <Message
      title="Trivet does not know your Miro account yet"
      action={
        <>
          <NewTab look="primary" href={WHITEBOARDS}>
            Connect my account
          </NewTab>
          <Button busy={made.isPending} onClick={() => made.mutate()}>
            I am new here
          </Button>
        </>
      }
    >
      <p>
        If you have an account here, sign in there and connect Miro to it. This panel goes on when
        you are back.
      </p>
      <p>If you are new, you get an account by the one at Miro.</p>
      {made.error && <Note error={made.error} />}
    </Message>
  );
}
