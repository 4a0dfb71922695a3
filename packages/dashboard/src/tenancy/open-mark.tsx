import type { ReactElement } from "react";
import type { Openness } from "./pairs.ts";

/** A gap in a wall, a wall, or a wall that is dotted: told apart without colour. */
export function OpenMark({ openness }: { readonly openness: Openness }): ReactElement {
  return (
    <svg
      className={`openness ${openness}`}
      viewBox="0 0 16 16"
      width="14"
      height="14"
      aria-hidden="true"
    >
      {openness === "open" && (
        <path d="M8 1v3M8 12v3M1 8h12M9.500 4.500L13 8l-3.500 3.500" fill="none" strokeWidth="2" />
      )}
      {openness === "unknown" && (
        <path d="M8 1v2M8 5v2M8 9v2M8 13v2M1 8h5" fill="none" strokeWidth="2" />
      )}
      {openness === "closed" && <path d="M8 1v14M1 8h5" fill="none" strokeWidth="2" />}
    </svg>
  );
}

const LEGEND: readonly (readonly [Openness, string])[] = [
  ["open", "channels are open"],
  ["unknown", "channels may be open: not known"],
  ["closed", "every channel is closed"],
];

export function OpenLegend(): ReactElement {
  return (
    <ul className="legend" aria-label="What stands in the table">
      {LEGEND.map(([openness, words]) => (
        <li key={openness}>
          <OpenMark openness={openness} /> {words}
        </li>
      ))}
    </ul>
  );
}
