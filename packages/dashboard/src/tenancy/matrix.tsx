import { type ReactElement, useMemo } from "react";
import type { TenancyDocument } from "../documents/tenancy.ts";
import { Grid, type GridCell } from "../parts/grid.tsx";
import { RowCards } from "../parts/row-cards.tsx";
import { OpenMark } from "./open-mark.tsx";
import { axesOf, opennessOf, type Pair, type Pairs, wordsOf } from "./pairs.ts";

/** More tenants make no table that anybody reads; the search finds the others. */
const MOST_SHOWN = 30;

/** Every tenant towards every other, each cell with what it opens to. */
export function Matrix({
  document,
  pairs,
  text,
  isNarrow,
  open,
}: {
  readonly document: TenancyDocument;
  readonly pairs: Pairs;
  /** Words of which a tenant's name has to hold one. */
  readonly text: string;
  readonly isNarrow: boolean;
  readonly open: (pair: Pair) => void;
}): ReactElement {
  const axes = useMemo(() => axesOf(document, text, MOST_SHOWN), [document, text]);
  const rows = axes.from.map((from) => ({
    key: from,
    name: `from ${from}`,
    head: <TenantName name={from} document={document} />,
    cells: axes.to.map((to) => cellOf(pairs(from, to), to, open)),
  }));
  const heads = axes.to.map((to) => ({
    key: to,
    content: (
      <>
        <span className="spoken">to </span>
        {to}
      </>
    ),
  }));
  const all = new Set([...document.from, ...document.to]).size;
  const shown = new Set([...axes.from, ...axes.to]).size;
  return (
    <>
      {rows.length === 0 || heads.length === 0 ? (
        <p>No tenant is called so.</p>
      ) : isNarrow ? (
        <RowCards rows={rows} heads={heads} />
      ) : (
        <Grid label="From tenants to tenants" corner="From, to" heads={heads} rows={rows} />
      )}
      {shown < all && (
        <p className="quiet">
          {shown} of {all} tenants, those with the most between them; search for others.
        </p>
      )}
    </>
  );
}

function cellOf(pair: Pair | undefined, to: string, open: (pair: Pair) => void): GridCell {
  if (!pair) return { key: to, content: <span className="quiet">itself</span> };
  const openness = opennessOf(pair);
  return {
    key: to,
    className: `cell-${openness}`,
    content: (
      <span className="right">
        <OpenMark openness={openness} />
        <span>{wordsOf(pair)}</span>
      </span>
    ),
    act: () => {
      open(pair);
    },
  };
}

/** A tenant that is one namespace of the same name needs no more. */
function TenantName({
  name,
  document,
}: {
  readonly name: string;
  readonly document: TenancyDocument;
}): ReactElement {
  const namespaces = document.tenants.find((each) => each.name === name)?.namespaces ?? [];
  const isSame = namespaces.length === 1 && namespaces[0] === name;
  return (
    <span className="subject">
      {name}
      {!isSame && <span className="quiet"> {namespaces.join(", ")}</span>}
    </span>
  );
}
