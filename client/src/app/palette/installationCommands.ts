import type { useNavigate } from "@tanstack/react-router";

import type { Command } from "../../lib";

/** For who looks after the installation. */
export function installationCommands(navigate: ReturnType<typeof useNavigate>): Command[] {
  return [
    {
      id: "go-installation-work",
      title: "Background work of this installation",
      group: "Go to",
      icon: "refresh",
      keywords: "instance admin tasks jobs upkeep failed retry",
      run: () => void navigate({ to: "/background-work" }),
    },
    {
      id: "go-client-logs",
      title: "Client logs",
      group: "Go to",
      icon: "text",
      keywords: "instance admin errors warnings debug browser panel",
      run: () => void navigate({ to: "/client-logs" }),
    },
  ];
}
