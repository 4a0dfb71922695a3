import { sanitize } from "@watertight/reports/text";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { CLEAN, type Ending } from "../../ending.ts";
import { captureIn, doingOf, lockWords, storeFor } from "../../evidence-store.ts";
import { UsageError } from "../../usage-error.ts";

/** Sets or ends a legal hold, and says so. */
export async function setHold(args: Arguments, context: Context, held: boolean): Promise<Ending> {
  const number = captureIn(args.operands[0] ?? "");
  const doing = doingOf(args, context);
  if (doing.reason === "") throw new UsageError("Say why, with --reason TEXT.");
  const store = await storeFor(args, context);
  const isThere = await store.hold(number, held, doing);
  if (!isThere) throw new UsageError(`There is no capture ${number}.`);
  const lock = await lockWords(store);
  const words = `Capture ${number} is ${held ? "held" : "no longer held"}.`;
  context.stdout.write(`${words}${lock === "" ? "" : ` ${sanitize(lock)}`}\n`);
  return CLEAN;
}
