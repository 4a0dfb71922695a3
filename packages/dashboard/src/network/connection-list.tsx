import { type ReactElement, useCallback, useDeferredValue, useMemo } from "react";
import { counted } from "../parts/coverage.tsx";
import { Told } from "../parts/live.tsx";
import { useMedia } from "../parts/media.ts";
import { type ListRow, RowList } from "../parts/row-list.tsx";
import { Search } from "../parts/search.tsx";
import { goTo, useAddress, withChoices } from "../shell/address.ts";
import type { Edge } from "./edges.ts";

/** Every connection in a list that can be narrowed: what the map draws, in words. */
export function ConnectionList({ edges }: { readonly edges: readonly Edge[] }): ReactElement {
  const address = useAddress();
  const text = address.chosen.get("q") ?? "";
  const kind = address.chosen.get("show") ?? "";
  const wanted = useDeferredValue(text);
  const shown = useMemo(() => narrowed(edges, wanted, kind), [edges, wanted, kind]);
  const isWide = useMedia("(min-width: 1100px)");
  const height = isWide ? 36 : 96;
  const rowAt = useCallback(
    (index: number): ListRow => {
      const edge = shown[index];
      return {
        key: edge ? JSON.stringify(edge) : "",
        height,
        level: 1,
        content: () => (edge ? <EdgeRow edge={edge} /> : null),
      };
    },
    [shown, height],
  );
  const change = (name: string, value: string): void => {
    goTo(withChoices({ ...address, view: "network" }, { [name]: value }), "replace");
  };
  const told =
    shown.length === edges.length
      ? counted(edges.length, "connection")
      : `${shown.length} of ${counted(edges.length, "connection")}`;
  return (
    <section aria-labelledby="all-connections">
      <h2 id="all-connections">All connections</h2>
      <div className="tools">
        <Search
          label="Search the connections"
          hint="From, to or ports"
          value={text}
          change={(value) => {
            change("q", value);
          }}
        />
        <label className="group-choice">
          Show
          <select
            value={kind}
            onChange={(event) => {
              change("show", event.target.value);
            }}
          >
            <option value="">All</option>
            <option value="open">Open ones</option>
            <option value="kept">Restricted ones</option>
            <option value="doubt">Those that may pass or not</option>
          </select>
        </label>
      </div>
      <p className="shown">
        {told}
        <Told text={told} />
      </p>
      {shown.length > 0 && (
        <RowList
          label="All connections"
          count={shown.length}
          rowAt={rowAt}
          act={() => undefined}
          setOpen={() => undefined}
        />
      )}
    </section>
  );
}

/** The edges in which every word is, and which are of a kind. */
function narrowed(edges: readonly Edge[], text: string, kind: string): readonly Edge[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return edges.filter((edge) => {
    if (kind !== "" && kindOf(edge) !== kind) return false;
    if (words.length === 0) return true;
    const whole = `${edge.src} ${edge.dst} ${edge.ports}`.toLowerCase();
    return words.every((word) => whole.includes(word));
  });
}

function kindOf({ isOpen, isSure }: Edge): string {
  if (!isSure) return "doubt";
  return isOpen ? "open" : "kept";
}

const KINDS: Readonly<Record<string, string>> = {
  open: "open: no policy at one of its ends",
  kept: "by policies",
  doubt: "may pass or not",
};

function EdgeRow({ edge }: { readonly edge: Edge }): ReactElement {
  return (
    <div className="edge-row">
      <span>{edge.src}</span>
      <span>
        <span className="quiet" aria-hidden="true">
          →{" "}
        </span>
        <span className="spoken">to </span>
        {edge.dst}
      </span>
      <span className={edge.isOpen ? "port open" : "port"}>{edge.ports}</span>
      <span className="quiet">{KINDS[kindOf(edge)]}</span>
    </div>
  );
}
