import type { Edit } from "../../kubernetes/edit.ts";
import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import {
  type At,
  byDefault,
  itemsBelow,
  objectBelow,
  type Rewriting,
  whole,
  without,
  written,
} from "./rewrite.ts";

/** An Ingress of a beta version as `networking.k8s.io/v1`: pkg/apis/networking/v1beta1/conversion.go and defaults.go. */
export const ingress: Rewriting = (object) => {
  const spec = objectBelow(whole(object), "spec");
  if (!spec) return [];
  return [...defaultBackend(spec), ...itemsBelow(spec, "rules").flatMap(ruleEdits)];
};

function defaultBackend(spec: At): readonly Edit[] {
  const backend = objectBelow(spec, "backend");
  if (!backend) return without(spec, "backend");
  return [...without(spec, "backend"), written(spec, "defaultBackend", renamedBackend(backend))];
}

function renamedBackend({ value }: At): JsonObject {
  const { serviceName: _, servicePort: __, ...rest } = value;
  const service = serviceOf(value);
  return service ? { ...rest, service } : rest;
}

function ruleEdits(rule: At): readonly Edit[] {
  return itemsBelow(rule, "http", "paths").flatMap((path) => [
    ...byDefault(path, "pathType", "ImplementationSpecific"),
    ...backendEdits(objectBelow(path, "backend")),
  ]);
}

function backendEdits(backend: At | undefined): readonly Edit[] {
  if (!backend) return [];
  const service = serviceOf(backend.value);
  return [
    ...without(backend, "serviceName", "servicePort"),
    ...(service ? [written(backend, "service", service)] : []),
  ];
}

function serviceOf({ serviceName, servicePort }: JsonObject): JsonObject | undefined {
  const port = portOf(servicePort);
  if (!serviceName && port === undefined) return undefined;
  return {
    ...(serviceName !== undefined && { name: serviceName }),
    ...(port !== undefined && { port }),
  };
}

function portOf(port: JsonValue | undefined): JsonObject | undefined {
  if (typeof port === "string") return { name: port };
  return typeof port === "number" && port !== 0 ? { number: port } : undefined;
}
