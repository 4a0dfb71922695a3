import type { Severity } from "@watertight/core/findings";
import { type ExpressionBuilder, type Kysely, sql } from "kysely";
import type { FindingEvent, FindingEventType, FindingState } from "../model.ts";
import { type Scope, within } from "../scope.ts";
import type { Tables } from "../tables.ts";
import { referenceIn } from "../writing/findings.ts";
import { after, cursorIn, cursorText, type Order, type Page } from "./page.ts";

/** What is asked of findings; a list holds if one of it does, and all that are given have to hold. */
export interface FindingFilter {
  readonly clusters?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly kinds?: readonly string[];
  readonly names?: readonly string[];
  readonly checks?: readonly string[];
  readonly severities?: readonly Severity[];
  readonly states?: readonly FindingState[];
  readonly fingerprint?: string;
  /** Stands in the message, the name or the check, whatever the case. */
  readonly text?: string;
  /** Opened, changed or resolved at this moment or later. */
  readonly changedSince?: number;
}

export const FINDING_ORDERS = ["severity", "opened", "changed", "namespace", "check"] as const;
export type FindingOrder = (typeof FINDING_ORDERS)[number];

export const FINDING_COUNTS = [
  "severity",
  "state",
  "cluster",
  "namespace",
  "kind",
  "check",
] as const;
export type FindingCountBy = (typeof FINDING_COUNTS)[number];

/** A finding with its life so far. */
export interface StoredFinding {
  readonly cluster: string;
  readonly state: FindingState;
  readonly openedAt: number;
  readonly changedAt: number;
  readonly resolvedAt: number | undefined;
  /** Since when it is not seen because what it rests on is not. */
  readonly unseenSince: number | undefined;
  readonly reopened: number;
  /** As `-o json` writes it, JSON. */
  readonly document: string;
}

/** Findings by what they are counted by; several at a time. */
export interface FindingCount {
  readonly by: Readonly<Partial<Record<FindingCountBy, string>>>;
  readonly count: number;
}

type From = ExpressionBuilder<Tables, "clusters" | "findings">;

const ORDERS: Readonly<Record<FindingOrder, readonly [column: string, Order["direction"]]>> = {
  severity: ["findings.severity_rank", "desc"],
  opened: ["findings.opened_at", "desc"],
  changed: ["findings.changed_at", "desc"],
  namespace: ["findings.namespace", "asc"],
  check: ["findings.check_id", "asc"],
};

const COUNTS: Readonly<Record<FindingCountBy, string>> = {
  severity: "findings.severity",
  state: "findings.state",
  cluster: "clusters.name",
  namespace: "findings.namespace",
  kind: "findings.kind",
  check: "findings.check_id",
};

/** Findings, a page at a time; undefined where the cursor is none of ours. */
export async function findFindings(
  query: Kysely<Tables>,
  scope: Scope,
  wish: {
    readonly filter: FindingFilter;
    readonly order: FindingOrder;
    readonly limit: number;
    readonly cursor?: string;
  },
): Promise<Page<StoredFinding> | undefined> {
  const [column, direction] = ORDERS[wish.order];
  const order: Order = { column: sql.ref(column), id: sql.ref("findings.id"), direction };
  const cursor = wish.cursor === undefined ? undefined : cursorIn(wish.cursor);
  if (wish.cursor !== undefined && !cursor) return undefined;
  const rows = await query
    .selectFrom("findings")
    .innerJoin("clusters", "clusters.id", "findings.cluster_id")
    .selectAll("findings")
    .select(["clusters.name as cluster", order.column.as("sorted")])
    .where((all) => all.and([...conditions(all, scope, wish.filter)]))
    .$if(cursor !== undefined, (part) => part.where(after(order, cursor ?? { value: 0, id: 0 })))
    .orderBy(order.column, direction)
    .orderBy("findings.id")
    .limit(wish.limit + 1)
    .execute();
  const items = rows.slice(0, wish.limit);
  const last = items.at(-1);
  return {
    items: items.map(findingIn),
    next:
      rows.length > wish.limit && last
        ? cursorText({ value: last.sorted, id: last.id })
        : undefined,
  };
}

/** How many findings there are, by what they are counted by; most first. */
export async function countFindings(
  query: Kysely<Tables>,
  scope: Scope,
  { filter, by }: { readonly filter: FindingFilter; readonly by: readonly FindingCountBy[] },
): Promise<readonly FindingCount[]> {
  const columns = by.map((each) => sql.ref<string>(COUNTS[each]));
  const rows = await query
    .selectFrom("findings")
    .innerJoin("clusters", "clusters.id", "findings.cluster_id")
    .select((all) => all.fn.countAll<number>().as("count"))
    .$if(columns.length > 0, (part) =>
      part.select(columns.map((column, at) => column.as(`by${at}`))).groupBy(columns),
    )
    .where((all) => all.and([...conditions(all, scope, filter)]))
    .orderBy("count", "desc")
    .execute();
  return rows.map((row) => {
    // A door: the columns that were asked for above.
    const values = row as unknown as Readonly<Record<string, string>>;
    return {
      by: Object.fromEntries(by.map((each, at) => [each, values[`by${at}`] ?? ""])),
      count: row.count,
    };
  });
}

/** What happened to findings, in the order in which it did. */
export async function findEvents(
  query: Kysely<Tables>,
  scope: Scope,
  {
    filter,
    types,
    after: from,
    limit,
    backwards = false,
  }: {
    readonly filter: FindingFilter;
    readonly types?: readonly FindingEventType[];
    /** Number of an event; those after it. Backwards: those before it. */
    readonly after: number | undefined;
    readonly limit: number;
    readonly backwards?: boolean;
  },
): Promise<readonly FindingEvent[]> {
  const { states, ...others } = filter;
  const rows = await query
    .selectFrom("finding_events")
    .innerJoin("findings", "findings.id", "finding_events.finding_id")
    .innerJoin("clusters", "clusters.id", "findings.cluster_id")
    .select([
      ...(["finding_events.id", "finding_events.at", "finding_events.revision"] as const),
      ...(["finding_events.type", "finding_events.actor", "finding_events.detail"] as const),
      ...(["finding_events.severity", "finding_events.state"] as const),
      ...(["findings.check_id", "findings.fingerprint", "findings.message"] as const),
      ...(["findings.api_version", "findings.kind", "findings.namespace"] as const),
      ...(["findings.name", "clusters.name as cluster"] as const),
    ])
    .where((all) => all.and([...conditions(all, scope, others)]))
    .$if(states !== undefined, (part) => part.where("finding_events.state", "in", states ?? []))
    .$if(types !== undefined, (part) => part.where("finding_events.type", "in", types ?? []))
    .$if(from !== undefined, (part) =>
      part.where("finding_events.id", backwards ? "<" : ">", from ?? 0),
    )
    .orderBy("finding_events.id", backwards ? "desc" : "asc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, cluster: row.cluster, at: row.at, revision: row.revision },
    // Doors: written by this package alone.
    type: row.type as FindingEventType,
    state: row.state as FindingState,
    severity: row.severity as Severity,
    ...{ actor: row.actor, detail: row.detail, check: row.check_id },
    ...{ fingerprint: row.fingerprint, message: row.message, object: referenceIn(row) },
    document: "",
  }));
}

/** The number of the last event; 0 where there is none. */
export async function lastEvent(query: Kysely<Tables>): Promise<number> {
  const { id } = await query
    .selectFrom("finding_events")
    .select((all) => all.fn.max<number | null>("id").as("id"))
    .executeTakeFirstOrThrow();
  return id ?? 0;
}

function findingIn(row: {
  readonly cluster: string;
  readonly state: string;
  readonly opened_at: number;
  readonly changed_at: number;
  readonly resolved_at: number | null;
  readonly unseen_since: number | null;
  readonly reopened: number;
  readonly document: string;
}): StoredFinding {
  return {
    cluster: row.cluster,
    // A door: states are written by this package alone.
    state: row.state as FindingState,
    ...{ openedAt: row.opened_at, changedAt: row.changed_at },
    resolvedAt: row.resolved_at ?? undefined,
    unseenSince: row.unseen_since ?? undefined,
    ...{ reopened: row.reopened, document: row.document },
  };
}

function* conditions(all: From, scope: Scope, filter: FindingFilter) {
  yield within(all, scope, {
    cluster: sql.ref("clusters.name"),
    namespace: sql.ref("findings.namespace"),
  });
  const lists = [
    ["clusters.name", filter.clusters],
    ["findings.namespace", filter.namespaces],
    ["findings.kind", filter.kinds],
    ["findings.name", filter.names],
    ["findings.check_id", filter.checks],
    ["findings.severity", filter.severities],
    ["findings.state", filter.states],
    ["findings.fingerprint", filter.fingerprint === undefined ? undefined : [filter.fingerprint]],
  ] as const;
  for (const [column, wanted] of lists) {
    if (wanted && wanted.length > 0) yield all(column, "in", [...wanted]);
  }
  if (filter.changedSince !== undefined)
    yield all("findings.changed_at", ">=", filter.changedSince);
  if (filter.text !== undefined && filter.text !== "") {
    const pattern = `%${filter.text.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
    yield all.or(
      ["findings.message", "findings.name", "findings.check_id"].map(
        (column) => sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`,
      ),
    );
  }
}
