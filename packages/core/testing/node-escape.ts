import type { PodCheck } from "../src/checks/check.ts";
import { builtInChecks } from "../src/checks/index.ts";
import type { PodSpec } from "../src/kubernetes/api/types.ts";
import { formatFieldPath } from "../src/kubernetes/field-path.ts";
import type { PodTemplate } from "../src/kubernetes/pod-template.ts";
import type { EscapeKind } from "../src/node-escape/model.ts";
import { surroundingsOf } from "./checks.ts";

/** The checks that report a kind of escape. */
export const REPORTERS: Readonly<Record<EscapeKind, readonly string[]>> = {
  privileged: ["privileged-container"],
  "host-process": ["windows-host-process"],
  capability: ["dangerous-capability", "capabilities-added", "default-capability-added"],
  "proc-mount": ["proc-mount-unmasked"],
  "host-pid": ["host-pid"],
  "host-network": ["host-network"],
  "host-ipc": ["host-ipc"],
  "runtime-socket": ["container-runtime-socket", "host-path-sensitive"],
  "cloud-credentials": ["cloud-credentials-mounted"],
  "host-path": ["host-path-sensitive", "host-path-volume"],
};

const reporters = new Set(Object.values(REPORTERS).flat());
const checks = builtInChecks().filter(
  (check): check is PodCheck => check.on === "pod" && reporters.has(check.id),
);

/** A finding of one of them, with the severity that the check gives it. */
export interface Reported {
  readonly id: string;
  readonly path: string;
  readonly severity: string;
}

/** What they say of a pod. */
export function reported(spec: PodSpec): readonly Reported[] {
  const template: PodTemplate = { path: [], metadata: { labels: {}, annotations: {} }, spec };
  const around = surroundingsOf({ spec }, []);
  return checks.flatMap((check) =>
    Array.from(check.evaluate(template, around), ({ path, severity }) => ({
      id: check.id,
      path: formatFieldPath(path),
      severity: severity ?? check.severity,
    })),
  );
}
