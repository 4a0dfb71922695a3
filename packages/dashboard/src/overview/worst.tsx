import type { ReactElement } from "react";
import type { OverviewDocument } from "../documents/overview.ts";
import { counted } from "../parts/coverage.tsx";
import { headingOf, keyOfObject, linkTo } from "../parts/names.ts";
import { Panel } from "./panel.tsx";
import { CountMarks } from "./severity-line.tsx";

/** The objects with the worst findings, with whom to ask. */
export function WorstObjects({ objects }: Pick<OverviewDocument, "objects">): ReactElement | null {
  if (objects.length === 0) return null;
  return (
    <Panel title="The worst objects" all={[linkTo("objects"), "All objects"]}>
      <ul className="short">
        {objects.map(({ object, counts, worst, owner, paths, file }) => (
          <li key={`${keyOfObject(object)}${file}`}>
            <a href={linkTo("objects", { object: keyOfObject(object) })}>{headingOf(object)}</a>
            <CountMarks counts={counts} />
            <span className="clamped quiet">
              {owner !== null && `${owner}: `}
              {worst}
              {paths > 0 && ` (on ${counted(paths, "path")} of attack)`}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The checks that found the worst. */
export function WorstChecks({ checks }: Pick<OverviewDocument, "checks">): ReactElement | null {
  if (checks.length === 0) return null;
  return (
    <Panel title="What is wrong most" all={[linkTo("report", { by: "check" }), "All, by check"]}>
      <ul className="short">
        {checks.map(({ check, title, counts, objects }) => (
          <li key={check}>
            <a href={linkTo("report", { check, by: "check" })}>{title}</a>
            <CountMarks counts={counts} />
            <span className="quiet">in {counted(objects, "object")}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Who has to mend what. */
export function Owners({ owners }: Pick<OverviewDocument, "owners">): ReactElement | null {
  if (owners.length === 0) return null;
  return (
    <Panel title="Who owns it" all={[linkTo("report", { by: "owner" }), "All, by owner"]}>
      <ul className="short">
        {owners.slice(0, 10).map(({ owner, counts, objects }) => (
          <li key={owner}>
            <a href={linkTo("report", { owner: owner === "" ? "-" : owner })}>
              {owner === "" ? "Nobody is named" : owner}
            </a>
            <CountMarks counts={counts} />
            <span className="quiet">{counted(objects, "object")}</span>
          </li>
        ))}
      </ul>
      {owners.length === 1 && owners[0]?.owner === "" && (
        <p className="quiet">
          A label or an annotation called team or owner says whom to ask, of an object, its pods or
          its namespace; --owner-label names another.
        </p>
      )}
    </Panel>
  );
}
