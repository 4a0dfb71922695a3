import { minorOf } from "@watertight/core/versions";
import type { Arguments } from "../command.ts";
import { UsageError } from "../usage-error.ts";

/** The minor that `--target` or another option names: 38 of `v1.38.2`. */
export function targetMinor(args: Arguments, verb: string, option = "target"): number {
  const text = args.value(option);
  if (text === undefined) {
    throw new UsageError(`Say which version is to be: --${option} VERSION, as 1.38.`, { verb });
  }
  const minor = /^1\.(\d+)$/.exec(minorOf(text) ?? "")?.[1];
  if (minor !== undefined) return Number(minor);
  throw new UsageError(
    `${JSON.stringify(text)} is no version of Kubernetes, such as 1.38 or v1.38.2.`,
    { verb },
  );
}
