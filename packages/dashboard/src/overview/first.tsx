import type { ReactElement } from "react";
import type { OverviewDocument } from "../documents/overview.ts";
import { counted } from "../parts/coverage.tsx";
import { headingOf, linkTo } from "../parts/names.ts";
import { SeverityMark } from "../parts/severity.tsx";
import { fixWords } from "../report/line-content.tsx";
import { Panel } from "./panel.tsx";

/** What to mend first, each leading to its line. */
export function First({ first }: Pick<OverviewDocument, "first">): ReactElement {
  return (
    <Panel
      title="What to do first"
      all={[linkTo("report", { by: "none" }), "All, the worst first"]}
      isWide
    >
      <ol className="first">
        {first.map((each) => (
          <li key={each.fingerprint}>
            <a className="spaced" href={linkTo("report", { finding: each.fingerprint })}>
              <span className={`severity ${each.severity}`}>
                <SeverityMark severity={each.severity} />
                {each.severity}
              </span>
              <span>{headingOf(each.object)}</span>
            </a>
            <span className="clamped">{each.message}</span>
            <span className="quiet where">
              <code>
                {each.file}:{each.line}
              </code>
              {each.paths.count > 0 && (
                <span className="tag">
                  on {counted(each.paths.count, "path")} of attack
                  {each.paths.sure > 0 && `, ${each.paths.sure} sure`}
                </span>
              )}
              {each.fix !== null && <span className="tag">{fixWords(each.fix)}</span>}
              {each.others > 0 && (
                <a href={linkTo("report", { check: each.check, by: "cause" })}>
                  {each.others.toLocaleString("en")} more of the same cause
                </a>
              )}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
