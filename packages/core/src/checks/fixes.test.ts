import { describe, expect, it } from "vitest";
import { evaluatePod, print } from "../../testing/checks.ts";
import { snapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { FixSafety, Violation } from "../findings/finding.ts";
import type { PodSpec } from "../kubernetes/api/types.ts";
import { applyEdits } from "../kubernetes/apply-edits.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { speaksOf } from "../scan/routes.ts";
import type { Check, ExampleAssumptions, PodCheck } from "./check.ts";
import { builtInChecks } from "./index.ts";
import { EXAMPLE_PARAMETERS } from "./parameters.ts";

const checks = builtInChecks(EXAMPLE_PARAMETERS);

/** The objects of an example; of a pod check the first is the pod. */
interface Input {
  readonly check: Check;
  readonly objects: readonly KubernetesObject[];
  readonly assumptions: ExampleAssumptions;
}

const withFixes = checks.flatMap((check) => {
  const inputs = inputsOf(check).filter((input) =>
    violationsIn(input).some(({ violation }) => violation.fix),
  );
  return inputs.length === 0 ? [] : [[check.id, inputs] as const];
});

it("has a fix in 125 of the checks", () => {
  expect(withFixes.length).toBe(125);
});

describe.each(withFixes)("the fixes of %s", (_, inputs) => {
  it("put each violation of its examples right", () => {
    for (const input of inputs) {
      const before = violationsIn(input);
      for (const { object, violation } of before) {
        if (!violation.fix) continue;
        const edited = applyEdits(input.objects[object] ?? null, violation.fix.edits);
        if ("problem" in edited) throw new Error(edited.problem);
        // A value that a person must give may be anything that is not empty.
        const value =
          violation.fix.safety === "needs-value" ? filledIn(edited.value) : edited.value;
        const objects = input.objects.with(object, value as KubernetesObject);
        const left = violationsIn({ ...input, objects });
        const others = before.filter((each) => each.violation !== violation);
        expect(left.map(printed)).not.toContain(printed({ object, violation }));
        expect(newAmong(left, others)).toEqual([]);
      }
    }
  });
});

const NON_ROOT = { runAsUser: 1000, allowPrivilegeEscalation: false };

it.each<[string, PodSpec["securityContext"], Record<string, unknown>, FixSafety | "none"]>([
  ["run-as-non-root-missing", {}, {}, "may-break"],
  ["run-as-non-root-missing", { runAsUser: 1000 }, { runAsUser: 0 }, "none"],
  ["run-as-non-root-missing", { runAsNonRoot: false }, {}, "may-break"],
  ["run-as-non-root-missing", { runAsNonRoot: false, runAsUser: 0 }, {}, "none"],
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
    { capabilities: { drop: ["all"] } },
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
  ["default-capability-added", {}, { capabilities: { add: ["CHOWN"] } }, "safe"],
  ["capability-name-inexact", {}, { capabilities: { drop: ["all"] } }, "safe"],
  ["capability-name-inexact", {}, { capabilities: { add: ["CAP_CHOWN"] } }, "may-break"],
  [
    "default-capability-added",
    {},
    { capabilities: { add: ["CHOWN"], drop: ["ALL"] } },
    "may-break",
  ],
  [
    "default-capability-added",
    {},
    { capabilities: { add: ["CHOWN"], drop: ["cap_chown"] } },
    "may-break",
  ],
  ["default-capability-added", {}, { capabilities: { add: ["CHOWN"], drop: ["KILL"] } }, "safe"],
  ["default-capability-added", {}, { capabilities: { add: ["SETFCAP"] } }, "may-break"],
  [
    "default-capability-added",
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
    securityContext: podSecurity,
    containers: [{ name: "a", securityContext: security }],
  } as PodSpec;
  const violations = check ? evaluatePod(check, { pod: { spec } }) : [];
  expect(violations.map(({ fix }) => fix?.safety ?? "none")).toEqual([safety]);
});

it("offers no user namespace to a pod with devices, which the API server would refuse", () => {
  const check = checks.find((each): each is PodCheck => each.id === "host-users-not-isolated");
  const containers = [{ name: "a", volumeDevices: [{ name: "disk", devicePath: "/dev/x" }] }];
  expect(check && evaluatePod(check, { pod: { spec: { containers } } })).toEqual([
    { path: ["spec", "hostUsers"], message: "pod shares the host's user namespace" },
  ]);
});

interface Found {
  readonly object: number;
  readonly violation: Violation;
}

/** What is not among the others; the items of a list move up where one is removed, so that the words alone are compared. */
function newAmong(found: readonly Found[], others: readonly Found[]): readonly string[] {
  const words = others.map(({ object, violation }) => `${object} ${violation.message}`);
  return found
    .map(({ object, violation }) => `${object} ${violation.message}`)
    .filter((each) => {
      const at = words.indexOf(each);
      if (at >= 0) words.splice(at, 1);
      return at < 0;
    });
}

function printed({ object, violation }: Found): string {
  return `${object} ${print(violation)}`;
}

function inputsOf(check: Check): Input[] {
  if (check.on === "exception") return [];
  if (check.on === "object") {
    return check.examples.violating.map((example) => ({
      check,
      objects: example.objects,
      assumptions: example.assumptions ?? {},
    }));
  }
  return check.examples.violating.map(({ pod, objects = [], assumptions = {} }) => ({
    check,
    objects: [podOf(pod), ...objects],
    assumptions,
  }));
}

function podOf({
  metadata,
  spec,
}: {
  readonly metadata?: unknown;
  readonly spec: unknown;
}): KubernetesObject {
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "example", ...(metadata as object) },
    spec,
  };
  return pod as unknown as KubernetesObject;
}

function violationsIn({ check, objects, assumptions }: Input): Found[] {
  const snapshot = snapshotOf(objects, assumptions);
  const cluster = createCluster(snapshot);
  return snapshot.objects.flatMap((entry, object) => {
    if (check.on === "object") {
      if (!speaksOf(check, entry)) return [];
      return Array.from(check.evaluate(entry, cluster), (violation) => ({ object, violation }));
    }
    if (check.on !== "pod" || object > 0) return [];
    return entry.podTemplates.flatMap((template) =>
      Array.from(check.evaluate(template, { cluster, object: entry }), (violation) => ({
        object,
        violation,
      })),
    );
  });
}

function filledIn(value: JsonValue): JsonValue {
  return JSON.parse(JSON.stringify(value).replaceAll('""', '"x"')) as JsonValue;
}
