import type { Authorizer } from "@watertight/core/access";
import {
  type ApiResource,
  isLabelSelectorText,
  type JsonObject,
  listAt,
  objectAt,
  parseFieldSelector,
  textAt,
} from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { NEWEST_MINOR } from "../kubernetes/environments.ts";
import type { Authorize, CelAccess } from "../libraries/authorization.ts";
import type { PolicySurroundings } from "./admit.ts";
import { apiVersionOf, type GroupVersionKind, kindOf } from "./attributes.ts";
import { equivalentResources, isConvertedByName, resourcesByKind } from "./equivalents.ts";
import type { ParamObjects } from "./params.ts";
import { labelsOf } from "./selectors.ts";

/*
 * What policies read besides a request, from a snapshot of a cluster.
 */

/** The minor version of Kubernetes whose libraries the expressions of a snapshot have. */
export function minorOf({ assumptions }: Pick<Snapshot, "assumptions">): number {
  const minor = Number(/^v?1[.](\d+)/.exec(assumptions.kubernetesVersion.value)?.[1]);
  return Number.isNaN(minor) ? NEWEST_MINOR : Math.min(minor, NEWEST_MINOR);
}

/** What a snapshot shows to policies; `assumed` are the namespaces that it does not show, of which the name alone is known. */
export interface SnapshotSurroundings extends PolicySurroundings {
  readonly resources: ReadonlyMap<string, ApiResource>;
  readonly assumed: Set<string>;
}

/** `isWhole`: what the snapshot does not show is not there; `others` are params that it does not hold. */
export function surroundingsOf(
  snapshot: Snapshot,
  access: Authorizer,
  isWhole: boolean,
  others: readonly JsonObject[] = [],
): SnapshotSurroundings {
  const definitions = snapshot
    .ofKind("apiextensions.k8s.io", "CustomResourceDefinition")
    .map(({ object }) => object);
  const resources = resourcesByKind(definitions);
  const namespaces = new Map(
    snapshot.ofKind("", "Namespace").map(({ object, reference }) => [reference.name, object]),
  );
  const assumed = new Set<string>();
  return {
    resources,
    assumed,
    namespace: (name) => {
      const found = namespaces.get(name);
      if (found !== undefined || isWhole) {
        return found === undefined ? undefined : labelled(found, name);
      }
      assumed.add(name);
      return nameOnly(name);
    },
    params: (apiVersion, kind) =>
      paramsIn(snapshot, kindOf(apiVersion, kind), { resources, isWhole, others }),
    equivalents: equivalentResources(definitions),
    authorize: authorizeBy(access),
    convert: converter(definitions),
    schemaOf: schemasOf(definitions),
  };
}

/** A Namespace as it is once the API server has made it: with its name as a label, active, kept by its finalizer. */
function labelled(namespace: JsonObject, name: string): JsonObject {
  const made = nameOnly(name);
  const metadata = objectAt(namespace, "metadata");
  const labels = { ...labelsOf(made), ...labelsOf(namespace) };
  return { ...made, ...namespace, metadata: { ...metadata, labels } };
}

function nameOnly(name: string): JsonObject {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name, labels: { "kubernetes.io/metadata.name": name } },
    spec: { finalizers: ["kubernetes"] },
    status: { phase: "Active" },
  };
}

function paramsIn(
  snapshot: Snapshot,
  wanted: GroupVersionKind,
  {
    resources,
    isWhole,
    others,
  }: {
    resources: ReadonlyMap<string, ApiResource>;
    isWhole: boolean;
    others: readonly JsonObject[];
  },
): ParamObjects | "unknown" {
  const resource = resources.get(`${wanted.group}/${wanted.kind}`);
  const apiVersion = apiVersionOf(wanted);
  const shown: readonly JsonObject[] = snapshot
    .ofKind(wanted.group, wanted.kind)
    .map(({ object }) => object);
  const objects = [...shown, ...others].filter(
    (object) => object["apiVersion"] === apiVersion && object["kind"] === wanted.kind,
  );
  return resource === undefined && isWhole && objects.length === 0
    ? "unknown"
    : { isNamespaced: resource?.namespaced, objects };
}

/** Objects of versions that are alike are converted by their apiVersion; of others nothing is known. */
function converter(definitions: readonly JsonObject[]): PolicySurroundings["convert"] {
  const alike = resourcesByKind(definitions.filter(isConvertedByName));
  return (object, to) => {
    const from = kindOf(textAt(object, "apiVersion"), textAt(object, "kind"));
    const isAlike =
      from.group === to.group && from.kind === to.kind && alike.has(`${to.group}/${to.kind}`);
    return isAlike && !BUILT_IN_GROUPS.has(to.group)
      ? { ...object, apiVersion: apiVersionOf(to) }
      : undefined;
  };
}

function schemasOf(
  definitions: readonly JsonObject[],
): NonNullable<PolicySurroundings["schemaOf"]> {
  const schemas = new Map<string, JsonObject>();
  for (const definition of definitions) {
    const group = textAt(definition, "spec", "group");
    const kind = textAt(definition, "spec", "names", "kind");
    for (const version of listAt(definition, "spec", "versions")) {
      const key = `${group}/${textAt(version, "name")} ${kind}`;
      schemas.set(key, objectAt(version, "schema", "openAPIV3Schema"));
    }
  }
  return (apiVersion, kind) => schemas.get(`${apiVersion} ${kind}`);
}

const BUILT_IN_GROUPS: ReadonlySet<string> = new Set(["", "autoscaling", "events.k8s.io"]);

/** `authorizer` as the access engine answers it. */
function authorizeBy(access: Authorizer): Authorize {
  return ({ name, uid, groups, extra }, asked) => {
    const user = { name, uid, groups, extra };
    const { allowed, reason } = access.authorize(user, requestOf(asked));
    return { allowed, reason };
  };
}

function requestOf(asked: CelAccess): Parameters<Authorizer["authorize"]>[1] {
  if ("path" in asked) {
    return asked;
  }
  const { fieldSelector, labelSelector, ...resource } = asked;
  // What cannot be read narrows nothing, and no authorizer that the engine knows reads labels.
  const fields = fieldSelector === "" ? undefined : parseFieldSelector(fieldSelector);
  const isNarrowed =
    fields !== undefined && fields.length > 0 && isLabelSelectorText(labelSelector);
  return isNarrowed ? { ...resource, fieldSelector: fields } : resource;
}
