import type { Kysely } from "kysely";
import type { Tables } from "../tables.ts";

/** When tasks were done last. */
export interface Schedules {
  /** Milliseconds since 1970; 0 where it never was. */
  readonly lastRun: (name: string) => Promise<number>;
  readonly ran: (name: string, at: number, outcome: string) => Promise<void>;
}

export function schedulesIn(query: Kysely<Tables>): Schedules {
  return {
    lastRun: async (name) => {
      const row = await query
        .selectFrom("schedules")
        .select("last_at")
        .where("name", "=", name)
        .executeTakeFirst();
      return row?.last_at ?? 0;
    },
    ran: async (name, at, outcome) => {
      await query
        .insertInto("schedules")
        .values({ name, last_at: at, outcome })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ last_at: at, outcome }))
        .execute();
    },
  };
}
