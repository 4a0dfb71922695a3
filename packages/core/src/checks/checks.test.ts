import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ObjectCheck, type PodCheck, type PodExample, TOPICS } from "../check.ts";
import type { Violation } from "../finding.ts";
import type { PodSpec } from "../kubernetes/api/types.ts";
import { formatFieldPath } from "../kubernetes/field-path.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import type { Location } from "../snapshot/origin.ts";
import { createSnapshot, type Snapshot } from "../snapshot/snapshot.ts";
import { builtInChecks } from "./index.ts";
import { EXAMPLE_PARAMETERS } from "./parameters.ts";

const all = builtInChecks(EXAMPLE_PARAMETERS);
// Exceptions are judged by what a scan finds: exception-checks.test.ts.
const checks = all.filter((check) => check.on !== "exception");
const podChecks = checks.filter((check): check is PodCheck => check.on === "pod");
const objectChecks = checks.filter((check): check is ObjectCheck => check.on === "object");

it("lists one check per file, in order", () => {
  const files = TOPICS.flatMap((topic) =>
    readdirSync(new URL(`${topic}/`, import.meta.url))
      .sort()
      .map((file) => `${topic}/${file}`),
  );
  expect(all.map(({ topic, id }) => `${topic}/${id}.ts`)).toEqual(files);
});

it("reports nothing of what is configured where nothing is", () => {
  const configured = [
    "image-registry-not-allowed",
    "required-annotations-missing",
    "required-labels-missing",
  ];
  const unconfigured = builtInChecks()
    .filter((check) => check.on !== "exception")
    .filter(({ id }) => configured.includes(id));
  expect(unconfigured).toHaveLength(3);
  for (const check of unconfigured) {
    for (let index = 0; index < check.examples.violating.length; index++) {
      expect(reports(check)[index]?.actual).toEqual([]);
    }
  }
});

describe.each(checks.map((check) => [check.id, check] as const))("%s", (_, check) => {
  it.each(reports(check).map((each) => [each.title, each] as const))("decides %s", (_, each) => {
    expect(each.actual).toEqual(each.expected);
  });

  it("words its violations alike", () => {
    for (const { violations } of check.examples.violating) {
      for (const violation of violations) expect(violation).toMatch(/: [a-z].*[^.]$/);
    }
  });

  it("explains itself in whole sentences", () => {
    expect(check.description).toMatch(/^[A-Z`].*\.$/s);
    expect(check.remediation).toMatch(/^[A-Z].*[.`]$/s);
    expect(check.title).toMatch(/^[A-Z].*[^.]$/);
  });
});

describe.each(podChecks.map((check) => [check.id, check] as const))("%s", (_, check) => {
  it("is pure and total", () => {
    fc.assert(
      fc.property(pods, (pod) => {
        const frozen = deepFreeze(structuredClone(pod));
        expect(Array.from(check.evaluate(frozen))).toEqual(Array.from(check.evaluate(frozen)));
      }),
      { numRuns: 50 },
    );
  });

  it.each(["initContainers", "ephemeralContainers"] as const)(
    "treats %s like containers",
    (list) => {
      for (const { pod, violations } of check.examples.violating) {
        const { containers = [], ...rest } = pod.spec;
        const moved = { ...pod, spec: { ...rest, [list]: containers } };
        expect(Array.from(check.evaluate(templateOf(moved)), print)).toEqual(
          violations.map((violation) => violation.replace(/^spec\.containers/, `spec.${list}`)),
        );
      }
    },
  );

  it("names the container whose field it reports", () => {
    for (const { pod } of check.examples.violating) {
      for (const { path, container } of check.evaluate(templateOf(pod))) {
        if (path[1] !== "containers") continue;
        expect(container).toBe(pod.spec.containers?.[Number(path[2])]?.name);
      }
    }
  });
});

describe.each(objectChecks.map((check) => [check.id, check] as const))("%s", (_, check) => {
  it("is pure and total", () => {
    fc.assert(
      fc.property(fc.array(objects, { maxLength: 6 }), (list) => {
        const snapshot = snapshotOf(deepFreeze(structuredClone(list)));
        expect(evaluateAll(check, snapshot)).toEqual(evaluateAll(check, snapshot));
      }),
      { numRuns: 50 },
    );
  });
});

interface Report {
  readonly title: string;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
}

function reports(check: PodCheck | ObjectCheck): readonly Report[] {
  if (check.on === "pod") {
    const report = (example: PodExample): readonly string[] =>
      Array.from(check.evaluate(templateOf(example.pod)), print);
    return [
      ...check.examples.violating.map((each) => ({
        title: each.title,
        expected: each.violations,
        actual: report(each),
      })),
      ...check.examples.compliant.map((each) => ({
        title: each.title,
        expected: [],
        actual: report(each),
      })),
    ];
  }
  return [
    ...check.examples.violating.map((each) => ({
      title: each.title,
      expected: each.violations,
      actual: evaluateAll(check, snapshotOf(each.objects)),
    })),
    ...check.examples.compliant.map((each) => ({
      title: each.title,
      expected: [],
      actual: evaluateAll(check, snapshotOf(each.objects)),
    })),
  ];
}

function evaluateAll(check: ObjectCheck, snapshot: Snapshot): string[] {
  return snapshot.objects.flatMap((entry) =>
    Array.from(
      check.evaluate(entry, snapshot),
      (violation) => `${entry.reference.kind}/${entry.reference.name} ${print(violation)}`,
    ),
  );
}

function print({ path, message }: Violation): string {
  return `${formatFieldPath(path)}: ${message}`;
}

function templateOf({ metadata, spec }: PodExample["pod"]): PodTemplate {
  return { path: [], metadata: { labels: {}, annotations: {}, ...metadata }, spec };
}

function snapshotOf(list: readonly KubernetesObject[]): Snapshot {
  const location: Location = {
    file: "example.yaml",
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    rendered: false,
  };
  return createSnapshot({
    objects: list.map((object, index) => ({
      object,
      origin: { file: "example.yaml", document: index + 1, line: 1, locate: () => location },
    })),
    coverage: { files: 1, documents: 1, objects: list.length, notExamined: [], unknownKinds: [] },
    diagnostics: [],
    assumptions: {
      kubernetesVersion: { value: "v1.37", known: "defaulted" },
      wholeCluster: { value: false, known: "defaulted" },
    },
    sourceOf: () => undefined,
  });
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

/** Records in which every field may be absent. */
function some(
  fields: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(fields, { requiredKeys: [] });
}

const words = fc.constantFrom(
  "",
  "Unconfined",
  "RuntimeDefault",
  "ALL",
  "SYS_ADMIN",
  "default",
  "web",
  "/etc/../",
  "nginx:latest",
  "a/b@",
);
const ids = fc.constantFrom(-1, 0, 1, 9999, 10_000, 2 ** 53);
const profile = some({ type: words });
const security = some({
  allowPrivilegeEscalation: fc.boolean(),
  appArmorProfile: profile,
  capabilities: some({ add: fc.array(words), drop: fc.array(words) }),
  fsGroup: ids,
  privileged: fc.boolean(),
  procMount: words,
  readOnlyRootFilesystem: fc.boolean(),
  runAsGroup: ids,
  runAsNonRoot: fc.boolean(),
  runAsUser: ids,
  seLinuxOptions: some({ type: words, user: words, role: words }),
  seccompProfile: profile,
  supplementalGroups: fc.array(ids),
  sysctls: fc.array(some({ name: words })),
  windowsOptions: some({ hostProcess: fc.boolean() }),
});
const handler = some({ httpGet: some({ host: words }), tcpSocket: some({ host: words }) });
const quantities = some({ cpu: fc.constantFrom("0", "1", 0, 2), memory: fc.string() });
const resources = some({ limits: quantities, requests: quantities });
const containers = fc.array(
  some({
    image: words,
    imagePullPolicy: words,
    lifecycle: some({ postStart: handler, preStop: handler }),
    livenessProbe: handler,
    name: words,
    ports: fc.array(some({ hostPort: ids })),
    resources,
    securityContext: security,
    volumeMounts: fc.array(some({ name: words, readOnly: fc.boolean() })),
  }),
  { maxLength: 2 },
);
const specs = some({
  automountServiceAccountToken: fc.boolean(),
  containers,
  ephemeralContainers: containers,
  hostIPC: fc.boolean(),
  hostNetwork: fc.boolean(),
  hostPID: fc.boolean(),
  hostUsers: fc.boolean(),
  initContainers: containers,
  os: some({ name: fc.constantFrom("linux", "windows") }),
  resources,
  securityContext: security,
  serviceAccountName: words,
  volumes: fc.array(
    some({ name: words, hostPath: some({ path: words }), nfs: some({}), emptyDir: some({}) }),
  ),
}) as fc.Arbitrary<PodSpec>;
const pods: fc.Arbitrary<PodTemplate> = fc.record({
  path: fc.constant([]),
  metadata: fc.record({
    labels: fc.dictionary(words, words),
    annotations: fc.dictionary(words, words),
  }),
  spec: specs,
});

const kinds = fc.constantFrom(
  ["v1", "Pod"],
  ["v1", "Namespace"],
  ["v1", "ServiceAccount"],
  ["v1", "LimitRange"],
  ["v1", "ResourceQuota"],
  ["networking.k8s.io/v1", "NetworkPolicy"],
  ["rbac.authorization.k8s.io/v1", "RoleBinding"],
);
const objects = fc
  .tuple(kinds, words, fc.oneof(fc.jsonValue(), specs), fc.jsonValue())
  .map(([[apiVersion, kind], namespace, spec, rest]) => {
    const metadata = { name: "web", namespace, labels: rest };
    return { apiVersion, kind, metadata, spec, subjects: rest } as KubernetesObject;
  });
