import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { groupOf } from "../../kubernetes/object.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";

/** Whether an object is an Ingress, of today's API group or the one before. */
export function isIngress({ object }: SnapshotObject): boolean {
  return object.kind === "Ingress" && ["networking.k8s.io", "extensions"].includes(groupOf(object));
}

/** A Service that an Ingress sends to. */
export interface IngressBackend {
  readonly path: FieldPath;
  readonly service: string;
  /** The number or name of the Service's port; undefined where the Ingress has none. */
  readonly port: JsonValue | undefined;
}

/** `service: {name, port}` of networking.k8s.io/v1, `serviceName` and `servicePort` of the betas. */
export function* ingressBackends({ object }: SnapshotObject): Generator<IngressBackend> {
  for (const field of ["defaultBackend", "backend"])
    yield* backendAt(objectAt(object, "spec", field), ["spec", field]);
  for (const [rule, each] of listAt(object, "spec", "rules").entries())
    for (const [index, path] of listAt(each, "http", "paths").entries())
      yield* backendAt(objectAt(path, "backend"), [
        "spec",
        "rules",
        rule,
        "http",
        "paths",
        index,
        "backend",
      ]);
}

function* backendAt(backend: JsonValue, path: FieldPath): Generator<IngressBackend> {
  const named = textAt(backend, "service", "name");
  if (named !== "") {
    const port =
      // 0 is like an absent field.
      valueAt(backend, "service", "port", "number") || valueAt(backend, "service", "port", "name");
    yield { path: [...path, "service", "name"], service: named, port };
    return;
  }
  const service = textAt(backend, "serviceName");
  if (service !== "")
    yield { path: [...path, "serviceName"], service, port: valueAt(backend, "servicePort") };
}
