import type { Check } from "@watertight/core/checks";
import { createPaint } from "@watertight/reports/text";
import { expect, test } from "vitest";
import { filterChecks } from "./filter.ts";
import { catalogueJson } from "./json.ts";
import { catalogueText } from "./text.ts";

const paint = createPaint(false);

function check(id: string, rest: Pick<Check, "title" | "topic" | "severity" | "description">) {
  const example = { title: "an object", objects: [] };
  return {
    on: "object",
    id,
    ...rest,
    remediation: "Remove it.",
    references: [],
    evaluate: () => [],
    examples: {
      violating: [{ ...example, violations: ["Pod/a spec: is so"] }],
      compliant: [example],
    },
  } satisfies Check;
}
const hostIpc: Check = {
  ...check("host-ipc", {
    title: "Shared IPC namespace",
    topic: "pod-security",
    severity: "high",
    description: "The pod reads the memory of others.",
  }),
  references: [{ standard: "pss-baseline", id: "Host Namespaces" }],
  aliases: ["datree:27", "polaris:hostIPCSet", "trivy:KSV-0008"],
};
const noQuota: Check = check("no-quota", {
  title: "Namespace without quota",
  topic: "namespaces",
  severity: "low",
  description: "D.",
});
const checks = [hostIpc, noQuota];

const HEAD = { schemaVersion: 1, coverage: null, incomplete: false, assumptions: null };

test("the catalogue is a document for programs", () => {
  const catalogue = [
    {
      id: "host-ipc",
      title: "Shared IPC namespace",
      topic: "pod-security",
      severity: "high",
      description: "The pod reads the memory of others.",
      remediation: "Remove it.",
      references: [{ standard: "pss-baseline", id: "Host Namespaces" }],
      aliases: ["datree:27", "polaris:hostIPCSet", "trivy:KSV-0008"],
    },
    {
      id: "no-quota",
      title: "Namespace without quota",
      topic: "namespaces",
      severity: "low",
      description: "D.",
      remediation: "Remove it.",
      references: [],
      aliases: [],
    },
  ];
  expect(JSON.parse(catalogueJson(checks))).toEqual({ ...HEAD, checks: catalogue });
  expect(JSON.parse(catalogueJson([]))).toEqual({ ...HEAD, checks: [] });
});

test("the catalogue is grouped by topic for people", () => {
  expect(catalogueText(checks, paint)).toBe(`pod-security
  host-ipc  high      Shared IPC namespace

namespaces
  no-quota  low       Namespace without quota

2 checks
`);
});

test("topic and severity filter together", () => {
  const all = { topics: [], severities: [] };
  expect(filterChecks(checks, all)).toEqual(checks);
  expect(filterChecks(checks, { ...all, topics: ["namespaces"] })).toEqual([noQuota]);
  expect(filterChecks(checks, { topics: ["namespaces"], severities: ["high"] })).toEqual([]);
});
