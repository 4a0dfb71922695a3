import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Store } from "@watertight/store";
import type { Arguments } from "./command.ts";
import type { Context } from "./context.ts";
import { UnreadError } from "./unread-error.ts";
import { UsageError } from "./usage-error.ts";

/** Where `--database` says that a server remembers: an address, or a file. */
export function databasePlace(args: Arguments, { workingDirectory }: Context): string {
  const given = args.value("database") ?? "watertight.db";
  if (!isAddress(given)) return resolve(workingDirectory, given);
  if (/^postgres(?:ql)?:/.test(given)) return given;
  throw new UsageError("--database is a file, or an address as postgres://HOST/NAME.");
}

function isAddress(place: string): boolean {
  return place.includes("://");
}

/** The store that `--database` names; `demand`: it has to be there already. */
export async function openStore(
  args: Arguments,
  context: Context,
  { demand = false }: { readonly demand?: boolean } = {},
): Promise<Store> {
  const { createStore, openDatabase, StoreFailure } = await import("@watertight/store");
  const place = databasePlace(args, context);
  if (demand && !isAddress(place) && !existsSync(place)) {
    throw new UsageError(`There is no store in ${place}.`);
  }
  try {
    return await createStore(await openDatabase(place), Date.now);
  } catch (error) {
    if (error instanceof StoreFailure) throw new UnreadError(error.message, error.cause);
    throw error;
  }
}
