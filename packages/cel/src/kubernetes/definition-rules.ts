import {
  type FieldPath,
  isJsonObject,
  type JsonObject,
  listAt,
  objectAt,
  sameJson,
  textAt,
  valueAt,
} from "@watertight/core/kubernetes";
import { estimateCost } from "../estimate/estimate.ts";
import { LARGEST, product, type Range, sum } from "../estimate/range.ts";
import { compile } from "../program.ts";
import type { Environment } from "../typing/environment.ts";
import { fixedPoint } from "../values/round.ts";
import { type Rule, ruleEnvironment, rulesOf } from "./rule-programs.ts";
import { type DefinitionFault, misplacedRules, textFaults } from "./rule-texts.ts";
import { type Schema, schemaAt } from "./schema.ts";
import { mostOccurrences, type SizedType, sizedTypeOf, sizesOf } from "./schema-sizes.ts";

/*
 * What the API server refuses of the rules of a CustomResourceDefinition when it is created
 * (apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go and cel_validation.go).
 */

/** What a rule may cost in the worst case, and what all those of a schema may. */
const RULE_LIMIT = 10_000_000n;
const SCHEMA_LIMIT = 100_000_000n;
/** How many of the rules are named by which a schema is too expensive, and from what cost on. */
const MOST_NAMED = 4;
const LEAST_NAMED = SCHEMA_LIMIT / 100n;

/**
 * What is wrong with the rules of a definition when it is created in Kubernetes 1.`minor`, or takes the place of an old one: what of a
 * version was not changed was taken before.
 */
export function definitionFaults(
  definition: JsonObject,
  minor: number,
  old?: JsonObject,
): readonly DefinitionFault[] {
  const known = listAt(old ?? {}, "spec", "versions");
  return listAt(definition, "spec", "versions").flatMap((version, at) => {
    const path = ["spec", "versions", at, "schema", "openAPIV3Schema"];
    const schema = objectAt(version, "schema", "openAPIV3Schema");
    const isKnown = known.some(
      (each) =>
        valueAt(each, "name") === valueAt(version, "name") &&
        sameJson(objectAt(each, "schema", "openAPIV3Schema"), schema),
    );
    return isKnown ? [] : new SchemaWalk(path, minor).faultsOf(schema);
  });
}

interface Node {
  readonly schema: Schema;
  readonly path: FieldPath;
  readonly isRoot: boolean;
  /** How many there may be by the limits around; undefined where one has none. */
  readonly most: bigint | undefined;
  /** What around it keeps its old value from being found. */
  readonly uncorrelatable: FieldPath | undefined;
}

/** What was found in a schema and all that is in it; of a schema that is wrong itself no rule is compiled. */
interface Found {
  readonly own: readonly DefinitionFault[];
  readonly rules: readonly DefinitionFault[];
}

class SchemaWalk {
  readonly #path: FieldPath;
  readonly #minor: number;
  #total = 0n;
  readonly #expensive: { readonly path: FieldPath; readonly cost: bigint }[] = [];

  constructor(path: FieldPath, minor: number) {
    this.#path = path;
    // New expressions have the libraries of the version before, so that it could be gone back to.
    this.#minor = minor - 1;
  }

  faultsOf(schema: Schema): readonly DefinitionFault[] {
    const misplaced = misplacedRules(schema, this.#path);
    const root = { schema, path: this.#path, isRoot: true, most: 1n, uncorrelatable: undefined };
    const { own, rules } = this.#visit(root);
    return misplaced.length > 0
      ? [...misplaced, ...own]
      : [...own, ...rules, ...this.#totalFaults()];
  }

  #visit(node: Node): Found {
    const inner = childrenOf(node).map((child) => this.#visit(child));
    const { schema, path } = node;
    const rules = rulesOf(schema);
    const own = [
      ...inner.flatMap((each) => each.own),
      ...rules.flatMap((rule, at) => textFaults(rule, schema, rulePath(path, at))),
    ];
    const compiled = own.length > 0 || rules.length === 0 ? [] : this.#ruleFaults(rules, node);
    return { own, rules: [...inner.flatMap((each) => each.rules), ...compiled] };
  }

  #ruleFaults(rules: readonly Rule[], node: Node): readonly DefinitionFault[] {
    const type = sizedTypeOf(node.schema, node.isRoot);
    if (type === undefined) {
      const path = [...node.path, "x-kubernetes-validations"];
      const message =
        "internal error: failed to construct type information for x-kubernetes-validations rules: unable to convert structural schema to CEL declarations";
      return [{ path, message }];
    }
    return rules.flatMap((rule, at) =>
      this.#ruleFault({ rule, node, type, path: rulePath(node.path, at) }),
    );
  }

  #ruleFault(placed: PlacedRule): readonly DefinitionFault[] {
    const { rule, node, path } = placed;
    const { isOldOptional, text } = rule;
    const place = { isRoot: node.isRoot, minor: this.#minor, isOldOptional };
    const environment = ruleEnvironment(node.schema, place);
    if (environment === undefined) {
      return [];
    }
    const { program, issues } = compile(text, environment);
    if (program === undefined) {
      const message = `compilation failed: ${issues[0]?.message ?? ""}`;
      return [{ path: [...path, "rule"], message }, ...oldSelfFaults(placed, false)];
    }
    if (program.type.kind !== "bool") {
      const message = "cel expression must evaluate to a bool";
      return [{ path: [...path, "rule"], message }, ...oldSelfFaults(placed, false)];
    }
    const asksOld = program.variables.includes("oldSelf");
    return [
      ...this.#costFaults(placed, environment),
      ...this.#messageFaults(placed, environment),
      ...oldSelfFaults(placed, asksOld),
    ];
  }

  #costFaults({ rule, node, type, path }: PlacedRule, environment: Environment): DefinitionFault[] {
    const cost = mostOf(estimateCost(rule.text, environment, sizesOf(type)));
    const all = product(cost, node.most ?? mostOccurrences(type));
    this.#note([...path, "rule"], all);
    return tooExpensive([...path, "rule"], "estimated rule cost", all);
  }

  #messageFaults({ rule, type, path }: PlacedRule, environment: Environment): DefinitionFault[] {
    if (rule.expression === "") {
      return [];
    }
    const at = [...path, "messageExpression"];
    const { program, issues } = compile(rule.expression, environment);
    if (program === undefined) {
      return [
        { path: at, message: `messageExpression compilation failed: ${issues[0]?.message ?? ""}` },
      ];
    }
    if (program.type.kind !== "string") {
      return [{ path: at, message: "messageExpression must evaluate to a string" }];
    }
    const cost = mostOf(estimateCost(rule.expression, environment, sizesOf(type)));
    this.#note(at, cost);
    return tooExpensive(at, "estimated messageExpression cost", cost);
  }

  #note(path: FieldPath, cost: bigint): void {
    this.#total = sum(this.#total, cost);
    if (cost >= LEAST_NAMED) {
      this.#expensive.push({ path, cost });
    }
  }

  #totalFaults(): readonly DefinitionFault[] {
    if (this.#total <= SCHEMA_LIMIT) {
      return [];
    }
    const most = this.#expensive.toSorted(
      (one, other) => Number(other.cost > one.cost) - Number(other.cost < one.cost),
    );
    const name = "x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema";
    return [
      ...most.slice(0, MOST_NAMED).map(({ path }) => ({
        path,
        message:
          "contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema",
      })),
      { path: this.#path, message: budgetMessage(name, this.#total, SCHEMA_LIMIT) },
    ];
  }
}

interface PlacedRule {
  readonly rule: Rule;
  readonly node: Node;
  readonly type: SizedType;
  readonly path: FieldPath;
}

function mostOf(estimate: Range | undefined): bigint {
  return estimate?.most ?? LARGEST;
}

function tooExpensive(path: FieldPath, name: string, cost: bigint): DefinitionFault[] {
  return cost > RULE_LIMIT ? [{ path, message: budgetMessage(name, cost, RULE_LIMIT) }] : [];
}

const ADVICE =
  "(try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and strings are declared)";

function budgetMessage(name: string, cost: bigint, limit: bigint): string {
  return `${name} exceeds budget by factor of ${factorOf(Number(cost) / Number(limit))} ${ADVICE}`;
}

function factorOf(factor: number): string {
  if (factor > 100) {
    return "more than 100x";
  }
  return `${fixedPoint(factor, factor < 1.5 ? 6 : 1, false)}x`;
}

function oldSelfFaults({ rule, node, path }: PlacedRule, asksOld: boolean): DefinitionFault[] {
  if (asksOld) {
    const { uncorrelatable } = node;
    return uncorrelatable === undefined
      ? []
      : [
          {
            path: [...path, "rule"],
            message: `oldSelf cannot be used on the uncorrelatable portion of the schema within ${goPath(uncorrelatable)}`,
          },
        ];
  }
  return rule.isOldOptional
    ? [
        {
          path: [...path, "optionalOldSelf"],
          message: "may not be set if oldSelf is not used in rule",
        },
      ]
    : [];
}

/** A path as Go writes it: names of properties in brackets. */
function goPath(path: FieldPath): string {
  return path
    .map((step, at) =>
      typeof step === "number" || path[at - 1] === "properties"
        ? `[${step}]`
        : `${at === 0 ? "" : "."}${step}`,
    )
    .join("");
}

function rulePath(path: FieldPath, at: number): FieldPath {
  return [...path, "x-kubernetes-validations", at];
}

function childrenOf(node: Node): readonly Node[] {
  const { schema, path, most, uncorrelatable } = node;
  const elements = elementsOf(schema);
  const inside = most === undefined || elements === undefined ? undefined : product(most, elements);
  const child = (steps: FieldPath, within: Schema, isLost: boolean): Node => ({
    schema: within,
    path: [...path, ...steps],
    isRoot: within["x-kubernetes-embedded-resource"] === true,
    most: inside,
    uncorrelatable: isLost ? (uncorrelatable ?? path) : uncorrelatable,
  });
  const values = schemaAt(schema, "additionalProperties");
  const items = schemaAt(schema, "items");
  return [
    ...(values === undefined ? [] : [child(["additionalProperties"], values, false)]),
    ...Object.entries(schemaAt(schema, "properties") ?? {}).flatMap(([name, property]) =>
      isJsonObject(property) ? [child(["properties", name], property, false)] : [],
    ),
    ...(items === undefined
      ? []
      : [child(["items"], items, textAt(schema, "x-kubernetes-list-type") !== "map")]),
  ];
}

/** How many of what is in it a schema lets there be; undefined where it sets no limit. */
function elementsOf(schema: Schema): bigint | undefined {
  const { type } = schema;
  const isMap = type === "object" && schemaAt(schema, "additionalProperties") !== undefined;
  if (!isMap && type !== "array") {
    return 1n;
  }
  const limit = schema[isMap ? "maxProperties" : "maxItems"];
  return typeof limit === "number" ? BigInt(Math.max(0, limit)) : undefined;
}
