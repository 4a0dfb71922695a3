import { type ReactElement, useCallback, useDeferredValue, useMemo } from "react";
import type { NodeStatus, NodesDocument } from "../documents/nodes.ts";
import { CoverageNote, counted } from "../parts/coverage.tsx";
import { Told } from "../parts/live.tsx";
import { useMedia } from "../parts/media.ts";
import { type ListRow, RowList } from "../parts/row-list.tsx";
import { Search } from "../parts/search.tsx";
import { SidePanel } from "../parts/side-panel.tsx";
import { goTo, useAddress, withChoices } from "../shell/address.ts";
import { ControlDetail } from "./control-detail.tsx";
import { filterRows, type NodeRow, rowsOf, STATUS_WORDS, STATUSES } from "./rows.ts";
import { StatusMark } from "./status-mark.tsx";

/** What benchmarks say of nodes: how many controls of each status, the list, and one of them in full. */
export function NodesView({ document }: { readonly document: NodesDocument }): ReactElement {
  const address = useAddress();
  const choices = address.chosen;
  const isWide = useMedia("(min-width: 1100px)");
  const rows = useMemo(() => rowsOf(document), [document]);
  const statuses = useMemo(
    () => new Set((choices.get("status") ?? "").split(",").filter((each) => each !== "")),
    [choices],
  );
  const node = choices.get("node") ?? "";
  const text = useDeferredValue(choices.get("q") ?? "");
  const { shown, counts } = useMemo(
    () => filterRows(rows, { node, statuses, text }),
    [rows, node, statuses, text],
  );
  const chosen = rows.find(({ id }) => id === choices.get("control"));
  const change = useCallback(
    (changes: Readonly<Record<string, string | undefined>>, how: "push" | "replace" = "push") => {
      goTo(withChoices({ ...address, view: "nodes" }, changes), how);
    },
    [address],
  );
  const told =
    shown.length === rows.length
      ? counted(rows.length, "control")
      : `${shown.length.toLocaleString("en")} of ${counted(rows.length, "control")}`;
  return (
    <div className="nodes">
      <h1 className="spoken">Nodes</h1>
      <CoverageNote head={document} />
      <StatusTiles
        counts={counts}
        chosen={statuses}
        toggle={(status) => {
          const next = new Set(statuses);
          if (!next.delete(status)) next.add(status);
          change({ status: [...next].join(",") });
        }}
      />
      <div className={chosen && isWide ? "columns with-proof" : "columns whole"}>
        <div className="list">
          <div className="tools">
            <Search
              label="Search the controls"
              hint="Control, file, flag, value"
              value={choices.get("q") ?? ""}
              change={(q) => {
                change({ q }, "replace");
              }}
            />
            <NodeChoice
              document={document}
              node={node}
              choose={(name) => {
                change({ node: name });
              }}
            />
          </div>
          <p className="shown">
            {told}
            <Told text={told} />
          </p>
          {shown.length === 0 ? (
            <p className="nothing">
              {rows.length === 0
                ? "There are no facts of any node."
                : "Nothing fits what is chosen."}
            </p>
          ) : (
            <ControlList rows={shown} chosen={chosen} isWide={isWide} change={change} />
          )}
        </div>
        {chosen && (
          <SidePanel
            label="The control"
            isBeside={isWide}
            close={() => {
              change({ control: undefined });
              focusOn('.rows [role="row"][tabindex="0"]');
            }}
          >
            <ControlDetail row={chosen} />
          </SidePanel>
        )}
      </div>
    </div>
  );
}

function StatusTiles({
  counts,
  chosen,
  toggle,
}: {
  readonly counts: ReadonlyMap<NodeStatus, number>;
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (status: NodeStatus) => void;
}): ReactElement {
  return (
    <div className="tiles" role="group" aria-label="Status">
      {STATUSES.map((status) => (
        <button
          key={status}
          type="button"
          className={`tile status ${status}`}
          aria-pressed={chosen.has(status)}
          onClick={() => {
            toggle(status);
          }}
        >
          <span className="figure">{(counts.get(status) ?? 0).toLocaleString("en")}</span>
          <span className="word">
            <StatusMark status={status} />
            {STATUS_WORDS[status]}
          </span>
        </button>
      ))}
    </div>
  );
}

function NodeChoice({
  document: { nodes },
  node,
  choose,
}: {
  readonly document: NodesDocument;
  readonly node: string;
  readonly choose: (name: string) => void;
}): ReactElement {
  return (
    <label className="group-choice">
      Node
      <select
        value={node}
        onChange={(event) => {
          choose(event.target.value);
        }}
      >
        <option value="">All {counted(nodes.length, "node")}</option>
        {nodes.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

function ControlList({
  rows,
  chosen,
  isWide,
  change,
}: {
  readonly rows: readonly NodeRow[];
  readonly chosen: NodeRow | undefined;
  readonly isWide: boolean;
  readonly change: (
    changes: Readonly<Record<string, string | undefined>>,
    how?: "push" | "replace",
  ) => void;
}): ReactElement {
  const height = isWide ? 60 : 92;
  const rowAt = useCallback(
    (index: number): ListRow => {
      const row = rows[index];
      if (!row) return { key: "", height: 0, level: 1, content: () => null };
      return {
        ...{ key: row.id, height, level: 1, isChosen: row === chosen },
        content: () => <ControlLine row={row} />,
      };
    },
    [rows, chosen, height],
  );
  return (
    <RowList
      label="Controls"
      count={rows.length}
      rowAt={rowAt}
      act={(index, byKey) => {
        change({ control: rows[index]?.id });
        if (byKey) focusOn(".side h2");
      }}
      setOpen={() => undefined}
      moved={(index) => {
        // What is open beside the list follows.
        if (chosen && isWide) change({ control: rows[index]?.id }, "replace");
      }}
    />
  );
}

function ControlLine({ row: { node, result } }: { readonly row: NodeRow }): ReactElement {
  const { control, title, status, seen, reason } = result;
  const said = [seen, reason].filter((each) => each !== "").join(": ");
  return (
    <span className="control-line">
      <StatusMark status={status} />
      <span>
        <span className="spoken">{STATUS_WORDS[status]}: </span>
        <strong>{control}</strong> {title}
        <span className="quiet">
          {node}
          {said === "" ? "" : `, ${said}`}
        </span>
      </span>
    </span>
  );
}

/** Once it is drawn. */
function focusOn(place: string): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      document.querySelector<HTMLElement>(place)?.focus({ preventScroll: true });
    });
  });
}
