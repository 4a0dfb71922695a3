import type {
  FindingJson,
  ObjectName,
  Place,
  ReportDetailsDocument,
  ReportDocument,
} from "../src/documents/documents.ts";

const PLACE: Place = {
  file: "deploy/all.yaml",
  line: 4,
  column: 5,
  endLine: 4,
  endColumn: 21,
  rendered: false,
};

/** `Pod shop/web` and the like. */
export function pod(name: string, namespace: string | null = "shop"): ObjectName {
  return { apiVersion: "v1", kind: "Pod", namespace, name };
}

/** A finding of a pod; what is not given is plain. */
export function findingOf(given: Partial<FindingJson> = {}): FindingJson {
  return {
    check: "privileged",
    severity: "high",
    fingerprint: "f1",
    object: pod("web"),
    container: null,
    path: "spec.privileged",
    message: "is privileged",
    location: PLACE,
    alsoAt: [],
    cause: "left to the default",
    standsFor: [],
    severityReason: [],
    fix: null,
    ...given,
  };
}

/** A report of these findings, of an input that was read wholly. */
export function reportOf(
  findings: readonly FindingJson[],
  given: Partial<ReportDocument> = {},
): ReportDocument {
  return {
    tool: { name: "watertight", version: "0.1.0" },
    findings,
    excepted: [],
    known: [],
    gone: [],
    diagnostics: [],
    coverage: { files: 1, documents: 1, objects: 2, notExamined: [], unknownKinds: [] },
    incomplete: false,
    assumptions: {
      kubernetesVersion: { value: "v1.36", known: "defaulted" },
      wholeCluster: { value: false, known: "defaulted" },
      statements: [],
    },
    summary: {
      findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
      failOn: "high",
      failing: 0,
    },
    ...given,
  };
}

/** What a page has beside a report, where it has nothing. */
export const NO_DETAILS: ReportDetailsDocument = {
  groupBy: null,
  checks: [],
  texts: [],
  places: [],
  changes: {},
  renderers: {},
};
