import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { validateObject } from "@watertight/core/validation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomObject } from "../packages/core/testing/validation/random-object.ts";
import { buildGoProgram, type GoProgram, hasGo } from "./go-program.ts";
import { seeded } from "./seeded.ts";

const OBJECTS = Number(process.env["WATERTIGHT_OBJECTS"] ?? 20_000);

const isRequired = process.env["CI"] === "true";
const canRun = hasGo() || isRequired;
if (!canRun) {
  console.warn(
    "Go is missing, so the comparison with the API server's own validation is skipped: install Go 1.26 or later (https://go.dev/dl/).",
  );
}

let upstream: GoProgram | undefined;
beforeAll(() => {
  if (canRun) upstream = buildGoProgram("validation");
});
afterAll(() => {
  upstream?.remove();
});

interface Answer {
  readonly verdict: "accepted" | "refused" | "undecodable";
  readonly causes: readonly { readonly field: string; readonly type: string }[] | null;
  readonly reason?: string;
}

test.skipIf(!canRun)(
  `Kubernetes' own strategies refuse the same of ${OBJECTS} random objects, for the same fields`,
  () => {
    if (!upstream) throw new Error("upstream's program is not there");
    const random = seeded(Number(process.env["WATERTIGHT_SEED"] ?? 20260901));
    const objects = Array.from({ length: OBJECTS }, () => randomObject(random));
    const answers = upstream
      .ask(objects.map((object) => JSON.stringify(object)))
      .map((line) => JSON.parse(line) as Answer);
    expect(answers).toHaveLength(OBJECTS);
    const differences = objects.flatMap((object, index) => {
      const answer = answers[index];
      const ours = verdictOn(object);
      const theirs = answer === undefined ? "" : textOf(answer);
      return ours === theirs
        ? []
        : [{ ours, theirs, reason: answer?.reason, object: shown(object) }];
    });
    expect(differences.slice(0, 5)).toEqual([]);
    const accepted = answers.filter(({ verdict }) => verdict === "accepted").length;
    expect(accepted).toBeGreaterThan(OBJECTS / 4);
    expect(accepted).toBeLessThan((OBJECTS * 3) / 4);
  },
);

function shown(object: JsonObject): string {
  return JSON.stringify(object);
}

function verdictOn(object: KubernetesObject): string {
  const errors = validateObject(object);
  if (errors.length === 0) return "accepted";
  if (errors.some(({ type }) => type === "TypeInvalid")) return "undecodable";
  return listOf(errors.map(({ field, type }) => `${field} ${type}`));
}

/** As the API prints kinds of errors: `FieldValueInvalid` for Invalid. */
function textOf({ verdict, causes }: Answer): string {
  if (verdict !== "refused") return verdict;
  const lines = (causes ?? []).map(
    ({ field, type }) => `${field} ${type.replace(/^FieldValue/, "")}`,
  );
  return listOf(lines);
}

function listOf(lines: readonly string[]): string {
  return [...new Set(lines)].sort().join("\n");
}
