import type { Check } from "@watertight/core/checks";
import type { Finding } from "@watertight/core/findings";
import type { KubernetesObject, ObjectReference } from "@watertight/core/kubernetes";
import type { Location, Snapshot } from "@watertight/core/snapshot";
import { snapshotOf } from "@watertight/core/testing";
import type { CreateReporter, ReportContext, Summary } from "../src/reporter.ts";

// A report for the tests of the formats: every text that input can bring is as hostile as it gets.

const WEB = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      securityContext:
        privileged: true
`;

const BIDI = "\u202e";
const LONE = "\ud800";
/** Line breaks, commands, escape sequences, ends of CDATA, markup, links and half characters. */
export const HOSTILE: string = `a\n::error::owned\r\u001b[31m]]>&<b "x"> [y](https://evil.example)${BIDI}${LONE}\u0000%0A`;
/** The same where it is a name of a file. */
const HOSTILE_FILE = `dir,a:b/${BIDI}x\n::error::y${LONE}%.yaml`;

function check(id: string, title: string, severity: Check["severity"]): Check {
  return {
    on: "pod",
    id,
    title,
    topic: "pod-security",
    severity,
    description: `Why ${title} matters. It does.`,
    remediation: `Remove the field, e.g. by hand. Then apply it again.`,
    references: [{ standard: "pss-baseline", id: "privileged" }],
    evaluate: () => [],
    examples: {
      violating: [{ title: "", pod: { spec: { containers: [] } }, violations: [""] }],
      compliant: [{ title: "", pod: { spec: { containers: [] } } }],
    },
  };
}

const location: Location = {
  file: "deploy/web pod.yaml",
  line: 9,
  column: 9,
  endLine: 9,
  endColumn: 25,
  rendered: false,
};
const web: ObjectReference = { apiVersion: "v1", kind: "Pod", namespace: "shop", name: "web" };
const path = "spec.containers[0].securityContext.privileged";
const privileged = ["spec", "containers", 0, "securityContext", "privileged"];

/** Three findings on two objects: a fixable one, one in rendered text, a hostile one. */
export const FINDINGS: readonly [Finding, Finding, Finding] = [
  {
    check: "privileged",
    severity: "critical",
    fingerprint: "00000000000000000000000000000001",
    object: web,
    container: "web",
    path,
    message: 'container "web" is privileged',
    location,
    alsoAt: [{ ...location, line: 7, column: 7, endLine: 7, endColumn: 16 }],
    fix: { safety: "may-break", edits: [{ op: "replace", path: privileged, value: false }] },
    cause: "Pod shop/web: privileged",
    standsFor: [
      {
        check: "run-as-user",
        path: "spec.containers[0].securityContext.runAsUser",
        fingerprint: "00000000000000000000000000000004",
      },
    ],
    severityReason: [
      {
        signal: "exposed",
        change: 1,
        because:
          "the internet reaches TCP 80 by Service shop/web (spec.type: a load balancer takes connections from everywhere)",
      },
    ],
  },
  {
    check: "run-as-user",
    severity: "low",
    fingerprint: "00000000000000000000000000000002",
    object: web,
    path: "spec",
    message: "pod runs as an unknown user",
    cause: "Pod shop/web: no spec.securityContext",
    valueFingerprint: "0a1b2c3d",
    location: {
      ...location,
      file: "chart/templates/web.yaml",
      line: 3,
      endLine: 4,
      rendered: true,
    },
    alsoAt: [],
    fix: {
      safety: "needs-value",
      edits: [
        {
          op: "add",
          path: ["spec", "securityContext", "runAsUser"],
          value: 9223372036854775807n,
        },
        { op: "remove", path: ["metadata", "annotations", "example.com/a"] },
      ],
    },
  },
  {
    check: "privileged",
    severity: "high",
    fingerprint: "00000000000000000000000000000003",
    object: { apiVersion: "v1", kind: "Pod", name: HOSTILE },
    path: `metadata.annotations[${HOSTILE}]`,
    message: `container "${HOSTILE}" is privileged`,
    cause: `Pod ${HOSTILE}: privileged`,
    location: { ...location, file: HOSTILE_FILE, line: 1, endLine: 1, column: 1, endColumn: 2 },
    alsoAt: [],
  },
];

/** Two that are accepted, by an annotation and by the configuration, and one that the baseline knows. */
const SET_ASIDE: readonly Finding[] = [
  {
    ...FINDINGS[0],
    fingerprint: "00000000000000000000000000000005",
    exception: {
      source: "annotation",
      checks: ["privileged"],
      reason: HOSTILE,
      location: { ...location, line: 3, column: 1, endLine: 3, endColumn: 10 },
      problems: [],
    },
  },
  {
    ...FINDINGS[2],
    fingerprint: "00000000000000000000000000000006",
    exception: {
      source: "configuration",
      checks: ["*"],
      reason: "it has to be",
      owner: HOSTILE,
      until: "2027-01-31",
      location: { ...location, file: "watertight.yaml", line: 4, endLine: 6 },
      problems: [],
    },
  },
  { ...FINDINGS[1], fingerprint: "00000000000000000000000000000007" },
];

const SUMMARY: Summary = {
  findings: { critical: 1, high: 1, medium: 0, low: 1, info: 0 },
  fixable: 2,
  fixes: { safe: 0, "may-break": 1, "needs-value": 0 },
  failOn: "high",
  failing: 2,
  incomplete: true,
  excepted: 2,
  known: 1,
  gone: [
    {
      fingerprint: "00000000000000000000000000000008",
      check: "privileged",
      severity: "high",
      object: `Pod ${HOSTILE}`,
      path: "spec",
      count: 1,
    },
  ],
};

function pod(namespace: string, name: string): KubernetesObject {
  return { apiVersion: "v1", kind: "Pod", metadata: { namespace, name } };
}

const snapshot: Snapshot = snapshotOf([pod("shop", "web"), pod("shop", "quiet")], {
  files: [location.file, location.file],
  origins: () => ({
    document: 1,
    locate: () => location,
    edit: () => [{ location: { ...location, column: 21 }, text: "false" }],
  }),
  wholeCluster: false,
  coverage: {
    files: 4,
    documents: 5,
    objects: 3,
    notExamined: [
      { file: "README.md", line: 1, kind: "ignored", reason: "README.md is in .gitignore." },
      { file: HOSTILE_FILE, line: 4, kind: "syntax-error", reason: `Not YAML: ${HOSTILE}` },
    ],
    unknownKinds: [{ apiVersion: "example.com/v1", kind: "Widget", count: 2 }],
  },
  diagnostics: [
    {
      file: location.file,
      line: 9,
      column: 9,
      severity: "error",
      message: `The field ${HOSTILE} is unknown.`,
    },
    { file: location.file, line: 2, column: 1, severity: "warning", message: "A duplicate key." },
  ],
  sourceOf: ({ file }) =>
    file === location.file ? { line: (number) => WEB.split("\n")[number - 1] } : undefined,
});

export const CONTEXT: ReportContext = {
  tool: { name: "watertight", version: "0.1.0" },
  snapshot,
  checks: [
    check("privileged", "Privileged container", "critical"),
    check("run-as-user", "User of the container", "low"),
  ],
  color: false,
  hyperlinks: false,
  width: 80,
  page: () => ({ script: "/* the program of pages */", style: "/* its style */", engine: "" }),
};

/** What a format writes about findings, in one text. */
export function reportOf(
  create: CreateReporter,
  findings: readonly Finding[] = FINDINGS,
  context: ReportContext = CONTEXT,
  summary: Summary = SUMMARY,
): string {
  let text = "";
  const reporter = create(context, (chunk) => {
    text += chunk;
  });
  for (const finding of findings) reporter.finding(finding);
  const setAside = findings === FINDINGS ? SET_ASIDE : [];
  for (const finding of setAside) reporter.setAside?.(finding);
  reporter.end(summary);
  return text;
}

/** A snapshot in which nothing was found, skipped or remarked on. */
export const CLEAN: ReportContext = {
  ...CONTEXT,
  snapshot: {
    ...snapshot,
    coverage: { files: 1, documents: 1, objects: 2, notExamined: [], unknownKinds: [] },
    diagnostics: [],
  },
};
export const NOTHING_FOUND: Summary = {
  findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
  fixable: 0,
  fixes: { safe: 0, "may-break": 0, "needs-value": 0 },
  failOn: "high",
  failing: 0,
  incomplete: false,
  excepted: 0,
  known: 0,
  gone: [],
};
