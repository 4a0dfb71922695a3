import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { JsonObject } from "@watertight/core/kubernetes";
import fc from "fast-check";
import { loadAll } from "js-yaml";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import { stringify } from "yaml";
import { watertightIn } from "../packages/cli/testing/watertight.ts";
import { needing } from "./needs.ts";
import { neededProgram } from "./programs.ts";

const CHART = fileURLToPath(new URL("../deploy/watertight", import.meta.url));
const EXCEPTIONS = fileURLToPath(new URL("../deploy/watertight.yaml", import.meta.url));
const helm = neededProgram("helm");
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "watertight-chart-"));
const counted = { compared: 0, objects: 0 };

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  console.log(`chart: ${counted.compared} installations compared, ${counted.objects} objects`);
});

/** What stands for the version that the command says of itself in tests. */
function ofChart(text: string): string {
  const [, version = ""] =
    /^appVersion: (.+)$/m.exec(readFileSync(`${CHART}/Chart.yaml`, "utf8")) ?? [];
  return text.replaceAll("0.0.0-test", version);
}

async function rendered(file: string, namespace: string): Promise<readonly JsonObject[]> {
  const args = ["template", "any-name", CHART, "--namespace", namespace, "--kube-version", "1.34"];
  const { stdout } = await run(helm.path, [...args, "--values", join(folder, file)], {
    maxBuffer: 2 ** 24,
  });
  return loadAll(stdout).filter((each): each is JsonObject => each !== null && each !== undefined);
}

async function printed(file: string, namespace: string): Promise<readonly JsonObject[]> {
  const argv = ["install", "--print", "-o", "json", "-n", namespace, "--values", file];
  const { status, stdout, stderr } = await watertightIn(folder, argv);
  if (status !== 0) throw new Error(stderr);
  const { items } = JSON.parse(ofChart(stdout)) as { readonly items: readonly JsonObject[] };
  return items;
}

/** Helm puts objects in an order of its own. */
function byName(objects: readonly JsonObject[]): ReadonlyMap<string, JsonObject> {
  const named = objects.map((object): [string, JsonObject] => {
    const { kind, metadata } = object;
    return [JSON.stringify([kind, metadata]), object];
  });
  expect(new Set(named.map(([name]) => name)).size).toBe(objects.length);
  return new Map(named.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

let files = 0;

async function expectSame(values: JsonObject, namespace: string): Promise<number> {
  files += 1;
  const file = `values-${files}.yaml`;
  writeFileSync(join(folder, file), stringify(values, { version: "1.1", lineWidth: 0 }));
  const [chart, command] = await Promise.all([rendered(file, namespace), printed(file, namespace)]);
  expect(byName(chart)).toEqual(byName(command));
  counted.compared += 1;
  counted.objects += chart.length;
  return chart.length;
}

const OWN_CERTIFICATES = { tls: { secretName: "tls", caBundle: "QQ==", injectCaFrom: "ns/cert" } };
const EVERYTHING = {
  createNamespace: true,
  configuration: {
    admission: {
      podSecurity: { defaults: { enforce: "baseline" } },
      newNamespaces: [
        { namespaces: ["team-*"], networkPolicy: "deny-all" },
        { resourceQuota: { pods: "9" }, limitRange: { default: { memory: "1Gi" } } },
      ],
      defaults: [{ seccompProfile: "RuntimeDefault" }],
    },
  },
  policies: "# matchConditions: authorizer\nkind: MutatingAdmissionPolicy\n",
  networkPolicy: { metricsFrom: ["monitoring"], apiServers: ["10.0.0.0/28"] },
  exemptNamespaces: ["calico-system"],
};

test.each<[title: string, values: JsonObject, objects: number]>([
  ["nothing chosen", { createNamespace: false }, 13],
  ["everything chosen", EVERYTHING, 15],
  [
    "as little as can be",
    {
      createNamespace: false,
      priorityClassName: "",
      networkPolicy: { enabled: false },
      ...OWN_CERTIFICATES,
    },
    10,
  ],
])(
  "with %s the chart and install --print give the same objects",
  needing(helm),
  async (_, values, objects) => {
    expect(await expectSame(values, "watertight")).toBe(objects);
  },
);

/** Texts that templates, YAML or JSON could take for something else. */
const text = fc.oneof(
  fc
    .string({ unit: "binary", maxLength: 12 })
    .filter((each) => !/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/u.test(each)),
  fc.constantFrom(
    "{{ .Values.replicas }}",
    "}}",
    "a: b",
    "- a",
    "#",
    "'\"",
    "<&>\u2028",
    "yes",
    "1e3",
    "0x10",
    "null",
    "\\u0041",
    "line\nline\n",
  ),
);
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}[a-z0-9]$/);
const json = fc.dictionary(
  fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9.-]{0,6}$/),
  fc.oneof(
    text,
    fc.integer(),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(text, { maxLength: 2 }),
  ),
  { maxKeys: 3 },
);
const some = <T>(values: Readonly<Record<string, fc.Arbitrary<T>>>) =>
  fc.record(values, { requiredKeys: [] });

const written = text.filter((each) => each !== "");
const texts = fc.uniqueArray(written, { maxLength: 2 });

const VALUES = fc.record(
  {
    createNamespace: fc.boolean(),
    image: some<unknown>({
      repository: written,
      tag: text,
      digest: fc.constantFrom("", `sha256:${"0a".repeat(32)}`),
      pullPolicy: fc.constantFrom("Always", "IfNotPresent", "Never"),
      pullSecrets: fc.array(fc.record({ name }), { maxLength: 2 }),
    }),
    replicas: fc.integer({ min: 1, max: 3_000_000 }),
    resources: json,
    priorityClassName: text,
    nodeSelector: fc.dictionary(name, text, { maxKeys: 2 }),
    tolerations: fc.array(json, { maxLength: 2 }),
    topologySpread: some({ nodes: fc.constantFrom("DoNotSchedule", "ScheduleAnyway") }),
    failurePolicy: fc.constantFrom("Fail", "Ignore"),
    timeoutSeconds: fc.integer({ min: 1, max: 30 }),
    exemptNamespaces: fc.uniqueArray(name, { maxLength: 3 }),
    configuration: fc.record(
      {
        failOn: fc.constantFrom("high", "none"),
        exclude: fc.uniqueArray(written, { maxLength: 3 }),
        admission: some<unknown>({
          podSecurity: some<unknown>({
            defaults: fc.dictionary(name, written, { maxKeys: 2 }),
            exemptions: some({ usernames: texts, namespaces: texts }),
          }),
          newNamespaces: fc.array(
            some<unknown>({
              namespaces: texts,
              networkPolicy: fc.constantFrom("deny-all", "deny-ingress"),
              resourceQuota: fc.dictionary(name, fc.constantFrom("9", "1Gi"), { maxKeys: 2 }),
            }),
            { maxLength: 2 },
          ),
          defaults: fc.array(
            some<unknown>({
              seccompProfile: fc.constant("RuntimeDefault"),
              automountServiceAccountToken: fc.boolean(),
            }),
            { maxLength: 2 },
          ),
          onError: fc.constantFrom("deny", "allow"),
        }),
      },
      { requiredKeys: [] },
    ),
    policies: fc.oneof(
      text,
      fc.constantFrom("kind: MutatingAdmissionPolicy", "authorizer.group('')"),
    ),
    tls: some({ secretName: fc.constantFrom("", "tls"), caBundle: fc.constantFrom("", "QQ==") }),
    logLevel: fc.constantFrom("error", "info", "debug"),
    networkPolicy: some<unknown>({
      enabled: fc.boolean(),
      apiServers: fc.uniqueArray(fc.constantFrom("10.0.0.0/8", "fd00::/8"), { maxLength: 2 }),
      metricsFrom: fc.uniqueArray(name, { maxLength: 2 }),
    }),
  },
  { requiredKeys: ["createNamespace"] },
);

test("and whatever the values are", needing(helm), async () => {
  const property = fc.asyncProperty(VALUES, name, async (values, namespace) => {
    // A door: what the generator makes is JSON.
    await expectSame(JSON.parse(JSON.stringify(values)) as JsonObject, namespace);
  });
  await fc.assert(property, { numRuns: 40, seed: 24 });
});

test(
  "what the schema of the values refuses the chart refuses, and install --print too",
  needing(helm),
  async () => {
    const wrong: readonly JsonObject[] = [
      { replica: 3 },
      { replicas: 0 },
      { replicas: "3" },
      { replicas: null },
      { timeoutSeconds: 31 },
      { failurePolicy: "fail" },
      { image: { digest: "sha256:12" } },
      { exemptNamespaces: ["a", "a"] },
      { configuration: { failsOn: "high" } },
      { networkPolicy: { apiServers: ["10.0.0.1"] } },
    ];
    for (const [index, values] of wrong.entries()) {
      const file = `wrong-${index}.yaml`;
      writeFileSync(join(folder, file), stringify(values));
      await expect(rendered(file, "watertight")).rejects.toThrow(
        /values don't meet the specifications/,
      );
      await expect(printed(file, "watertight")).rejects.toThrow(/^The values /);
    }
  },
);

test.each([
  ["nothing chosen", {}],
  ["everything chosen", EVERYTHING],
  ["the certificate of somebody else", { tls: { secretName: "tls", injectCaFrom: "ns/cert" } }],
])(
  "our own scan finds nothing of medium severity or worse in the chart with %s, but what has its reason",
  needing(helm),
  async (_, values) => {
    files += 1;
    const file = `values-${files}.yaml`;
    writeFileSync(join(folder, file), stringify(values));
    const argv = [
      "scan",
      CHART,
      "--helm-values",
      join(folder, file),
      "-c",
      EXCEPTIONS,
      "--fail-on",
      "medium",
      "-o",
      "json",
    ];
    vi.stubEnv("WATERTIGHT_HELM", helm.path);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const { status, stdout } = await watertightIn(folder, argv);
    const report = JSON.parse(stdout) as {
      readonly findings: readonly { readonly severity: string; readonly check: string }[];
      readonly coverage: { readonly objects: number; readonly notExamined: readonly unknown[] };
    };
    const worse = report.findings.filter(({ severity }) => !["info", "low"].includes(severity));
    expect([status, worse, report.coverage.notExamined]).toEqual([0, [], []]);
    expect(report.coverage.objects).toBeGreaterThan(9);
  },
);
