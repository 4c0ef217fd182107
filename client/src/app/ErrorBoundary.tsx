import { Component, type ErrorInfo, type ReactNode } from "react";

import { reportError } from "./errors";
import { FailedPage } from "./pages/OtherPages";

interface State {
  error: unknown;
}

/** The last net: whatever throws while it is drawn ends in a page that says so. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack);
    reportError(error, "page", info.componentStack);
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <FailedPage />;
  }
}
