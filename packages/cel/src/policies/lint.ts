import {
  type ApiResource,
  type FieldPath,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import type { CelFault } from "../program.ts";
import { type CompiledPolicy, compilePolicy } from "./compiled.ts";
import type { CompiledExpression } from "./expressions.ts";
import { costRemarks } from "./lint-costs.ts";
import type { Binding, BoundPolicy, Policies } from "./policies.ts";
import { promiseRemarks, typeRemarks } from "./promises.ts";
import { isEmptySelector } from "./selectors.ts";

/*
 * What is wrong with policies before they are applied.
 */

export interface PolicyRemark {
  readonly rule:
    | "binding-invalid"
    | "containers-overlooked"
    | "cost-exceeded"
    | "cost-high"
    | "expression-invalid"
    | "expression-too-new"
    | "fails-open"
    | "matches-nothing"
    | "namespaces-exempted"
    | "no-binding"
    | "no-policy"
    | "params-optional"
    | "said-not-checked"
    | "type-warning";
  /** `error`: it does not work; `warning`: it does less than it seems to. */
  readonly severity: "error" | "warning";
  readonly object: JsonObject;
  readonly path: FieldPath;
  readonly message: string;
  /** Where in the expression, if it is about one. */
  readonly at?: CelFault;
}

type Remark = Omit<PolicyRemark, "object">;

/** What is known of the cluster that the policies are for; new expressions have the libraries of the version before its own. */
export interface LintSurroundings {
  readonly resources: Iterable<ApiResource>;
  readonly minor: number;
}

export function lintPolicies(
  policies: Policies,
  surroundings: LintSurroundings,
): readonly PolicyRemark[] {
  const resources = [...surroundings.resources];
  const bound = [...policies.mutating, ...policies.validating];
  return [
    ...bound.flatMap((each) => remarksOn(each, resources, surroundings.minor)),
    ...policies.unbound.map(
      ({ object, policyName }): PolicyRemark => ({
        rule: "no-policy",
        severity: "error",
        object,
        path: ["spec", "policyName"],
        message: `there is no policy ${policyName}`,
      }),
    ),
  ];
}

function remarksOn(
  { policy, bindings }: BoundPolicy,
  resources: readonly ApiResource[],
  minor: number,
): readonly PolicyRemark[] {
  const { object } = policy;
  const own: readonly Remark[] = [
    ...expressionRemarks(policy, minor),
    ...costRemarks(expressionsOf(policy), policy.failsOpen),
    ...(bindings.length === 0 ? [NO_BINDING] : []),
    ...(policy.failsOpen ? [FAILS_OPEN] : []),
    ...matchRemarks(policy, resources),
    ...containerRemarks(policy),
    ...selectorRemarks(policy.constraints, ["spec", "matchConstraints"]),
    ...promiseRemarks(
      policy,
      expressionsOf(policy).map(({ expression }) => expression.source),
      resources,
    ),
    ...typeRemarks(policy),
  ];
  return [
    ...own.map((remark) => ({ ...remark, object })),
    ...bindings.flatMap((binding) =>
      bindingRemarks(policy, binding).map((remark) => ({ ...remark, object: binding.object })),
    ),
  ];
}

const NO_BINDING: Remark = {
  rule: "no-binding",
  severity: "warning",
  path: ["metadata", "name"],
  message: "nothing binds the policy, so that it has no effect",
};

const FAILS_OPEN: Remark = {
  rule: "fails-open",
  severity: "warning",
  path: ["spec", "failurePolicy"],
  message: "a request passes where an expression has no answer",
};

interface Placed {
  readonly path: FieldPath;
  readonly expression: CompiledExpression;
}

function expressionsOf(policy: CompiledPolicy): readonly Placed[] {
  const { mutations, spec } = policy;
  return [
    ...Array.from(policy.variables.values(), (expression, at) => ({
      path: ["spec", "variables", at, "expression"],
      expression,
    })),
    ...policy.conditions.map(({ condition }, at) => ({
      path: ["spec", "matchConditions", at, "expression"],
      expression: condition,
    })),
    ...policy.validations.flatMap(({ expression, messageExpression }, at) => [
      { path: ["spec", "validations", at, "expression"], expression },
      ...(messageExpression === undefined
        ? []
        : [
            {
              path: ["spec", "validations", at, "messageExpression"],
              expression: messageExpression,
            },
          ]),
    ]),
    ...policy.annotations.map(({ value }, at) => ({
      path: ["spec", "auditAnnotations", at, "valueExpression"],
      expression: value,
    })),
    ...mutations.map(({ expression }, at) => ({
      path: [
        "spec",
        "mutations",
        at,
        textAt(listAt(spec, "mutations")[at], "patchType") === "JSONPatch"
          ? "jsonPatch"
          : "applyConfiguration",
        "expression",
      ],
      expression,
    })),
  ];
}

/** What does not compile, and what compiles only with libraries that are too new. */
function expressionRemarks(policy: CompiledPolicy, minor: number): readonly Remark[] {
  const older = expressionsOf(compilePolicy(policy.object, minor - 1));
  return expressionsOf(policy).flatMap(({ path, expression }, index): readonly Remark[] => {
    const [fault] = expression.faults;
    if (fault !== undefined) {
      const { message } = fault;
      return [{ rule: "expression-invalid", severity: "error", path, message, at: fault }];
    }
    const [missing] = older[index]?.expression.faults ?? [];
    return missing === undefined
      ? []
      : [
          {
            rule: "expression-too-new",
            severity: "error",
            path,
            message: `Kubernetes 1.${minor} takes new expressions with the libraries of 1.${minor - 1}: ${missing.message}`,
            at: missing,
          },
        ];
  });
}

function matchRemarks(policy: CompiledPolicy, resources: readonly ApiResource[]): Remark[] {
  const rules = listAt(policy.constraints, "resourceRules");
  const isMatching = rules.some((rule) =>
    resources.some(
      ({ group, name, subresources }) =>
        isAmong(textsAt(rule, "apiGroups"), group) &&
        textsAt(rule, "resources").some((each) =>
          [
            name,
            "*",
            `${name}/*`,
            "*/*",
            ...subresources.map((below) => `${name}/${below}`),
          ].includes(each),
        ),
    ),
  );
  if (rules.length > 0 && isMatching) {
    return [];
  }
  const path = ["spec", "matchConstraints"];
  const message =
    rules.length === 0
      ? "the policy has no resource rules"
      : "no resource that is known is in one of the groups and has one of the names";
  return [{ rule: "matches-nothing", severity: "warning", path, message }];
}

function isAmong(wanted: readonly string[], text: string): boolean {
  return wanted.includes("*") || wanted.includes(text);
}

/** Whoever asks about containers of pods means all of them. */
function containerRemarks(policy: CompiledPolicy): Remark[] {
  if (policy.kind === "mutating") {
    return [];
  }
  const texts = expressionsOf(policy).map(({ expression }) => expression.source);
  const all = texts.join("\n");
  if (!/\bspec[.?]*\bcontainers\b|\.containers\b/.test(all)) {
    return [];
  }
  const missing = ["initContainers", "ephemeralContainers"].filter((list) => !all.includes(list));
  return missing.length === 0
    ? []
    : [
        {
          rule: "containers-overlooked",
          severity: "warning",
          path: ["spec", "validations"],
          message: `the expressions look at containers and not at ${missing.join(" and ")}`,
        },
      ];
}

/** A label that others may set takes a namespace out; its name is the one that nobody changes. */
function selectorRemarks(criteria: JsonObject, path: FieldPath): Remark[] {
  const selector = objectAt(criteria, "namespaceSelector");
  if (isEmptySelector(selector)) {
    return [];
  }
  const keys = [
    ...Object.keys(objectAt(selector, "matchLabels")),
    ...listAt(selector, "matchExpressions").map((each) => textAt(each, "key")),
  ].filter((key) => key !== "kubernetes.io/metadata.name");
  return keys.length === 0
    ? []
    : [
        {
          rule: "namespaces-exempted",
          severity: "warning",
          path: [...path, "namespaceSelector"],
          message: `whoever may set the label ${keys.join(" or ")} of a namespace decides whether it is asked`,
        },
      ];
}

function bindingRemarks(policy: CompiledPolicy, binding: Binding): Remark[] {
  const { actions, paramRef, resources } = binding;
  const remarks: Remark[] = [];
  if (policy.kind === "validating" && actions.length === 0) {
    const path = ["spec", "validationActions"];
    const message = "the binding has no validationActions";
    remarks.push({ rule: "binding-invalid", severity: "error", path, message });
  }
  if (actions.includes("Deny") && actions.includes("Warn")) {
    const path = ["spec", "validationActions"];
    const message = "Deny and Warn may not be used together";
    remarks.push({ rule: "binding-invalid", severity: "error", path, message });
  }
  if (policy.paramKind !== undefined && paramRef === undefined) {
    const path = ["spec"];
    const message = "the policy has params and the binding names none: they are null";
    remarks.push({ rule: "params-optional", severity: "warning", path, message });
  }
  if (paramRef !== undefined && paramRef["parameterNotFoundAction"] !== "Deny") {
    const path = ["spec", "paramRef", "parameterNotFoundAction"];
    const message = "a request passes where there are no params";
    remarks.push({ rule: "params-optional", severity: "warning", path, message });
  }
  return [
    ...remarks,
    ...(resources === undefined ? [] : selectorRemarks(resources, ["spec", "matchResources"])),
  ];
}
