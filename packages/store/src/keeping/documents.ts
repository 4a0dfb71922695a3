import { type Kysely, sql } from "kysely";
import { type Scope, showsAllOf, within } from "../scope.ts";
import type { Tables } from "../tables.ts";

/** A report that was made of a cluster. */
export interface StoredReport {
  readonly id: number;
  readonly cluster: string;
  readonly kind: string;
  readonly at: number;
  readonly revision: number;
  /** JSON. */
  readonly document: string;
}

export interface StoredIncident {
  readonly cluster: string;
  readonly key: string;
  readonly severity: string;
  readonly score: number;
  readonly state: string;
  readonly firstAt: number;
  readonly lastAt: number;
  /** As `audit incidents -o json` writes it, JSON. */
  readonly document: string;
}

/** Where evidence of an incident lies. */
export interface StoredEvidence {
  readonly cluster: string;
  readonly incident: string;
  readonly digest: string;
  readonly kind: string;
  readonly place: string;
  readonly capturedAt: number;
}

export interface StoredException {
  readonly cluster: string;
  readonly source: string;
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
  readonly createdAt: number;
  readonly endedAt: number | undefined;
}

/** Keeps a report of a cluster that is known. */
export async function putReport(
  query: Kysely<Tables>,
  report: Omit<StoredReport, "id" | "revision">,
): Promise<void> {
  const { cluster, kind, at, document } = report;
  await query
    .insertInto("reports")
    .columns(["cluster_id", "kind", "at", "revision", "document"])
    .expression((all) =>
      all
        .selectFrom("clusters")
        .select([
          "clusters.id",
          sql<string>`cast(${kind} as text)`.as("kind"),
          sql<number>`cast(${at} as bigint)`.as("at"),
          "clusters.revision",
          sql<string>`cast(${document} as text)`.as("document"),
        ])
        .where("clusters.name", "=", cluster),
    )
    .execute();
}

/** Reports of clusters of which the scope shows all, newest first. */
export async function findReports(
  query: Kysely<Tables>,
  scope: Scope,
  wish: {
    readonly cluster?: string;
    readonly id?: number;
    readonly before?: number;
    readonly limit: number;
  },
): Promise<readonly StoredReport[]> {
  const { cluster, id, before, limit } = wish;
  const rows = await query
    .selectFrom("reports")
    .innerJoin("clusters", "clusters.id", "reports.cluster_id")
    .selectAll("reports")
    .select("clusters.name as cluster")
    .where((all) => within(all, wholeOnly(scope), { cluster: sql.ref("clusters.name") }))
    .$if(cluster !== undefined, (part) => part.where("clusters.name", "=", cluster ?? ""))
    .$if(id !== undefined, (part) => part.where("reports.id", "=", id ?? 0))
    .$if(before !== undefined, (part) => part.where("reports.id", "<", before ?? 0))
    .orderBy("reports.id", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ id: number, cluster: name, kind, at, revision, document }) => ({
    ...{ id: number, cluster: name, kind, at, revision, document },
  }));
}

/** What says something of a cluster as a whole shows to whoever may see all of it. */
function wholeOnly(scope: Scope): Scope {
  return scope === "all" ? scope : scope.filter(({ cluster }) => showsAllOf(scope, cluster));
}

/** Stores an incident as it stands; one of the same key before is this one. */
export async function putIncident(query: Kysely<Tables>, incident: StoredIncident): Promise<void> {
  const { cluster, key, severity, score, state, firstAt, lastAt, document } = incident;
  const { id } = await query
    .selectFrom("clusters")
    .select("id")
    .where("name", "=", cluster)
    .executeTakeFirstOrThrow();
  const columns = {
    ...{ severity, score, state, document },
    ...{ first_at: firstAt, last_at: lastAt },
  };
  await query
    .insertInto("incidents")
    .values({ cluster_id: id, key, ...columns })
    .onConflict((conflict) => conflict.columns(["cluster_id", "key"]).doUpdateSet(columns))
    .execute();
}

/** Incidents of clusters of which the scope shows all, latest first. */
export async function findIncidents(
  query: Kysely<Tables>,
  scope: Scope,
  wish: {
    readonly cluster?: string;
    readonly key?: string;
    readonly state?: string;
    readonly limit: number;
  },
): Promise<readonly StoredIncident[]> {
  const { cluster, key, state, limit } = wish;
  const rows = await query
    .selectFrom("incidents")
    .innerJoin("clusters", "clusters.id", "incidents.cluster_id")
    .selectAll("incidents")
    .select("clusters.name as cluster")
    .where((all) => within(all, wholeOnly(scope), { cluster: sql.ref("clusters.name") }))
    .$if(cluster !== undefined, (part) => part.where("clusters.name", "=", cluster ?? ""))
    .$if(key !== undefined, (part) => part.where("incidents.key", "=", key ?? ""))
    .$if(state !== undefined, (part) => part.where("incidents.state", "=", state ?? ""))
    .orderBy("incidents.last_at", "desc")
    .orderBy("incidents.id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...{ cluster: row.cluster, key: row.key, severity: row.severity, score: row.score },
    ...{ state: row.state, firstAt: row.first_at, lastAt: row.last_at, document: row.document },
  }));
}

/** Remembers where evidence lies; the same of the same incident once. */
export async function putEvidence(
  query: Kysely<Tables>,
  { cluster, incident, digest, kind, place, capturedAt }: StoredEvidence,
): Promise<void> {
  const { id } = await query
    .selectFrom("clusters")
    .select("id")
    .where("name", "=", cluster)
    .executeTakeFirstOrThrow();
  await query
    .insertInto("evidence")
    .values({ cluster_id: id, incident, digest, kind, place, captured_at: capturedAt })
    .onConflict((conflict) => conflict.columns(["cluster_id", "incident", "digest"]).doNothing())
    .execute();
}

/** The evidence of an incident, in the order in which it was captured. */
export async function findEvidence(
  query: Kysely<Tables>,
  scope: Scope,
  { cluster, incident }: { readonly cluster: string; readonly incident: string },
): Promise<readonly StoredEvidence[]> {
  const rows = await query
    .selectFrom("evidence")
    .innerJoin("clusters", "clusters.id", "evidence.cluster_id")
    .selectAll("evidence")
    .select("clusters.name as cluster")
    .where((all) => within(all, wholeOnly(scope), { cluster: sql.ref("clusters.name") }))
    .where("clusters.name", "=", cluster)
    .where("evidence.incident", "=", incident)
    .orderBy("evidence.id")
    .execute();
  return rows.map((row) => ({
    ...{ cluster: row.cluster, incident: row.incident, digest: row.digest, kind: row.kind },
    ...{ place: row.place, capturedAt: row.captured_at },
  }));
}

/** By what weaknesses are or were accepted, in clusters of which the scope shows all. */
export async function findExceptions(
  query: Kysely<Tables>,
  scope: Scope,
  { cluster }: { readonly cluster?: string },
): Promise<readonly StoredException[]> {
  const rows = await query
    .selectFrom("exceptions")
    .innerJoin("clusters", "clusters.id", "exceptions.cluster_id")
    .selectAll("exceptions")
    .select("clusters.name as cluster")
    .where((all) => within(all, wholeOnly(scope), { cluster: sql.ref("clusters.name") }))
    .$if(cluster !== undefined, (part) => part.where("clusters.name", "=", cluster ?? ""))
    .orderBy("exceptions.id")
    .execute();
  return rows.map((row) => ({
    ...{ cluster: row.cluster, source: row.source, reason: row.reason, owner: row.owner },
    ...{ until: row.until, createdAt: row.created_at, endedAt: row.ended_at ?? undefined },
  }));
}
