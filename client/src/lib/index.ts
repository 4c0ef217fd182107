/** The shared parts of the interface. */

export { announce, Announcer, useAnnounce } from "./Announcer";
export {
  Avatar,
  type AvatarPerson,
  type AvatarProps,
  AvatarStack,
  hueOf,
  initials,
} from "./Avatar";
export { Badge, type BadgeProps } from "./Badge";
export { Button, type ButtonProps } from "./Button";
export {
  type Command,
  listenForShortcuts,
  registerCommands,
  useAllCommands,
  useCommands,
} from "./commands";
export { Checkbox, type CheckboxProps } from "./Checkbox";
export { Choice, type ChoiceOption, type ChoiceProps } from "./Choice";
export { copyText } from "./copyText";
export { CopyValue } from "./CopyValue";
export { cx } from "./cx";
export { Dialog, DialogFoot, type DialogProps } from "./Dialog";
export { ExternalLink, type ExternalLinkProps } from "./ExternalLink";
export { TextArea, type TextAreaProps, TextField, type TextFieldProps } from "./Field";
export { FloatingContainer, useFloatingContainer } from "./floating";
export { loadFloating } from "./floatingParts";
export { Icon, type IconProps } from "./Icon";
export { IconButton, type IconButtonProps } from "./IconButton";
export type { IconName } from "./icons";
export { Kbd } from "./Kbd";
export { ariaKeys, isTyping, keyCaps } from "./keys";
export { Mark } from "./Mark";
export { Markdown, type MarkdownProps, type Mentions } from "./Markdown";
export { fold, matching } from "./matching";
export {
  Menu,
  MenuCheckItem,
  MenuItem,
  type MenuItemProps,
  MenuLabel,
  type MenuProps,
  MenuSeparator,
  MenuSub,
} from "./Menu";
export { Picker, type PickerOption, type PickerProps } from "./Picker";
export { Popover, type PopoverProps } from "./Popover";
export { exactTime, formatDay, relativeTime } from "./relativeTime";
export { type ShownOnce, ShownOnceDialog, type ShownOnceDialogProps } from "./ShownOnceDialog";
export { Skeleton, type SkeletonProps } from "./Skeleton";
export { EmptyState, type EmptyStateProps, ErrorState, type ErrorStateProps } from "./states";
export { Time, useNow } from "./Time";
export { tip, type TipProps, type TipSide } from "./tip";
export { dismissToast, showToast, type ToastContent } from "./toasts";
export { ToastRegion } from "./ToastRegion";
export { Tooltip, type TooltipProps } from "./Tooltip";
export { TooltipLayer } from "./TooltipLayer";
export { VisuallyHidden } from "./VisuallyHidden";
export { isWebAddress } from "./webAddress";
export { useTitle } from "./useTitle";
