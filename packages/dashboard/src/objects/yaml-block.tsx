import type { JsonObject } from "@watertight/core/kubernetes";
import { type ReactElement, useEffect, useMemo, useRef } from "react";
import { coloured } from "../report/code-block.tsx";
import { lineOfPath, yamlLines } from "./yaml-lines.ts";

/** What is said of a field beside its line. */
export interface FieldNote {
  readonly path: string;
  readonly text: string;
}

/** An object as YAML; a line of which something is said is marked, and the field that is asked for is scrolled to. */
export function YamlBlock({
  object,
  notes,
  asked,
}: {
  readonly object: JsonObject;
  readonly notes: readonly FieldNote[];
  readonly asked: string;
}): ReactElement {
  const { lines, isCut } = useMemo(() => yamlLines(object), [object]);
  const byLine = useMemo(() => {
    const found = new Map<number, string[]>();
    for (const { path, text } of notes) {
      const line = lineOfPath(lines, path);
      const own = found.get(line);
      if (own) own.push(text);
      else found.set(line, [text]);
    }
    return found;
  }, [lines, notes]);
  const askedLine = asked === "" ? -1 : lineOfPath(lines, asked);
  const frame = useRef<HTMLPreElement>(null);
  useEffect(() => {
    const line = frame.current?.querySelector<HTMLElement>('[data-asked="true"]');
    if (line && frame.current) frame.current.scrollTop = Math.max(0, line.offsetTop - 120);
  }, [askedLine]);
  return (
    <pre
      ref={frame}
      className="code yaml"
      role="region"
      aria-label="The object as YAML"
      tabIndex={0}
    >
      <code>
        {lines.map(({ text, path }, index) => {
          const own = byLine.get(index);
          return (
            <span
              key={`${index}${path}`}
              className={own ? "line at-fault" : "line"}
              data-asked={index === askedLine}
            >
              <span className="number">{index + 1}</span>
              <span className="text">
                {index === askedLine ? <mark>{text}</mark> : coloured(text)}
              </span>
              {own?.map((each) => (
                <span key={each} className="fault-note">
                  ↑ {each}
                </span>
              ))}
            </span>
          );
        })}
        {isCut && <span className="line">…</span>}
      </code>
    </pre>
  );
}
