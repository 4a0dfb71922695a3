import { styleText } from "node:util";
import type { Context, Output } from "../context.ts";

type Style = Parameters<typeof styleText>[0];

/** Puts a style on a text, or leaves it as it is where colors are off. */
export type Paint = (style: Style, text: string) => string;

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

export function createPaint(color: boolean): Paint {
  return color
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_style, text) => text;
}
