import { createHash } from "node:crypto";
import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import {
  type Baseline,
  baselineEndJson,
  baselineHeadJson,
  createBaselineReader,
  fileRecordJson,
  notReadJson,
} from "@watertight/core/nodes";
import { piecesOfFile } from "../../../audit-log/lines.ts";
import { UsageError } from "../../../usage-error.ts";

/** A baseline as JSON Lines, with the digest that its last line names. */
export function baselineText(baseline: Baseline): {
  readonly text: string;
  readonly sha256: string;
} {
  const lines: JsonObject[] = [
    baselineHeadJson(baseline),
    ...Array.from(baseline.files.values(), fileRecordJson),
    ...baseline.notRead.map(notReadJson),
  ];
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  const sha256 = createHash("sha256").update(body).digest("hex");
  return {
    text: `${body}${JSON.stringify(baselineEndJson(baseline.files.size, sha256))}\n`,
    sha256,
  };
}

/** Reads a baseline; one that is not whole, or was changed, is refused. */
export async function readBaseline(
  file: string,
  path: string,
): Promise<{ readonly baseline: Baseline; readonly sha256: string }> {
  const refuse = (reason: string): never => {
    throw new UsageError(`The baseline ${file} cannot be used: ${reason}`);
  };
  const reader = createBaselineReader();
  const hash = createHash("sha256");
  for await (const { lines } of piecesOfFile(path)) {
    for (const line of lines) {
      if (line === "") continue;
      const value = parsed(line) ?? refuse("It holds a line that is no JSON.");
      const problem = reader.take(value);
      if (problem !== undefined) refuse(problem);
      if (!isLast(value)) hash.update(`${line}\n`);
    }
  }
  const sha256 = hash.digest("hex");
  const baseline = reader.end(sha256);
  return { baseline: typeof baseline === "string" ? refuse(baseline) : baseline, sha256 };
}

function isLast(value: JsonValue): boolean {
  return typeof value === "object" && value !== null && "end" in value && value["end"] === true;
}

function parsed(line: string): JsonValue | undefined {
  try {
    return JSON.parse(line) as JsonValue;
  } catch {
    return undefined;
  }
}
