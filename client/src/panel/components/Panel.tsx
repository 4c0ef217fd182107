import { Announcer } from "../../lib/Announcer";
import { TooltipLayer } from "../../lib/TooltipLayer";
import type { Visit } from "../api/visit";
import { WHITEBOARDS } from "../model/places";
import { NOT_SET_UP } from "../model/refusals";
import { Inside } from "./Inside";
import { Message } from "./Message";
import { NewTab } from "./NewTab";

export interface PanelProps {
  /** Null outside of Miro, and where no app at Miro is set up. */
  visit: Visit | null;
  /** Whether one is. */
  offered: boolean;
}

export function Panel({ visit, offered }: PanelProps) {
  return (
    <>
      {visit ? <Inside visit={visit} /> : offered ? <Outside /> : <NotSetUp />}
      <TooltipLayer />
      <Announcer />
    </>
  );
}

function Outside() {
  return (
    <Message
      title="This page belongs inside Miro"
      action={
        <NewTab look="primary" href={WHITEBOARDS}>
          Whiteboards in Trivet
        </NewTab>
      }
    >
      Open a board there, and click Trivet’s icon in the toolbar.
    </Message>
  );
}

function NotSetUp() {
  return <Message title={NOT_SET_UP.title}>{NOT_SET_UP.text}</Message>;
}
