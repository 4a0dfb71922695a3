import type { ApiResource, JsonObject } from "@watertight/core/kubernetes";

/*
 * Rules of resources that a policy matches.
 */

/** A resource with versions and subresources that a rule names. */
export interface MatchedResource {
  readonly group: string;
  readonly version: string;
  readonly name: string;
  /** "" for the resource itself. */
  readonly subresource: string;
  readonly kind: string;
}

/** What is asked of a kind: group and version may be `*`. */
export interface KindSelector {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly subresource: string;
}

/** Every resource, without its subresources. */
export const ANYTHING: MatchedResource = {
  group: "*",
  version: "*",
  name: "*",
  subresource: "",
  kind: "*",
};

/** Kinds that no Kubernetes serves that has admission policies. */
const GONE: ReadonlySet<string> = new Set(["PodSecurityPolicy"]);

/** Whether nobody asks about a kind any more, so that a policy on it has nothing to say. */
export function isGone(kind: string): boolean {
  return GONE.has(kind);
}

/** The resources of a kind; of Pods their ephemeral containers too. */
export function resourcesOf(
  selector: KindSelector,
  known: readonly ApiResource[],
): readonly MatchedResource[] {
  const { group, version, kind, subresource } = selector;
  return known
    .filter((each) => each.kind === kind && (group === "*" || each.group === group))
    .flatMap(({ group: own, name }) => {
      const found = { group: own, version, name, subresource, kind };
      return own === "" && kind === "Pod" && subresource === ""
        ? [found, { ...found, subresource: "ephemeralcontainers" }]
        : [found];
    });
}

/** The rules for resources and operations, one a group and version. */
export function resourceRules(
  resources: readonly MatchedResource[],
  operations: readonly string[],
): readonly JsonObject[] {
  const groups = new Map<string, { group: string; version: string; names: Set<string> }>();
  for (const { group, version, name, subresource } of resources) {
    const key = `${group}/${version}`;
    const rule = groups.get(key) ?? { group, version, names: new Set() };
    rule.names.add(subresource === "" ? name : `${name}/${subresource}`);
    groups.set(key, rule);
  }
  return [...groups.values()].map(({ group, version, names }) => ({
    apiGroups: [group],
    apiVersions: [version],
    operations: [...operations],
    resources: [...names],
  }));
}

const API_VERSION = "admissionregistration.k8s.io/v1";

/** A policy with what binds it. */
export interface WantedPolicy {
  readonly name: string;
  readonly annotations: JsonObject;
  readonly spec: JsonObject;
  readonly bindings: readonly {
    readonly name: string;
    readonly actions: readonly string[];
    readonly matchResources?: JsonObject;
    readonly paramRef?: JsonObject;
  }[];
}

export function policyObjects({ name, annotations, spec, bindings }: WantedPolicy): JsonObject[] {
  return [
    {
      apiVersion: API_VERSION,
      kind: "ValidatingAdmissionPolicy",
      metadata: { name, annotations },
      spec,
    },
    ...bindings.map(
      (binding): JsonObject => ({
        apiVersion: API_VERSION,
        kind: "ValidatingAdmissionPolicyBinding",
        metadata: { name: binding.name },
        spec: {
          policyName: name,
          ...(binding.paramRef && { paramRef: binding.paramRef }),
          validationActions: [...binding.actions],
          ...(binding.matchResources && { matchResources: binding.matchResources }),
        },
      }),
    ),
  ];
}

/** A policy that changes objects, with what binds it. */
export function mutatingObjects({ name, annotations, spec, bindings }: WantedPolicy): JsonObject[] {
  return [
    {
      apiVersion: API_VERSION,
      kind: "MutatingAdmissionPolicy",
      metadata: { name, annotations },
      spec,
    },
    ...bindings.map(
      (binding): JsonObject => ({
        apiVersion: API_VERSION,
        kind: "MutatingAdmissionPolicyBinding",
        metadata: { name: binding.name },
        spec: { policyName: name },
      }),
    ),
  ];
}

/** A name that the API takes: no more than 253 characters of its letters. */
export function policyName(...parts: readonly string[]): string {
  const text = parts
    .join("-")
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, "-");
  return text.slice(0, 240).replace(/^[-.]+|[-.]+$/g, "") || "policy";
}
