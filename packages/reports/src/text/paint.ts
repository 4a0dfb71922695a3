import { styleText } from "node:util";
import type { Severity } from "@watertight/core/findings";
import type { Location, Snapshot } from "@watertight/core/snapshot";
import { codeFrame } from "./code-frame.ts";

type Format = Parameters<typeof styleText>[0];

/** Paints text, or leaves it where there is no colour. */
export type Paint = (format: Format, text: string) => string;

/** Never alone: the word stands beside it. */
export const SEVERITY_FORMATS: Readonly<Record<Severity, Format>> = {
  critical: ["bold", "red"],
  high: "red",
  medium: "yellow",
  low: "cyan",
  info: "gray",
};

/** Who calls has decided about colour already: the environment is not asked again. */
export function createPaint(color: boolean): Paint {
  return (format, text) => (color ? styleText(format, text, { validateStream: false }) : text);
}

const INDENT = "    ";

/** The code frame of a location, indented and painted; empty where the text is not at hand. */
export function frameLines(
  context: { readonly snapshot: Pick<Snapshot, "sourceOf">; readonly width: number },
  location: Location,
  paint: Paint,
): string[] {
  const source = context.snapshot.sourceOf(location);
  if (!source) return [];
  return codeFrame(source, location, context.width - INDENT.length).map(({ role, text }) => {
    if (role === "underline") return INDENT + paint("red", text);
    return INDENT + (role === "context" ? paint("dim", text) : text);
  });
}
