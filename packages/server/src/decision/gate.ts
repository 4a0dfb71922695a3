import type { CheckParameters } from "@watertight/core/checks";
import { builtInChecks } from "@watertight/core/checks";
import type { Configuration } from "@watertight/core/configuration";
import type { JsonObject } from "@watertight/core/kubernetes";
import type { PodSecurityConfiguration } from "@watertight/core/pod-security";
import { type ExceptionShelf, shelveExceptions } from "@watertight/core/scan";
import { type GateChecks, gateChecksOf } from "./gate-checks.ts";
import { createMemory, type Memory } from "./memory.ts";
import { createModes, type ModeOf } from "./modes.ts";
import { podSecurityConfigurationOf } from "./pod-security.ts";
import { compilePolicies, type GatePolicies } from "./policies.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Verdicts } from "./verdicts.ts";

/** What of watertight.yaml the gate goes by. */
export type GateConfiguration = Pick<
  Configuration,
  "admission" | "checks" | "exceptions" | "images" | "parameters"
>;

/** Everything that decisions are made with, put together once for a configuration. */
export interface Gate {
  readonly configuration: GateConfiguration;
  readonly checks: GateChecks;
  /** What the checks have said of Pods. */
  readonly memory: Memory<Verdicts>;
  readonly modesIn: (namespace: string) => ModeOf;
  /** The exceptions that hold today. */
  readonly exceptions: () => ExceptionShelf | undefined;
  readonly podSecurity: PodSecurityConfiguration | undefined;
  readonly policies: GatePolicies;
  readonly surroundings: Surroundings;
  /** Whether requests in a namespace are told of, and never refused. */
  readonly isExempt: (namespace: string) => boolean;
  /** The names of the server's own objects that are in no namespace. */
  readonly ownName: string;
}

/** What a gate is made of. */
interface GateParts {
  readonly configuration: GateConfiguration;
  /** Policies, bindings and params of the users. */
  readonly policies: readonly JsonObject[];
  readonly surroundings: Surroundings;
  /** The namespace that the server runs in; "" where it runs in none. */
  readonly ownNamespace: string;
  readonly ownName: string;
  /** As `2026-07-01`. */
  readonly today: () => string;
}

/** The cluster's own: what is refused there can keep the cluster from coming up. */
export const SYSTEM_NAMESPACES: readonly string[] = ["kube-system", "kube-node-lease"];

/** Puts a gate together, or says what is wrong with the configuration. */
export function createGate(parts: GateParts): Gate | readonly string[] {
  const { configuration, policies, surroundings, ownNamespace, ownName } = parts;
  const { admission, checks, parameters } = configuration;
  const podSecurity = podSecurityConfigurationOf(admission.podSecurity);
  if (isProblems(podSecurity)) return podSecurity;
  if (admission.images && !configuration.images.trust) {
    return ["admission.images says what becomes of images, and there is no images.trust."];
  }
  const own = ownNamespace === "" ? [] : [ownNamespace];
  const exempt = new Set([...SYSTEM_NAMESPACES, ...own, ...(admission.exemptNamespaces ?? [])]);
  const gateChecks = gateChecksOf({
    parameters,
    only: checks.only,
    skip: checks.skip,
    severity: checks.severity,
  });
  return {
    configuration,
    checks: gateChecks,
    memory: createMemory(gateChecks.checks),
    modesIn: createModes(admission.modes),
    exceptions: dailyExceptions(configuration, parameters, parts.today),
    podSecurity,
    policies: compilePolicies(policies, surroundings),
    surroundings,
    isExempt: (namespace) => exempt.has(namespace),
    ownName,
  };
}

function isProblems(
  value: PodSecurityConfiguration | readonly string[] | undefined,
): value is readonly string[] {
  return Array.isArray(value);
}

/** Exceptions end with their last day, however long the server runs. */
function dailyExceptions(
  { admission, exceptions }: GateConfiguration,
  parameters: Partial<CheckParameters>,
  today: () => string,
): () => ExceptionShelf | undefined {
  const annotated = admission.annotatedExceptions === true;
  if (exceptions.length === 0 && !annotated) return () => undefined;
  const catalogue = builtInChecks(parameters);
  let shelf: ExceptionShelf | undefined;
  let day = "";
  return () => {
    const now = today();
    if (shelf && day === now) return shelf;
    day = now;
    shelf = shelveExceptions({
      ...{ today: now, configured: exceptions, foreign: false, annotated, catalogue },
      running: new Set(catalogue.map(({ id }) => id)),
      complete: false,
    });
    return shelf;
  };
}
