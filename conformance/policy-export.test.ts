import { NEWEST_MINOR } from "@watertight/cel";
import {
  EXPORTED_RULES,
  exportedPolicy,
  type Policies,
  readPolicies,
  requestFor,
  type SnapshotSurroundings,
  surroundingsOf,
  validateRequest,
} from "@watertight/cel/policies";
import { createAuthorizer } from "@watertight/core/access";
import { builtInChecks, type ObjectCheck, type PodCheck } from "@watertight/core/checks";
import { createCluster } from "@watertight/core/cluster";
import { type KubernetesObject, objectAt } from "@watertight/core/kubernetes";
import type { SnapshotObject } from "@watertight/core/snapshot";
import { seeded, snapshotOf } from "@watertight/core/testing";
import { expect, it } from "vitest";
import { randomValidPod } from "../e2e/live/random-valid-pods.ts";

/*
 * Checks as policies against the checks themselves: on their own examples, and on random Pods.
 */

const RANDOM_PODS = 500;
const SEED = 20_261_124;

/** What a check knows of the rest of the cluster and a policy does not: examples of it, by check and title. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map(
  [
    "cpu-limit-missing",
    "cpu-request-missing",
    "memory-limit-missing",
    "memory-request-missing",
    "ephemeral-storage-limit-missing",
    "ephemeral-storage-request-missing",
  ]
    .map((check): [string, string] => [
      `${check}: a LimitRange of the namespace that fills it in`,
      "The API server fills it in before policies are asked.",
    ])
    .concat([
      [
        "image-pull-policy-not-always: an API server that pulls always",
        "Its admission sets the policy before policies are asked.",
      ],
      ["seccomp-missing: an annotation, which counts until v1.26", "Policies are since 1.30."],
      ["seccomp-missing: an annotation for the other container, in v1.26", "The same."],
      [
        "default-namespace-used: a pod that says another or none",
        "In the API server every object is in a namespace.",
      ],
    ]),
);

const USER = { name: "ann", uid: "", groups: [], extra: {} };
const NOTHING = snapshotOf([]);
const SURROUNDINGS = surroundingsOf(NOTHING, createAuthorizer(NOTHING), false);
type Check = ObjectCheck | PodCheck;

const CHECKS = new Map(
  builtInChecks().flatMap((check): [string, Check][] =>
    check.on === "pod" || check.on === "object" ? [[check.id, check]] : [],
  ),
);

function policiesFor(check: Check, rule: (typeof EXPORTED_RULES)[number]): Policies {
  return readPolicies(exportedPolicy(rule, check, "Deny"), NEWEST_MINOR);
}

/** What a policy says of an object: undefined where it is not for it. */
function denials(
  policies: Policies,
  object: KubernetesObject,
  surroundings: SnapshotSurroundings,
): readonly string[] {
  const asked = { operation: "CREATE", user: USER } as const;
  const attributes = requestFor(object, asked, surroundings.resources);
  if (!attributes) return [];
  const { decisions } = validateRequest(policies.validating, attributes, surroundings);
  return decisions.map(({ error, message }) => (error === undefined ? "denied" : message));
}

function violations(
  check: Check,
  entry: SnapshotObject,
  objects: readonly KubernetesObject[],
): number {
  const cluster = createCluster(snapshotOf(objects));
  if (check.on === "object") return [...check.evaluate(entry, cluster)].length;
  return entry.podTemplates.flatMap((template) => [
    ...check.evaluate(template, { cluster, object: entry }),
  ]).length;
}

interface Example {
  readonly title: string;
  readonly objects: readonly KubernetesObject[];
}

function examplesOf(check: Check): readonly Example[] {
  if (check.on === "object") {
    return [...check.examples.violating, ...check.examples.compliant];
  }
  return [...check.examples.violating, ...check.examples.compliant].map(
    ({ title, pod, objects = [] }) => ({
      title,
      objects: [
        {
          apiVersion: "v1",
          kind: "Pod",
          ...pod,
          metadata: { name: "example", ...pod.metadata },
        } as unknown as KubernetesObject,
        ...objects,
      ],
    }),
  );
}

function speaksOf(check: Check, { object }: SnapshotObject): boolean {
  if (check.on === "pod" || !check.kinds) return true;
  const group = object.apiVersion.includes("/") ? `${object.apiVersion.split("/")[0]}/` : "";
  return check.kinds.some((kind) => kind === "workloads" || kind === `${group}${object.kind}`);
}

it("policies that checks are exported as decide as their checks do on their own examples", () => {
  const seen = { examples: 0, objects: 0, elsewhere: 0 };
  const problems = EXPORTED_RULES.flatMap((rule) => {
    const check = CHECKS.get(rule.check);
    if (!check) return [`there is no check ${rule.check}`];
    const policies = policiesFor(check, rule);
    const [bound] = policies.validating;
    const compiled = bound?.policy.validations.flatMap(
      ({ expression, messageExpression }) => expression.problem ?? messageExpression?.problem ?? [],
    );
    if (compiled?.[0] !== undefined) return [`${rule.check}: ${compiled[0]}`];
    return examplesOf(check).flatMap(({ title, objects }) => {
      seen.examples += 1;
      if (ELSEWHERE.has(`${check.id}: ${title}`)) {
        seen.elsewhere += 1;
        return [];
      }
      return snapshotOf(objects).objects.flatMap((entry) => {
        if (!speaksOf(check, entry)) return [];
        seen.objects += 1;
        const wanted = violations(check, entry, objects) > 0;
        const found = denials(policies, entry.object, SURROUNDINGS);
        const error = found.find((each) => each !== "denied");
        return error === undefined && wanted === found.length > 0
          ? []
          : [`${check.id}: ${title}: ${entry.reference.kind} ${wanted}, ${error ?? found.length}`];
      });
    });
  });
  console.log(`${EXPORTED_RULES.length} checks, ${JSON.stringify(seen)}`);
  expect(problems).toEqual([]);
  expect(EXPORTED_RULES.length).toBeGreaterThanOrEqual(60);
});

function inShop(pod: KubernetesObject): KubernetesObject {
  return { ...pod, metadata: { ...objectAt(pod, "metadata"), namespace: "shop" } };
}

it(`and on ${RANDOM_PODS} random Pods each`, { timeout: 120_000 }, () => {
  const random = seeded(SEED);
  const pods = Array.from({ length: RANDOM_PODS }, (_, at) =>
    inShop(randomValidPod(random, `p${at}`)),
  );
  const snapshot = snapshotOf(pods);
  const cluster = createCluster(snapshot);
  const rules = EXPORTED_RULES.filter((rule) => rule.on !== "object");
  let denied = 0;
  const problems = rules.flatMap((rule) => {
    const check = CHECKS.get(rule.check);
    if (!check) return [];
    const policies = policiesFor(check, rule);
    const wrong = snapshot.objects.flatMap((entry) => {
      const found =
        check.on === "object"
          ? [...check.evaluate(entry, cluster)]
          : entry.podTemplates.flatMap((template) => [
              ...check.evaluate(template, { cluster, object: entry }),
            ]);
      const says = denials(policies, entry.object, SURROUNDINGS);
      denied += says.length > 0 ? 1 : 0;
      return found.length > 0 === says.length > 0 && !says.some((each) => each !== "denied")
        ? []
        : [
            `${rule.check}: ${found[0]?.message ?? "nothing"}, ${says[0] ?? "nothing"}: ${JSON.stringify(entry.object).slice(0, 900)}`,
          ];
    });
    return wrong.slice(0, 1);
  });
  console.log(`${rules.length} policies on ${RANDOM_PODS} Pods, ${denied} denials`);
  expect(problems).toEqual([]);
  expect(denied).toBeGreaterThan(1000);
});
