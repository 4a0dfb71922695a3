import { isJsonList, type JsonValue } from "@watertight/core/kubernetes";
import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";

/** A part of a list, and where the next begins; undefined: this was the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | undefined;
}

/** How a list is sorted: by a column, and by number where that is the same. */
export interface Order {
  readonly column: RawBuilder<number | string>;
  readonly id: RawBuilder<number>;
  readonly direction: "asc" | "desc";
}

/** Where a list goes on. */
interface Cursor {
  readonly value: number | string;
  readonly id: number;
}

/** A cursor as text for whoever asks, who gives it back as it is. */
export function cursorText({ value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([value, id])).toString("base64url");
}

/** Undefined where the text is none of ours. */
export function cursorIn(text: string): Cursor | undefined {
  try {
    // A door: what it is, is looked at below.
    const parsed = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as JsonValue;
    if (!isJsonList(parsed) || parsed.length !== 2) return undefined;
    const [value, id] = parsed;
    if (typeof value !== "number" && typeof value !== "string") return undefined;
    return typeof id === "number" && Number.isSafeInteger(id) ? { value, id } : undefined;
  } catch {
    return undefined;
  }
}

/** The condition that a row comes after a cursor. */
export function after({ column, id, direction }: Order, cursor: Cursor): Expression<SqlBool> {
  const beyond = direction === "asc" ? sql`>` : sql`<`;
  return sql<SqlBool>`(${column} ${beyond} ${cursor.value} or (${column} = ${cursor.value} and ${id} > ${cursor.id}))`;
}
