import { EmptyState, useTitle } from "../../../lib";

export function NoWorkspace() {
  useTitle("Not found");
  return (
    <EmptyState level={1} title="There is no such workspace">
      It was deleted, the link is wrong, or you are no member of it.
    </EmptyState>
  );
}
