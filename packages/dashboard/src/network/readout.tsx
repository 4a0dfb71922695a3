import type { ReactElement } from "react";
import { Told } from "../parts/live.tsx";
import { type Bundle, EVERYONE } from "./bundles.ts";
import type { MapRow } from "./layout.ts";

/** In words what the map shows of one row: who reaches it, and what it reaches. */
export function Readout({
  row,
  bundles,
  titleOf,
}: {
  readonly row: MapRow | undefined;
  readonly bundles: readonly Bundle[];
  readonly titleOf: (key: string) => string;
}): ReactElement {
  if (!row) {
    return (
      <p className="quiet">
        Point at a row, or choose it, to see its connections alone. A line joins the rows on its
        left: it leaves those without an arrow and arrives where the ports stand.
      </p>
    );
  }
  const into = bundles.filter(({ to }) => to.includes(row.key));
  const out = bundles.filter(({ from }) => from.includes(row.key));
  return (
    <>
      <h3>{row.title}</h3>
      <Told text={`${row.title}: ${into.length} ways in, ${out.length} ways out`} />
      <Ways title="Is reached by" bundles={into} endsOf={({ from }) => from} titleOf={titleOf} />
      <Ways
        title="Reaches"
        bundles={out}
        endsOf={({ to }) => to.filter((key) => key !== row.key)}
        titleOf={titleOf}
      />
      {row.key !== EVERYONE && into.length === 0 && <p>Nobody shown reaches it.</p>}
      {out.length === 0 && <p>It reaches nobody shown by itself.</p>}
    </>
  );
}

const MOST_NAMED = 12;

function Ways({
  title,
  bundles,
  endsOf,
  titleOf,
}: {
  readonly title: string;
  readonly bundles: readonly Bundle[];
  readonly endsOf: (bundle: Bundle) => readonly string[];
  readonly titleOf: (key: string) => string;
}): ReactElement | null {
  const shown = bundles.filter((bundle) => endsOf(bundle).length > 0);
  if (shown.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul className="ways">
        {shown.map((bundle) => {
          const ends = endsOf(bundle);
          return (
            <li key={bundle.key}>
              <span className={bundle.isOpen ? "port open" : "port"}>{bundle.ports}</span>
              {ends.slice(0, MOST_NAMED).map(titleOf).join(", ")}
              {ends.length > MOST_NAMED && ` and ${ends.length - MOST_NAMED} more`}
              {bundle.isOpen && (
                <span className="quiet"> (open: no policy at one of the ends)</span>
              )}
              {!bundle.isSure && <span className="quiet"> (may pass or not)</span>}
            </li>
          );
        })}
      </ul>
    </>
  );
}
