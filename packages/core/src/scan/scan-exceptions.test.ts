import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../testing/runs.ts";
import { snapshotOf } from "../../testing/snapshot.ts";
import { builtInChecks } from "../checks/index.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { ConfiguredException } from "../findings/exception.ts";
import type { Finding } from "../findings/finding.ts";
import { formatFieldPath } from "../kubernetes/field-path.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { scan } from "./scan.ts";

const checks = builtInChecks();

function pod(name: string, annotations: JsonObject, spec: JsonObject): KubernetesObject {
  const metadata = { name, namespace: "shop", labels: { app: name }, annotations };
  return { apiVersion: "v1", kind: "Pod", metadata, spec };
}

const ignoring = (checks: string, more: JsonObject = {}): JsonObject => ({
  "watertight.dev/ignore": checks,
  "watertight.dev/ignore-reason": "it has to",
  ...more,
});

/** An object a file, the line that of the object in the list. */
function inFiles(objects: readonly KubernetesObject[]): Snapshot {
  return snapshotOf(objects, {
    files: objects.map((_, index) => `deploy/${index}.yaml`),
    origins: (file) => ({
      locate: (path) => ({
        ...{ file, line: 1, column: formatFieldPath(path).length + 1 },
        ...{ endLine: 1, endColumn: 1, rendered: false },
      }),
    }),
  });
}

interface More {
  readonly configured?: readonly ConfiguredException[];
  readonly foreign?: boolean;
  readonly complete?: boolean;
  readonly only?: readonly string[];
}

function scanned(objects: readonly KubernetesObject[], more: More = {}): Finding[] {
  const { configured = [], foreign = false, complete = true, only } = more;
  const running = checks.filter(({ id }) => only?.includes(id) ?? true);
  return [
    ...scan(createCluster(inFiles(objects)), running, {
      exceptions: {
        today: "2026-07-01",
        configured: configured.map((exception, index) => ({
          exception,
          location: {
            file: "watertight.yaml",
            line: index + 1,
            column: 1,
            endLine: 1,
            endColumn: 1,
            rendered: false,
          },
        })),
        foreign,
        catalogue: checks,
        running: new Set(running.map(({ id }) => id)),
        complete,
      },
    }),
  ];
}

/** `check object container`, for what is excepted. */
function excepted(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ exception }) => exception)
    .map(({ check, object, container = "" }) => `${check} ${object.name} ${container}`.trim());
}

const onExceptions = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ check }) => check.startsWith("exception-"))
    .map(({ check, location, message }) => `${check} ${location.file}: ${message}`);

const privileged = { securityContext: { privileged: true } };

describe("an annotation", () => {
  it("excepts one check in one container", () => {
    const findings = scanned([
      pod("node", ignoring("privileged-container@agent"), {
        containers: [
          { name: "agent", ...privileged },
          { name: "web", ...privileged },
        ],
      }),
    ]);
    expect(excepted(findings)).toEqual(["privileged-container node agent"]);
    expect(onExceptions(findings)).toEqual([]);
    const [finding] = findings.filter(({ exception }) => exception);
    expect(finding?.exception).toMatchObject({ source: "annotation", reason: "it has to" });
  });

  it("of a pod template excepts what is in that template, and not what is beside it", () => {
    const template = {
      metadata: { annotations: ignoring("host-pid, default-namespace-used") },
      spec: { hostPID: true, containers: [] },
    };
    const metadata = { name: "web", namespace: "default" };
    const object: KubernetesObject = {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata,
      spec: { template },
    };
    const findings = scanned([object]);
    expect(excepted(findings)).toEqual(["host-pid web"]);
    expect(onExceptions(findings)).toEqual([
      'exception-unused deploy/0.yaml: the exception for "default-namespace-used" excepts nothing',
    ]);
  });

  it("in one of two objects of the same name leaves the other one reported", () => {
    const spec = { hostPID: true, containers: [] };
    const objects = [pod("web", ignoring("host-pid"), spec), pod("web", {}, spec)];
    const findings = scanned(objects).filter(({ check }) => check === "host-pid");
    expect(findings.map(({ exception, location }) => [location.file, exception?.checks])).toEqual([
      ["deploy/0.yaml", ["host-pid"]],
      ["deploy/1.yaml", undefined],
    ]);
    expect(findings.map(({ alsoAt }) => alsoAt)).toEqual([[], []]);
  });

  it("holds for objects that are no workload", () => {
    const object: KubernetesObject = {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "shop", annotations: ignoring("namespace-quota-missing") },
    };
    expect(excepted(scanned([object]))).toEqual(["namespace-quota-missing shop"]);
  });

  it("is not unused because of a check that does not run", () => {
    const object = pod("web", ignoring("host-pid, host-ipc"), { hostPID: true, containers: [] });
    const only = ["host-pid", "exception-unused"];
    expect(onExceptions(scanned([object], { only }))).toEqual([]);
  });

  it("for what another finding stands for is of use, and does not bring it back", () => {
    const object = pod("node", ignoring("seccomp-missing"), {
      containers: [{ name: "agent", ...privileged }],
    });
    const findings = scanned([object]);
    expect(onExceptions(findings)).toEqual([]);
    expect(excepted(findings)).toEqual([]);
    const [standing] = findings.filter(({ check }) => check === "privileged-container");
    expect(standing?.standsFor?.map(({ check }) => check)).toEqual([
      "apparmor-missing",
      "capabilities-not-dropped",
      "kernel-hardening-missing",
      "net-raw-kept",
      "privilege-escalation-allowed",
      "seccomp-missing",
    ]);
  });
});

describe("an exception of the configuration", () => {
  const object = pod("web-1", {}, { hostPID: true, containers: [{ name: "main" }] });
  const stated = { checks: ["host-pid"], reason: "a", owner: "b" };

  it.each<[string, Partial<ConfiguredException>, boolean]>([
    ["the kind", { kind: "Pod" }, true],
    ["another kind", { kind: "Deployment" }, false],
    ["a name", { name: "web-*" }, true],
    ["another name", { name: "api" }, false],
    ["the namespace", { namespace: "shop" }, true],
    ["another namespace", { namespace: "shops" }, false],
    ["a label", { labels: { app: "web-*" } }, true],
    ["a label that it has not", { labels: { app: "web-1", tier: "*" } }, false],
    ["a container, where none is at fault", { container: "*" }, false],
    ["the path", { path: "spec.hostPID" }, true],
    ["another path", { path: "spec.hostIPC" }, false],
    ["the file", { file: "deploy/*.yaml" }, true],
    ["another file", { file: "other/*.yaml" }, false],
    ["a value, where none is known", { value: "0a" }, false],
    ["two things of which one does not hold", { name: "web-1", namespace: "x" }, false],
  ])("that names %s: %j", (_, scope, holds) => {
    const findings = scanned([object], { configured: [{ ...stated, ...scope }] });
    expect(excepted(findings)).toEqual(holds ? ["host-pid web-1"] : []);
  });

  it("is not judged unused when a part of the input was not examined", () => {
    const more = { configured: [{ ...stated, name: "api" }] };
    const words = 'exception-unused watertight.yaml: the exception for "host-pid" excepts nothing';
    expect(onExceptions(scanned([object], more))).toEqual([words]);
    expect(onExceptions(scanned([object], { ...more, complete: false }))).toEqual([]);
  });
});

it("heeds annotations for other scanners only when asked", () => {
  const object = pod("web", { "kube-linter.io/ignore-all": "old" }, { hostPID: true });
  expect(excepted(scanned([object]))).toEqual([]);
  const findings = scanned([object], { foreign: true });
  expect(excepted(findings).length).toBe(findings.length);
  expect(findings[0]?.exception).toMatchObject({ source: "foreign", tool: "kube-linter" });
});

describe("whatever is excepted", () => {
  const flag = fc.boolean();
  const container = fc.record({
    name: fc.constantFrom("a", "b"),
    image: fc.constantFrom("nginx", "nginx:1"),
    securityContext: fc.record(
      { privileged: flag, runAsUser: fc.constantFrom(0, 1000), runAsNonRoot: flag },
      { requiredKeys: [] },
    ),
  });
  const entry = fc
    .tuple(
      fc.constantFrom("*", "", "no-check", ...checks.map(({ id }) => id)),
      fc.constantFrom("", "@a", "@b", "@"),
    )
    .map((parts) => parts.join(""));
  const annotations = fc.record(
    {
      "watertight.dev/ignore": fc.array(entry, { maxLength: 4 }).map((list) => list.join(", ")),
      "watertight.dev/ignore-reason": fc.constantFrom("", "it has to"),
      "watertight.dev/ignore-until": fc.constantFrom("2026-06-30", "2026-07-01", "soon"),
    },
    { requiredKeys: [] },
  );
  const pods = fc
    .tuple(
      fc.constantFrom("web", "api"),
      annotations,
      fc.record({ hostPID: flag, containers: fc.array(container, { maxLength: 3 }) }),
    )
    .map(([name, stated, spec]) => pod(name, stated, spec as unknown as JsonObject));
  const configured = fc.record(
    {
      checks: fc.array(fc.constantFrom("*", ...checks.map(({ id }) => id)), { minLength: 1 }),
      name: fc.constantFrom("web", "*"),
      container: fc.constantFrom("a", "b"),
      path: fc.constantFrom("spec.*", "*image"),
      reason: fc.constant("a"),
      owner: fc.constant("b"),
      until: fc.constantFrom("2026-06-30", "2027-01-01"),
    },
    { requiredKeys: ["checks", "reason", "owner"] },
  );

  it("no other finding is hidden, and none that is reported is covered", () => {
    let excepted = 0;
    fc.assert(
      fc.property(
        fc.array(pods, { maxLength: 4 }),
        fc.array(configured, { maxLength: 3 }),
        (objects, exceptions) => {
          const bare = objects.map(withoutAnnotations);
          const found = scanned(objects, { configured: exceptions });
          const weaknesses = found.filter(({ check }) => !check.startsWith("exception-"));
          const reported = weaknesses.filter(({ exception }) => !exception);
          expect(reported.filter((finding) => isCovered(finding, objects, exceptions))).toEqual([]);
          // Pods of one name that only annotations tell apart are one object once those are gone.
          expect(identitiesOf(weaknesses)).toEqual(identitiesOf(scanned(bare)));
          for (const { exception, check, container } of weaknesses) {
            if (!exception) continue;
            expect(exception.checks.some((each) => each === check || each === "*")).toBe(true);
            if (exception.container !== undefined) expect(container).toBe(exception.container);
            expect(exception.reason).not.toBe("");
            expect((exception.until ?? "9") >= "2026-07-01").toBe(true);
            excepted += 1;
          }
        },
      ),
      { ...runs(60), seed: 1 },
    );
    // How many there are changes with every new check; that there are some shows that the property is about something.
    expect(excepted > 0).toBe(true);
  });

  /** Whether an exception of the configuration, or of the annotations of the one object in the file, holds for a finding; read plainly. */
  function isCovered(
    { check, container, object: { name }, path, location }: Finding,
    objects: readonly KubernetesObject[],
    exceptions: readonly ConfiguredException[],
  ): boolean {
    const today = "2026-07-01";
    const number = Number(/\d+/.exec(location.file)?.[0]);
    const { annotations } = (objects[number]?.["metadata"] ?? {}) as {
      readonly annotations: Readonly<Record<string, string>>;
    };
    const [ignored = "", reason = "", until = today] = ["", "-reason", "-until"].map(
      (suffix) => annotations[`watertight.dev/ignore${suffix}`],
    );
    const entries = reason === "" || until !== today ? [] : ignored.split(", ");
    return (
      entries.some((entry) => entry === check || entry === `${check}@${container ?? "-"}`) ||
      exceptions.some(
        (each) =>
          (each.until ?? today) >= today &&
          (each.checks.includes("*") || each.checks.includes(check)) &&
          [undefined, "*", name].includes(each.name) &&
          [undefined, container].includes(each.container) &&
          (each.path === undefined ||
            (each.path === "spec.*" ? path.startsWith("spec.") : path.endsWith("image"))),
      )
    );
  }

  function withoutAnnotations(object: KubernetesObject): KubernetesObject {
    const metadata = object["metadata"] as JsonObject;
    return { ...object, metadata: { ...metadata, annotations: {} } };
  }

  function identitiesOf(findings: readonly Finding[]): readonly string[] {
    return [...new Set(findings.map(identityOf))].sort();
  }

  function identityOf({ fingerprint, standsFor = [] }: Finding): string {
    return [fingerprint, ...standsFor.map((each) => each.fingerprint).sort()].join(" ");
  }
});
