import type { PodSpec } from "./api/types.ts";
import type { FieldPath } from "./field-path.ts";

/** A pod as an object describes it: the Pod itself, or a pod template wherever it is embedded. */
export interface PodTemplate {
  /** Path in the object to what holds `metadata` and `spec`: `[]` for a Pod, `["spec", "template"]` for a Deployment. */
  readonly path: FieldPath;
  readonly metadata: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  /** Decoded: fields of a wrong type are absent here (and a diagnostic says so); lists hold only objects. */
  readonly spec: PodSpec;
}
