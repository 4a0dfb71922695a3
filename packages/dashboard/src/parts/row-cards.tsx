import type { ReactElement, ReactNode } from "react";
import type { GridRow } from "./grid.tsx";

/** The rows of a table one below the other, each with what is in it: for where a table does not fit. */
export function RowCards({
  rows,
  heads,
}: {
  readonly rows: readonly (GridRow & { readonly name: string })[];
  readonly heads: readonly { readonly key: string; readonly content: ReactNode }[];
}): ReactElement {
  return (
    <ul className="cards">
      {rows.map(({ key, head, name, cells }) => (
        <li key={key}>
          <p className="card-head">{head}</p>
          {cells.map(({ key: column, content, act }, index) =>
            act ? (
              <button key={column} type="button" className="card-cell" onClick={act}>
                <span className="quiet">
                  <span className="spoken">{name}, </span>
                  {heads[index]?.content}
                </span>
                {content}
              </button>
            ) : null,
          )}
        </li>
      ))}
    </ul>
  );
}
