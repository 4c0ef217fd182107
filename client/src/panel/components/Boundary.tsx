import { Component, type ErrorInfo, type ReactNode } from "react";

import { Button } from "../../lib/Button";
import { Message } from "./Message";

/** The last net: whatever throws while it is drawn ends in words that say so. */
export class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Message
        title="Something in this panel failed"
        action={<Button onClick={() => window.location.reload()}>Load it again</Button>}
      >
        If that does not help, tell whoever runs Trivet here.
      </Message>
    );
  }
}
