import type { Kysely } from "kysely";
import type { Tables } from "../tables.ts";
import { parts } from "../writing/findings.ts";

/*
 * Messages that leave, in the shape of an outbox as @watertight/delivery has it: what was put lasts over the end of the process, and of
 * the same channel and key there is one, ever.
 */

/** What a message says; `key` tells it from all others of its channel. */
export interface Keyed {
  readonly key: string;
  /** These name what it is about. */
  readonly cluster?: string;
  readonly subject?: string;
}

interface NewLetter<Change extends Keyed> {
  readonly channel: string;
  readonly change: Change;
}

interface Letter<Change extends Keyed> extends NewLetter<Change> {
  readonly id: string;
  readonly put: number;
  readonly tries: number;
}

interface DeadLetter<Change extends Keyed> extends Letter<Change> {
  readonly because: string;
  readonly died: number;
}

type DropReason = "full" | "dead-letters-full";

interface LetterCounts {
  readonly waiting: number;
  readonly dead: number;
  readonly dropped: Readonly<Record<DropReason, number>>;
}

interface PutResult {
  readonly taken: number;
  readonly doubled: number;
  readonly dropped: number;
}

/** How much is held for each channel. */
export interface OutboxLimits {
  readonly waiting: number;
  readonly dead: number;
}

/** An outbox in a database. */
export interface StoredOutbox<Change extends Keyed> {
  readonly put: (letters: readonly NewLetter<Change>[], now: number) => Promise<PutResult>;
  readonly due: (channel: string, now: number, limit: number) => Promise<readonly Letter<Change>[]>;
  readonly nextDue: (channel: string) => Promise<number | undefined>;
  readonly done: (ids: readonly string[]) => Promise<void>;
  readonly failed: (
    ids: readonly string[],
    failure: { readonly because: string; readonly nextTry: number },
  ) => Promise<void>;
  readonly bury: (
    ids: readonly string[],
    death: { readonly because: string; readonly now: number },
  ) => Promise<void>;
  readonly deadLetters: (channel: string, limit: number) => Promise<readonly DeadLetter<Change>[]>;
  readonly revive: (channel: string, now: number) => Promise<number>;
  readonly counts: (channel: string) => Promise<LetterCounts>;
}

const LIMITS: OutboxLimits = { waiting: 100_000, dead: 10_000 };

/** The outbox of a database, or of a transaction: then what is put is there once that is committed, and not before. */
export function storedOutbox<Change extends Keyed>(
  query: Kysely<Tables>,
  limits: Partial<OutboxLimits> = {},
): StoredOutbox<Change> {
  const most = { ...LIMITS, ...limits };
  const inState = (channel: string, state: string) =>
    query.selectFrom("messages").where("channel", "=", channel).where("state", "=", state);
  /** Of what waits about one thing the first: that something is over may not overtake that it began. */
  const first = (channel: string) =>
    inState(channel, "waiting").where((all) =>
      all.not(
        all.exists(
          all
            .selectFrom("messages as before")
            .select("before.id")
            .where("before.channel", "=", channel)
            .where("before.state", "=", "waiting")
            .whereRef("before.thing", "=", "messages.thing")
            .whereRef("before.id", "<", "messages.id"),
        ),
      ),
    );
  const count = async (channel: string, state: string): Promise<number> => {
    const { count: found } = await inState(channel, state)
      .select((all) => all.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    return found;
  };
  /** Has the oldest go where there are too many. */
  const trim = async (
    channel: string,
    state: string,
    { room, reason }: { readonly room: number; readonly reason: DropReason },
  ): Promise<number> => {
    const over = (await count(channel, state)) - room;
    if (over <= 0) return 0;
    const oldest = await inState(channel, state)
      .select("id")
      .orderBy(state === "dead" ? "died_at" : "id")
      .orderBy("id")
      .limit(over)
      .execute();
    await setState(
      query,
      oldest.map(({ id }) => id),
      { state: "dropped" },
    );
    await query
      .insertInto("drops")
      .values({ channel, reason, letters: oldest.length })
      .onConflict((conflict) =>
        conflict
          .columns(["channel", "reason"])
          .doUpdateSet((all) => ({ letters: all("drops.letters", "+", oldest.length) })),
      )
      .execute();
    return oldest.length;
  };
  return {
    put: async (letters, now) => {
      let taken = 0;
      for (const part of parts(letters)) {
        const rows = await query
          .insertInto("messages")
          .values(
            part.map(({ channel, change }) => ({
              ...{ channel, dedup_key: change.key, payload: JSON.stringify(change) },
              thing: thingOf(change),
              ...{ state: "waiting", attempts: 0, created_at: now, next_at: now },
              ...{ error: "", died_at: 0 },
            })),
          )
          .onConflict((conflict) => conflict.columns(["channel", "dedup_key"]).doNothing())
          .returning("id")
          .execute();
        taken += rows.length;
      }
      let dropped = 0;
      for (const channel of new Set(letters.map((letter) => letter.channel))) {
        dropped += await trim(channel, "waiting", { room: most.waiting, reason: "full" });
      }
      return { taken, doubled: letters.length - taken, dropped };
    },
    due: async (channel, now, limit) => {
      const rows = await first(channel)
        .selectAll()
        .where("next_at", "<=", now)
        .orderBy("next_at")
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map((row) => letterOf<Change>(row));
    },
    nextDue: async (channel) => {
      const row = await first(channel)
        .select("next_at")
        .orderBy("next_at")
        .limit(1)
        .executeTakeFirst();
      return row?.next_at;
    },
    done: (ids) => setState(query, numbers(ids), { state: "done" }),
    failed: async (ids, { because, nextTry }) => {
      for (const part of parts(numbers(ids))) {
        await query
          .updateTable("messages")
          .set((all) => ({
            attempts: all("attempts", "+", 1),
            next_at: nextTry,
            error: because,
          }))
          .where("id", "in", part)
          .where("state", "=", "waiting")
          .execute();
      }
    },
    bury: async (ids, { because, now }) => {
      const channels = await channelsOf(query, ids);
      await setState(query, numbers(ids), { state: "dead", error: because, died_at: now });
      for (const channel of channels) {
        await trim(channel, "dead", { room: most.dead, reason: "dead-letters-full" });
      }
    },
    deadLetters: async (channel, limit) => {
      const rows = await inState(channel, "dead")
        .selectAll()
        .orderBy("died_at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        ...letterOf<Change>(row),
        ...{ because: row.error, died: row.died_at },
      }));
    },
    revive: async (channel, now) => {
      const { numUpdatedRows } = await query
        .updateTable("messages")
        .set({ state: "waiting", attempts: 0, next_at: now, error: "", died_at: 0 })
        .where("channel", "=", channel)
        .where("state", "=", "dead")
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    counts: async (channel) => {
      const drops = await query
        .selectFrom("drops")
        .select(["reason", "letters"])
        .where("channel", "=", channel)
        .execute();
      const lost = (reason: DropReason): number =>
        drops.find((drop) => drop.reason === reason)?.letters ?? 0;
      return {
        waiting: await count(channel, "waiting"),
        dead: await count(channel, "dead"),
        dropped: { full: lost("full"), "dead-letters-full": lost("dead-letters-full") },
      };
    },
  };
}

function thingOf({ key, cluster, subject }: Keyed): string {
  return subject === undefined ? key : JSON.stringify([cluster, subject]);
}

async function setState(
  query: Kysely<Tables>,
  ids: readonly number[],
  state: { readonly state: string; readonly error?: string; readonly died_at?: number },
): Promise<void> {
  for (const part of parts(ids)) {
    await query
      .updateTable("messages")
      // What has left is known by its key alone.
      .set({ ...state, ...(state.state !== "dead" && { payload: "{}" }) })
      .where("id", "in", part)
      .where("state", "in", state.state === "dropped" ? ["waiting", "dead"] : ["waiting"])
      .execute();
  }
}

async function channelsOf(
  query: Kysely<Tables>,
  ids: readonly string[],
): Promise<readonly string[]> {
  const channels = new Set<string>();
  for (const part of parts(numbers(ids))) {
    const rows = await query
      .selectFrom("messages")
      .select("channel")
      .distinct()
      .where("id", "in", part)
      .execute();
    for (const { channel } of rows) channels.add(channel);
  }
  return [...channels];
}

function numbers(ids: readonly string[]): readonly number[] {
  return ids.map(Number).filter(Number.isSafeInteger);
}

function letterOf<Change extends Keyed>(row: {
  readonly id: number;
  readonly channel: string;
  readonly payload: string;
  readonly created_at: number;
  readonly attempts: number;
}): Letter<Change> {
  // A door: what is read was put above.
  const change = JSON.parse(row.payload) as Change;
  return {
    ...{ id: String(row.id), channel: row.channel, change },
    ...{ put: row.created_at, tries: row.attempts },
  };
}
