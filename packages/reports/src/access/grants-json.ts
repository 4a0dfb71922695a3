import type { AccessBinding, AccessRole, Authorizer } from "@watertight/core/access";
import type { JsonObject } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { placeJson, referenceJson } from "../json/evidence-json.ts";

type Places = Pick<Snapshot, "find">;

/**
 * What gives rights, for a page that answers who can do what: the roles that bindings give, and the bindings in the order in which they
 * are evaluated, with where each part stands.
 */
export function grantsJson(
  { bindings, chain }: Pick<Authorizer, "bindings" | "chain">,
  snapshot: Places,
): JsonObject {
  const counted = chain.modes.includes("RBAC") ? bindings : [];
  const roles = [...new Set(counted.flatMap(({ role }) => role ?? []))];
  const numbers = new Map(roles.map((role, number) => [role, number]));
  return {
    roles: roles.map((role) => roleJson(role, snapshot)),
    bindings: counted.map((binding) =>
      bindingJson(binding, binding.role ? (numbers.get(binding.role) ?? null) : null, snapshot),
    ),
  };
}

function roleJson(
  { kind, namespace, name, rules, sources, defaulted, aggregated }: AccessRole,
  snapshot: Places,
): JsonObject {
  return {
    kind,
    namespace,
    name,
    defaulted,
    aggregated,
    rules: rules.map((rule) => ({ ...rule })),
    sources: sources.map(({ reference, path }) => placeJson({ object: reference, path }, snapshot)),
  };
}

function bindingJson(
  { kind, namespace, name, subjects, roleRef, problem, defaulted, object }: AccessBinding,
  role: number | null,
  snapshot: Places,
): JsonObject {
  const at = (...path: readonly (string | number)[]): JsonObject =>
    placeJson({ object: object.reference, path }, snapshot);
  return {
    kind,
    namespace,
    name,
    object: referenceJson(object.reference),
    subjects: subjects.map((subject) => ({ ...subject })),
    subjectPlaces: subjects.map((_, index) => at("subjects", index)["location"] ?? null),
    roleRef: { ...roleRef },
    roleRefPlace: at("roleRef")["location"] ?? null,
    role,
    problem: problem ?? null,
    defaulted,
  };
}
