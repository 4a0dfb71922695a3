import type { ReactElement } from "react";
import type { Reach } from "../documents/access.ts";

/** Full for the whole cluster, half for namespaces, a frame for named objects: told apart without colour. */
export function ReachMark({ reach }: { readonly reach: Reach }): ReactElement {
  return (
    <svg className={`reach ${reach}`} viewBox="0 0 16 16" width="13" height="13" aria-hidden="true">
      <rect
        x="1.500"
        y="1.500"
        width="13"
        height="13"
        fill={reach === "cluster" ? "currentColor" : "none"}
        stroke="currentColor"
        strokeWidth="2"
      />
      {reach === "namespaces" && <path d="M1.500 8h13v6.500h-13z" fill="currentColor" />}
      {reach === "named" && <circle cx="8" cy="8" r="1.800" fill="currentColor" />}
    </svg>
  );
}

const LEGEND: readonly (readonly [Reach, string])[] = [
  ["cluster", "in the whole cluster"],
  ["namespaces", "in some namespaces"],
  ["named", "for named objects only"],
];

export function ReachLegend(): ReactElement {
  return (
    <ul className="legend" aria-label="How far a right reaches">
      {LEGEND.map(([reach, words]) => (
        <li key={reach}>
          <ReachMark reach={reach} /> {words}
        </li>
      ))}
    </ul>
  );
}

/** The mark alone says "in the whole cluster" to who sees it. */
export function Where({
  reach,
  text,
}: {
  readonly reach: Reach;
  readonly text: string;
}): ReactElement {
  return reach === "cluster" ? <span className="spoken"> {text}</span> : <small> {text}</small>;
}

export function Nothing(): ReactElement {
  return <span className="spoken">nothing</span>;
}
