import type { Reference } from "../../checks/check.ts";

/** One demand of a framework; our words, its id. */
export interface Control {
  /** A standard that checks refer to, or a benchmark of nodes. */
  readonly standard: string;
  readonly id: string;
  readonly title: string;
  /**
   * How it can be judged where no check speaks to it, and whether checks alone can. `objects`: checks decide. `partly`: checks
   * can find that it is broken, that it is kept a person has to say. `manual`: a person. `elsewhere`: it is about nodes, files or flags
   * that no object shows.
   */
  readonly judged: "objects" | "partly" | "manual" | "elsewhere";
  /** The program that it is about: checks decide where the input shows its settings, as the static pods of kubeadm do. */
  readonly program?: string;
  /** Controls of other standards: a check that refers to one of them speaks to this one too. */
  readonly alsoBy?: readonly { readonly standard: string; readonly id: string }[];
}

export interface Framework {
  readonly id: string;
  readonly title: string;
  readonly controls: readonly Control[];
}

/** `[id, title]` for each control, judged in one way. */
export function controlsOf(
  standard: Reference["standard"],
  judged: Control["judged"],
  rows: readonly (readonly [id: string, title: string])[],
): readonly Control[] {
  return rows.map(([id, title]) => ({ standard, id, title, judged }));
}

/** The same for controls about the flags of a program. */
export function flagControlsOf(
  standard: Reference["standard"],
  program: string,
  rows: readonly (readonly [id: string, title: string])[],
): readonly Control[] {
  return controlsOf(standard, "elsewhere", rows).map((control) => ({ ...control, program }));
}
