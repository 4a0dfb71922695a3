import type { Check } from "@watertight/core/checks";
import type { Cluster } from "@watertight/core/cluster";
import { createCluster } from "@watertight/core/cluster";
import type { AdmissionMode } from "@watertight/core/configuration";
import type { Severity, Violation } from "@watertight/core/findings";
import {
  type FieldPath,
  formatFieldPath,
  type KubernetesObject,
  locateInObject,
} from "@watertight/core/kubernetes";
import type { ExceptionShelf } from "@watertight/core/scan";
import { withImplied } from "@watertight/core/scan";
import { type SnapshotObject, snapshotObjectOf } from "@watertight/core/snapshot";
import { type GateChecks, mayDeny } from "./gate-checks.ts";
import { type Examined, examinedOnce, readsAllTexts } from "./memory.ts";
import type { ModeOf } from "./modes.ts";
import { sourceOf } from "./surroundings.ts";

/** What a check found in the object of a request, and what becomes of it. */
export interface GateFinding {
  readonly check: string;
  readonly severity: Severity;
  readonly mode: Exclude<AdmissionMode, "off">;
  /** In the object, formatted. */
  readonly path: string;
  readonly message: string;
  readonly container?: string;
  /** The object had it before this update. */
  readonly isOld: boolean;
  /** Why it is accepted. */
  readonly exception?: { readonly reason: string; readonly owner?: string };
}

/** What findings of one request are made with. */
interface Judging {
  readonly checks: GateChecks;
  readonly cluster: Cluster;
  readonly modeOf: ModeOf;
  readonly existingViolations: "warn" | "deny";
  /** Absent: there are no exceptions. */
  readonly exceptions?: ExceptionShelf;
}

interface Said {
  readonly check: Check;
  readonly violation: Violation;
  readonly field: { readonly path: FieldPath; readonly template: FieldPath };
}

const NOWHERE: FieldPath = [];

/**
 * What the checks say of an object, in their order: what another finding implies, and refuses as much, is left out as in a scan.
 * `before` is what the object was until an update.
 */
export function gateFindings(
  examined: Examined,
  before: KubernetesObject | undefined,
  judging: Judging,
): readonly GateFinding[] {
  const said = saidOf(examined, judging);
  if (said.length === 0) return [];
  const standing = withImplied(said).flatMap(({ item, implied }) => [
    item,
    ...implied.filter((each) => isStricter(each, item, judging)),
  ]);
  const old = before ? countedKeys(saidOf(examinedOnce(before), judging)) : undefined;
  const exceptionFor = exceptionFinder(examined.target, judging.exceptions);
  const found: GateFinding[] = [];
  for (const each of standing) {
    const { check, violation, field } = each;
    const severity = severityOf(each, judging);
    const configured = judging.modeOf(check.id, severity);
    if (configured === "off") continue;
    const isOld = wasThere(each, old);
    const mode = modeFor(check, configured, isOld && judging.existingViolations === "warn");
    const path = formatFieldPath(field.path);
    const { container, message } = violation;
    const exception = exceptionFor(each, path);
    found.push({
      ...{ check: check.id, severity, mode, path, message, isOld },
      ...(container !== undefined && { container }),
      ...(exception && { exception }),
    });
  }
  return found;
}

/** Finds why a weakness of an object is accepted. */
function exceptionFinder(
  target: SnapshotObject,
  exceptions: ExceptionShelf | undefined,
): (said: Said, path: string) => GateFinding["exception"] {
  const book = exceptions?.open();
  return ({ check, violation, field }, path) => {
    if (!book?.mayExcept(target, check.id)) return undefined;
    const { container, valueFingerprint } = violation;
    const subject = { check: check.id, target, container, path, file: "", valueFingerprint };
    const found = book.exceptionFor(subject, field.path);
    if (!found) return undefined;
    const { reason, owner } = found;
    return owner === undefined ? { reason } : { reason, owner };
  };
}

function modeFor(
  check: Check,
  mode: Exclude<AdmissionMode, "off">,
  isForgiven: boolean,
): Exclude<AdmissionMode, "off"> {
  return mode === "deny" && (isForgiven || !mayDeny(check)) ? "warn" : mode;
}

function saidOf({ target, whole }: Examined, { checks, cluster }: Judging): readonly Said[] {
  const said: Said[] = [];
  const { around, among } = checks;
  const ofObject = around.ofObject(target);
  for (const { check, evaluate } of ofObject) {
    for (const violation of evaluate(readsAllTexts(check) ? whole : target, cluster)) {
      said.push({ check, violation, field: { path: violation.path, template: NOWHERE } });
    }
  }
  for (const template of target.podTemplates) {
    const surroundings = { cluster, object: target };
    for (const check of around.ofPod(template)) {
      for (const violation of check.evaluate(template, surroundings)) {
        const path = locateInObject(template, violation.path);
        said.push({ check, violation, field: { path, template: template.path } });
      }
    }
  }
  const lookingUp = among.ofObject(target);
  if (lookingUp.length === 0) return said;
  const joined = clusterWith(target, cluster);
  for (const { check, evaluate } of lookingUp) {
    for (const violation of evaluate(joined.target, joined.cluster)) {
      said.push({ check, violation, field: { path: violation.path, template: NOWHERE } });
    }
  }
  return said;
}

/** The cluster with an object in it, in the place of what has its name. */
function clusterWith(
  { object, reference }: SnapshotObject,
  { snapshot, settings }: Cluster,
): { readonly target: SnapshotObject; readonly cluster: Cluster } {
  const known = snapshot.find(reference);
  const changed = snapshot.with({
    ...(known && { removed: new Set([known]) }),
    added: [sourceOf(object)],
  });
  const target = changed.objects.at(-1) ?? snapshotObjectOf(sourceOf(object));
  return { target, cluster: createCluster(changed, settings) };
}

function severityOf({ check, violation }: Said, { checks }: Judging): Severity {
  return checks.severities.get(check.id) ?? violation.severity ?? check.severity;
}

const STRICTNESS = ["off", "audit", "warn", "deny"];

/** Whether what is implied would refuse or tell more than what implies it. */
function isStricter(implied: Said, by: Said, judging: Judging): boolean {
  const strictness = (said: Said): number => {
    const mode = judging.modeOf(said.check.id, severityOf(said, judging));
    return STRICTNESS.indexOf(mode === "deny" && !mayDeny(said.check) ? "warn" : mode);
  };
  return strictness(implied) > strictness(by);
}

/** What is the same before and after an update, wherever lists were moved. */
function keyOf({ check, violation: { container = "", message } }: Said): string {
  return `${check.id}\n${container}\n${message}`;
}

function countedKeys(said: readonly Said[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of said) {
    const key = keyOf(each);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function wasThere(said: Said, old: Map<string, number> | undefined): boolean {
  if (!old) return false;
  const key = keyOf(said);
  const count = old.get(key) ?? 0;
  if (count > 0) old.set(key, count - 1);
  return count > 0;
}
