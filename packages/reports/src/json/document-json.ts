import type { JsonObject } from "@watertight/core/kubernetes";
import type { Coverage, Snapshot } from "@watertight/core/snapshot";
import type { NamespaceOfWorld } from "../reporter.ts";
import { evidenceJson } from "./evidence-json.ts";

/** Of the shapes of all documents together. */
const SCHEMA_VERSION = 1;

/** More would say the same again. */
const MOST_EVIDENCE = 10;

/** What every document says of its input. */
export interface DocumentFacts {
  readonly snapshot: Snapshot;
  /** Something that should have been examined was not, or stays undecided. */
  readonly incomplete: boolean;
  /** Where objects are taken to be that name no namespace. */
  readonly namespaces?: readonly NamespaceOfWorld[];
  /** What else the answers rest on, in whole sentences. */
  readonly statements?: readonly string[];
}

/** The members that every document begins with: `schemaVersion`, `coverage`, `incomplete` and `assumptions`. */
export function documentHead(facts: DocumentFacts): JsonObject {
  return {
    schemaVersion: SCHEMA_VERSION,
    coverage: coverageJson(facts.snapshot.coverage),
    incomplete: facts.incomplete,
    assumptions: assumptionsJson(facts),
  };
}

/** The same of a document that reads no manifests. */
export const HEAD_WITHOUT_INPUT: JsonObject = {
  schemaVersion: SCHEMA_VERSION,
  coverage: null,
  incomplete: false,
  assumptions: null,
};

/** The same of a comparison, from those of its sides: it is about the new input, and `before` has what there is to say of the old one. */
export function comparisonHead(before: JsonObject, after: JsonObject): JsonObject {
  const { coverage, incomplete, assumptions } = before;
  return {
    ...after,
    incomplete: incomplete === true || after["incomplete"] === true,
    before: {
      coverage: coverage ?? null,
      incomplete: incomplete === true,
      assumptions: assumptions ?? null,
    },
  };
}

/** What was read of an input and what was not. */
export function coverageJson(coverage: Coverage): JsonObject {
  const { files, documents, objects, notExamined, unknownKinds } = coverage;
  return {
    files,
    documents,
    objects,
    notExamined: notExamined.map(({ file, line, kind, reason }) => ({ file, line, kind, reason })),
    unknownKinds: unknownKinds.map(({ apiVersion, kind, count }) => ({ apiVersion, kind, count })),
  };
}

/** What verdicts rest on beyond the objects. */
export function assumptionsJson({
  snapshot,
  namespaces = [],
  statements = [],
}: Omit<DocumentFacts, "incomplete">): JsonObject {
  const { kubernetesVersion, wholeCluster, changes = [] } = snapshot.assumptions;
  return {
    kubernetesVersion: { value: kubernetesVersion.value, known: kubernetesVersion.known },
    wholeCluster: { value: wholeCluster.value, known: wholeCluster.known },
    namespaces: namespaces.map(({ world, namespace: { value, known, evidence } }) => ({
      world,
      value,
      known,
      evidence: evidence.slice(0, MOST_EVIDENCE).map((each) => evidenceJson(each, snapshot)),
    })),
    statements: [...changes, ...statements],
  };
}
