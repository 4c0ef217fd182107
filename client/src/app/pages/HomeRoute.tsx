import { useNavigate } from "@tanstack/react-router";

import { HomePage } from "../../features/workspaces/home";
import { useJoined } from "./useJoined";

export function HomeRoute() {
  const navigate = useNavigate();
  const onJoined = useJoined();
  return (
    <HomePage
      onFirstBoard={(boardId) => void navigate({ to: "/b/$boardId", params: { boardId } })}
      onJoined={(workspace) => void onJoined(workspace)}
    />
  );
}
