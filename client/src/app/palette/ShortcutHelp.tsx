import { Dialog } from "../../lib";
import { openPalette } from "./open";
import { ShortcutList } from "./ShortcutList";

/** All keys that do something here. */
export default function ShortcutHelp() {
  return (
    <Dialog open size="large" title="Keyboard shortcuts" onClose={() => openPalette(null)}>
      <ShortcutList />
    </Dialog>
  );
}
