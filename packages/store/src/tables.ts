import type { Generated } from "kysely";

/** The tables as of the newest migration. Times are milliseconds since 1970, flags 0 or 1, documents JSON: what both databases have. */
export interface Tables {
  readonly clusters: ClusterTable;
  readonly revisions: RevisionTable;
  readonly object_versions: ObjectVersionTable;
  readonly findings: FindingTable;
  readonly finding_events: FindingEventTable;
  readonly exceptions: ExceptionTable;
  readonly reports: ReportTable;
  readonly incidents: IncidentTable;
  readonly evidence: EvidenceTable;
  readonly messages: MessageTable;
  readonly drops: DropTable;
  readonly schedules: ScheduleTable;
  readonly migrations: MigrationTable;
}

interface MigrationTable {
  version: number;
  name: string;
  applied_at: number;
}

interface ClusterTable {
  id: Generated<number>;
  name: string;
  /** Where it is read from, in words: a server's address, or paths. */
  source: string;
  kubernetes_version: string;
  /** Of the newest change that is stored. */
  revision: number;
  /** Coverage and assumptions of the newest picture, JSON. */
  facts: string;
  /** What could not be seen when findings were last confirmed as a whole, JSON list. */
  gaps: string;
  /** What could not be seen at last, JSON list. */
  seen_gaps: string;
  created_at: number;
  seen_at: number;
}

interface RevisionTable {
  id: Generated<number>;
  cluster_id: number;
  revision: number;
  at: number;
  changed_objects: number;
}

interface ObjectVersionTable {
  id: Generated<number>;
  cluster_id: number;
  api_version: string;
  kind: string;
  namespace: string;
  name: string;
  from_revision: number;
  /** The first revision at which it is otherwise or gone; null: it is so. */
  until_revision: number | null;
  digest: string;
  body: string;
  /** Origin, JSON. */
  origin: string;
}

interface FindingTable {
  id: Generated<number>;
  cluster_id: number;
  /** Check and fingerprint, and a number where one object has several of one. */
  key: string;
  check_id: string;
  fingerprint: string;
  severity: string;
  severity_rank: number;
  api_version: string;
  kind: string;
  namespace: string;
  name: string;
  message: string;
  state: string;
  opened_at: number;
  changed_at: number;
  resolved_at: number | null;
  /** Since when it is not seen because what it rests on is not; null: it is seen. */
  unseen_since: number | null;
  reopened: number;
  document: string;
}

interface FindingEventTable {
  id: Generated<number>;
  cluster_id: number;
  finding_id: number;
  at: number;
  revision: number;
  type: string;
  /** Who: `cluster` where the cluster changed, an owner of an exception, a person. */
  actor: string;
  severity: string;
  state: string;
  namespace: string;
  detail: string;
}

interface ExceptionTable {
  id: Generated<number>;
  cluster_id: number;
  key: string;
  source: string;
  reason: string;
  owner: string;
  until: string;
  document: string;
  created_at: number;
  ended_at: number | null;
}

interface ReportTable {
  id: Generated<number>;
  cluster_id: number;
  kind: string;
  at: number;
  revision: number;
  document: string;
}

interface IncidentTable {
  id: Generated<number>;
  cluster_id: number;
  key: string;
  severity: string;
  score: number;
  state: string;
  first_at: number;
  last_at: number;
  document: string;
}

interface EvidenceTable {
  id: Generated<number>;
  cluster_id: number;
  incident: string;
  digest: string;
  kind: string;
  place: string;
  captured_at: number;
}

interface MessageTable {
  id: Generated<number>;
  channel: string;
  /** One message a key and channel, however often it is put. */
  dedup_key: string;
  /** What it is about: letters about one thing leave one after another. */
  thing: string;
  payload: string;
  state: string;
  attempts: number;
  created_at: number;
  next_at: number;
  error: string;
  /** When it was given up; 0 before that. */
  died_at: number;
}

interface DropTable {
  id: Generated<number>;
  channel: string;
  reason: string;
  letters: number;
}

interface ScheduleTable {
  id: Generated<number>;
  name: string;
  last_at: number;
  outcome: string;
}

/** The tables in an order in which each stands after those that it refers to; without that of the migrations. */
export const TABLES: readonly Exclude<keyof Tables, "migrations">[] = [
  "clusters",
  "revisions",
  "object_versions",
  "findings",
  "finding_events",
  "exceptions",
  "reports",
  "incidents",
  "evidence",
  "messages",
  "drops",
  "schedules",
];
