import { type Ref, useMemo } from "react";
import { Button, IconButton, Icon, Picker, tip } from "../../../../lib";
import { type Filters, hasFilters, NO_FILTERS } from "../../model";
import { useLookup } from "../context";
import { useUi, useUiStore } from "../ui";
import { chosen, filterOptions, switched } from "./filterOptions";
import styles from "./Header.module.css";
import { SearchField } from "./SearchField";

export interface FilterBarProps {
  readonly searchRef?: Ref<HTMLInputElement>;
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
  readonly shown: number;
  readonly total: number;
}

/** Search and filters; what is on stands as chips, and how much they let through. */
export function FilterBar({ searchRef, filters, onChange, shown, total }: FilterBarProps) {
  const lookup = useLookup();
  const options = useMemo(() => filterOptions(lookup), [lookup]);
  const ui = useUiStore();
  const open = useUi((state) => state.filtering);
  const on = chosen(filters);
  const toggle = (id: string) => {
    const option = options.find((one) => one.id === id);
    if (option) onChange(switched(filters, option));
  };
  const active = options.filter(({ id }) => on.includes(id));
  return (
    <div className={styles.filters}>
      <SearchField
        {...(searchRef ? { ref: searchRef } : {})}
        value={filters.q}
        onChange={(q) => onChange({ ...filters, q })}
      />
      <Picker
        label="Filter by"
        multiple
        options={options}
        selected={on}
        open={open}
        onOpenChange={(filtering) => ui.set({ filtering })}
        onChange={(_, id) => toggle(id)}
        trigger={
          <Button variant="quiet" size="small" icon="filter" tooltip="Filter cards" shortcut="f">
            Filter
          </Button>
        }
      />
      {active.length > 0 && (
        <div className={styles.chips} role="group" aria-label="Filters that are on">
          {active.map(({ id, label, icon, kind }) => (
            <button
              key={id}
              type="button"
              className={styles.chip}
              aria-label={`Remove the filter ${kind}: ${label}`}
              {...tip("Remove this filter")}
              onClick={() => toggle(id)}
            >
              {icon}
              <span dir="auto">{label}</span>
              <Icon name="close" size={12} />
            </button>
          ))}
        </div>
      )}
      {hasFilters(filters) && (
        <>
          <span className={styles.count} role="status">
            {shown} of {total}
          </span>
          {active.length > 0 && (
            <IconButton
              icon="close"
              label="Clear all filters"
              size="small"
              onClick={() => onChange(NO_FILTERS)}
            />
          )}
        </>
      )}
    </div>
  );
}
