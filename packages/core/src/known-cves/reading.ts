import type { Reader } from "./answers.ts";

/** How we read what upstream says of a CVE besides its versions, and how it is asked of a cluster. */
export interface Reading {
  /** In our words: on what it depends, and what helps. */
  readonly text: string;
  readonly read: Reader;
}

/** A reader whose condition is only a part of what has to be so: it can rule out, not confirm. */
export function onlyRuledOut(read: Reader): Reader {
  return (asked) => {
    const { condition, ...others } = read(asked);
    if (!condition) return others;
    if (!condition.holds) return { ...others, condition };
    const { because, proof } = condition;
    return { ...others, remarks: [...(others.remarks ?? []), { because, proof }] };
  };
}
