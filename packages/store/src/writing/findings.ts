import { SEVERITIES } from "@watertight/core/findings";
import type { Transaction } from "kysely";
import {
  type FindingEvent,
  type FindingEventType,
  type FindingState,
  type FoundFinding,
  namespaceIn,
} from "../model.ts";
import type { Tables } from "../tables.ts";

/** Where and when something is written. */
export interface Writing {
  readonly transaction: Transaction<Tables>;
  readonly cluster: { readonly id: number; readonly name: string };
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Told of what happened, in the same transaction. */
  readonly tell: (events: readonly FindingEvent[]) => Promise<void>;
}

/** Rows that are written with one statement. */
const TOGETHER = 200;

/** A finding with the key by which it is known. */
export interface KeyedFinding {
  readonly key: string;
  readonly finding: FoundFinding;
}

/** Findings by their keys: several of one check and fingerprint are told apart by their order, as `findingChanges` does. */
export function* keyed(findings: Iterable<FoundFinding>): Generator<KeyedFinding> {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const plain = `${finding.check} ${finding.fingerprint}`;
    const count = counts.get(plain) ?? 0;
    counts.set(plain, count + 1);
    yield { key: count === 0 ? plain : `${plain} ${count}`, finding };
  }
}

interface Known {
  readonly id: number;
  readonly key: string;
  readonly state: FindingState;
  readonly severity: string;
  readonly document: string;
  readonly unseen_since: number | null;
  readonly reopened: number;
}

/** Stores findings that are there; what is known of them already is no event. */
export async function putFindings(
  writing: Writing,
  findings: Iterable<KeyedFinding>,
): Promise<void> {
  for (const part of parts(findings)) {
    const known = await knownBy(
      writing,
      part.map(({ key }) => key),
    );
    const made = part.filter(({ key }) => !known.has(key));
    const events: PendingEvent[] = await insert(writing, made);
    for (const each of part) {
      const before = known.get(each.key);
      if (before) events.push(...(await update(writing, each.finding, before)));
    }
    await record(writing, events);
  }
}

/** Of the given fingerprints, `findings` are all that there is now: puts them, and resolves what else is stored of these. */
export async function putFindingsOf(
  writing: Writing,
  fingerprints: Iterable<string>,
  findings: readonly KeyedFinding[],
): Promise<void> {
  const { transaction, cluster } = writing;
  await putFindings(writing, findings);
  const keys = new Set(findings.map(({ key }) => key));
  for (const part of parts(fingerprints)) {
    const rows = await transaction
      .selectFrom("findings")
      .select(["id", "key"])
      .where("cluster_id", "=", cluster.id)
      .where("fingerprint", "in", part)
      .where("state", "!=", "resolved")
      .orderBy("id")
      .execute();
    const gone = rows.filter(({ key }) => !keys.has(key)).map(({ id }) => id);
    await resolve(writing, gone);
  }
}

async function resolve(writing: Writing, ids: readonly number[]): Promise<void> {
  const { transaction, at } = writing;
  for (const part of parts(ids)) {
    await transaction
      .updateTable("findings")
      .set({ state: "resolved", resolved_at: at, changed_at: at, unseen_since: null })
      .where("id", "in", part)
      .execute();
    await record(writing, await resolvedEvents(writing, part));
  }
}

/**
 * Whatever is stored as there and is not among `keys`: is resolved, or where something cannot be seen that could be before, is kept as
 * not seen, for nobody knows.
 */
export async function resolveOthers(
  writing: Writing,
  keys: ReadonlySet<string>,
  becomes: "resolved" | "unseen",
): Promise<void> {
  const { transaction, cluster, at } = writing;
  let after = 0;
  for (;;) {
    const rows = await transaction
      .selectFrom("findings")
      .select(["id", "key"])
      .where("cluster_id", "=", cluster.id)
      .where("state", "!=", "resolved")
      .where("id", ">", after)
      .orderBy("id")
      .limit(5000)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    const gone = rows.filter(({ key }) => !keys.has(key));
    if (becomes === "resolved") {
      await resolve(
        writing,
        gone.map(({ id }) => id),
      );
      continue;
    }
    for (const part of parts(gone.map(({ id }) => id))) {
      await transaction
        .updateTable("findings")
        .set({ unseen_since: at })
        .where("id", "in", part)
        .where("unseen_since", "is", null)
        .execute();
    }
  }
}

async function knownBy(
  { transaction, cluster }: Writing,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Known>> {
  if (keys.length === 0) return new Map();
  const rows = await transaction
    .selectFrom("findings")
    .select(["id", "key", "state", "severity", "document", "unseen_since", "reopened"])
    .where("cluster_id", "=", cluster.id)
    .where("key", "in", keys)
    .execute();
  // A door: states are written here alone.
  return new Map(rows.map((row) => [row.key, row as Known]));
}

interface PendingEvent {
  readonly id: number;
  readonly finding: FoundFinding;
  readonly type: FindingEventType;
  readonly actor: string;
  readonly detail: string;
}

const CLUSTER = "cluster";

async function insert(
  { transaction, cluster, at }: Writing,
  made: readonly KeyedFinding[],
): Promise<PendingEvent[]> {
  if (made.length === 0) return [];
  const rows = await transaction
    .insertInto("findings")
    .values(
      made.map(({ key, finding }) => ({
        ...{ cluster_id: cluster.id, key, opened_at: at, changed_at: at },
        ...columnsOf(finding),
        ...{ resolved_at: null, unseen_since: null, reopened: 0 },
      })),
    )
    .returning(["id", "key"])
    .execute();
  const ids = new Map(rows.map(({ id, key }) => [key, id]));
  return made.flatMap(({ key, finding }) => {
    const id = ids.get(key);
    if (id === undefined) return [];
    const opened: PendingEvent = { id, finding, type: "opened", actor: CLUSTER, detail: "" };
    return finding.exception ? [opened, exceptedEvent(id, finding)] : [opened];
  });
}

async function update(
  { transaction, at }: Writing,
  finding: FoundFinding,
  before: Known,
): Promise<readonly PendingEvent[]> {
  const state = stateOf(finding);
  const isSame = state === before.state && finding.document === before.document;
  if (isSame && before.unseen_since === null) return [];
  const reopens = state === "open" && before.state !== "open";
  const isTold = state !== before.state || finding.severity !== before.severity;
  await transaction
    .updateTable("findings")
    .set({
      ...columnsOf(finding),
      ...{ resolved_at: null, unseen_since: null },
      ...(isTold && { changed_at: at }),
      ...(reopens && { reopened: before.reopened + 1 }),
    })
    .where("id", "=", before.id)
    .execute();
  return eventsBetween(before, finding);
}

/** What has become of a finding that is there. */
function eventsBetween(before: Known, finding: FoundFinding): readonly PendingEvent[] {
  const { id } = before;
  const state = stateOf(finding);
  if (state !== before.state) {
    if (state !== "open") return [exceptedEvent(id, finding)];
    const detail = before.state === "excepted" ? "its exception no longer holds" : "";
    return [{ id, finding, type: "reopened", actor: CLUSTER, detail }];
  }
  if (finding.severity === before.severity) return [];
  const detail = `${before.severity} before`;
  return [{ id, finding, type: "changed", actor: CLUSTER, detail }];
}

function exceptedEvent(id: number, finding: FoundFinding): PendingEvent {
  const { owner = "", source = "", reason = "" } = finding.exception ?? {};
  return { id, finding, type: "excepted", actor: owner || source, detail: reason };
}

function stateOf({ exception }: FoundFinding): FindingState {
  return exception ? "excepted" : "open";
}

function columnsOf(finding: FoundFinding) {
  const { check, fingerprint, severity, object, message, document } = finding;
  return {
    ...{ check_id: check, fingerprint, severity, message, document },
    severity_rank: SEVERITIES.indexOf(severity),
    api_version: object.apiVersion,
    kind: object.kind,
    namespace: namespaceIn(object),
    name: object.name,
    state: stateOf(finding),
  };
}

async function resolvedEvents(
  { transaction }: Writing,
  ids: readonly number[],
): Promise<readonly PendingEvent[]> {
  const rows = await transaction
    .selectFrom("findings")
    .selectAll()
    .where("id", "in", ids)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, type: "resolved" as const, actor: CLUSTER, detail: "" },
    finding: {
      ...{ check: row.check_id, fingerprint: row.fingerprint, message: row.message },
      // A door: severities are written here alone.
      severity: row.severity as FoundFinding["severity"],
      object: referenceIn(row),
      document: row.document,
    },
  }));
}

/** The reference in columns. */
export function referenceIn(row: {
  readonly api_version: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}): FoundFinding["object"] {
  const { api_version: apiVersion, kind, namespace, name } = row;
  return { apiVersion, kind, ...(namespace !== "" && { namespace }), name };
}

/** Writes what happened, and tells of it. */
async function record(writing: Writing, pending: readonly PendingEvent[]): Promise<void> {
  const { transaction, cluster, at, revision } = writing;
  for (const part of parts(pending)) {
    const stateAfter = (type: FindingEventType, finding: FoundFinding): FindingState =>
      type === "resolved" ? "resolved" : stateOf(finding);
    const rows = await transaction
      .insertInto("finding_events")
      .values(
        part.map(({ id, finding, type, actor, detail }) => ({
          ...{ cluster_id: cluster.id, finding_id: id, at, revision, type, actor, detail },
          severity: finding.severity,
          state: stateAfter(type, finding),
          namespace: namespaceIn(finding.object),
        })),
      )
      .returning(["id", "finding_id", "type"])
      .execute();
    const ids = new Map(rows.map((row) => [`${row.finding_id} ${row.type}`, row.id]));
    await writing.tell(
      part.map(({ id, finding, type, actor, detail }) => {
        const { check, fingerprint, severity, object, message, document } = finding;
        return {
          id: ids.get(`${id} ${type}`) ?? 0,
          ...{ cluster: cluster.name, at, revision, type, actor, detail, severity },
          state: stateAfter(type, finding),
          ...{ check, fingerprint, object, message, document },
        };
      }),
    );
  }
}

/** Lists of at most so many. */
export function* parts<Item>(items: Iterable<Item>, most: number = TOGETHER): Generator<Item[]> {
  let part: Item[] = [];
  for (const item of items) {
    part.push(item);
    if (part.length < most) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
