import { type ReactElement, useState } from "react";
import type { Facet, Filtered, Filters } from "./filters.ts";

interface FacetsProps {
  readonly counts: Filtered["counts"];
  readonly filters: Filters;
  readonly toggle: (facet: Facet, value: string) => void;
  /** What a value is called, where not as it is. */
  readonly nameOf: (facet: Facet, value: string) => string;
}

const SHOWN: readonly (readonly [facet: Facet, title: string])[] = [
  ["change", "Change"],
  ["standing", "Standing"],
  ["fix", "Fix"],
  ["namespace", "Namespace"],
  ["owner", "Owner"],
  ["check", "Check"],
];

/** Values to narrow the list by, with how many findings each would show. */
export function Facets(props: FacetsProps): ReactElement {
  return (
    <div className="facets">
      {SHOWN.map(([facet, title]) => (
        <FacetList key={facet} facet={facet} title={title} {...props} />
      ))}
    </div>
  );
}

const FIRST = 8;

function FacetList({
  facet,
  title,
  counts,
  filters,
  toggle,
  nameOf,
}: FacetsProps & { readonly facet: Facet; readonly title: string }): ReactElement | null {
  const [all, setAll] = useState(false);
  const chosen = filters.values[facet];
  const values = [...new Set([...chosen, ...counts[facet].keys()])].sort(
    (a, b) => (counts[facet].get(b) ?? 0) - (counts[facet].get(a) ?? 0) || (a < b ? -1 : 1),
  );
  if (values.length < 2 && chosen.size === 0) return null;
  const first = values.filter((value, index) => all || index < FIRST || chosen.has(value));
  return (
    <fieldset>
      <legend>{title}</legend>
      {first.map((value) => (
        <label key={value} className="choice">
          <input
            type="checkbox"
            checked={chosen.has(value)}
            onChange={() => {
              toggle(facet, value);
            }}
          />
          <span className="name">{nameOf(facet, value)}</span>
          <span className="count">{(counts[facet].get(value) ?? 0).toLocaleString("en")}</span>
        </label>
      ))}
      {values.length > FIRST && (
        <button
          type="button"
          className="plain"
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? "Fewer" : `All ${values.length}`}
        </button>
      )}
    </fieldset>
  );
}
