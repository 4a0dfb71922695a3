import type { DocumentHead, EditJson, ObjectName } from "./documents.ts";
import type { ProofJson } from "./network.ts";

/** What somebody may have taken over. */
export interface VertexJson {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly container?: string;
}

export interface StepJson {
  readonly edge: string;
  readonly from: VertexJson;
  readonly to: VertexJson;
  readonly with: readonly VertexJson[];
  readonly techniques: readonly string[];
  readonly certainty: "unknown" | "yes";
  readonly proof: readonly ProofJson[];
  readonly breaks: readonly (Omit<EditJson, "op"> & {
    readonly op: string;
    readonly object: ObjectName;
  })[];
}

export interface PathJson {
  readonly from: VertexJson;
  readonly to: VertexJson;
  readonly certainty: "unknown" | "yes";
  readonly reasons: readonly string[];
  readonly steps: readonly StepJson[];
}

/** `paths -o json`. */
export interface PathsDocument extends DocumentHead {
  readonly paths: readonly PathJson[];
  readonly truncated: boolean;
}

/** What the page of paths needs besides. */
export interface PathDetailsDocument {
  /** What each step is, by its id: `escapes from a privileged container to its node`. */
  readonly titles: Readonly<Record<string, string>>;
  /** Of each path and each of its steps: what takes it away, and why it is not sure. */
  readonly steps: readonly (readonly StepDetailJson[])[];
}

export interface StepDetailJson {
  readonly brokenBy: readonly string[];
  /** How many edits of the step each of them is, in this order. */
  readonly edits?: readonly number[];
  readonly unknown: readonly string[];
}
