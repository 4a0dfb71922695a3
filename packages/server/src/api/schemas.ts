import { SEVERITIES } from "@watertight/core/findings";
import { FINDING_EVENTS, FINDING_STATES } from "@watertight/store";
import {
  ANY_OBJECT,
  documentOf,
  INTEGER,
  listOf,
  members,
  NUMBER,
  named,
  oneOf,
  type Schema,
  TEXT,
  TIME,
} from "./schema.ts";

const NEXT: Schema = {
  type: "string",
  description: "What `cursor` is to be for the next page; absent on the last.",
};

const REFERENCE = members({ apiVersion: TEXT, kind: TEXT, "namespace?": TEXT, name: TEXT });

/** The shapes of all answers. */
export const SCHEMAS: Readonly<Record<string, Schema>> = {
  Problem: {
    ...members({
      type: TEXT,
      title: TEXT,
      status: INTEGER,
      detail: TEXT,
    }),
    description: "Why there is no answer, as RFC 9457 has it.",
  },
  ObjectReference: REFERENCE,
  Cluster: members({
    name: TEXT,
    source: TEXT,
    kubernetesVersion: TEXT,
    revision: INTEGER,
    createdAt: TIME,
    changedAt: TIME,
    gaps: { ...listOf(TEXT), description: "What of it could not be seen at last." },
    incomplete: { type: "boolean" },
    "trouble?": { type: "string", description: "Why it is not followed at the moment." },
  }),
  ClusterList: documentOf({ clusters: listOf(named("Cluster")) }),
  ClusterDocument: documentOf({
    cluster: named("Cluster"),
    coverage: ANY_OBJECT,
    assumptions: ANY_OBJECT,
    findings: {
      ...members(Object.fromEntries(SEVERITIES.map((severity) => [severity, INTEGER]))),
      description: "Those that are open, by severity.",
    },
  }),
  Finding: members({
    cluster: TEXT,
    state: oneOf(FINDING_STATES),
    openedAt: TIME,
    changedAt: TIME,
    "resolvedAt?": TIME,
    "unseenSince?": {
      ...TIME,
      description:
        "Since when nobody can tell whether it is still so, because of what cannot be seen.",
    },
    reopened: INTEGER,
    finding: { ...ANY_OBJECT, description: "As `scan -o json` writes it." },
  }),
  FindingList: documentOf({ findings: listOf(named("Finding")), "next?": NEXT }),
  FindingDocument: documentOf({
    finding: named("Finding"),
    events: listOf(named("Event")),
  }),
  Counts: documentOf({
    counts: listOf(
      members({
        by: { type: "object", additionalProperties: TEXT },
        count: INTEGER,
      }),
    ),
  }),
  Event: members({
    id: INTEGER,
    cluster: TEXT,
    time: TIME,
    revision: INTEGER,
    type: oneOf(FINDING_EVENTS),
    actor: { type: "string", description: "`cluster` where the cluster changed; else who." },
    detail: TEXT,
    state: oneOf(FINDING_STATES),
    severity: oneOf(SEVERITIES),
    check: TEXT,
    fingerprint: TEXT,
    object: named("ObjectReference"),
    message: TEXT,
  }),
  EventList: documentOf({ events: listOf(named("Event")) }),
  StoredObject: members({
    object: named("ObjectReference"),
    fromRevision: INTEGER,
    "untilRevision?": {
      ...INTEGER,
      description: "The first revision at which it is otherwise or gone.",
    },
  }),
  ObjectList: documentOf({ objects: listOf(named("StoredObject")), "next?": NEXT }),
  ObjectDocument: documentOf({
    object: { ...ANY_OBJECT, description: "As it was read, without a Secret's values." },
    origin: ANY_OBJECT,
    versions: listOf(named("StoredObject")),
    findings: listOf(named("Finding")),
  }),
  RevisionList: documentOf({
    revisions: listOf(members({ revision: INTEGER, time: TIME, changedObjects: INTEGER })),
  }),
  Incident: members({
    cluster: TEXT,
    id: TEXT,
    severity: TEXT,
    score: NUMBER,
    state: TEXT,
    first: TIME,
    last: TIME,
    incident: { ...ANY_OBJECT, description: "As `audit incidents -o json` writes it." },
  }),
  IncidentList: documentOf({ incidents: listOf(named("Incident")) }),
  IncidentDocument: documentOf({
    incident: named("Incident"),
    evidence: listOf(members({ digest: TEXT, kind: TEXT, place: TEXT, capturedAt: TIME })),
  }),
  ReportList: documentOf({
    reports: listOf(
      members({ id: INTEGER, cluster: TEXT, kind: TEXT, time: TIME, revision: INTEGER }),
    ),
  }),
  ReportDocument: documentOf({
    id: INTEGER,
    cluster: TEXT,
    kind: TEXT,
    time: TIME,
    revision: INTEGER,
    report: ANY_OBJECT,
  }),
  ExceptionList: documentOf({
    exceptions: listOf(
      members({
        cluster: TEXT,
        source: TEXT,
        reason: TEXT,
        owner: TEXT,
        "until?": TEXT,
        createdAt: TIME,
        "endedAt?": TIME,
      }),
    ),
  }),
  Answer: {
    ...ANY_OBJECT,
    description: "The document that the command's verb writes with `-o json`.",
  },
};
