import { type ReactElement, useDeferredValue, useMemo } from "react";
import type { PathDetailsDocument, PathsDocument } from "../documents/paths.ts";
import { CoverageNote, counted } from "../parts/coverage.tsx";
import { useMedia } from "../parts/media.ts";
import { Search } from "../parts/search.tsx";
import { goTo, useAddress, withChoices } from "../shell/address.ts";
import { PathList } from "./path-list.tsx";
import { PathPanel } from "./path-panel.tsx";
import { goalsOf, narrowed, waysOf } from "./ways.ts";
import { WhatIf } from "./what-if.tsx";
import type { WhatIfInput } from "./what-if-engine.ts";

/** Paths of attack: the ranked list first; one that is chosen is drawn beside it, with its steps as a table. */
export function PathsView({
  document,
  details,
  whatIf,
}: {
  readonly document: PathsDocument;
  readonly details: PathDetailsDocument;
  readonly whatIf: WhatIfInput | undefined;
}): ReactElement {
  const address = useAddress();
  const ways = useMemo(() => waysOf(document, details), [document, details]);
  const isWide = useMedia("(min-width: 1100px)");
  const text = address.chosen.get("q") ?? "";
  const goal = address.chosen.get("to") ?? "";
  const wanted = useDeferredValue(text);
  const shown = useMemo(() => narrowed(ways, wanted, goal), [ways, wanted, goal]);
  const change = (changes: Readonly<Record<string, string | undefined>>): void => {
    goTo(withChoices({ ...address, view: "paths" }, changes), "replace");
  };
  const number = address.chosen.get("path");
  const chosen = ways.find(({ index }) => String(index) === number);
  const choose = (index: number): void => {
    change({ path: String(index) });
  };
  const sure = ways.filter(({ path }) => path.certainty === "yes").length;
  return (
    <div className="paths">
      <h1 className="spoken">Paths of attack</h1>
      <CoverageNote head={document} />
      <p className="lead">
        {counted(ways.length, "path")} from outside to what must not fall: {sure} open,{" "}
        {ways.length - sure} not known.{document.truncated && " There may be more of them."}
      </p>
      <div className="tools">
        <Search
          label="Search paths"
          hint="Object or step"
          value={text}
          change={(value) => {
            change({ q: value });
          }}
        />
        <label className="group-choice">
          To
          <select
            value={goal}
            onChange={(event) => {
              change({ to: event.target.value });
            }}
          >
            <option value="">Anything</option>
            {goalsOf(ways).map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
      </div>
      {whatIf && ways.length > 0 && (
        <WhatIf ways={ways} document={document} details={details} input={whatIf} />
      )}
      <div className={chosen && isWide ? "columns with-path" : "columns whole"}>
        <PathList
          all={ways.length}
          shown={shown}
          chosen={chosen}
          isWide={isWide && !chosen}
          choose={choose}
        />
        {chosen && (
          <PathPanel
            key={chosen.index}
            way={chosen}
            ways={ways}
            details={details}
            isBeside={isWide}
            choose={choose}
            close={() => {
              change({ path: undefined });
            }}
          />
        )}
      </div>
    </div>
  );
}
