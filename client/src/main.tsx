import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./design/tokens.css";
import "./design/base.css";

import { createRoot } from "react-dom/client";

import { App } from "./app/App";
import { followErrors } from "./app/errors";
import { askForReload, followUpgrades } from "./app/freshness";
import { createQueryClient } from "./app/queryClient";
import { createAppRouter } from "./app/router";
import { followSession } from "./app/session";
import { takeSecretFromAddress } from "./features/session";

// First of all: the router would remember the address with its secret.
takeSecretFromAddress();
followErrors();

const queryClient = createQueryClient();
const router = createAppRouter(queryClient);
followSession(router, queryClient);
followUpgrades();
askForReload();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(<App router={router} queryClient={queryClient} />);
