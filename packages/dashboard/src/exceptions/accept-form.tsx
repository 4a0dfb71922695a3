import { type ReactElement, useState } from "react";
import type { Row } from "../report/rows.ts";
import { type Acceptance, exceptionText } from "./exceptions.ts";

const FIELDS: readonly (readonly [name: keyof Acceptance, title: string, type: string])[] = [
  ["reason", "Why it is accepted", "text"],
  ["owner", "Who accepts it", "text"],
  ["until", "The last day", "date"],
];

/** What to write into watertight.yaml to accept a finding: a page from a file changes nothing itself. */
export function AcceptForm({ row }: { readonly row: Row }): ReactElement {
  const [given, setGiven] = useState<Acceptance>({ reason: "", owner: row.owner, until: "" });
  const isWhole = given.reason.trim() !== "" && given.owner.trim() !== "";
  return (
    <details className="accept">
      <summary>Accept it</summary>
      {FIELDS.map(([name, title, type]) => (
        <label key={name} className="field">
          {title}
          <input
            type={type}
            value={given[name]}
            onChange={(event) => {
              setGiven({ ...given, [name]: event.target.value });
            }}
          />
        </label>
      ))}
      {isWhole ? (
        <>
          <p>
            This in <code>watertight.yaml</code>, and whoever approves the change approves it:
          </p>
          <pre className="code plain-code" tabIndex={0} role="region" aria-label="The exception">
            {exceptionText(row, given)}
          </pre>
        </>
      ) : (
        <p className="quiet">A reason and somebody who accepts it are needed.</p>
      )}
    </details>
  );
}
