import type { Cluster } from "../../cluster/cluster.ts";
import type { Violation } from "../../findings/finding.ts";
import type { ResourceRequirements } from "../../kubernetes/api/types.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { PodSurroundings } from "../check.ts";
import { setting } from "../writing/fixes.ts";
import { type PodContainer, podContainersOf } from "./pod-containers.ts";
import { isStated } from "./quantities.ts";
import { limitRangesAround } from "./surroundings.ts";

/** What a container is asked to state. */
export interface WantedResource {
  readonly field: "limits" | "requests";
  readonly resource: "cpu" | "memory" | "ephemeral-storage";
  /** What the fix proposes; the operator has to choose. */
  readonly proposal: string;
}

/**
 * The containers without a limit or request, after what Kubernetes fills in: requests from limits, both from the
 * pod's own resources and, as the LimitRanger admission plugin does it, from a LimitRange of the namespace.
 * Ephemeral containers cannot have any.
 */
export function* missingResources(
  object: SnapshotObject,
  cluster: Cluster,
  wanted: WantedResource,
): Generator<Violation> {
  for (const template of object.podTemplates)
    yield* missingOf(template, { object, cluster }, wanted);
}

// LimitRange's own defaults, as `SetDefaults_LimitRangeItem` of Kubernetes' core/v1: `default` from `max`,
// `defaultRequest` from `default` and then from `min`.
function isFilledIn(limitRange: JsonValue, { field, resource }: WantedResource): boolean {
  const fields =
    field === "limits" ? ["default", "max"] : ["defaultRequest", "default", "max", "min"];
  return listAt(limitRange, "spec", "limits").some(
    (item) =>
      textAt(item, "type") === "Container" &&
      fields.some((each) => isStated(valueAt(item, each, resource))),
  );
}

function* missingOf(
  template: PodTemplate,
  surroundings: PodSurroundings,
  wanted: WantedResource,
): Generator<Violation> {
  // A pod as a whole has CPU and memory, but no ephemeral storage.
  const ofPod = wanted.resource === "ephemeral-storage" ? undefined : template.spec.resources;
  if (states(ofPod, wanted)) return;
  const ranges = limitRangesAround(surroundings);
  const isDefaulted = ranges.some(({ object }) => isFilledIn(object, wanted));
  for (const each of podContainersOf(template)) {
    if (each.path[1] === "ephemeralContainers") continue;
    const { resources } = each.container;
    if (states(resources, wanted)) continue;
    // What is written as 0 is not filled in.
    if (isDefaulted && resources?.[wanted.field]?.[wanted.resource] === undefined) continue;
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
