import { Fragment, type ReactElement, type ReactNode } from "react";
import { Grid, type GridCell } from "../parts/grid.tsx";
import { RowCards } from "../parts/row-cards.tsx";
import {
  type FoldedCell,
  type FoldedColumn,
  type FoldedRow,
  type PowerTable,
  reachText,
  type TablePart,
  verbsText,
} from "./fold.ts";
import type { Asked } from "./proof-panel.tsx";
import { Nothing, ReachMark, Where } from "./reach-mark.tsx";
import { rowName, Subjects } from "./subjects.tsx";
import { resourceText } from "./who-can.ts";

/** One kind of power, resource by resource. */
export function PowerGrid({
  table: { power, parts },
  isNarrow,
  open,
}: {
  readonly table: PowerTable;
  readonly isNarrow: boolean;
  readonly open: (asked: Asked) => void;
}): ReactElement {
  return (
    <section className="power" aria-labelledby={`power-${power.id}`}>
      <h2 id={`power-${power.id}`}>{power.title}</h2>
      <p className="quiet">{power.because}</p>
      {parts.map((part) => (
        <PartGrid
          key={part.columns[0]?.key}
          label={power.title}
          part={part}
          isNarrow={isNarrow}
          open={open}
        />
      ))}
    </section>
  );
}

function PartGrid({
  label,
  part: { columns, rows },
  isNarrow,
  open,
}: {
  readonly label: string;
  readonly part: TablePart;
  readonly isNarrow: boolean;
  readonly open: (asked: Asked) => void;
}): ReactElement {
  const gridRows = rows.map((row) => ({
    key: row.key,
    name: rowName(row.subjects, row.ofKubernetes),
    head: <Subjects subjects={row.subjects} ofKubernetes={row.ofKubernetes} />,
    cells: row.cells.flatMap((cell, index) => {
      const column = columns[index];
      return column ? [cellOf(cell, column, { row, open })] : [];
    }),
  }));
  const heads = columns.map((column) => ({
    key: column.key,
    content: <ColumnHead column={column} />,
  }));
  return isNarrow ? (
    <RowCards rows={gridRows} heads={heads} />
  ) : (
    <Grid label={label} corner="Subject" heads={heads} rows={gridRows} />
  );
}

function cellOf(
  cell: FoldedCell,
  column: FoldedColumn,
  { row, open }: { readonly row: FoldedRow; readonly open: (asked: Asked) => void },
): GridCell {
  const resources = column.resources.map(resourceText);
  const [widest] = cell;
  if (!widest) return { key: column.key, content: <Nothing /> };
  return {
    key: column.key,
    className: widest.cell.reach,
    content: cell.map((right) => (
      <span key={right.verbs.join()} className="right">
        <ReachMark reach={right.cell.reach} />
        <span>
          {verbsText(right.verbs)}
          <Where reach={right.cell.reach} text={reachText(right.cell)} />
        </span>
      </span>
    )),
    act: () => {
      open({ subjects: row.subjects, title: resources.join(", "), resources });
    },
  };
}

const FIRST = 4;

function ColumnHead({ column: { resources } }: { readonly column: FoldedColumn }): ReactElement {
  return (
    <>
      {resources.slice(0, FIRST).map((each) => (
        <span key={resourceText(each)} className="resource">
          {each.resource === "*" ? "every resource" : each.resource}
          <small>{each.group === "*" ? "of every group" : dotted(each.group)}</small>
        </span>
      ))}
      {resources.length > FIRST && (
        <span className="quiet">and {resources.length - FIRST} more</span>
      )}
    </>
  );
}

/** A name that may be broken behind its dots, and nowhere else. */
function dotted(group: string): ReactNode {
  return group.split(".").map((part, index) => (
    <Fragment key={`${index}${part}`}>
      {index > 0 && (
        <>
          .<wbr />
        </>
      )}
      {part}
    </Fragment>
  ));
}
