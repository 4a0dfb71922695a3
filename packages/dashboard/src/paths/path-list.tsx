import { type ReactElement, useCallback } from "react";
import { counted } from "../parts/coverage.tsx";
import { Told } from "../parts/live.tsx";
import { type ListRow, RowList } from "../parts/row-list.tsx";
import { SureMark } from "./sure-mark.tsx";
import type { Way } from "./ways.ts";

/** The paths, the sure and short ones first. */
export function PathList({
  all,
  shown,
  chosen,
  isWide,
  choose,
}: {
  readonly all: number;
  readonly shown: readonly Way[];
  readonly chosen: Way | undefined;
  readonly isWide: boolean;
  readonly choose: (index: number) => void;
}): ReactElement {
  const height = isWide ? 64 : 112;
  const rowAt = useCallback(
    (index: number): ListRow => {
      const way = shown[index];
      return {
        key: String(way?.index ?? -1),
        height,
        level: 1,
        isChosen: way !== undefined && way === chosen,
        content: () => (way ? <PathRow way={way} /> : null),
      };
    },
    [shown, chosen, height],
  );
  const told =
    shown.length === all ? counted(all, "path") : `${shown.length} of ${counted(all, "path")}`;
  return (
    <section aria-labelledby="ranked-paths">
      <h2 id="ranked-paths">Ranked, the open and short ones first</h2>
      <p className="shown">
        {told}
        <Told text={told} />
      </p>
      {shown.length > 0 && (
        <RowList
          label="Paths of attack"
          count={shown.length}
          rowAt={rowAt}
          act={(index) => {
            const way = shown[index];
            if (way) choose(way.index);
          }}
          setOpen={() => undefined}
        />
      )}
    </section>
  );
}

function PathRow({ way: { path, from, to, stations } }: { readonly way: Way }): ReactElement {
  const isOpen = path.certainty === "yes";
  const between = stations.slice(1, -1);
  return (
    <div className="path-row">
      <span className="path-ends">
        <SureMark isSure={isOpen} />{" "}
        <span className="spoken">{isOpen ? "open: " : "not known: "}</span>
        {from}
        <Arrow />
        <strong>{to}</strong>
      </span>
      <span className="quiet path-length">{counted(path.steps.length, "step")}</span>
      <span className="quiet path-between">
        {between.length === 0 ? "at once" : `over ${between.join(", ")}`}
      </span>
    </div>
  );
}

/** Read as a word, seen as an arrow. */
function Arrow(): ReactElement {
  return (
    <>
      <span className="quiet" aria-hidden="true">
        {" → "}
      </span>
      <span className="spoken"> to </span>
    </>
  );
}
