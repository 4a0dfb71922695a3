import { describe, expect, it } from "vitest";
import type { ObjectCheck, PodCheck } from "../check.ts";
import type { FixSafety, Violation } from "../finding.ts";
import type { PodSpec } from "../kubernetes/api/types.ts";
import { applyEdits } from "../kubernetes/apply-edits.ts";
import { formatFieldPath } from "../kubernetes/field-path.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { snapshotOf } from "../snapshot/testing.ts";
import { builtInChecks } from "./index.ts";
import { EXAMPLE_PARAMETERS } from "./parameters.ts";
import { evaluatePod } from "./testing.ts";

const checks = builtInChecks(EXAMPLE_PARAMETERS).filter((check) => check.on !== "exception");
const withFixes = checks.filter((check) =>
  check.examples.violating.some((_, index) =>
    violationsOf(check, objectsOf(check, index)).some(({ violation }) => violation.fix),
  ),
);

describe.each(withFixes.map((check) => [check.id, check] as const))(
  "the fixes of %s",
  (_, check) => {
    it("put each violation of its examples right", () => {
      for (const index of check.examples.violating.keys()) {
        const objects = objectsOf(check, index);
        const before = violationsOf(check, objects);
        for (const { object, violation } of before) {
          if (!violation.fix) continue;
          const edited = applyEdits(objects[object] ?? null, violation.fix.edits);
          if ("problem" in edited) throw new Error(edited.problem);
          // A value that a person must give may be anything that is not empty.
          const value =
            violation.fix.safety === "needs-value" ? filledIn(edited.value) : edited.value;
          const changed = objects.with(object, value as KubernetesObject);
          const left = violationsOf(check, changed).map(printed);
          expect(left).not.toContain(printed({ object, violation }));
          expect(left.length).toBeLessThan(before.length);
        }
      }
    });
  },
);

const NON_ROOT = { runAsUser: 1000, allowPrivilegeEscalation: false };

it.each<[string, PodSpec["securityContext"], Record<string, unknown>, FixSafety | "none"]>([
  ["run-as-non-root-missing", {}, {}, "may-break"],
  ["run-as-non-root-missing", {}, { runAsUser: 1000 }, "safe"],
  ["run-as-non-root-missing", { runAsUser: 1000 }, { runAsNonRoot: false }, "safe"],
  ["run-as-non-root-missing", { runAsUser: 1000 }, { runAsUser: 0 }, "none"],
  ["run-as-non-root-missing", { runAsNonRoot: false }, {}, "may-break"],
  ["run-as-non-root-missing", { runAsNonRoot: false }, { runAsUser: 1000 }, "safe"],
  ["run-as-root", {}, { runAsUser: 0 }, "needs-value"],
  ["privilege-escalation-allowed", {}, {}, "may-break"],
  ["privilege-escalation-allowed", {}, { capabilities: { drop: ["ALL"] } }, "may-break"],
  ["privilege-escalation-allowed", { runAsNonRoot: true }, {}, "may-break"],
  [
    "privilege-escalation-allowed",
    { runAsNonRoot: true },
    { capabilities: { drop: ["ALL"] } },
    "safe",
  ],
  [
    "privilege-escalation-allowed",
    { runAsNonRoot: true },
    { capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } },
    "may-break",
  ],
  [
    "privilege-escalation-allowed",
    { runAsNonRoot: true },
    { capabilities: { drop: ["ALL"] }, allowPrivilegeEscalation: true },
    "may-break",
  ],
  ["privilege-escalation-allowed", {}, { capabilities: { add: ["CAP_SYS_ADMIN"] } }, "none"],
  ["capabilities-not-dropped", {}, {}, "may-break"],
  ["capabilities-not-dropped", {}, NON_ROOT, "safe"],
  ["capabilities-not-dropped", { runAsNonRoot: true }, { allowPrivilegeEscalation: false }, "safe"],
  ["capabilities-not-dropped", {}, { ...NON_ROOT, runAsUser: 0 }, "may-break"],
  ["capabilities-not-dropped", {}, { runAsUser: 1000 }, "may-break"],
  ["capabilities-added", {}, { capabilities: { add: ["NET_RAW"] } }, "may-break"],
  ["capabilities-added", {}, { ...NON_ROOT, capabilities: { add: ["NET_RAW"] } }, "safe"],
  ["dangerous-capability", {}, { capabilities: { add: ["SYS_ADMIN"] } }, "may-break"],
  ["dangerous-capability", {}, { ...NON_ROOT, capabilities: { add: ["SYS_ADMIN"] } }, "safe"],
  ["capabilities-kept", {}, { capabilities: { add: ["CHOWN"] } }, "safe"],
  ["capabilities-kept", {}, { capabilities: { add: ["CHOWN"], drop: ["ALL"] } }, "may-break"],
  ["capabilities-kept", {}, { capabilities: { add: ["CHOWN"], drop: ["cap_chown"] } }, "may-break"],
  ["capabilities-kept", {}, { capabilities: { add: ["CHOWN"], drop: ["KILL"] } }, "safe"],
  ["capabilities-kept", {}, { capabilities: { add: ["SETFCAP"] } }, "may-break"],
  [
    "capabilities-kept",
    {},
    { ...NON_ROOT, capabilities: { add: ["SETFCAP"], drop: ["ALL"] } },
    "safe",
  ],
  ["seccomp-missing", {}, {}, "may-break"],
  ["root-filesystem-writable", {}, {}, "may-break"],
  ["privileged-container", {}, { privileged: true }, "may-break"],
  ["host-users-not-isolated", {}, {}, "may-break"],
])("%s in a pod with %j and a container with %j: %s", (id, podSecurity, security, safety) => {
  const check = checks.find((each): each is PodCheck => each.id === id && each.on === "pod");
  const spec = {
    securityContext: podSecurity ?? {},
    containers: [{ name: "a", securityContext: security }],
  };
  const violations = check ? evaluatePod(check, { pod: { spec } }) : [];
  expect(violations.map(({ fix }) => fix?.safety ?? "none")).toEqual([safety]);
});

it("offers no user namespace to a pod with devices, which the API server would refuse", () => {
  const check = checks.find((each): each is PodCheck => each.id === "host-users-not-isolated");
  const containers = [{ name: "a", volumeDevices: [{ name: "disk", devicePath: "/dev/x" }] }];
  const violations = check ? evaluatePod(check, { pod: { spec: { containers } } }) : [];
  expect(violations).toEqual([
    { path: ["spec", "hostUsers"], message: "pod shares the user ids of the node" },
  ]);
});

interface Found {
  readonly object: number;
  readonly violation: Violation;
}

function printed({ object, violation }: Found): string {
  return `${object} ${formatFieldPath(violation.path)}: ${violation.message}`;
}

function objectsOf(check: PodCheck | ObjectCheck, index: number): readonly KubernetesObject[] {
  if (check.on === "object") return check.examples.violating[index]?.objects ?? [];
  const example = check.examples.violating[index];
  return [
    { apiVersion: "v1", kind: "Pod", ...(example?.pod as object) },
    ...(example?.objects ?? []),
  ];
}

function violationsOf(
  check: PodCheck | ObjectCheck,
  objects: readonly KubernetesObject[],
): Found[] {
  const snapshot = snapshotOf(objects);
  return snapshot.objects.flatMap((entry, object) => {
    const found =
      check.on === "object" ? check.evaluate(entry, snapshot) : ofPods(check, entry, snapshot);
    return Array.from(found, (violation) => ({ object, violation }));
  });
}

function* ofPods(
  check: PodCheck,
  object: SnapshotObject,
  snapshot: Snapshot,
): Generator<Violation> {
  for (const template of object.podTemplates) yield* check.evaluate(template, { snapshot, object });
}

function filledIn(value: JsonValue): JsonValue {
  return JSON.parse(JSON.stringify(value).replaceAll('""', '"x"')) as JsonValue;
}
