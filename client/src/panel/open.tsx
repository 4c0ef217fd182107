import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "../design/tokens.css";
import "../design/base.css";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { queryDefaults } from "../app/queryDefaults";
import { followTheme } from "../app/theme";
import { Visit } from "./api/visit";
import { Boundary } from "./components/Boundary";
import { Panel } from "./components/Panel";
import { followFocus } from "./focus";

export interface Opened {
  /** Whether it stands in another page. */
  readonly framed: boolean;
  /** Where Miro's SDK is; "" where no app at Miro is set up. */
  readonly sdk: string;
}

/** Shows the panel, or why there is none. */
export function open({ framed, sdk }: Opened): void {
  const visit = framed && sdk ? Visit.at(sdk) : null;
  followTheme();
  followFocus();
  window.addEventListener("pagehide", () => visit?.end());
  const root = document.getElementById("root");
  if (!root) throw new Error("panel.html has no #root");
  createRoot(root).render(
    <StrictMode>
      <Boundary>
        <QueryClientProvider client={new QueryClient({ defaultOptions: queryDefaults })}>
          <Panel visit={visit} offered={sdk !== ""} />
        </QueryClientProvider>
      </Boundary>
    </StrictMode>,
  );
}
