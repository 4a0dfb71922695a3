import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NEWEST_MINOR } from "@watertight/cel";
import {
  type AdmissionAttributes,
  compilePolicy,
  type EquivalentResources,
  matches,
  POLICY_LIMITS,
  validate,
} from "@watertight/cel/policies";
import { isJsonObject, type JsonObject, type JsonValue } from "@watertight/core/kubernetes";
import { expect, it } from "vitest";
import { needing } from "./needs.ts";
import { suite } from "./suites.ts";

/*
 * Upstream's own cases of what ValidatingAdmissionPolicies are made of: matching, conditions and variables.
 */

const POLICY = suite("policy");

function casesOf(file: string): unknown {
  return JSON.parse(readFileSync(join(POLICY.path, file), "utf8"));
}

const USER = { name: "ann", uid: "", groups: [], extra: {} };

/** Attributes as Go's encoder has them. */
interface GoAttributes {
  readonly kind: { readonly Group?: string; readonly Version?: string; readonly Kind?: string };
  readonly resource: {
    readonly Group?: string;
    readonly Version?: string;
    readonly Resource?: string;
  };
  readonly namespace: string;
  readonly name: string;
  readonly subresource: string;
  readonly operation: string;
  readonly object: JsonObject | null;
  readonly oldObject: JsonObject | null;
}

function attributesFrom({
  kind,
  resource,
  namespace,
  name,
  subresource,
  operation,
  object,
  oldObject,
}: GoAttributes): AdmissionAttributes {
  const asked = { group: kind.Group ?? "", version: kind.Version ?? "", kind: kind.Kind ?? "" };
  return {
    operation,
    namespace,
    name,
    subresource,
    object,
    oldObject,
    kind: asked,
    objectKind: asked,
    resource: {
      group: resource.Group ?? "",
      version: resource.Version ?? "",
      resource: resource.Resource ?? "",
    },
    user: USER,
    dryRun: false,
    options: null,
  };
}

interface MatchCase {
  readonly name: string;
  readonly criteria: JsonObject;
  readonly attrs: GoAttributes;
  readonly expectMatches: boolean;
  readonly expectMatchKind?: GoAttributes["kind"];
  readonly expectMatchResource?: GoAttributes["resource"];
}

// As upstream's test registers them.
const VERSIONS = [
  ["extensions", "v1beta1"],
  ["apps", "v1"],
  ["apps", "v1beta1"],
  ["apps", "v1alpha1"],
] as const;

const EQUIVALENTS: EquivalentResources = {
  resourcesFor: () =>
    VERSIONS.map(([group, version]) => ({ group, version, resource: "deployments" })),
  kindFor: ({ group, version }, subresource) => {
    const isOld = group === "extensions" || version === "v1beta1";
    return subresource === "scale"
      ? isOld
        ? { group, version: "v1beta1", kind: "Scale" }
        : { group: "autoscaling", version: "v1", kind: "Scale" }
      : { group, version, kind: "Deployment" };
  },
};

function matchProblem(wanted: MatchCase): string | undefined {
  const match = matches(attributesFrom(wanted.attrs), wanted.criteria, {
    equivalents: EQUIVALENTS,
    namespaceLabels: () => ({}),
  });
  const found = match && "kind" in match ? match : undefined;
  if ((found !== undefined) !== wanted.expectMatches) return JSON.stringify({ match });
  const kind = wanted.expectMatchKind;
  const resource = wanted.expectMatchResource;
  const wrong = [
    kind && differs(found?.kind, [kind.Group, kind.Version, kind.Kind]),
    resource && differs(found?.resource, [resource.Group, resource.Version, resource.Resource]),
  ];
  return wrong.includes(true) ? JSON.stringify({ match }) : undefined;
}

function differs(found: object | undefined, wanted: readonly (string | undefined)[]): boolean {
  return JSON.stringify(Object.values(found ?? {})) !== JSON.stringify(wanted);
}

it("every case of matching", needing(POLICY), () => {
  const cases = casesOf("vap-matching.json") as readonly MatchCase[];
  const problems = cases.flatMap((each) => {
    const problem = matchProblem(each);
    return problem === undefined ? [] : [`${each.name}: ${problem}`];
  });
  console.log(`vap-matching: ${cases.length - problems.length} of ${cases.length}`);
  expect(problems).toEqual([]);
  expect(cases).toHaveLength(8);
});

interface GoDecision {
  readonly decision: number | { readonly $go: string };
  readonly reason: string;
}

interface ConditionCase {
  readonly name: string;
  readonly attributes: GoAttributes;
  readonly validations: readonly { readonly Expression: string }[];
  readonly results: readonly {
    readonly EvalResult?: boolean;
    readonly Error?: { readonly args: readonly string[] };
  }[];
  readonly params?: JsonObject | null;
  readonly hasParamKind?: boolean;
  readonly authorizer?: {
    readonly match?: GoDecision & { readonly match: JsonObject };
    readonly defaultResult: GoDecision;
  };
  readonly namespaceObject?: JsonObject;
  readonly testPerCallLimit?: number;
}

/** A params object of the suite: some are written as Go's Unstructured. */
function paramsOf({ params = null }: ConditionCase): JsonObject | null {
  const inner = params?.["Object"];
  return isJsonObject(inner) ? inner : params;
}

function authorizerOf({ authorizer }: ConditionCase) {
  return (user: { readonly name: string }, access: object) => {
    const { match, defaultResult } = authorizer ?? { defaultResult: { decision: 0, reason: "" } };
    const isAsked = match !== undefined && isSameAccess(match.match, user, access as JsonObject);
    const { decision, reason } = isAsked ? match : defaultResult;
    const isAllowed = typeof decision === "object" && decision.$go.endsWith("DecisionAllow");
    return { allowed: isAllowed, reason };
  };
}

const FIELDS: readonly (readonly [string, string])[] = [
  ["Verb", "verb"],
  ["Namespace", "namespace"],
  ["APIGroup", "group"],
  ["Resource", "resource"],
  ["Subresource", "subresource"],
  ["Name", "name"],
];

function isSameAccess(
  match: JsonObject,
  user: { readonly name: string },
  access: JsonObject,
): boolean {
  const asked = match["User"];
  const name = isJsonObject(asked) ? asked["Name"] : undefined;
  return (
    (name === undefined || name === user.name) &&
    FIELDS.every(([theirs, ours]) => (match[theirs] ?? "") === (access[ours] ?? ""))
  );
}

function conditionProblem(wanted: ConditionCase): string | undefined {
  const policy = compilePolicy(
    {
      kind: "ValidatingAdmissionPolicy",
      metadata: { name: "p" },
      spec: {
        ...(wanted.hasParamKind === true && { paramKind: { apiVersion: "v1", kind: "ConfigMap" } }),
        validations: wanted.validations.map(({ Expression }) => ({ expression: Expression })),
      },
    },
    NEWEST_MINOR,
  );
  const attributes = attributesFrom(wanted.attributes);
  const { kind, resource, object, oldObject } = attributes;
  const { decisions } = validate(
    policy,
    {
      attributes,
      match: { kind, resource },
      object,
      oldObject,
      params: paramsOf(wanted),
      namespace: wanted.namespaceObject ?? null,
      authorize: authorizerOf(wanted),
    },
    { ...POLICY_LIMITS, perCall: wanted.testPerCallLimit ?? POLICY_LIMITS.perCall },
  );
  const wrong = wanted.results.flatMap((result, index) => {
    const decision = decisions[index];
    const isRight =
      result.Error === undefined
        ? decision?.admits === (result.EvalResult ?? false) && decision.error === undefined
        : decision?.error?.includes(result.Error.args[0] ?? "") === true;
    return isRight ? [] : [`${wanted.validations[index]?.Expression}: ${JSON.stringify(decision)}`];
  });
  return wrong[0];
}

it("every case of conditions", needing(POLICY), () => {
  const cases = casesOf("vap-condition.json") as readonly ConditionCase[];
  const problems = cases.flatMap((each) => {
    const problem = conditionProblem(each);
    return problem === undefined ? [] : [`${each.name}: ${problem}`];
  });
  console.log(`vap-condition: ${cases.length - problems.length} of ${cases.length}`);
  expect(problems).toEqual([]);
  expect(cases).toHaveLength(13);
});

interface CompositionCase {
  readonly name: string;
  readonly attributes: GoAttributes;
  readonly variables: readonly JsonValue[];
  readonly expression: string;
  readonly expectedResult?: JsonValue;
  readonly expectErr?: boolean;
  readonly expectedErrorMessage?: string;
  readonly runtimeCostBudget?: number;
}

it("every case of variables", needing(POLICY), () => {
  const cases = casesOf("vap-composition.json") as readonly CompositionCase[];
  const problems = cases.flatMap((each) => {
    const { variables, expression, runtimeCostBudget: budget = POLICY_LIMITS.budget } = each;
    const policy = compilePolicy(
      { spec: { variables, validations: [{ expression }] } },
      NEWEST_MINOR,
    );
    const attributes = attributesFrom(each.attributes);
    const { kind, resource, object, oldObject } = attributes;
    const input = {
      attributes,
      match: { kind, resource },
      object,
      oldObject,
      params: null,
      namespace: null,
      authorize: () => ({ allowed: false, reason: "" }),
    };
    const [decision] = validate(policy, input, { ...POLICY_LIMITS, budget }).decisions;
    const isRight = each.expectErr
      ? decision?.error?.includes(each.expectedErrorMessage ?? "") === true
      : decision?.admits === each.expectedResult;
    return isRight ? [] : [`${each.name}: ${JSON.stringify(decision)}`];
  });
  console.log(`vap-composition: ${cases.length - problems.length} of ${cases.length}`);
  expect(problems).toEqual([]);
  expect(cases).toHaveLength(4);
});
