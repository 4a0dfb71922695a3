import type { PodSecurityCheck, PodSecurityRevision } from "../check.ts";
import {
  type SecurityContextHolder,
  securityContextsOf,
  settersText,
} from "../security-contexts.ts";
import { joinQuote, pluralize, sortedSet } from "../text.ts";

const TYPES = ["", "container_t", "container_init_t", "container_kvm_t"];

/** SELinux types of containers only, and neither user nor role (baseline, v1.0; v1.31 allows one type more). */
export const seLinuxOptions: PodSecurityCheck = {
  id: "se-linux-options",
  name: "seLinuxOptions",
  level: "baseline",
  versions: [
    { since: "v1.0", evaluate: evaluateWith(TYPES) },
    { since: "v1.31", evaluate: evaluateWith([...TYPES, "container_engine_t"]) },
  ],
};

interface Options {
  readonly holder: SecurityContextHolder;
  readonly type: string;
  readonly forbidden: readonly ("type" | "user" | "role")[];
}

function evaluateWith(allowedTypes: readonly string[]): PodSecurityRevision["evaluate"] {
  return ({ spec }) => {
    const offending = [...securityContextsOf(spec)]
      .map((holder) => optionsOf(holder, allowedTypes))
      .filter(({ forbidden }) => forbidden.length > 0);
    if (offending.length === 0) return undefined;
    const setters = settersText(offending.map(({ holder }) => holder));
    return {
      reason: "seLinuxOptions",
      detail: `${setters} set forbidden securityContext.seLinuxOptions: ${valuesText(offending)}`,
      paths: offending.flatMap(({ holder, forbidden }) =>
        forbidden.map((field) => [...holder.path, "seLinuxOptions", field]),
      ),
    };
  };
}

function optionsOf(holder: SecurityContextHolder, allowedTypes: readonly string[]): Options {
  const { type: written, user, role } = holder.context?.seLinuxOptions ?? {};
  const type = written ?? "";
  const forbidden: Options["forbidden"] = [
    ...(allowedTypes.includes(type) ? [] : (["type"] as const)),
    ...(user ? (["user"] as const) : []),
    ...(role ? (["role"] as const) : []),
  ];
  return { holder, type, forbidden };
}

function valuesText(offending: readonly Options[]): string {
  const bad = offending.filter(({ forbidden }) => forbidden.includes("type"));
  const types = sortedSet(bad.map(({ type }) => type));
  const typesText = `${pluralize("type", "types", types.length)} ${joinQuote(types)}`;
  return [
    ...(types.length > 0 ? [typesText] : []),
    ...(offending.some(({ forbidden }) => forbidden.includes("user"))
      ? ["user may not be set"]
      : []),
    ...(offending.some(({ forbidden }) => forbidden.includes("role"))
      ? ["role may not be set"]
      : []),
  ].join("; ");
}
