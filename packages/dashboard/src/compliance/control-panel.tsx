import type { ReactElement } from "react";
import { ExportButtons } from "../parts/export.tsx";
import { linkTo } from "../parts/names.ts";
import { type ControlEvidence, type ControlRow, STATUS_WORDS } from "./controls.ts";

/** More are in what is saved. */
const MOST_SHOWN = 200;

/** A control with what shows that it is kept or broken. */
export function ControlPanel({
  row: { control, framework },
  evidence,
}: {
  readonly row: ControlRow;
  readonly evidence: readonly ControlEvidence[];
}): ReactElement {
  const { id, title, status, reason, checks, failing } = control;
  return (
    <>
      <p className="lead quiet">
        {framework.title} {id}: {STATUS_WORDS[status]}
      </p>
      <h2 tabIndex={-1}>{title}</h2>
      {reason !== null && <p>Why it is not decided: {reason}.</p>}
      {checks.length > 0 && (
        <section className="part">
          <h3>Checks that speak to it</h3>
          <ul>
            {checks.map((check) => (
              <li key={check}>
                {failing.includes(check) ? (
                  <a href={linkTo("report", { check, by: "object" })}>{check}</a>
                ) : (
                  check
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="part">
        <h3>
          Evidence <span className="count">{evidence.length.toLocaleString("en")}</span>
        </h3>
        {evidence.length === 0 ? (
          <p className="quiet">Nothing in the input shows it.</p>
        ) : (
          <>
            <ExportButtons
              name={`evidence-${id}`}
              columns={["check", "object", "field", "verdict", "message", "place", "time"]}
              rows={() =>
                evidence.map((each) => [
                  ...[each.check, each.object, each.field, each.verdict],
                  ...[each.message, each.place, each.time],
                ])
              }
            />
            <div className="step-table" tabIndex={0} role="region" aria-label="Evidence">
              <EvidenceTable evidence={evidence.slice(0, MOST_SHOWN)} isLinked />
            </div>
            {evidence.length > MOST_SHOWN && (
              <p>and {(evidence.length - MOST_SHOWN).toLocaleString("en")} more, which are saved</p>
            )}
          </>
        )}
      </section>
    </>
  );
}

/** Object, field, verdict and time. */
export function EvidenceTable({
  evidence,
  isLinked = false,
}: {
  readonly evidence: readonly ControlEvidence[];
  readonly isLinked?: boolean;
}): ReactElement {
  return (
    <table className="evidence">
      <thead>
        <tr>
          <th scope="col">Verdict</th>
          <th scope="col">Object</th>
          <th scope="col">Field</th>
          <th scope="col">Check</th>
          <th scope="col">Time</th>
        </tr>
      </thead>
      <tbody>
        {evidence.map(({ check, object, objectKey, field, verdict, place, time }, index) => (
          <tr key={`${index}${check}${objectKey}${field}`}>
            <td>{verdict}</td>
            <td>
              {isLinked ? (
                <a href={linkTo("objects", { object: objectKey, path: field })}>{object}</a>
              ) : (
                object
              )}
              <span className="quiet"> {place}</span>
            </td>
            <td>
              <code>{field}</code>
            </td>
            <td>{check}</td>
            <td>{time}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
