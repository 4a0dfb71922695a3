import {
  DYN,
  type Environment,
  kubernetesEnvironment,
  NEWEST_MINOR,
  PLAIN_ENVIRONMENT,
  withMutations,
  withVariables,
} from "@watertight/cel";

/** Where an expression is evaluated: in Kubernetes of a version, or as CEL's specification has it. */
export type Mode = "kubernetes" | "plain";

/** Budget of a plain expression, which has none of its own: enough for any that is meant, and none hangs. */
const PLAIN_LIMIT = 10_000_000;

/** The environment of a mode with variables of any type; undefined where the version is none. */
export function environmentFor(
  mode: Mode,
  version: string | undefined,
  variables: Iterable<string>,
): Environment | undefined {
  const declared = Array.from(variables, (name) => [name, DYN] as const);
  if (mode === "plain") {
    return withVariables(PLAIN_ENVIRONMENT, declared);
  }
  const minor = version === undefined ? NEWEST_MINOR : minorOf(version);
  return minor === undefined
    ? undefined
    : withVariables(withMutations(kubernetesEnvironment(minor)), declared);
}

/** What an evaluation may cost. */
export function limitOf(mode: Mode): number | undefined {
  return mode === "plain" ? PLAIN_LIMIT : undefined;
}

/** `1.30`, `v1.30.2`, `30`: the minor version; of `1.x` with an x that is unknown yet, the newest libraries. */
function minorOf(version: string): number | undefined {
  const found = /^v?1\.(\d{1,3})(?:[.+-].*)?$/.exec(version);
  return found === null ? undefined : Math.min(Number(found[1]), NEWEST_MINOR);
}
