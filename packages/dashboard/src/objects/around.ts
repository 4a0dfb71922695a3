import { type JsonObject, objectAt, textAt } from "@watertight/core/kubernetes";
import type { BindingJson, GrantsDocument, RoleJson } from "../documents/access.ts";
import type { ObjectName } from "../documents/documents.ts";
import { keyOfObject } from "../parts/names.ts";
import type { Way } from "../paths/ways.ts";

/** Where kinds have the pod that they describe. */
const POD_SPECS: ReadonlyMap<string, readonly string[]> = new Map([
  ["Pod", ["spec"]],
  ["CronJob", ["spec", "jobTemplate", "spec", "template", "spec"]],
]);

/** The pod that an object is or describes; undefined for what has none. */
export function podSpecOf(object: JsonObject): JsonObject | undefined {
  const path = POD_SPECS.get(textAt(object, "kind")) ?? ["spec", "template", "spec"];
  const spec = objectAt(object, ...path);
  return Array.isArray(spec["containers"]) ? spec : undefined;
}

interface BoundRights {
  /** `shop/default`; undefined where the object is no account and runs as none. */
  readonly account: string | undefined;
  readonly bindings: readonly {
    readonly binding: BindingJson;
    readonly role: RoleJson | undefined;
  }[];
}

/** What bindings give to the account that an object is, or whose pods run as it. */
export function bindingsOf(
  { kind, namespace, name }: ObjectName,
  object: JsonObject,
  { bindings, roles }: GrantsDocument,
): BoundRights {
  const spec = podSpecOf(object);
  const ownName = kind === "ServiceAccount" ? name : undefined;
  const runsAs = spec && (textAt(spec, "serviceAccountName") || "default");
  const account = ownName ?? runsAs;
  if (account === undefined || namespace === null) return { account: undefined, bindings: [] };
  const own = bindings.filter(({ subjects }) =>
    subjects.some(
      (each) =>
        each.kind === "ServiceAccount" && each.name === account && each.namespace === namespace,
    ),
  );
  return {
    account: `${namespace}/${account}`,
    bindings: own.map((binding) => ({
      binding,
      role: binding.role === null ? undefined : roles[binding.role],
    })),
  };
}

/** `shop/web[Deployment]`, as the network engine names it. */
export function workloadIdOf({ kind, namespace, name }: ObjectName): string {
  return `${namespace ?? ""}/${name}[${kind}]`;
}

/** Paths of which a station is an object or its account, or of which a step rests on the object. */
export function waysThrough(name: ObjectName, ways: readonly Way[]): readonly Way[] {
  const key = keyOfObject(name);
  return ways.filter(({ path }) =>
    path.steps.some(
      ({ proof, to, from, with: more }) =>
        proof.some(({ object }) => keyOfObject(object) === key) ||
        [from, to, ...more].some(
          (vertex) =>
            vertex.name === name.name &&
            (vertex.namespace ?? "") === (name.namespace ?? "") &&
            vertex.kind.toLowerCase() === name.kind.toLowerCase(),
        ),
    ),
  );
}
