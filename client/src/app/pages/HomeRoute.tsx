import { useNavigate } from "@tanstack/react-router";

import { HomePage } from "../../features/workspaces/home";

export function HomeRoute() {
  const navigate = useNavigate();
  return (
    <HomePage
      onFirstBoard={(boardId) => void navigate({ to: "/b/$boardId", params: { boardId } })}
    />
  );
}
