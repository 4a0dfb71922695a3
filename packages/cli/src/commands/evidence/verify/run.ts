import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { type EvidenceStore, publicKeyIn, verifyArchive } from "@watertight/evidence";
import { errorWords } from "@watertight/manifests";
import { HEAD_WITHOUT_INPUT } from "@watertight/reports/json";
import { counted, sanitize } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { isBucket, storeAt } from "../../../evidence-store.ts";
import { readText } from "../../../files.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";

/** What was found, of an archive or a store. */
interface Checked {
  readonly valid: boolean;
  readonly items: readonly JsonObject[];
  readonly faults: readonly string[];
  /** The key of an archive; null of a store. */
  readonly signer: string | null;
  /** Whether that key was given; of a store true, for there is none. */
  readonly trusted: boolean;
  /** Digest of the last entry of a store's chain: whoever keeps it elsewhere sees that none behind it was cut off. */
  readonly head: string | null;
}

/** `evidence verify`. */
export const run: Run = async (args, context) => {
  const checked = await check(args, context);
  writeAnswer(args, context.stdout, {
    json: () => `${stringifyJson({ ...HEAD_WITHOUT_INPUT, ...checked })}\n`,
    text: () => textOf(checked),
  });
  return endingOf(checked);
};

async function check(args: Arguments, context: Context): Promise<Checked> {
  const [operand = ""] = args.operands;
  if (isBucket(operand)) return checkStore(await storeAt(operand, args, context));
  const path = resolve(context.workingDirectory, operand);
  const found = await stat(path).catch((error: unknown) => {
    throw new UsageError(`${args.operands[0] ?? ""} cannot be read: ${errorWords(error)}.`);
  });
  if (found.isDirectory()) return checkStore(await storeAt(path, args, context));
  const { valid, items, faults, signer, isTrusted } = verifyArchive(
    await readFile(path),
    await trustedKey(args, context),
  );
  return {
    ...{ valid, faults, signer, head: null, trusted: isTrusted },
    items: items.map((each) => ({ ...each })),
  };
}

async function checkStore(store: EvidenceStore): Promise<Checked> {
  const { entries, items, faults } = await store.verify();
  const all =
    entries.length === 0 ? [...faults, `${store.storage.name} holds no evidence.`] : faults;
  return {
    ...{ valid: all.length === 0, faults: all, signer: null, trusted: true },
    items: items.map((each) => ({ ...each })),
    head: entries.at(-1)?.digest ?? null,
  };
}

async function trustedKey(args: Arguments, context: Context) {
  const file = args.value("key");
  if (file === undefined) return undefined;
  const key = publicKeyIn(await readText(file, "The public key", context));
  if (key === undefined) throw new UsageError(`${file} is no public key of Ed25519 in PEM.`);
  return key;
}

function textOf({ valid, items, faults, signer, trusted, head }: Checked): string {
  const lines = [
    ...faults,
    `${counted(items.length, "item")}, ${items.filter(({ ok }) => ok !== true).length} of them not as they were.`,
    ...(signer === null || signer === "" ? [] : [`Signed by key ${signer}.`]),
    ...(head === null ? [] : [`The chain ends with ${head}.`]),
    ...(trusted
      ? []
      : ["Whose key that is, --key FILE would say: without it anybody may have signed."]),
    valid ? "It is as it was." : "It is not as it was.",
  ];
  return lines.map((line) => `${sanitize(line)}\n`).join("");
}

function endingOf({ valid, faults, trusted }: Checked): Ending {
  if (!valid)
    return ended(`${counted(faults.length, "fault")} found; the first: ${faults[0] ?? ""}`);
  return trusted
    ? CLEAN
    : endedIncomplete("Who signed the archive was not checked: give --key FILE.");
}
