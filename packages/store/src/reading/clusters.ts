import { type Kysely, sql } from "kysely";
import { type Scope, within } from "../scope.ts";
import type { Tables } from "../tables.ts";

/** A cluster that is watched. */
export interface StoredCluster {
  readonly name: string;
  readonly source: string;
  readonly kubernetesVersion: string;
  readonly revision: number;
  /** Coverage and assumptions, JSON. */
  readonly facts: string;
  /** What could not be seen at last. */
  readonly gaps: readonly string[];
  readonly createdAt: number;
  readonly seenAt: number;
}

/** A commit about a cluster. */
export interface StoredRevision {
  readonly revision: number;
  readonly at: number;
  readonly changedObjects: number;
}

/** The clusters of which a scope shows anything, by name. */
export async function findClusters(
  query: Kysely<Tables>,
  scope: Scope,
  name?: string,
): Promise<readonly StoredCluster[]> {
  const rows = await query
    .selectFrom("clusters")
    .selectAll()
    .where((all) => within(all, scope, { cluster: sql.ref("clusters.name") }))
    .$if(name !== undefined, (part) => part.where("name", "=", name ?? ""))
    .orderBy("name")
    .execute();
  return rows.map((row) => ({
    ...{ name: row.name, source: row.source, kubernetesVersion: row.kubernetes_version },
    ...{ revision: row.revision, facts: row.facts },
    // A door: written by this package.
    gaps: JSON.parse(row.seen_gaps) as readonly string[],
    ...{ createdAt: row.created_at, seenAt: row.seen_at },
  }));
}

/** The revisions of a cluster, newest first; before one, where that is given. */
export async function findRevisions(
  query: Kysely<Tables>,
  cluster: string,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<readonly StoredRevision[]> {
  const rows = await query
    .selectFrom("revisions")
    .innerJoin("clusters", "clusters.id", "revisions.cluster_id")
    .select(["revisions.revision", "revisions.at", "revisions.changed_objects"])
    .where("clusters.name", "=", cluster)
    .$if(before !== undefined, (part) => part.where("revisions.revision", "<", before ?? 0))
    .orderBy("revisions.revision", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ revision, at, changed_objects: changedObjects }) => ({
    ...{ revision, at, changedObjects },
  }));
}
