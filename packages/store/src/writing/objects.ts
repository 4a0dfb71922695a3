import { createHash } from "node:crypto";
import type { ObjectReference } from "@watertight/core/kubernetes";
import { type FoundObject, namespaceIn } from "../model.ts";
import { parts, type Writing } from "./findings.ts";

/** Stores all objects that there are: of those that are as they were, nothing; returns how many are otherwise. */
export async function putAllObjects(
  writing: Writing,
  objects: Iterable<FoundObject>,
): Promise<number> {
  const known = await standing(writing);
  let changed = 0;
  for (const part of parts(objects)) {
    const others = part.flatMap((object): NewVersion[] => {
      const key = keyOf(object.reference);
      const before = known.get(key);
      known.delete(key);
      const digest = digestOf(object);
      return before?.digest === digest ? [] : [{ object, digest, before: before?.id }];
    });
    await write(writing, others);
    changed += others.length;
  }
  const gone = [...known.values()].map(({ id }) => id);
  await end(writing, gone);
  return changed + gone.length;
}

/** Stores some objects that are otherwise, and that some are gone. */
export async function putObjects(
  writing: Writing,
  put: readonly FoundObject[],
  removed: readonly ObjectReference[],
): Promise<number> {
  const others: NewVersion[] = [];
  for (const object of put) {
    const before = await standingOf(writing, object.reference);
    const digest = digestOf(object);
    if (before?.digest !== digest) others.push({ object, digest, before: before?.id });
  }
  const gone: number[] = [];
  for (const reference of removed) {
    const before = await standingOf(writing, reference);
    if (before) gone.push(before.id);
  }
  await write(writing, others);
  await end(writing, gone);
  return others.length + gone.length;
}

interface NewVersion {
  readonly object: FoundObject;
  readonly digest: string;
  /** Of the version that it takes the place of. */
  readonly before: number | undefined;
}

interface StandingVersion {
  readonly id: number;
  readonly digest: string;
}

async function standing({ transaction, cluster }: Writing): Promise<Map<string, StandingVersion>> {
  const rows = await transaction
    .selectFrom("object_versions")
    .select(["id", "digest", "api_version", "kind", "namespace", "name"])
    .where("cluster_id", "=", cluster.id)
    .where("until_revision", "is", null)
    .execute();
  return new Map(
    rows.map(({ id, digest, api_version: apiVersion, kind, namespace, name }) => [
      keyOf({ apiVersion, kind, namespace, name }),
      { id, digest },
    ]),
  );
}

function standingOf(
  { transaction, cluster }: Writing,
  { apiVersion, kind, name, ...rest }: ObjectReference,
): Promise<StandingVersion | undefined> {
  return transaction
    .selectFrom("object_versions")
    .select(["id", "digest"])
    .where("cluster_id", "=", cluster.id)
    .where("until_revision", "is", null)
    .where("kind", "=", kind)
    .where("namespace", "=", namespaceIn(rest))
    .where("name", "=", name)
    .where("api_version", "=", apiVersion)
    .executeTakeFirst();
}

async function write(writing: Writing, versions: readonly NewVersion[]): Promise<void> {
  if (versions.length === 0) return;
  const { transaction, cluster, revision } = writing;
  await end(
    writing,
    versions.flatMap(({ before }) => before ?? []),
  );
  await transaction
    .insertInto("object_versions")
    .values(
      versions.map(({ object: { reference, body, origin }, digest }) => ({
        ...{ cluster_id: cluster.id, digest, body, origin },
        ...{ from_revision: revision, until_revision: null },
        api_version: reference.apiVersion,
        kind: reference.kind,
        namespace: namespaceIn(reference),
        name: reference.name,
      })),
    )
    .execute();
}

async function end({ transaction, revision }: Writing, ids: readonly number[]): Promise<void> {
  for (const part of parts(ids)) {
    await transaction
      .updateTable("object_versions")
      .set({ until_revision: revision })
      .where("id", "in", part)
      .execute();
  }
}

function keyOf(reference: ObjectReference): string {
  const { apiVersion, kind, name } = reference;
  return `${apiVersion} ${kind} ${namespaceIn(reference)}/${name}`;
}

/** The origin counts too: an object that moved to another line is shown there. */
function digestOf({ body, origin }: FoundObject): string {
  return createHash("sha256").update(body).update("\n").update(origin).digest("base64url");
}
