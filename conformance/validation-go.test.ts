import { isJsonObject, type KubernetesObject } from "@watertight/core/kubernetes";
import { validateObject } from "@watertight/core/validation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seeded } from "../packages/core/testing/seeded.ts";
import { hardCases } from "../packages/core/testing/validation/hard-cases.ts";
import { randomObject } from "../packages/core/testing/validation/random-object.ts";
import { buildGoProgram, GO, type GoProgram } from "./go-program.ts";
import { needing } from "./needs.ts";
import { VALIDATION_DIFFERENCES } from "./validation-differences.ts";

const OBJECTS = 20_000;

let upstream: GoProgram | undefined;
beforeAll(() => {
  if (GO.isHere) upstream = buildGoProgram("validation");
});
afterAll(() => {
  upstream?.remove();
});

interface Answer {
  readonly verdict: "accepted" | "panicked" | "refused" | "undecodable";
  readonly causes: readonly { readonly field: string; readonly type: string }[] | null;
  readonly reason?: string;
}

test(
  `Kubernetes' own strategies refuse the same of ${OBJECTS} random objects, for the same fields`,
  needing(GO),
  () => {
    const random = seeded(20260901);
    const objects = Array.from({ length: OBJECTS }, () => randomObject(random));
    const answers = ask(objects);
    expect(differencesOf(objects, answers).slice(0, 3)).toEqual([]);
    // Both verdicts must come up often, and many fields, or the comparison means little.
    const accepted = answers.filter(({ verdict }) => verdict === "accepted").length;
    expect(accepted).toBeGreaterThan(OBJECTS / 4);
    expect(accepted).toBeLessThan((OBJECTS * 3) / 4);
    const places = answers.flatMap(({ causes }) => causes ?? []).map(shapeOf);
    expect(new Set(places).size).toBeGreaterThan(800);
  },
);

test("and of objects at every limit", needing(GO), () => {
  const objects = hardCases();
  expect(differencesOf(objects, ask(objects))).toEqual([]);
});

test("known differences are still there, each for its reason", needing(GO), () => {
  const objects = VALIDATION_DIFFERENCES.map(({ object }) => object);
  const agreed = differencesOf(objects, ask(objects)).map(({ object }) => object);
  expect(agreed).toEqual(objects.map((object) => JSON.stringify(object)));
});

function ask(objects: readonly KubernetesObject[]): readonly Answer[] {
  if (!upstream) throw new Error("upstream's program is not there");
  const lines = upstream.ask(objects.map((object) => JSON.stringify(object)));
  expect(lines).toHaveLength(objects.length);
  return lines.map((line) => JSON.parse(line) as Answer);
}

interface Difference {
  readonly ours: string;
  readonly theirs: string;
  readonly reason: string | undefined;
  readonly object: string;
}

function differencesOf(
  objects: readonly KubernetesObject[],
  answers: readonly Answer[],
): readonly Difference[] {
  return objects.flatMap((object, index) => {
    const answer = answers[index];
    if (!answer) throw new Error(`there is no answer to object ${index}`);
    const ours = verdictOn(object);
    // Where upstream's code breaks down, the API server answers with an error: refused, for no field.
    if (answer.verdict === "panicked" && ours !== "accepted") return [];
    const theirs = textOf(answer, object);
    return ours === theirs
      ? []
      : [{ ours, theirs, reason: answer.reason, object: JSON.stringify(object) }];
  });
}

function verdictOn(object: KubernetesObject): string {
  const errors = validateObject(object);
  if (errors.length === 0) return "accepted";
  if (errors.some(({ type }) => type === "TypeInvalid")) return "undecodable";
  return listOf(
    errors.map(({ field, type }) => `${field} ${type}`),
    object,
  );
}

/** As the API prints kinds of errors: `FieldValueInvalid` for Invalid. */
function textOf({ verdict, causes }: Answer, object: KubernetesObject): string {
  if (verdict !== "refused") return verdict;
  return listOf(
    (causes ?? []).map(({ field, type }) => `${field} ${type.replace(/^FieldValue/, "")}`),
    object,
  );
}

function listOf(lines: readonly string[], object: KubernetesObject): string {
  const ordered = hasSeveralClaims(object)
    ? lines.map((line) => line.replace(/(spec[.]template[.]spec[.]volumes)\[\d+\]/, "$1[n]"))
    : lines;
  return [...new Set(ordered)].sort().join("\n");
}

/** Upstream puts the volumes of a StatefulSet's claims before the others in an order of chance. */
function hasSeveralClaims({ kind, spec }: KubernetesObject): boolean {
  const claims = isJsonObject(spec) ? spec["volumeClaimTemplates"] : undefined;
  return kind === "StatefulSet" && Array.isArray(claims) && claims.length > 1;
}

function shapeOf({ field, type }: { readonly field: string; readonly type: string }): string {
  return `${field.replace(/\[[^\]]*\]/g, "[]")} ${type}`;
}
