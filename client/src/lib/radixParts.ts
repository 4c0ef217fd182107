/** What menus and popovers are made of: loaded when the first one is about to be needed. */
export { DropdownMenu, Popover } from "radix-ui";
