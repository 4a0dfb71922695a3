import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Database } from "./drivers/database.ts";
import { openEmbedded } from "./drivers/embedded.ts";

/** Whether a text is the address of a database of PostgreSQL; else it is a file. */
function isPostgres(place: string): boolean {
  return /^postgres(?:ql)?:[/][/]/.test(place);
}

/** Opens the database that is at an address or in a file; throws `StoreFailure` where it cannot be used. */
export async function openDatabase(place: string): Promise<Database> {
  if (isPostgres(place)) {
    const { openPostgres } = await import("./drivers/postgres.ts");
    return openPostgres(place);
  }
  if (place !== ":memory:") mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
  return openEmbedded(place);
}
