import { type KeyboardEvent, type ReactElement, useRef, useState } from "react";
import type { Bundle } from "./bundles.ts";
import type { MapGroup } from "./edges.ts";
import { type Line, type MapLayout, type MapRow, partFor } from "./layout.ts";

interface MapProps {
  readonly layout: MapLayout;
  readonly opened: ReadonlySet<string>;
  /** The row whose connections are told beside the map. */
  readonly chosen: string | undefined;
  readonly choose: (key: string) => void;
  readonly toggle: (group: string) => void;
  readonly isNarrow: boolean;
}

const TRACK = { wide: 13, narrow: 7 } as const;

/** The rows of the cluster with the lines beside them; hover and focus show those of one row. */
export function NetworkMap({
  layout,
  opened,
  chosen,
  choose,
  toggle,
  isNarrow,
}: MapProps): ReactElement {
  const [pointed, setPointed] = useState<string | undefined>(undefined);
  const tree = useRef<HTMLDivElement>(null);
  const { rows, lines, height, tracks } = layout;
  const lit = pointed ?? chosen;
  const step = TRACK[isNarrow ? "narrow" : "wide"];
  const width = tracks * step + MARGIN + 6;
  const stop = rows.some(({ key }) => key === chosen) ? chosen : rows[0]?.key;
  const move = (index: number): void => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (!row) return;
    choose(row.key);
    tree.current?.querySelectorAll<HTMLElement>("[role=treeitem]")[rows.indexOf(row)]?.focus();
  };
  const near = neighboursOf(lit, lines);
  return (
    <div className="map-frame">
      <div
        className={lit === undefined ? "map" : "map has-lit"}
        style={{ height, paddingRight: width }}
        onMouseLeave={() => {
          setPointed(undefined);
        }}
      >
        <div ref={tree} role="tree" aria-label="Namespaces and workloads" className="map-rows">
          {rows.map((row, index) => (
            <RowBox
              key={row.key}
              row={row}
              isOpen={row.group && opened.has(row.group.key)}
              isStop={row.key === stop}
              look={lookOf(row, lit, near)}
              isChosen={row.key === chosen}
              point={() => {
                setPointed(row.key);
              }}
              press={() => {
                if (row.group && row.key === chosen) toggle(row.group.key);
                choose(row.key);
              }}
              onKey={(event) => {
                onTreeKey(event, row, { index, last: rows.length - 1, opened, move, toggle });
              }}
            />
          ))}
        </div>
        <svg className="map-lines" width={width} height={height} aria-hidden="true">
          <defs>
            <marker
              id="arrives"
              viewBox="0 0 8 8"
              refX="1"
              refY="4"
              markerWidth="9"
              markerHeight="9"
              orient="auto"
              markerUnits="userSpaceOnUse"
            >
              <path d="M0 0L8 4L0 8z" fill="context-stroke" />
            </marker>
          </defs>
          {lines.map((line) => (
            <BundleLine
              key={line.bundle.key}
              line={line}
              step={step}
              look={lit === undefined ? "" : "dim"}
            />
          ))}
          {lit !== undefined &&
            lines
              .filter(({ bundle }) => touches(bundle, lit))
              .map((line) => (
                <BundleLine
                  key={`lit ${line.bundle.key}`}
                  line={partFor(lit, line)}
                  step={step}
                  look="lit"
                />
              ))}
        </svg>
      </div>
    </div>
  );
}

function touches({ from, to }: Bundle, key: string): boolean {
  return from.includes(key) || to.includes(key);
}

function neighboursOf(lit: string | undefined, lines: readonly Line[]): ReadonlySet<string> {
  if (lit === undefined) return new Set();
  return new Set(
    lines.flatMap(({ bundle: { from, to } }) => [
      ...(from.includes(lit) ? to : []),
      ...(to.includes(lit) ? from : []),
    ]),
  );
}

function lookOf(
  { key, group }: MapRow,
  lit: string | undefined,
  near: ReadonlySet<string>,
): string {
  if (lit === undefined) return "";
  if (key === lit) return "lit";
  if (near.has(key)) return "near";
  // The head of an open group says where its rows belong.
  const holds = group?.members.some((member) => member.key === lit || near.has(member.key));
  return holds ? "" : "dim";
}

const MARGIN = 16;

function BundleLine({
  line: { bundle, track, leaves, arrives },
  step,
  look,
}: {
  readonly line: Line;
  readonly step: number;
  readonly look: string;
}): ReactElement {
  const x = MARGIN + track * step;
  const ends = [...leaves, ...arrives].map(({ y }) => y);
  const kind = `${bundle.isOpen ? "open" : "kept"}${bundle.isSure ? "" : " doubt"}`;
  return (
    <g className={`bundle ${kind} ${look}`}>
      <path d={`M${x} ${Math.min(...ends)}V${Math.max(...ends)}`} />
      {leaves.map(({ y }) => (
        <path key={`leaves ${y}`} d={`M0 ${y}H${x}`} />
      ))}
      {arrives.map(({ y }) => (
        <path key={`arrives ${y}`} d={`M${x} ${y}H9`} markerEnd="url(#arrives)" />
      ))}
    </g>
  );
}

function RowBox({
  row,
  isOpen,
  isStop,
  isChosen,
  look,
  point,
  press,
  onKey,
}: {
  readonly row: MapRow;
  readonly isOpen: boolean | undefined;
  readonly isStop: boolean;
  readonly isChosen: boolean;
  readonly look: string;
  readonly point: () => void;
  readonly press: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
}): ReactElement {
  const { level, top, height, arrivals } = row;
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-expanded={isOpen}
      aria-selected={isChosen}
      tabIndex={isStop ? 0 : -1}
      className={`map-row level-${level} ${look} ${isChosen ? "chosen" : ""}`}
      style={{ top, height }}
      onMouseEnter={point}
      onClick={press}
      onKeyDown={onKey}
    >
      <RowName row={row} isOpen={isOpen} />
      {arrivals.map(({ bundle, y }) => (
        <span
          key={bundle.key}
          className={bundle.isOpen ? "port open" : "port"}
          style={{ top: y - top - 9 }}
        >
          {bundle.ports}
          {!bundle.isSure && "?"}
        </span>
      ))}
    </div>
  );
}

function RowName({
  row: { title, group, member },
  isOpen,
}: {
  readonly row: MapRow;
  readonly isOpen: boolean | undefined;
}): ReactElement {
  return (
    <span className="map-name">
      {group && <span className={isOpen ? "turn open" : "turn"} aria-hidden="true" />}
      <span className="map-title">{title}</span>
      {group && !isOpen && <ClosedGroup group={group} />}
      {member?.isBare && <span className="bare">no policy</span>}
    </span>
  );
}

function ClosedGroup({ group: { members } }: { readonly group: MapGroup }): ReactElement {
  const bare = members.filter(({ isBare }) => isBare).length;
  return (
    <>
      <span className="count">{members.length}</span>
      {bare > 0 && <span className="bare">{bare} without policy</span>}
    </>
  );
}

interface TreeKeys {
  readonly index: number;
  readonly last: number;
  readonly opened: ReadonlySet<string>;
  readonly move: (index: number) => void;
  readonly toggle: (group: string) => void;
}

function onTreeKey(
  event: KeyboardEvent,
  { group }: MapRow,
  { index, last, opened, move, toggle }: TreeKeys,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isOpen = group !== undefined && opened.has(group.key);
  const turn = (wanted: boolean): void => {
    if (group && isOpen !== wanted) toggle(group.key);
    else if (wanted && isOpen) move(index + 1);
  };
  const actions: Readonly<Record<string, () => void>> = {
    ArrowDown: () => {
      move(index + 1);
    },
    j: () => {
      move(index + 1);
    },
    ArrowUp: () => {
      move(index - 1);
    },
    k: () => {
      move(index - 1);
    },
    Home: () => {
      move(0);
    },
    End: () => {
      move(last);
    },
    ArrowRight: () => {
      turn(true);
    },
    ArrowLeft: () => {
      turn(false);
    },
    Enter: () => {
      turn(!isOpen);
    },
    " ": () => {
      turn(!isOpen);
    },
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}
