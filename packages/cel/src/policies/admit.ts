import type { JsonObject } from "@watertight/core/kubernetes";
import type { Authorize } from "../libraries/authorization.ts";
import { POLICY_LIMITS, type PolicyInput, type PolicyLimits } from "./activation.ts";
import { type AdmissionAttributes, type GroupVersionKind, isSameKind } from "./attributes.ts";
import type { CompiledPolicy } from "./compiled.ts";
import { type EquivalentResources, type Match, type MatchResult, matches } from "./matching.ts";
import { collectParams, type ParamsOfKind } from "./params.ts";
import type { Binding, BoundPolicy } from "./policies.ts";
import { labelsOf } from "./selectors.ts";

/*
 * Which policies are asked about a request, with which binding and which param.
 */

/** What policies read besides a request. */
export interface PolicySurroundings {
  /** A Namespace by its name; undefined where there is none. */
  readonly namespace: (name: string) => JsonObject | undefined;
  readonly params: ParamsOfKind;
  readonly equivalents: EquivalentResources;
  readonly authorize: Authorize;
  /** An object in another version of its kind; undefined where it cannot be made. */
  readonly convert: (object: JsonObject, to: GroupVersionKind) => JsonObject | undefined;
  readonly limits?: PolicyLimits;
  /** The schema of a custom resource, by which configurations are applied to it. */
  readonly schemaOf?: (apiVersion: string, kind: string) => JsonObject | undefined;
}

/** A policy that is for a request, by a binding, with one param. */
export interface Invocation {
  readonly policy: CompiledPolicy;
  readonly binding: Binding;
  readonly match: Match;
  readonly param: JsonObject | null;
}

/** What comes of one binding of a policy. */
export interface BoundInvocations {
  readonly binding: Binding;
  readonly invocations: readonly Invocation[];
}

export interface ConfigurationFault {
  readonly policy: CompiledPolicy;
  readonly binding: Binding | undefined;
  readonly message: string;
}

/** Kinds that policies never see: those that policies are made of, and reviews, which are not kept (generic/plugin.go). */
const UNSEEN: ReadonlySet<string> = new Set([
  "admissionregistration.k8s.io/validatingadmissionpolicies",
  "admissionregistration.k8s.io/validatingadmissionpolicybindings",
  "admissionregistration.k8s.io/mutatingadmissionpolicies",
  "admissionregistration.k8s.io/mutatingadmissionpolicybindings",
  "authentication.k8s.io/selfsubjectreviews",
  "authentication.k8s.io/tokenreviews",
  "authorization.k8s.io/localsubjectaccessreviews",
  "authorization.k8s.io/selfsubjectaccessreviews",
  "authorization.k8s.io/selfsubjectrulesreviews",
  "authorization.k8s.io/subjectaccessreviews",
]);

const OPERATIONS: ReadonlySet<string> = new Set(["CONNECT", "CREATE", "DELETE", "UPDATE"]);

/** Whether policies are asked about a request at all. */
export function isSeenByPolicies({ operation, resource }: AdmissionAttributes): boolean {
  return OPERATIONS.has(operation) && !UNSEEN.has(`${resource.group}/${resource.resource}`);
}

export function limitsOf({ limits = POLICY_LIMITS }: PolicySurroundings): PolicyLimits {
  return limits;
}

function matchedBy(
  criteria: JsonObject,
  attributes: AdmissionAttributes,
  surroundings: PolicySurroundings,
): MatchResult {
  return matches(attributes, criteria, {
    equivalents: surroundings.equivalents,
    namespaceLabels: (name) => {
      const namespace = surroundings.namespace(name);
      return namespace === undefined ? undefined : labelsOf(namespace);
    },
  });
}

/** All that a policy is asked of a request, binding by binding. */
export function invocationsOf(
  { policy, bindings }: BoundPolicy,
  attributes: AdmissionAttributes,
  surroundings: PolicySurroundings,
): { readonly bound: readonly BoundInvocations[]; readonly faults: readonly ConfigurationFault[] } {
  const match = matchedBy(policy.constraints, attributes, surroundings);
  if (match === undefined) {
    return { bound: [], faults: [] };
  }
  if ("error" in match) {
    const message = `failed to configure policy: ${match.error}`;
    return { bound: [], faults: [{ policy, binding: undefined, message }] };
  }
  const bound: BoundInvocations[] = [];
  const faults: ConfigurationFault[] = [];
  for (const binding of bindings) {
    const found = boundTo({ policy, binding, match }, attributes, surroundings);
    if (typeof found === "string") {
      faults.push({ policy, binding, message: `failed to configure binding: ${found}` });
    } else if (found.length > 0) {
      bound.push({ binding, invocations: found });
    }
  }
  return { bound, faults };
}

/** Its invocations by one binding, or why there is no telling. */
function boundTo(
  { policy, binding, match }: Omit<Invocation, "param">,
  attributes: AdmissionAttributes,
  surroundings: PolicySurroundings,
): readonly Invocation[] | string {
  if (binding.resources !== undefined) {
    const narrowed = matchedBy(binding.resources, attributes, surroundings);
    if (narrowed === undefined || "error" in narrowed) {
      return narrowed?.error ?? [];
    }
  }
  const { paramRef } = binding;
  const found = collectParams(policy, paramRef, attributes.namespace, surroundings.params);
  return "error" in found
    ? found.error
    : found.params.map((param) => ({ policy, binding, match, param }));
}

/** The Namespace that a request is in, null where it is in none or about one; undefined where it is missing. */
export function namespaceOfRequest(
  { namespace, kind }: AdmissionAttributes,
  surroundings: PolicySurroundings,
): JsonObject | null | undefined {
  const isNamespace = kind.kind === "Namespace" && kind.version === "v1" && kind.group === "";
  return namespace === "" || isNamespace ? null : surroundings.namespace(namespace);
}

/** A request as an invocation sees it, or why its objects cannot be had in that version. */
export function inputOf(
  { match, param }: Invocation,
  attributes: AdmissionAttributes,
  surroundings: PolicySurroundings,
): PolicyInput | string {
  const { object, oldObject, objectKind } = attributes;
  const inVersion = (each: JsonObject | null): JsonObject | null | undefined =>
    each === null || isSameKind(match.kind, objectKind) || objectKind.kind === ""
      ? each
      : surroundings.convert(each, match.kind);
  const [fresh, old] = [inVersion(object), inVersion(oldObject)];
  if (fresh === undefined || old === undefined) {
    const { group, version, kind } = match.kind;
    return `failed to convert object version: ${group}/${version}, Kind=${kind} cannot be made of what was asked`;
  }
  return {
    attributes,
    match,
    object: fresh,
    oldObject: old,
    params: param,
    namespace: namespaceOfRequest(attributes, surroundings) ?? null,
    authorize: surroundings.authorize,
  };
}
