import { builtInChecks, type Check, type CheckParameters } from "@watertight/core/checks";
import type { Severity } from "@watertight/core/findings";
import { type routeChecks, routeChecks as routesOf } from "@watertight/core/scan";

/*
 * Which checks can be decided about an object that is about to be there: of everything else in the cluster the server knows
 * Namespaces, LimitRanges, ResourceQuotas, ServiceAccounts, PriorityClasses and RuntimeClasses. A check that asks about its object
 * alone takes no cluster. Of the others these say of their object what a scan of the whole cluster says; a test holds them to it.
 */

/** Checks that ask what is known of the cluster around an object. */
const AROUND: ReadonlySet<string> = new Set([
  "agent-sandbox-runtime-class-missing",
  "kernel-hardening-missing",
  "seccomp-missing",
  "seccomp-unconfined",
  "sub-path-vulnerable",
  "supplemental-groups-merged",
  "cpu-limit-missing",
  "cpu-request-missing",
  "ephemeral-storage-limit-missing",
  "ephemeral-storage-request-missing",
  "memory-limit-missing",
  "memory-request-missing",
  "image-pull-policy-not-always",
  "image-pull-policy-stale",
  "image-pull-policy-unset",
  "secret-in-annotation",
  "secret-in-command",
  "secret-in-config-map",
  "secret-in-environment",
  "secret-in-field",
  "default-service-account-used",
  "namespace-limit-range-missing",
  "namespace-quota-missing",
  "namespace-pod-security-below-restricted",
  "namespace-pod-security-label-invalid",
  "namespace-pod-security-labels-missing",
  "namespace-pod-security-version-old",
  "namespace-pod-security-warn-audit-missing",
  "priority-class-missing",
  "api-version-deprecated",
  "api-version-removed",
]);

/** Checks of rare kinds that look an object up in its cluster: it is put there for them. */
const AMONG: ReadonlySet<string> = new Set([
  "limit-range-incomplete",
  "quota-incomplete",
  "network-policy-invalid",
  "network-policy-rule-allows-everything",
  "network-policy-rules-without-effect",
  "aggregation-label-added",
  "anonymous-bound",
  "certificate-approval-allowed",
  "cluster-admin-bound",
  "config-maps-writable",
  "delivery-account-cluster-admin",
  "deletion-allowed",
  "ephemeral-containers-addable",
  "events-deletable",
  "everyone-bound",
  "impersonation-allowed",
  "logs-or-rbac-readable",
  "mass-deletion-allowed",
  "namespace-labels-writable",
  "network-objects-writable",
  "nodes-proxy-allowed",
  "nodes-writable",
  "persistent-volume-changeable",
  "persistent-volume-creatable",
  "pods-attach",
  "pods-creatable",
  "pods-exec",
  "pods-port-forward",
  "rbac-objects-writable",
  "role-binding-allowed",
  "role-escalation-allowed",
  "rule-without-effect",
  "secrets-readable",
  "secrets-writable",
  "service-status-writable",
  "subject-without-effect",
  "system-masters-bound",
  "token-creation-allowed",
  "webhook-configuration-writable",
  "wildcard-api-group",
  "wildcard-everything-role",
  "wildcard-resource",
  "wildcard-verb",
]);

/** What they find may be mended by objects that are not there yet, or is not for certain without them: they warn, and refuse nothing. */
const TELLING: ReadonlySet<string> = new Set([
  "namespace-limit-range-missing",
  "namespace-quota-missing",
  "namespace-pod-security-labels-missing",
  "secret-in-environment",
]);

/** How a check comes to be asked. */
type GateWay = "alone" | "around" | "among";

/** How a check is asked at admission; undefined for one that rests on more of the cluster than is known there. */
export function gateWayOf(check: Check): GateWay | undefined {
  if (check.on === "exception") return undefined;
  if (AROUND.has(check.id)) return "around";
  if (AMONG.has(check.id)) return "among";
  return check.evaluate.length < 2 ? "alone" : undefined;
}

/** Whether what a check finds may refuse a request. */
export function mayDeny({ id, ...check }: Check): boolean {
  return !TELLING.has(id) && (check.claimsAbsenceOf ?? []).length === 0;
}

/** The checks of the gate, sorted by the objects that they speak of. */
export interface GateChecks {
  /** All of them. */
  readonly checks: readonly Check[];
  /** Those that need nothing but what is around. */
  readonly around: ReturnType<typeof routeChecks>;
  /** Those that look their object up. */
  readonly among: ReturnType<typeof routeChecks>;
  readonly severities: ReadonlyMap<string, Severity>;
}

/** What of the configuration says which checks run. */
interface CheckSelection {
  readonly parameters: Partial<CheckParameters>;
  readonly only: readonly string[] | undefined;
  readonly skip: readonly string[];
  readonly severity: ReadonlyMap<string, Severity>;
}

/** The checks that run at admission, as the configuration has them. */
export function gateChecksOf({ parameters, only, skip, severity }: CheckSelection): GateChecks {
  const skipped = new Set(skip);
  const checks = builtInChecks(parameters).filter(
    (check) =>
      gateWayOf(check) !== undefined &&
      (only?.includes(check.id) ?? true) &&
      !skipped.has(check.id),
  );
  const asked = (isAmong: boolean) =>
    routesOf(checks.filter((check) => (gateWayOf(check) === "among") === isAmong));
  return { checks, around: asked(false), among: asked(true), severities: severity };
}

/** The ids of the checks that can run at admission. */
export function admissionCheckIds(): readonly string[] {
  return builtInChecks().flatMap((check) => (gateWayOf(check) === undefined ? [] : [check.id]));
}
