import type { ObjectReference } from "@watertight/core/kubernetes";
import { type Kysely, sql } from "kysely";
import { namespaceIn } from "../model.ts";
import { type Scope, within } from "../scope.ts";
import type { Tables } from "../tables.ts";
import { referenceIn } from "../writing/findings.ts";
import { after, cursorIn, cursorText, type Order, type Page } from "./page.ts";

/** An object as it was from one revision on. */
export interface StoredObject {
  readonly reference: ObjectReference;
  readonly fromRevision: number;
  /** The first revision at which it is otherwise or gone; undefined: it is so. */
  readonly untilRevision: number | undefined;
  /** JSON. */
  readonly body: string;
  /** JSON. */
  readonly origin: string;
}

/** Which objects of a cluster. */
export interface ObjectFilter {
  readonly cluster: string;
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** The objects that a cluster has, or had at a revision, a page at a time; undefined where the cursor is none of ours. */
export async function findObjects(
  query: Kysely<Tables>,
  scope: Scope,
  wish: {
    readonly filter: ObjectFilter;
    readonly revision?: number;
    readonly limit: number;
    readonly cursor?: string;
  },
): Promise<Page<StoredObject> | undefined> {
  const { revision } = wish;
  const cursor = wish.cursor === undefined ? undefined : cursorIn(wish.cursor);
  if (wish.cursor !== undefined && !cursor) return undefined;
  const id = sql.ref<number>("object_versions.id");
  const order: Order = { column: id, id, direction: "asc" };
  const rows = await versions(query, scope, wish.filter)
    .$if(revision === undefined, (part) => part.where("until_revision", "is", null))
    .$if(revision !== undefined, (part) =>
      part
        .where("from_revision", "<=", revision ?? 0)
        .where((all) =>
          all.or([all("until_revision", "is", null), all("until_revision", ">", revision ?? 0)]),
        ),
    )
    .$if(cursor !== undefined, (part) => part.where(after(order, cursor ?? { value: 0, id: 0 })))
    .orderBy("object_versions.id")
    .limit(wish.limit + 1)
    .execute();
  const last = rows.slice(0, wish.limit).at(-1);
  return {
    items: rows.slice(0, wish.limit).map(objectIn),
    next:
      rows.length > wish.limit && last ? cursorText({ value: last.id, id: last.id }) : undefined,
  };
}

/** All versions of an object that are kept, newest first. */
export async function findVersions(
  query: Kysely<Tables>,
  scope: Scope,
  {
    cluster,
    reference,
    limit,
  }: {
    readonly cluster: string;
    readonly reference: ObjectReference;
    readonly limit: number;
  },
): Promise<readonly StoredObject[]> {
  const { apiVersion, kind, name } = reference;
  const rows = await versions(query, scope, {
    ...{ cluster, apiVersion, kind, name, namespace: namespaceIn(reference) },
  })
    .orderBy("object_versions.id", "desc")
    .limit(limit)
    .execute();
  return rows.map(objectIn);
}

/** Walks over all objects of a cluster as they are, or were at a revision. */
export async function* eachObject(
  query: Kysely<Tables>,
  cluster: string,
  revision?: number,
): AsyncGenerator<StoredObject> {
  let cursor: string | undefined;
  do {
    const page = await findObjects(query, "all", {
      filter: { cluster },
      limit: 1000,
      ...(revision !== undefined && { revision }),
      ...(cursor !== undefined && { cursor }),
    });
    yield* page?.items ?? [];
    cursor = page?.next;
  } while (cursor !== undefined);
}

function versions(query: Kysely<Tables>, scope: Scope, filter: ObjectFilter) {
  const { cluster, apiVersion, kind, namespace, name } = filter;
  return query
    .selectFrom("object_versions")
    .innerJoin("clusters", "clusters.id", "object_versions.cluster_id")
    .selectAll("object_versions")
    .where("clusters.name", "=", cluster)
    .where((all) =>
      within(all, scope, {
        cluster: sql.ref("clusters.name"),
        namespace: sql.ref("object_versions.namespace"),
      }),
    )
    .$if(apiVersion !== undefined, (part) => part.where("api_version", "=", apiVersion ?? ""))
    .$if(kind !== undefined, (part) => part.where("kind", "=", kind ?? ""))
    .$if(namespace !== undefined, (part) =>
      part.where("object_versions.namespace", "=", namespace ?? ""),
    )
    .$if(name !== undefined, (part) => part.where("object_versions.name", "=", name ?? ""));
}

function objectIn(row: {
  readonly api_version: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly from_revision: number;
  readonly until_revision: number | null;
  readonly body: string;
  readonly origin: string;
}): StoredObject {
  return {
    reference: referenceIn(row),
    fromRevision: row.from_revision,
    untilRevision: row.until_revision ?? undefined,
    ...{ body: row.body, origin: row.origin },
  };
}
