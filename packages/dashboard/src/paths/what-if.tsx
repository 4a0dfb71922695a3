import { type ReactElement, useMemo, useState } from "react";
import type { PathDetailsDocument, PathsDocument, StepJson } from "../documents/paths.ts";
import { counted } from "../parts/coverage.tsx";
import { linkTo } from "../parts/names.ts";
import { endsOfPath, keyOfPath } from "./path-key.ts";
import { changesOfWays, type WayChange } from "./way-changes.ts";
import type { Way } from "./ways.ts";
import type { WhatIfAnswer, WhatIfInput } from "./what-if-engine.ts";

/** More changes are found in the paths themselves. */
const MOST_SHOWN = 30;
const MOST_NAMED = 12;

/** Which paths would be left with changes that nobody has made: the engine itself answers, in the page. */
export function WhatIf({
  ways,
  document,
  details,
  input,
}: {
  readonly ways: readonly Way[];
  readonly document: PathsDocument;
  readonly details: PathDetailsDocument;
  readonly input: WhatIfInput;
}): ReactElement {
  const changes = useMemo(() => changesOfWays(ways, details), [ways, details]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const ask = (next: ReadonlySet<string>): void => {
    setChosen(next);
    setAsked(undefined);
    if (next.size === 0) return;
    // The choice is painted first: the answer of a large cluster takes seconds.
    setTimeout(() => {
      const edits = changes.filter(({ text }) => next.has(text)).flatMap((each) => each.edits);
      setAsked(answered(input, document, edits));
    }, 30);
  };
  return (
    <details className="panel what-if">
      <summary>
        <h2>What if</h2>
      </summary>
      <p className="quiet">
        Choose what to change; the engine then looks for paths in the cluster as it would be.
      </p>
      <fieldset>
        <legend>Changes, those that are on most paths first</legend>
        {changes.slice(0, MOST_SHOWN).map((change) => (
          <label key={change.text} className="choice">
            <input
              type="checkbox"
              checked={chosen.has(change.text)}
              onChange={() => {
                ask(toggled(chosen, change));
              }}
            />
            <span>
              {change.text} <span className="count">on {counted(change.ways.size, "path")}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div role="status" className="what-if-answer">
        {chosen.size > 0 && !asked && <p>Asking …</p>}
        {asked && <Answer asked={asked} ways={ways} />}
      </div>
    </details>
  );
}

function toggled(chosen: ReadonlySet<string>, { text }: WayChange): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(text)) next.add(text);
  return next;
}

interface Asked {
  /** Of the cluster as it is, by the same engine in the page. */
  readonly now: WhatIfAnswer;
  readonly then: WhatIfAnswer;
}

function answered(
  input: WhatIfInput,
  { coverage }: PathsDocument,
  edits: readonly StepJson["breaks"][number][],
): Asked {
  const engine = window.watertightEngine;
  if (!engine) {
    const problem = "The engine is not in this page.";
    return { now: { problem }, then: { problem } };
  }
  return {
    now: engine.pathsWith(input, coverage, []),
    then: engine.pathsWith(input, coverage, edits),
  };
}

function Answer({
  asked: { now, then },
  ways,
}: {
  readonly asked: Asked;
  readonly ways: readonly Way[];
}): ReactElement {
  if ("problem" in then) return <p role="alert">{then.problem}</p>;
  if ("problem" in now) return <p role="alert">{now.problem}</p>;
  const left = ways.filter(({ path }) => then.keys.has(keyOfPath(path)));
  const isSame = ways.every(({ path }) => now.keys.has(keyOfPath(path)));
  const apart = [
    ...new Map(
      ways
        .filter(({ path }) => !then.ends.has(endsOfPath(path)))
        .map((way) => [endsOfPath(way.path), way]),
    ).values(),
  ];
  const fresh = [...then.keys].filter((key) => !now.keys.has(key)).length;
  return (
    <>
      <p>
        <strong>
          {counted(ways.length - left.length, "path")} of {ways.length} would be closed
        </strong>
        {left.length > 0 && `, ${left.length} would be left`}
        {fresh > 0 && `; ${counted(fresh, "other way")} would take the place of closed ones`}.
      </p>
      {apart.length > 0 && (
        <>
          <h3>Then no way leads any more</h3>
          <ul>
            {apart.slice(0, MOST_NAMED).map(({ index, from, to }) => (
              <li key={index}>
                from {from} to {to}
              </li>
            ))}
            {apart.length > MOST_NAMED && <li>and {apart.length - MOST_NAMED} more</li>}
          </ul>
        </>
      )}
      {left.length > 0 && (
        <ul aria-label="Paths that would be left">
          {left.slice(0, MOST_NAMED).map(({ index, from, to }) => (
            <li key={index}>
              <a href={linkTo("paths", { path: String(index) })}>
                {from} to {to}
              </a>
            </li>
          ))}
          {left.length > MOST_NAMED && <li>and {left.length - MOST_NAMED} more</li>}
        </ul>
      )}
      {!isSame && (
        <p className="quiet">
          The page knows less than the command did (values of secrets, policies of admission,
          records of CVEs): <code>watertight what-if</code> answers with all of it.
        </p>
      )}
    </>
  );
}
