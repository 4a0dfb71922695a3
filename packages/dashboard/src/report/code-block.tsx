import type { ReactElement, ReactNode } from "react";
import type { DiffLine, FrameLine } from "./code.ts";

/** Code with its line numbers and a mark on what is wrong. */
export function CodeFrame({ lines }: { readonly lines: readonly FrameLine[] }): ReactElement {
  return (
    <Scrolled label="The code">
      {lines.map(({ number, text, marked }) => (
        <span key={number} className={marked ? "line at-fault" : "line"}>
          <span className="number">{number}</span>
          <span className="text">{marked ? markedText(text, marked) : coloured(text)}</span>
        </span>
      ))}
    </Scrolled>
  );
}

const SIGNS = { same: " ", removed: "−", added: "+" } as const;
const SPOKEN = { same: "", removed: "removed: ", added: "added: " } as const;

/** A change as people read it: what goes and what comes. */
export function CodeDiff({
  hunks,
}: {
  readonly hunks: readonly (readonly DiffLine[])[];
}): ReactElement {
  return (
    <Scrolled label="The change">
      {hunks.map((lines, hunk) => (
        <span key={lines[0]?.before ?? hunk} className="hunk">
          {lines.map(({ is, text, before, after }) => (
            <span key={`${is}${before ?? ""}.${after ?? ""}`} className={`line ${is}`}>
              <span className="number">{before ?? after}</span>
              <span className="sign" aria-hidden="true">
                {SIGNS[is]}
              </span>
              <span className="spoken">{SPOKEN[is]}</span>
              <span className="text">{coloured(text)}</span>
            </span>
          ))}
        </span>
      ))}
    </Scrolled>
  );
}

/** Long lines scroll within it, so that it has to be reached by keyboard. */
function Scrolled({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <pre className="code" role="region" aria-label={label} tabIndex={0}>
      <code>{children}</code>
    </pre>
  );
}

function markedText(text: string, [from, to]: readonly [number, number]): ReactNode {
  const end = Math.max(to, from + 1);
  return (
    <>
      {coloured(text.slice(0, from))}
      <mark>{text.slice(from, end)}</mark>
      {coloured(text.slice(end))}
    </>
  );
}

const KEY = /^(\s*(?:- +)*)("[^"]*"|[\w./-]+)(:)(?=\s|$)/;

/** A line of YAML: a key is told from its value, and a comment from both. */
export function coloured(text: string): ReactNode {
  if (/^\s*#/.test(text)) return <i className="comment">{text}</i>;
  const [whole, indent, key, colon] = KEY.exec(text) ?? [];
  if (whole === undefined) return text;
  return (
    <>
      {indent}
      <b className="key">{key}</b>
      {colon}
      {text.slice(whole.length)}
    </>
  );
}
