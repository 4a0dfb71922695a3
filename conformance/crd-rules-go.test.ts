import {
  definitionFaults,
  estimateCost,
  kubernetesEnvironment,
  ruleEnvironment,
  sizedTypeOf,
  sizesOf,
  violatedRules,
  withVariables,
} from "@watertight/cel";
import type { JsonObject } from "@watertight/core/kubernetes";
import { pick, seeded } from "@watertight/core/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CEL_VARIABLES } from "./cel-variables.ts";
import { buildGoProgram, GO, type GoProgram } from "./go-program.ts";
import { needing } from "./needs.ts";
import { randomExpression } from "./random-cel.ts";
import { changed, EXPRESSIONS, randomObject, randomSchema } from "./random-crd-rules.ts";

/*
 * Rules of CustomResourceDefinitions by apiextensions-apiserver's own code and by ours: what a rule may cost, which definitions are
 * refused, what rules say of objects that are created and changed.
 */

const SEED = 20261001;

interface Fault {
  readonly field: string;
  readonly detail: string;
}

interface Answer {
  readonly problem?: string;
  readonly faults: readonly Fault[] | null;
  readonly least?: string;
  readonly most?: string;
}

let go: GoProgram | undefined;

beforeAll(() => {
  if (GO.isHere) go = buildGoProgram("rules");
}, 600_000);

afterAll(() => {
  go?.remove();
});

function ask(questions: readonly object[]): readonly Answer[] {
  const lines = go?.ask(questions.map((question) => JSON.stringify(question))) ?? [];
  return lines.map((line) => JSON.parse(line) as Answer);
}

/** A path as Go writes it: keys of maps and names of properties in brackets. */
function goPath(path: readonly (number | string)[], isKey: (at: number) => boolean): string {
  return path
    .map((step, at) =>
      typeof step === "number" || isKey(at) ? `[${step}]` : `${at === 0 ? "" : "."}${step}`,
    )
    .join("");
}

const VERSIONS = ["1.28", "1.29", "1.30", "1.31", "1.32", "1.33", "1.34", "1.35", "1.36"];

it("what an expression may cost, from the least to the most, is what cel-go says with Kubernetes' functions", {
  timeout: 300_000,
  ...needing(GO),
}, () => {
  const random = seeded(SEED);
  const questions = Array.from({ length: 5000 }, (_, id) => ({
    asked: "cost",
    version: VERSIONS[id % VERSIONS.length] ?? "",
    expression: randomExpression(random),
  }));
  let estimated = 0;
  const differing = ask(questions).flatMap(({ problem, least, most }, at) => {
    const { expression = "", version = "" } = questions[at] ?? {};
    const environment = withVariables(
      kubernetesEnvironment(Number(version.slice(2))),
      CEL_VARIABLES,
    );
    // Selectors hang on a feature gate there, and are in every version.
    const isGated = Number(version.slice(2)) < 31 && /fieldSelector|labelSelector/.test(expression);
    if (problem !== undefined || isGated) return [];
    estimated++;
    const ours = estimateCost(expression, environment, () => undefined);
    const found = ours && `${ours.least} ${ours.most}`;
    return found === `${least} ${most}` ? [] : [`${expression}: ${least} ${most}, ours ${found}`];
  });
  console.log(`seed ${SEED}: ${estimated} of ${questions.length} compile`);
  expect(differing).toEqual([]);
  expect(estimated).toBeGreaterThan(3000);
});

it("what a rule may cost by its schema is what the API server says", {
  timeout: 300_000,
  ...needing(GO),
}, () => {
  const random = seeded(SEED + 1);
  const questions = Array.from({ length: 1000 }, () => ({
    asked: "cost",
    version: "1.36",
    schema: randomSchema(random, false),
    expression: pick(random, EXPRESSIONS),
  }));
  let estimated = 0;
  const differing = ask(questions).flatMap(({ problem, most }, at) => {
    const { expression = "", schema = {} } = questions[at] ?? {};
    if (problem !== undefined) return [];
    estimated++;
    const environment = ruleEnvironment(schema, { isRoot: true, minor: 36 });
    const type = sizedTypeOf(schema, true);
    const ours =
      environment && type && estimateCost(expression, environment, sizesOf(type))?.most.toString();
    return ours === most ? [] : [`${JSON.stringify(schema)} ${expression}: ${most}, ours ${ours}`];
  });
  console.log(`seed ${SEED + 1}: ${estimated} of ${questions.length} compile`);
  expect(differing.slice(0, 3)).toEqual([]);
  expect(estimated).toBeGreaterThan(900);
});

function definitionOf(schema: JsonObject): JsonObject {
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "carts.shop.example" },
    spec: {
      group: "shop.example",
      scope: "Namespaced",
      names: { kind: "Cart", listKind: "CartList", plural: "carts", singular: "cart" },
      versions: [
        { name: "v1", served: true, storage: true, schema: { openAPIV3Schema: schema } },
        {
          name: "v2",
          served: false,
          storage: false,
          schema: { openAPIV3Schema: { type: "object", properties: { spec: schema } } },
        },
      ],
    },
    status: { storedVersions: ["v1"] },
  };
}

const OF_RULES = /x-kubernetes-validations/;

/** What one has and the other has not. */
function differenceOf(theirs: readonly string[], ours: readonly string[]): string {
  const left = [...ours];
  const missing = theirs.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...missing.map((each) => `- ${each}`), ...left.map((each) => `+ ${each}`)].join("\n");
}

/** The first line of what does not compile, without its place, and with a name for the type that has another one each time. */
function firstLine(text: string): string {
  return (text.split("\n")[0] ?? "")
    .replace(/ERROR: <input>:[0-9]+:[0-9]+: /, "")
    .replace(/selfType[0-9]+/g, "self");
}

/** Which of several that are as expensive are named is left to chance there. */
function isSure(fault: string): boolean {
  return !fault.includes("contributed to estimated");
}

it("definitions are refused for the rules for which the API server refuses them, in its words", {
  timeout: 300_000,
  ...needing(GO),
}, () => {
  const random = seeded(SEED + 2);
  const definitions = Array.from({ length: 150 }, (_, at) =>
    definitionOf(randomSchema(random, at % 2 === 0)),
  );
  const kinds = new Map<string, number>();
  let others = 0;
  const differing = ask(
    definitions.map((definition) => ({ asked: "definition", definition })),
  ).flatMap(({ problem, faults }, at) => {
    const definition = definitions[at] ?? {};
    const theirs = (faults ?? []).map(({ field, detail }) => `${field}: ${firstLine(detail)}`);
    const ours = definitionFaults(definition, 36).map(
      ({ path, message }) =>
        `${goPath(path, (step) => path[step - 1] === "properties")}: ${firstLine(message)}`,
    );
    for (const each of theirs) {
      const kind = each.replace(/^[^ ]* /, "").replace(/ exceeds budget.*| within .*/, "");
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    // A schema that is wrong itself has none of its rules compiled.
    if (theirs.some((each) => !OF_RULES.test(each))) {
      others++;
      return [];
    }
    const difference = differenceOf(theirs.filter(isSure), ours.filter(isSure));
    return problem === undefined && difference === "" && theirs.length === ours.length
      ? []
      : [`${problem ?? ""} ${difference} ${JSON.stringify(definition)}`];
  });
  console.log(
    `seed ${SEED + 2}: ${kinds.size} kinds of faults, ${others} definitions wrong in another way`,
  );
  expect(differing.slice(0, 3)).toEqual([]);
  expect(kinds.size).toBeGreaterThan(6);
});

it("rules say of objects that are created and changed what the API server's say", {
  timeout: 300_000,
  ...needing(GO),
}, () => {
  const random = seeded(SEED + 3);
  const questions = Array.from({ length: 800 }, (_, at) => {
    const schema = randomSchema(random, false);
    const old = randomObject(schema, random);
    const object = at % 3 === 0 ? old : changed(old, schema, random);
    return { asked: "object", schema, object, ...(at % 3 === 0 ? {} : { old }) };
  });
  let broken = 0;
  const differing = ask(questions).flatMap(({ problem, faults }, at) => {
    const { schema = {}, object = {}, old } = questions[at] ?? {};
    const theirs = (faults ?? []).map(({ field }) => (field === "<nil>" ? "" : field)).sort();
    const found = violatedRules(object, schema, 36, old);
    broken += Math.min(1, theirs.length);
    // Keys of maps are in brackets there.
    const ours = found.map(({ path }) => goPath(path, (step) => path[step - 1] === "map")).sort();
    const difference = differenceOf(theirs, ours);
    return problem === undefined && difference === ""
      ? []
      : [
          `${problem ?? ""} ${difference} ${JSON.stringify({ faults, found, object, old, schema })}`,
        ];
  });
  console.log(`seed ${SEED + 3}: ${broken} of ${questions.length} break a rule`);
  expect(differing.slice(0, 3)).toEqual([]);
  expect(broken).toBeGreaterThan(300);
  expect(broken).toBeLessThan(questions.length);
});
