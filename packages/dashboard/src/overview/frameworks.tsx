import type { ReactElement } from "react";
import type { OverviewDocument } from "../documents/overview.ts";
import { linkTo } from "../parts/names.ts";
import { Panel } from "./panel.tsx";

/** How much of each framework is kept to, of what could be decided. */
export function Frameworks({
  frameworks,
}: Pick<OverviewDocument, "frameworks">): ReactElement | null {
  if (frameworks.length === 0) return null;
  return (
    <Panel title="Compliance" all={[linkTo("compliance"), "All controls"]}>
      <ul className="short">
        {frameworks.map(({ id, title, pass, fail, manual, notAssessable }) => {
          const decided = pass + fail;
          return (
            <li key={id} className="framework">
              <a href={linkTo("compliance", { framework: id })}>{title}</a>
              <meter
                min={0}
                max={Math.max(1, decided)}
                value={pass}
                aria-label={`${title}: ${pass} of ${decided} decided controls are kept`}
              />
              <span className="quiet">
                {pass} kept, {fail} broken, {manual} for a person, {notAssessable} not seen
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
