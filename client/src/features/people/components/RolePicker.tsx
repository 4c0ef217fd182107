import type { Role } from "../../../api/queries";
import { Button, Picker } from "../../../lib";
import { atLeast, roleName, ROLES } from "../../workspaces/pages";

export interface RolePickerProps {
  value: Role;
  /** The highest role that may be given: one's own. */
  highest: Role;
  /** Whose role it is, for those who cannot see it. */
  label: string;
  busy?: boolean;
  onChange: (role: Role) => void;
}

/** One of the roles that one may give. */
export function RolePicker({ value, highest, label, busy, onChange }: RolePickerProps) {
  const options = ROLES.filter(({ id }) => atLeast(highest, id));
  return (
    <Picker
      label="Role"
      align="end"
      options={options.map(({ id, name, does }) => ({ id, label: name, hint: does }))}
      selected={[value]}
      // To pick the same one again changes nothing.
      onChange={([id]) => id && onChange(id as Role)}
      trigger={
        <Button
          size="small"
          iconAfter="chevron-down"
          busy={busy}
          aria-label={`${label}: ${roleName(value)}`}
        >
          {roleName(value)}
        </Button>
      }
    />
  );
}
