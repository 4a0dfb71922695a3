import type { ReactElement } from "react";
import { stepsOf } from "./proof.ts";
import type { GrantFound } from "./who-can.ts";

/** A right, field by field, with where each stands. */
export function Steps({ grant }: { readonly grant: GrantFound }): ReactElement {
  return (
    <ol className="steps">
      {stepsOf(grant).map(({ says, place }) => (
        <li key={says}>
          {says}
          {place && (
            <>
              {" "}
              <code className="quiet">
                {place.file}:{place.line}
              </code>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
