import type { ReactElement } from "react";
import { SeverityMark } from "../parts/severity.tsx";
import type { Filtered } from "./filters.ts";
import { WORST_FIRST } from "./rows.ts";

/** How many findings of each severity; a press shows only those. */
export function Tiles({
  counts,
  chosen,
  toggle,
}: {
  readonly counts: Filtered["counts"]["severity"];
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (severity: string) => void;
}): ReactElement {
  return (
    <div className="tiles" role="group" aria-label="Severity">
      {WORST_FIRST.map((severity) => {
        const count = counts.get(severity) ?? 0;
        return (
          <button
            key={severity}
            type="button"
            className={`tile ${severity}`}
            aria-pressed={chosen.has(severity)}
            onClick={() => {
              toggle(severity);
            }}
          >
            <span className="figure">{count.toLocaleString("en")}</span>
            <span className="word">
              <SeverityMark severity={severity} />
              {severity}
            </span>
          </button>
        );
      })}
    </div>
  );
}
