import type { ReactElement } from "react";
import type { SinceJson } from "../documents/overview.ts";
import { counted } from "../parts/coverage.tsx";
import { ExportButtons } from "../parts/export.tsx";
import { headingOf, linkTo } from "../parts/names.ts";
import { SeverityMark } from "../parts/severity.tsx";
import { Panel } from "./panel.tsx";

const SHOWN = 5;

/** What is new and what is gone since an earlier scan. */
export function Changes({ since }: { readonly since: SinceJson }): ReactElement {
  const { label, newFindings, goneFindings } = since;
  return (
    <Panel
      title={`What changed since ${label}`}
      all={[linkTo("report", { change: "new" }), `All ${since.new.toLocaleString("en")} new`]}
      isWide
    >
      <p>
        <strong>{since.new.toLocaleString("en")} new</strong>,{" "}
        <strong>{since.gone.toLocaleString("en")} gone</strong>,{" "}
        {since.unchanged.toLocaleString("en")} unchanged.{" "}
        {since.gone > 0 && (
          <ExportButtons
            name="gone"
            columns={["severity", "check", "object", "message"]}
            rows={() =>
              goneFindings.map((each) => [
                each.severity,
                each.check,
                headingOf(each.object),
                each.message,
              ])
            }
          />
        )}
      </p>
      <div className="two">
        <div>
          <h3>New</h3>
          {newFindings.length === 0 && <p className="quiet">Nothing.</p>}
          <ul className="short">
            {newFindings.slice(0, SHOWN).map((each) => (
              <li key={each.fingerprint}>
                <SeverityMark severity={each.severity} />{" "}
                <span className="spoken">{each.severity}: </span>
                <a href={linkTo("report", { finding: each.fingerprint })}>
                  {headingOf(each.object)}
                </a>
                <span className="clamped">{each.message}</span>
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h3>Gone</h3>
          {goneFindings.length === 0 && <p className="quiet">Nothing.</p>}
          <ul className="short">
            {goneFindings.slice(0, SHOWN).map((each) => (
              <li key={`${each.check}${headingOf(each.object)}${each.message}`}>
                <SeverityMark severity={each.severity} />{" "}
                <span className="spoken">{each.severity}: </span>
                {headingOf(each.object)}
                <span className="clamped">{each.message}</span>
              </li>
            ))}
          </ul>
          {since.gone > SHOWN && <p className="quiet">of {counted(since.gone, "finding")}</p>}
        </div>
      </div>
    </Panel>
  );
}
