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
  /**
   * Only where the object spells the pod in its own way, as Tekton's `steps`: the path in the object of a path below this
   * template. Ask `locateInObject`, which knows both.
   */
  readonly locate?: (path: FieldPath) => FieldPath;
}

/** The path in the object of a path below the template, as violations have it: `["spec", "containers", 0]`. */
export function locateInObject(template: PodTemplate, path: FieldPath): FieldPath {
  return template.locate ? template.locate(path) : [...template.path, ...path];
}
