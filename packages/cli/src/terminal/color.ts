import type { Context, Output } from "../context.ts";

/** Whether to color what goes to `output`, by `--color` and else by NO_COLOR, FORCE_COLOR, TERM and the stream. */
export function usesColor(
  choice: string | undefined,
  output: Pick<Output, "isTerminal">,
  environment: Context["environment"],
): boolean {
  if (choice === "always" || choice === "never") return choice === "always";
  const force = environment["FORCE_COLOR"];
  // As in Node: FORCE_COLOR wins over NO_COLOR, and set to nothing it means yes.
  if (force !== undefined) return force !== "0" && force !== "false";
  if ((environment["NO_COLOR"] ?? "") !== "") return false;
  return output.isTerminal && environment["TERM"] !== "dumb";
}
