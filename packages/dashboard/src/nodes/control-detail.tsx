import type { ReactElement } from "react";
import { type NodeRow, STATUS_WORDS } from "./rows.ts";
import { StatusMark } from "./status-mark.tsx";

/** One control of one node in full. */
export function ControlDetail({ row }: { readonly row: NodeRow }): ReactElement {
  const { node, benchmark, result } = row;
  const facts: readonly (readonly [string, string])[] = [
    ["Seen", result.seen],
    ["Where", result.where],
    ["Wanted", result.wanted],
    ["Reason", result.reason],
    ["Why", result.why],
    ["How to mend it", result.remediation],
    ["Standards", result.standards.map(({ standard, id }) => `${standard} ${id}`).join(", ")],
  ];
  return (
    <article className="control-detail">
      <h2 tabIndex={-1}>{result.title}</h2>
      <p>
        <StatusMark status={result.status} /> {STATUS_WORDS[result.status]}: {result.control} of{" "}
        {benchmark}, on {node}
      </p>
      <dl>
        {facts
          .filter(([, text]) => text !== "")
          .map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
      {result.links.length > 0 && (
        <ul>
          {result.links.map((link) => (
            <li key={link}>
              <a href={link} rel="noreferrer">
                {link}
              </a>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
