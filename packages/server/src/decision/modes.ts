import type { AdmissionMode, ConfiguredMode } from "@watertight/core/configuration";
import { compareSeverity, SEVERITIES, type Severity } from "@watertight/core/findings";
import { isInScope } from "./scope.ts";

/** What becomes of what a check finds in a namespace; `severity` is the finding's. */
export type ModeOf = (check: string, severity: Severity) => AdmissionMode;

/** What holds where nothing is configured: nothing is refused before somebody has seen what would be. */
const DEFAULT_MODES: readonly ConfiguredMode[] = [
  { mode: "audit" },
  { mode: "warn", severity: "medium" },
];

/** Most namespaces that are remembered. */
const REMEMBERED = 4096;

/** The modes of namespaces, each put together when it is first asked for; of the rules that speak of a check the last one decides. */
export function createModes(
  configured: readonly ConfiguredMode[] = DEFAULT_MODES,
): (namespace: string) => ModeOf {
  const known = new Map<string, ModeOf>();
  return (namespace) => {
    const modeOf = known.get(namespace) ?? modesIn(configured, namespace);
    if (known.size >= REMEMBERED) known.clear();
    known.set(namespace, modeOf);
    return modeOf;
  };
}

function modesIn(configured: readonly ConfiguredMode[], namespace: string): ModeOf {
  const rules = configured.filter((rule) => isInScope(rule, namespace)).toReversed();
  const known = new Map<Severity, Map<string, AdmissionMode>>(
    SEVERITIES.map((severity) => [severity, new Map()]),
  );
  return (check, severity) => {
    const ofSeverity = known.get(severity);
    const remembered = ofSeverity?.get(check);
    if (remembered !== undefined) return remembered;
    const mode = rules.find((rule) => speaksOf(rule, check, severity))?.mode ?? "audit";
    ofSeverity?.set(check, mode);
    return mode;
  };
}

function speaksOf(
  { checks, severity: least }: ConfiguredMode,
  check: string,
  severity: Severity,
): boolean {
  const isMeant = checks === undefined || checks.includes("*") || checks.includes(check);
  return isMeant && (least === undefined || compareSeverity(severity, least) >= 0);
}
