import type { Kysely, Transaction } from "kysely";
import type { Database } from "./drivers/database.ts";
import {
  findEvidence,
  findExceptions,
  findIncidents,
  findReports,
  putEvidence,
  putIncident,
  putReport,
} from "./keeping/documents.ts";
import { type Keyed, type StoredOutbox, storedOutbox } from "./keeping/outbox.ts";
import { type Pruned, prune } from "./keeping/retention.ts";
import { type Schedules, schedulesIn } from "./keeping/schedules.ts";
import { migrate } from "./migrations/migrate.ts";
import { findClusters, findRevisions } from "./reading/clusters.ts";
import { countFindings, findEvents, findFindings, lastEvent } from "./reading/findings.ts";
import { eachObject, findObjects, findVersions } from "./reading/objects.ts";
import type { Tables } from "./tables.ts";
import {
  type Changes,
  type Picture,
  type Recorded,
  type Recording,
  recordChanges,
  recordPicture,
} from "./writing/record.ts";

/** A function with the database as its first argument, without it. */
type Asked<Ask> = Ask extends (query: Kysely<Tables>, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never;

/** What is remembered of clusters, in either database. Whatever is asked by people is asked within a scope. */
export interface Store {
  readonly database: Database;
  readonly clusters: Asked<typeof findClusters>;
  readonly revisions: Asked<typeof findRevisions>;
  readonly findings: Asked<typeof findFindings>;
  readonly counts: Asked<typeof countFindings>;
  readonly events: Asked<typeof findEvents>;
  readonly lastEvent: Asked<typeof lastEvent>;
  readonly objects: Asked<typeof findObjects>;
  readonly versions: Asked<typeof findVersions>;
  readonly eachObject: Asked<typeof eachObject>;
  readonly reports: Asked<typeof findReports>;
  readonly putReport: Asked<typeof putReport>;
  readonly incidents: Asked<typeof findIncidents>;
  readonly putIncident: Asked<typeof putIncident>;
  readonly evidence: Asked<typeof findEvidence>;
  readonly putEvidence: Asked<typeof putEvidence>;
  readonly exceptions: Asked<typeof findExceptions>;
  /** Stores a whole picture of a cluster in one commit. */
  readonly recordPicture: (
    recording: Omit<Recording, "database">,
    picture: Picture,
  ) => Promise<Recorded>;
  /** Stores some changes of a cluster in one commit. */
  readonly recordChanges: (
    recording: Omit<Recording, "database">,
    changes: Changes,
  ) => Promise<Recorded>;
  /** Messages that leave; of a transaction: with its commit. */
  readonly outbox: <Change extends Keyed>(
    transaction?: Transaction<Tables>,
  ) => StoredOutbox<Change>;
  readonly schedules: Schedules;
  /** Forgets what was over before a moment. */
  readonly prune: (before: number) => Promise<Pruned>;
  readonly close: () => Promise<void>;
}

/** The store in a database, which is brought to the newest version first. */
export async function createStore(database: Database, now: () => number): Promise<Store> {
  await migrate(database, now);
  const { query, reading } = database;
  return {
    database,
    clusters: (...rest) => findClusters(reading, ...rest),
    revisions: (...rest) => findRevisions(reading, ...rest),
    findings: (...rest) => findFindings(reading, ...rest),
    counts: (...rest) => countFindings(reading, ...rest),
    events: (...rest) => findEvents(reading, ...rest),
    lastEvent: () => lastEvent(reading),
    objects: (...rest) => findObjects(reading, ...rest),
    versions: (...rest) => findVersions(reading, ...rest),
    eachObject: (...rest) => eachObject(reading, ...rest),
    reports: (...rest) => findReports(reading, ...rest),
    putReport: (...rest) => putReport(query, ...rest),
    incidents: (...rest) => findIncidents(reading, ...rest),
    putIncident: (...rest) => putIncident(query, ...rest),
    evidence: (...rest) => findEvidence(reading, ...rest),
    putEvidence: (...rest) => putEvidence(query, ...rest),
    exceptions: (...rest) => findExceptions(reading, ...rest),
    recordPicture: (recording, picture) => recordPicture({ ...recording, database }, picture),
    recordChanges: (recording, changes) => recordChanges({ ...recording, database }, changes),
    outbox: (transaction) => storedOutbox(transaction ?? query),
    schedules: schedulesIn(query),
    prune: (before) => prune(query, before),
    close: database.close,
  };
}
