import type { FieldPath } from "../kubernetes/field-path.ts";
import { isJsonObject, type JsonValue } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { factOf, factPath } from "../snapshot/facts.ts";

/** What the answers of an API server say about its flags. */
export interface ObservedSettings {
  /** The value of a flag in force; undefined where it has none or is not known. */
  readonly valueOf: (flag: string) => string | undefined;
  readonly knows: (flag: string) => boolean;
  readonly placeOf: (flag: string) => FieldPath;
  /** The minor version: 36 of `v1.36.1`. */
  readonly version: string;
}

/**
 * The flags of an API server as its behaviour shows them, and all others as it lists them itself at `/flagz`. Behaviour counts first:
 * a file may decide in place of the flag.
 */
export function observedFlagsOf(object: KubernetesObject): ObservedSettings {
  const listed = knownObject(object, "flags");
  const seen = behaviourOf(object);
  const hidden: ReadonlySet<string> = new Set(
    DECIDED_BY_FILES.filter(([flag]) => seen.has(flag)).map(([, file]) => file),
  );
  const version = factOf(object, "version");
  return {
    valueOf: (flag) => {
      const known = seen.get(flag);
      if (known) return known.value;
      return hidden.has(flag) ? undefined : listedValue(listed?.[flag]);
    },
    knows: (flag) => seen.has(flag) || listed !== undefined,
    placeOf: (flag) => seen.get(flag)?.path ?? factPath("flags", flag),
    version:
      version && "value" in version && typeof version.value === "string" ? version.value : "",
  };
}

/** What was seen of a flag says what the file in its place does. */
const DECIDED_BY_FILES: readonly (readonly [flag: string, file: string])[] = [
  ["anonymous-auth", "authentication-config"],
  ["authorization-mode", "authorization-config"],
];

interface Seen {
  readonly value: string;
  readonly path: FieldPath;
}

function behaviourOf(object: KubernetesObject): ReadonlyMap<string, Seen> {
  const seen = new Map<string, Seen>();
  const anonymous = answeredAnonymously(object);
  if (anonymous) seen.set("anonymous-auth", anonymous);
  const profiling = factOf(object, "profiling");
  if (profiling && "value" in profiling && typeof profiling.value === "boolean") {
    seen.set("profiling", { value: String(profiling.value), path: factPath("profiling") });
  }
  const modes = observedModes(object);
  if (modes) seen.set("authorization-mode", modes);
  return seen;
}

/** Whoever is refused by name was taken for the anonymous user; 401 says that there is none. */
function answeredAnonymously(object: KubernetesObject): Seen | undefined {
  const answers = knownObject(object, "anonymous");
  if (!answers) return undefined;
  const taken = Object.entries(answers).find(([path, status]) => !isForAll(path) && status !== 401);
  return taken
    ? { value: "true", path: factPath("anonymous", taken[0]) }
    : { value: "false", path: factPath("anonymous") };
}

/** What load balancers ask: a configuration may open these alone. */
function isForAll(path: string): boolean {
  return /^[/](?:livez|readyz|healthz|version)$/.test(path);
}

/**
 * Authorizers that say yes to everybody, or that have left their words in a refusal; those of RBAC and Node are not seen in this way,
 * so that nothing is said where neither is found.
 */
function observedModes(object: KubernetesObject): Seen | undefined {
  const answer = knownObject(object, "authorization");
  if (!answer) return undefined;
  const listed = listedValue(knownObject(object, "flags")?.["authorization-mode"]);
  const { allowed, reason } = answer;
  const found = [
    ...(allowed === true ? ["AlwaysAllow"] : []),
    // pkg/auth/authorizer/abac/abac.go of Kubernetes has these words for whom no line of its file names.
    ...(typeof reason === "string" && reason.includes("No policy matched.") ? ["ABAC"] : []),
  ];
  if (found.length === 0) return undefined;
  const others = (listed ?? "Node,RBAC").split(",").filter((mode) => !found.includes(mode));
  return { value: [...others, ...found].join(","), path: factPath("authorization") };
}

function knownObject(
  object: KubernetesObject,
  name: string,
): Readonly<Record<string, JsonValue>> | undefined {
  const fact = factOf(object, name);
  return fact && "value" in fact && isJsonObject(fact.value) ? fact.value : undefined;
}

/** Lists stand in brackets there, and what is not set is empty. */
function listedValue(value: JsonValue | undefined): string | undefined {
  if (typeof value !== "string") return undefined;
  return value.replace(/^\[(.*)\]$/s, "$1") || undefined;
}
