import {
  isJsonObject,
  type JsonObject,
  objectAt,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import { type CompiledPolicy, compilePolicy, withMatchDefaults } from "./compiled.ts";

/*
 * Policies with their bindings, as the API server has them together.
 */

export interface Binding {
  readonly name: string;
  readonly object: JsonObject;
  readonly policyName: string;
  readonly paramRef: JsonObject | undefined;
  /** What narrows the policy, with the API server's defaults; undefined: nothing. */
  readonly resources: JsonObject | undefined;
  readonly actions: readonly string[];
}

/** A policy with whatever binds it. */
export interface BoundPolicy {
  readonly policy: CompiledPolicy;
  readonly bindings: readonly Binding[];
}

/** All policies of an input, each kind sorted by name; bindings of a policy that is not there are left over. */
export interface Policies {
  readonly mutating: readonly BoundPolicy[];
  readonly validating: readonly BoundPolicy[];
  readonly unbound: readonly Binding[];
}

const GROUP = "admissionregistration.k8s.io/";

/** The kinds of documents that policies are made of. */
const POLICY_KINDS: readonly string[] = [
  "MutatingAdmissionPolicy",
  "MutatingAdmissionPolicyBinding",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
];

export function isPolicyObject(object: JsonObject): boolean {
  return (
    textAt(object, "apiVersion").startsWith(GROUP) && POLICY_KINDS.includes(textAt(object, "kind"))
  );
}

/** What binds a policy that nothing binds: everywhere, and denying. */
const EVERYWHERE: Omit<Binding, "policyName"> = {
  name: "",
  object: {},
  paramRef: undefined,
  resources: undefined,
  actions: ["Deny"],
};

/**
 * Compiles the policies of a list of objects for Kubernetes 1.`minor`; what else the list holds is not looked at. With `everywhere` a
 * policy without a binding is as if one denied by it everywhere.
 */
export function readPolicies(
  objects: readonly JsonObject[],
  minor: number,
  { everywhere = false }: { readonly everywhere?: boolean } = {},
): Policies {
  const own = objects.filter(isPolicyObject);
  const ofKind = (kind: string): readonly JsonObject[] =>
    own.filter((object) => object["kind"] === kind).toSorted(byName);
  const unbound: Binding[] = [];
  const together = (kind: string): readonly BoundPolicy[] => {
    const bindings = ofKind(`${kind}Binding`).map(bindingOf);
    const policies = ofKind(kind).map((object) => compilePolicy(object, minor));
    const names = new Set(policies.map(({ name }) => name));
    unbound.push(...bindings.filter(({ policyName }) => !names.has(policyName)));
    return policies.map((policy) => {
      const own = bindings.filter(({ policyName }) => policyName === policy.name);
      const isBound = own.length > 0 || !everywhere;
      return { policy, bindings: isBound ? own : [{ ...EVERYWHERE, policyName: policy.name }] };
    });
  };
  const mutating = together("MutatingAdmissionPolicy");
  const validating = together("ValidatingAdmissionPolicy");
  return { mutating, validating, unbound };
}

function byName(one: JsonObject, other: JsonObject): number {
  const [left, right] = [textAt(one, "metadata", "name"), textAt(other, "metadata", "name")];
  return left < right ? -1 : Number(left > right);
}

function bindingOf(object: JsonObject): Binding {
  const spec = objectAt(object, "spec");
  const { paramRef, matchResources } = spec;
  return {
    name: textAt(object, "metadata", "name"),
    object,
    policyName: textAt(spec, "policyName"),
    paramRef: isJsonObject(paramRef) ? paramRef : undefined,
    resources: isJsonObject(matchResources) ? withMatchDefaults(matchResources) : undefined,
    actions: textsAt(spec, "validationActions"),
  };
}
