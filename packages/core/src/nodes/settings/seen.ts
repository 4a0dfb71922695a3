import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";

/** A value of a setting with the place that decides it. */
export interface Seen {
  /** As a flag has it; undefined: it is not set, and there is no default. */
  readonly value: string | undefined;
  /** Whether it is set, or only what the component does of itself. */
  readonly from: "configz" | "flag" | "file" | "variable" | "default";
  /** `process 812: --anonymous-auth`, `/var/lib/kubelet/config.yaml:5`, `configz: readOnlyPort`. */
  readonly where: string;
}

/** Why a value is not known, as a lower-case clause. */
export interface Unseen {
  readonly unknown: string;
}

/** A text that was read as YAML or JSON. */
export interface ParsedText {
  readonly value: JsonValue;
  /** The line of a field, from 1. */
  readonly lineOf: (path: FieldPath) => number;
}

/** Reads a text as YAML; a sentence where it is none. */
export type ParseText = (text: string) => ParsedText | { readonly problem: string };
