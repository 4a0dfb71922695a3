import { type KeyboardEvent, type ReactElement, type ReactNode, useRef, useState } from "react";

export interface GridCell {
  readonly key: string;
  readonly content: ReactNode;
  readonly className?: string;
  /** Absent: there is nothing to open. */
  readonly act?: () => void;
}

export interface GridRow {
  readonly key: string;
  readonly head: ReactNode;
  readonly cells: readonly GridCell[];
}

/** A table with one stop for Tab, arrows from cell to cell, and Enter to open one. */
export function Grid({
  label,
  corner,
  heads,
  rows,
}: {
  readonly label: string;
  readonly corner: string;
  readonly heads: readonly { readonly key: string; readonly content: ReactNode }[];
  readonly rows: readonly GridRow[];
}): ReactElement {
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Position>({ row: 0, column: 0 });
  const move = (to: Position): void => {
    const row = Math.min(Math.max(to.row, 0), rows.length - 1);
    const column = Math.min(Math.max(to.column, 0), heads.length - 1);
    setAt({ row, column });
    table.current?.querySelector<HTMLElement>(`[data-at="${row}.${column}"]`)?.focus();
  };
  return (
    <div className="grid-frame">
      <table ref={table} role="grid" aria-label={label} className="grid">
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {heads.map(({ key, content }) => (
              <th key={key} scope="col">
                {content}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowIndex) => (
            <tr key={row.key}>
              <th scope="row">{row.head}</th>
              {row.cells.map((cell, column) => (
                <Cell
                  key={cell.key}
                  cell={cell}
                  position={{ row: rowIndex, column }}
                  isStop={at.row === rowIndex && at.column === column}
                  move={move}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Position {
  readonly row: number;
  readonly column: number;
}

function Cell({
  cell: { content, className, act },
  position,
  isStop,
  move,
}: {
  readonly cell: GridCell;
  readonly position: Position;
  readonly isStop: boolean;
  readonly move: (to: Position) => void;
}): ReactElement {
  const { row, column } = position;
  return (
    <td
      className={act ? `${className ?? ""} can-open` : className}
      data-at={`${row}.${column}`}
      tabIndex={isStop ? 0 : -1}
      onClick={act}
      onFocus={() => {
        if (!isStop) move(position);
      }}
      onKeyDown={(event) => {
        onCellKey(event, position, { move, act });
      }}
    >
      {content}
    </td>
  );
}

function onCellKey(
  event: KeyboardEvent,
  { row, column }: Position,
  { move, act }: { readonly move: (to: Position) => void; readonly act: (() => void) | undefined },
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const steps: Readonly<Record<string, Position>> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    k: { row: row - 1, column },
    j: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    Home: { row, column: 0 },
    End: { row, column: Number.MAX_SAFE_INTEGER },
  };
  const step = steps[event.key];
  if (!step && event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  if (step) move(step);
  else act?.();
}
