import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  archiveOf,
  createKeyPair,
  entryBytes,
  type GivenItem,
  keyIdOf,
  privateKeyIn,
} from "@watertight/evidence";
import { counted, sanitize } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { captureIn, doingOf, keyFolder, storeFor } from "../../../evidence-store.ts";
import { readText, writeBytes } from "../../../files.ts";
import { UsageError } from "../../../usage-error.ts";

const KEY = "signing-key.pem";
const PUBLIC_KEY = "signing-key.pub.pem";

/** `evidence export`. */
export const run: Run = async (args, context) => {
  const to = args.value("to");
  if (to === undefined) throw new UsageError("Name the archive, with --to FILE.");
  const numbers = args.operands.map(captureIn);
  const store = await storeFor(args, context);
  const key = await signingKey(args, context);
  const doing = doingOf(args, context);
  const known = (await store.captures()).map(({ entry }) => entry.number);
  const unknown = numbers.find((each) => !known.includes(each));
  if (unknown !== undefined) throw new UsageError(`There is no capture ${unknown}.`);
  const items: GivenItem[] = [];
  for (const each of numbers) items.push(...((await store.read(each, doing, "exported")) ?? []));
  const chain = (await store.entries()).map(({ entry }) => entryBytes(entry));
  const { who, time, reason } = doing;
  const about = { captures: numbers, who, time, reason, tool: `watertight ${context.version}` };
  await writeBytes(to, archiveOf({ chain, items, about }, key), "The archive", context);
  const lost = items.filter(({ bytes }) => bytes === undefined);
  context.stdout.write(
    sanitize(
      `${counted(items.length - lost.length, "item")} and ${counted(chain.length, "entry").replace("entrys", "entries")} of the chain are in ${to}, signed by key ${keyIdOf(key)}.`,
    ),
  );
  context.stdout.write("\n");
  return lost.length === 0
    ? CLEAN
    : endedIncomplete(
        `${counted(lost.length, "item")} of the captures ${lost.length === 1 ? "is" : "are"} no longer there.`,
      );
};

async function signingKey(args: Arguments, context: Context) {
  const given = args.value("signing-key");
  const folder = keyFolder(args, context);
  const file = given ?? join(folder, KEY);
  if (given === undefined && !existsSync(file)) makeKey(folder);
  const key = privateKeyIn(await readText(file, "The signing key", context));
  if (key === undefined) throw new UsageError(`${file} is no private key of Ed25519 in PEM.`);
  return key;
}

/** Whoever has the public one from elsewhere can verify what the store's own signs. */
function makeKey(folder: string): void {
  const { privateKey, publicKey } = createKeyPair();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, KEY), privateKey, { mode: 0o600, flag: "wx" });
  chmodSync(join(folder, KEY), 0o600);
  writeFileSync(join(folder, PUBLIC_KEY), publicKey);
}
