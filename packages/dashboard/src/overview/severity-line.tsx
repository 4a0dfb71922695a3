import type { ReactElement } from "react";
import type { Counts } from "../documents/overview.ts";
import { linkTo } from "../parts/names.ts";
import { SeverityMark } from "../parts/severity.tsx";
import { WORST_FIRST } from "../report/rows.ts";

/** How many findings of each severity, as tiles that lead to them. */
export function SeverityLine({ counts }: { readonly counts: Counts }): ReactElement {
  return (
    <ul className="tiles links" aria-label="Findings by severity">
      {WORST_FIRST.map((severity) => (
        <li key={severity}>
          <a className={`tile ${severity}`} href={linkTo("report", { severity })}>
            <span className="figure">{counts[severity].toLocaleString("en")}</span>
            <span className="word">
              <SeverityMark severity={severity} />
              {severity}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The same in a line of text: only what there is. */
export function CountMarks({ counts }: { readonly counts: Counts }): ReactElement {
  return (
    <span className="tally">
      {WORST_FIRST.filter((severity) => counts[severity] > 0).map((severity) => (
        <span key={severity} className={severity}>
          <SeverityMark severity={severity} />
          {counts[severity].toLocaleString("en")}
          <span className="spoken"> {severity} </span>
        </span>
      ))}
    </span>
  );
}
