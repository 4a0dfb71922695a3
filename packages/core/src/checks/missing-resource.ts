import type { Violation } from "../finding.ts";
import type { ResourceRequirements } from "../kubernetes/api/types.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import { locateInObject } from "../kubernetes/pod-template.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { setting } from "./fixes.ts";
import { listAt, textAt, valueAt } from "./json-fields.ts";
import { groupedBy, perSnapshot } from "./per-snapshot.ts";
import { type PodContainer, podContainersOf } from "./pod-containers.ts";

/** What a container is asked to state. */
export interface WantedResource {
  readonly field: "limits" | "requests";
  readonly resource: "cpu" | "memory";
  /** What the fix proposes; the operator has to choose. */
  readonly proposal: string;
}

/**
 * The containers without a limit or request, after what Kubernetes fills in: requests from limits, both from the
 * pod's own resources and from a LimitRange of the namespace. Ephemeral containers cannot have any.
 */
export function* missingResources(
  { reference, podTemplates }: SnapshotObject,
  snapshot: Snapshot,
  wanted: WantedResource,
): Generator<Violation> {
  if (podTemplates.length === 0) return;
  const ranges = limitRangesOf(snapshot).get(reference.namespace) ?? [];
  if (ranges.some((range) => isFilledIn(range.object, wanted))) return;
  for (const template of podTemplates) yield* missingOf(template, wanted);
}

const limitRangesOf = perSnapshot((snapshot) =>
  groupedBy(snapshot.ofKind("", "LimitRange"), ({ reference }) => reference.namespace),
);

// LimitRange's own defaults: `default` from `max`, `defaultRequest` from `default` and then from `min`.
function isFilledIn(limitRange: JsonValue, { field, resource }: WantedResource): boolean {
  const fields =
    field === "limits" ? ["default", "max"] : ["defaultRequest", "default", "max", "min"];
  return listAt(limitRange, "spec", "limits").some(
    (item) =>
      textAt(item, "type") === "Container" &&
      fields.some((each) => isStated(valueAt(item, each, resource))),
  );
}

function* missingOf(template: PodTemplate, wanted: WantedResource): Generator<Violation> {
  if (states(template.spec.resources, wanted)) return;
  for (const each of podContainersOf(template)) {
    if (each.path[1] === "ephemeralContainers" || states(each.container.resources, wanted))
      continue;
    yield violationOf(each, template, wanted);
  }
}

function violationOf(
  { container, path: containerPath, label }: PodContainer,
  template: PodTemplate,
  { field, resource, proposal }: WantedResource,
): Violation {
  const path = locateInObject(template, [...containerPath, "resources", field, resource]);
  const noun = `${resource} ${field === "limits" ? "limit" : "request"}`;
  const stated = container.resources?.[field]?.[resource];
  return {
    path,
    message:
      stated === undefined
        ? `${label} has no ${noun}`
        : `${label} has a ${noun} of 0, which is none`,
    container: container.name,
    fix: setting("needs-value", path, stated, proposal),
  };
}

function states(
  resources: ResourceRequirements | undefined,
  { field, resource }: WantedResource,
): boolean {
  const stated = resources?.[field]?.[resource];
  if (stated !== undefined || field === "limits") return isStated(stated);
  return isStated(resources?.limits?.[resource]); // a request defaults to the limit
}

// 0 means "none", like an absent field.
function isStated(quantity: JsonValue | undefined): boolean {
  if (typeof quantity === "number") return quantity !== 0;
  return typeof quantity === "string" && !/^[+-]?0*\.?0*([a-zA-Z]|$)/.test(quantity);
}
