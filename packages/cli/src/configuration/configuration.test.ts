import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configurationSchema } from "@watertight/core/configuration";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { REPORT_FORMATS } from "../options.ts";
import { loadConfiguration } from "./load.ts";
import { parseConfiguration } from "./parse.ts";

const FORMATS = {
  "check-id": ["privileged", "host-ports"],
  "excepted-check-id": ["privileged", "host-ports", "*"],
};
const EVERYTHING = `failOn: medium
kubernetesVersion: v1.34
wholeCluster: true
output: [pretty, sarif=out.sarif]
exclude: ["vendor/**"]
helm: { values: [prod.yaml], set: [a.b=c=d] }
checks:
  only: [privileged, host-ports]
  skip: [host-ports]
  severity: { host-ports: low }
parameters:
  allowedRegistries: [registry.example.com]
  maximumResources: { memory: 8Gi }
  requiredLabels: [app.kubernetes.io/name]
  requiredAnnotations: [example.com/owner]
  nameLabels: [app.kubernetes.io/instance]
  namespaceRequired: true
  requiredProbeFields: [failureThreshold]
  argoCdNamespaces: [delivery]
  forbiddenHostPaths: [/var/run]
  tenantLabel: example.com/tenant
`;

const SCHEMA = configurationSchema(REPORT_FORMATS);

function mistakesIn(text: string): string[] {
  const parsed = parseConfiguration(text, FORMATS);
  if ("value" in parsed) return [];
  return parsed.mistakes.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "watertight-"));
});
afterEach(() => rm(directory, { recursive: true }));

const load = (workingDirectory: string, file?: string, none = false) =>
  loadConfiguration({
    workingDirectory,
    file,
    none,
    checkIds: FORMATS["check-id"],
    formerIds: new Map([["host-port-used", ["host-ports"]]]),
  });

test("the schema that is checked in is the one that is used", async () => {
  const file = new URL("../../../../schemas/configuration.schema.json", import.meta.url);
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual(SCHEMA);
});

test("every entry is read, and a JSON Schema validator agrees", () => {
  const value = {
    failOn: "medium",
    kubernetesVersion: "v1.34",
    wholeCluster: true,
    output: ["pretty", "sarif=out.sarif"],
    exclude: ["vendor/**"],
    helm: { values: ["prod.yaml"], set: ["a.b=c=d"] },
    checks: {
      only: ["privileged", "host-ports"],
      skip: ["host-ports"],
      severity: { "host-ports": "low" },
    },
    parameters: {
      allowedRegistries: ["registry.example.com"],
      maximumResources: { memory: "8Gi" },
      requiredLabels: ["app.kubernetes.io/name"],
      requiredAnnotations: ["example.com/owner"],
      nameLabels: ["app.kubernetes.io/instance"],
      namespaceRequired: true,
      requiredProbeFields: ["failureThreshold"],
      argoCdNamespaces: ["delivery"],
      forbiddenHostPaths: ["/var/run"],
      tenantLabel: "example.com/tenant",
    },
  };
  expect(parseConfiguration(EVERYTHING, FORMATS)).toEqual({ value });
  const ajv = new Ajv2020({
    strict: true,
    formats: { "check-id": true, "excepted-check-id": true, regex: true },
  });
  expect(ajv.validate(SCHEMA, value)).toBe(true);
});

test.each(["", "# only a comment\n", "---\n", "{}"])("%j configures nothing", (text) => {
  expect(parseConfiguration(text, FORMATS)).toEqual({ value: {} });
});

test("all mistakes are told at once, each where it is", () => {
  const text = `failon: high
failOn: severe
kubernetesVersion: true
wholeCluster: "yes"
exclude:
helm:
  sets: []
  set: [novalue, "a=b", "a=b"]
checks:
  skip: [privilegd]
  severity:
    host-port: low
    host-ports: hgh
parameters:
  forbiddenHostPaths: [var/run, ""]
  tenantLabel: ""
  secretPatterns: { a key: "(" }
`;
  expect(mistakesIn(text)).toEqual([
    '1:1: there is no key "failon"; did you mean "failOn"?',
    '2:9: failOn must be one of info, low, medium, high, critical, none, not "severe"',
    "3:20: kubernetesVersion must be a text, not true or false",
    "4:15: wholeCluster must be true or false, not a text",
    "5:1: exclude must be a list, not empty",
    '7:3: there is no key "sets" in helm; did you mean "set"?',
    '8:9: helm.set[0] cannot be "novalue"; it must match ^[^=]+=, like "image.tag=1.2.3"',
    '8:25: helm.set has "a=b" twice',
    '10:10: there is no check "privilegd"; did you mean "privileged"?',
    '12:5: there is no check "host-port"; did you mean "host-ports"?',
    '13:17: checks.severity.host-ports must be one of info, low, medium, high, critical, not "hgh"; did you mean "high"?',
    '15:24: parameters.forbiddenHostPaths[0] cannot be "var/run"; it must match ^/, like "/var/run"',
    "15:33: parameters.forbiddenHostPaths[1] must not be empty",
    "16:16: parameters.tenantLabel must not be empty",
    '17:28: "(" is no regular expression',
  ]);
});

test.each([
  ["- a\n", ["1:1: the configuration must be a mapping, not a list"]],
  ["failOn: high\nfailOn: low\n", ["2:1: map keys must be unique"]],
  ["a: &x 1\nb: *x\n", ["2:4: the alias *x is not allowed here"]],
  ["__proto__: 1\n", ['1:1: there is no key "__proto__"']],
  ["constructor: 1\n", ['1:1: there is no key "constructor"']],
])("%j is refused", (text, mistakes) => {
  expect(mistakesIn(text)).toEqual(mistakes);
});

test("the nearest configuration upward is found, and its folder is known", async () => {
  const below = join(directory, "a", "b");
  await mkdir(below, { recursive: true });
  const file = join(directory, "watertight.yml");
  await writeFile(file, "failOn: low\n");
  await mkdir(join(below, "watertight.yaml"));
  expect(await load(below)).toEqual({
    file,
    directory,
    failOn: "low",
    kubernetesVersion: undefined,
    wholeCluster: undefined,
    oneWorld: false,
    namespace: undefined,
    network: { podCidrs: [] },
    access: {},
    tenancy: { tenants: {} },
    nodes: { answers: [] },
    environments: [],
    audit: {},
    versions: { objectives: {} },
    admission: {},
    attackPaths: { entries: [], goals: [] },
    notifications: {},
    images: { contents: [], objectives: {}, vulnerabilities: [] },
    cloud: [],
    output: [],
    exclude: [],
    helm: { values: [], set: [] },
    checks: { only: undefined, skip: [], severity: new Map() },
    parameters: {},
    exceptions: [],
  });
});

test("severities become a map, and none of this is asked for with --no-config", async () => {
  await writeFile(join(directory, "watertight.yaml"), EVERYTHING);
  const { checks } = await load(directory);
  expect(checks.severity).toEqual(new Map([["host-ports", "low"]]));
  expect(await load(directory, undefined, true)).toMatchObject({ file: undefined, failOn: "high" });
});

test("a check goes by the id that it had before, wherever the configuration names one", async () => {
  const text = `checks:
  only: [privileged, host-port-used]
  skip: [host-port-used]
  severity: { host-port-used: low }
exceptions: [{ checks: [host-port-used], kind: Pod, reason: a, owner: b }]
`;
  await writeFile(join(directory, "watertight.yaml"), text);
  const { checks, exceptions } = await load(directory);
  expect(checks).toEqual({
    only: ["privileged", "host-ports"],
    skip: ["host-ports"],
    severity: new Map([["host-ports", "low"]]),
  });
  expect(exceptions.map(({ exception }) => exception.checks)).toEqual([["host-ports"]]);
});

test("a severity by the id of today goes before one by a former id, in either order", async () => {
  for (const both of [
    "host-port-used: low, host-ports: high",
    "host-ports: high, host-port-used: low",
  ]) {
    await writeFile(join(directory, "watertight.yaml"), `checks: { severity: { ${both} } }\n`);
    expect((await load(directory)).checks.severity).toEqual(new Map([["host-ports", "high"]]));
  }
});

test("mistakes name the file as seen from the working directory", async () => {
  await mkdir(join(directory, "a"));
  await writeFile(join(directory, "watertight.yaml"), "failon: low\nx: 1\n");
  await expect(load(join(directory, "a"))).rejects.toMatchObject({
    name: "UsageError",
    message: "The configuration ../watertight.yaml has 2 mistakes:",
    details: [
      '../watertight.yaml:1:1: there is no key "failon"; did you mean "failOn"?',
      '../watertight.yaml:2:1: there is no key "x"',
    ],
  });
});

test("exceptions are read with the place where each stands", async () => {
  const text = `exceptions:
  - checks: [privileged, host-ports]
    kind: DaemonSet
    labels: { app: node-agent }
    reason: it loads a module
    owner: platform
    until: 2027-01-31
  - { checks: ["*"], value: 0a1b, reason: a, owner: b }
`;
  const file = join(directory, "watertight.yaml");
  await writeFile(file, text);
  const { exceptions } = await load(directory);
  expect(exceptions).toEqual([
    {
      exception: {
        checks: ["privileged", "host-ports"],
        kind: "DaemonSet",
        labels: { app: "node-agent" },
        reason: "it loads a module",
        owner: "platform",
        until: "2027-01-31",
      },
      location: {
        file: "watertight.yaml",
        line: 2,
        column: 5,
        endLine: 7,
        endColumn: 22,
        rendered: false,
      },
    },
    {
      exception: { checks: ["*"], value: "0a1b", reason: "a", owner: "b" },
      location: {
        file: "watertight.yaml",
        line: 8,
        column: 5,
        endLine: 8,
        endColumn: 56,
        rendered: false,
      },
    },
  ]);
});

test("mistakes in exceptions are told where they are", () => {
  const text = `exceptions:
  - checks: [privilegd]
    reason: ""
    until: 2027-13-01
  - reason: a
    owner: b
    names: c
`;
  expect(mistakesIn(text)).toEqual([
    '2:5: exceptions[0] has no "owner"',
    '2:14: there is no check "privilegd"; did you mean "privileged"?',
    "3:13: exceptions[0].reason must not be empty",
    '4:12: exceptions[0].until cannot be "2027-13-01"; it must match ^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$, like "2027-01-31"',
    '5:5: exceptions[1] has no "checks"',
    '7:5: there is no key "names" in exceptions[1]; did you mean "name"?',
  ]);
});

test("what cannot be read or chosen is wrong usage", async () => {
  await expect(load(directory, "no.yaml")).rejects.toThrow(
    "The configuration no.yaml cannot be read: there is no such file or folder.",
  );
  await expect(load(directory, ".")).rejects.toThrow(/cannot be read: it is a folder\.$/);
  await expect(load(directory, "x", true)).rejects.toThrow(
    "--config and --no-config contradict each other; give one of them.",
  );
  await writeFile(join(directory, "watertight.yaml"), "");
  await writeFile(join(directory, "watertight.yml"), "");
  await expect(load(directory)).rejects.toThrow(/^Both .+ and .+ exist; keep one of them\.$/);
});
