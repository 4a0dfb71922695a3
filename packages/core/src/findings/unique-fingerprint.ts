import { sha256 } from "../snapshot/sha256.ts";
import type { Finding } from "./finding.ts";

/**
 * A fingerprint that different objects of one name never share, 32 hexadecimal digits: for programs that take two findings of
 * one fingerprint for the same. Only for such objects it changes with the file.
 */
export function uniqueFingerprintOf({
  fingerprint,
  namesakes,
}: Pick<Finding, "fingerprint" | "namesakes">): string {
  return namesakes ? sha256(`${fingerprint}\n${namesakes.own}`).slice(0, 32) : fingerprint;
}

/** `dev`; `dev, prod and 3 more`; undefined where the input is one world. */
export function worldsText({ worlds }: Pick<Finding, "worlds">): string | undefined {
  if (!worlds || worlds.length === 0) return undefined;
  if (worlds.length < 4) return worlds.join(", ");
  return `${worlds.slice(0, 2).join(", ")} and ${worlds.length - 2} more`;
}
