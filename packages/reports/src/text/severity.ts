import type { Severity } from "@watertight/core/findings";
import type { Paint } from "./paint.ts";

const STYLES = {
  critical: ["bold", "red"],
  high: ["red"],
  medium: ["yellow"],
  low: ["cyan"],
  info: ["dim"],
} satisfies Record<Severity, Parameters<Paint>[0]>;

/** A text in the color of a severity. */
export function paintSeverity(severity: Severity, text: string, paint: Paint): string {
  return paint(STYLES[severity], text);
}
