import { type ReactElement, useMemo } from "react";
import type { AccessDocument } from "../documents/access.ts";
import { Grid, type GridCell } from "../parts/grid.tsx";
import { RowCards } from "../parts/row-cards.tsx";
import { reachText } from "./fold.ts";
import { type OverviewRow, overviewOf, type Summary } from "./overview.ts";
import { POWERS, type Power } from "./powers.ts";
import type { Asked } from "./proof-panel.tsx";
import { Nothing, ReachMark, Where } from "./reach-mark.tsx";
import { rowName, Subjects } from "./subjects.tsx";
import { resourceText } from "./who-can.ts";

/** Who has which kind of power, in one table that fits. */
export function Overview({
  document,
  isNarrow,
  open,
}: {
  readonly document: AccessDocument;
  readonly isNarrow: boolean;
  readonly open: (asked: Asked) => void;
}): ReactElement {
  const { powers, rows } = useMemo(() => overviewOf(document), [document]);
  const cellOf = (row: OverviewRow, summary: Summary, power: Power): GridCell => {
    if (summary.reach === "none") return { key: power.id, content: <Nothing /> };
    return {
      key: power.id,
      className: summary.reach,
      content: <SummaryContent summary={summary} />,
      act: () => {
        open({
          subjects: row.subjects,
          title: power.title,
          resources: document.columns
            .filter((column) => POWERS.find(({ holds }) => holds(column)) === power)
            .map(resourceText),
        });
      },
    };
  };
  const gridRows = rows.map((row) => ({
    key: row.key,
    name: rowName(row.subjects, row.ofKubernetes),
    head: <Subjects subjects={row.subjects} ofKubernetes={row.ofKubernetes} />,
    cells: row.summaries.flatMap((summary, index) => {
      const power = powers[index];
      return power ? [cellOf(row, summary, power)] : [];
    }),
  }));
  const heads = powers.map(({ id, title }) => ({ key: id, content: title }));
  return (
    <section className="power">
      <h2>Who has power</h2>
      <p className="quiet">
        The widest that somebody has of each kind; the most dangerous kinds and subjects first.
      </p>
      {isNarrow ? (
        <RowCards rows={gridRows} heads={heads} />
      ) : (
        <Grid label="Who has power" corner="Subject" heads={heads} rows={gridRows} />
      )}
    </section>
  );
}

function SummaryContent({ summary }: { readonly summary: Summary }): ReactElement {
  return (
    <span className="right">
      <ReachMark reach={summary.reach} />
      <span>
        {summary.kinds.join(", ")}
        <Where reach={summary.reach} text={whereOf(summary)} />
      </span>
    </span>
  );
}

function whereOf({ reach, cells }: Summary): string {
  if (reach === "cluster") return "whole cluster";
  const namespaces = [...new Set(cells.flatMap((cell) => cell.namespaces))].sort();
  const names = [...new Set(cells.flatMap((cell) => cell.names))].sort();
  return reachText({ reach, namespaces, names });
}
