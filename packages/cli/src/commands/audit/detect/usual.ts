import { isJsonObject, type JsonObject, type JsonValue } from "@watertight/core/kubernetes";
import type { Context } from "../../../context.ts";
import { readText } from "../../../files.ts";
import { UsageError } from "../../../usage-error.ts";

/** What is usual, from a file that `--learn` wrote. */
export async function usualIn(file: string, context: Context): Promise<JsonObject> {
  const text = await readText(file, "What is usual", context);
  try {
    const value = JSON.parse(text) as JsonValue;
    if (isJsonObject(value)) return value;
  } catch {
    // Said below.
  }
  throw new UsageError(`${file} does not hold what --learn writes.`);
}
