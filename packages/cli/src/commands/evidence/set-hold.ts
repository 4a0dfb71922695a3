import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { CLEAN, type Ending } from "../../ending.ts";
import { captureIn, doingOf, storeFor } from "../../evidence-store.ts";
import { UsageError } from "../../usage-error.ts";

/** Sets or ends a legal hold, and says so. */
export async function setHold(args: Arguments, context: Context, held: boolean): Promise<Ending> {
  const number = captureIn(args.operands[0] ?? "");
  const doing = doingOf(args, context);
  if (doing.reason === "") throw new UsageError("Say why, with --reason TEXT.");
  const isThere = await storeFor(args, context).hold(number, held, doing);
  if (!isThere) throw new UsageError(`There is no capture ${number}.`);
  context.stdout.write(`Capture ${number} is ${held ? "held" : "no longer held"}.\n`);
  return CLEAN;
}
