import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { migratePolicies } from "@watertight/cel/migration";
import {
  readPolicies,
  requestFor,
  type SnapshotSurroundings,
  surroundingsOf,
  validateRequest,
} from "@watertight/cel/policies";
import { createAuthorizer } from "@watertight/core/access";
import {
  isJsonObject,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import { evaluatePod } from "@watertight/core/pod-security";
import { seeded, snapshotOf } from "@watertight/core/testing";
import { parseDocument } from "@watertight/manifests";
import { describe, expect, it } from "vitest";
import { randomValidPod } from "../e2e/live/random-valid-pods.ts";
import { naiveOutcome } from "./naive-patterns.ts";
import { needing } from "./needs.ts";
import { randomPattern } from "./random-patterns.ts";
import { POLICY_LIBRARIES } from "./suites.ts";

/*
 * Policies of others, translated, against a naive reading of them, and on the cases of their own libraries.
 */

const NEWEST = 36;
const NOTHING = snapshotOf([]);
const SURROUNDINGS: SnapshotSurroundings = surroundingsOf(
  NOTHING,
  createAuthorizer(NOTHING),
  false,
);

interface Asked {
  readonly operation?: "CREATE" | "UPDATE";
  readonly oldObject?: JsonObject | null;
  readonly user?: { readonly name: string; readonly groups: readonly string[] };
}

type Policies = ReturnType<typeof readPolicies>;

/** Policies as if all of them denied. */
function denying(objects: readonly JsonObject[]): Policies {
  const own = objects.map((each) =>
    textAt(each, "kind").endsWith("Binding")
      ? { ...each, spec: { ...objectAt(each, "spec"), validationActions: ["Deny"] } }
      : each,
  );
  return readPolicies(own, NEWEST);
}

/** What policies say of an object; an error of an expression throws. */
function denialsOf(
  policies: Policies,
  object: JsonObject,
  { operation = "CREATE", oldObject = null, user }: Asked = {},
): readonly string[] {
  const asked = { name: "", uid: "", groups: [], extra: {}, ...user };
  const made = requestFor(object, { operation: "CREATE", user: asked }, SURROUNDINGS.resources);
  if (made === undefined) throw new Error(`no resource of ${textAt(object, "kind")}`);
  const attributes = { ...made, operation, oldObject };
  const { decisions } = validateRequest(policies.validating, attributes, SURROUNDINGS);
  const error = decisions.find((each) => each.error !== undefined);
  if (error) throw new Error(error.message);
  return decisions.map(({ message }) => message);
}

function policyWith(validate: JsonObject): JsonObject {
  return {
    apiVersion: "kyverno.io/v1",
    kind: "ClusterPolicy",
    metadata: { name: "p" },
    spec: {
      rules: [{ name: "r", match: { any: [{ resources: { kinds: ["Pod"] } }] }, validate }],
    },
  };
}

/** The translation of a policy; undefined where it is refused. */
function translated(policy: JsonObject): Policies | undefined {
  const rules = migratePolicies([policy]);
  return rules.some(({ refused }) => refused.length > 0)
    ? undefined
    : denying(rules.flatMap(({ objects }) => objects));
}

it("random patterns are translated to what a naive reading of them says", () => {
  const random = seeded(20_261_130);
  const pods = Array.from({ length: 60 }, (_, at) => randomValidPod(random, `p${at}`));
  const seen = { pass: 0, skip: 0, fail: 0, refused: 0 };
  const problems: string[] = [];
  for (let at = 0; at < 300; at++) {
    const pattern = randomPattern(random);
    const isAny = random() < 0.2;
    const other = randomPattern(random);
    const policies = translated(policyWith(isAny ? { anyPattern: [pattern, other] } : { pattern }));
    seen.refused += Number(policies === undefined);
    if (policies === undefined) continue;
    for (const pod of pods.slice((at % 6) * 10, (at % 6) * 10 + 10)) {
      const found = [pattern, ...(isAny ? [other] : [])].map((each) => naiveOutcome(each, pod));
      const wanted = found.includes("pass") ? "pass" : found.includes("fail") ? "fail" : "skip";
      seen[wanted] += 1;
      const denied = denialsOf(policies, pod).length > 0;
      if (denied !== (wanted === "fail")) {
        problems.push(`${wanted}: ${JSON.stringify(pattern)} of ${JSON.stringify(pod)}`);
      }
    }
  }
  console.log(`patterns: ${JSON.stringify(seen)}`);
  expect(problems.slice(0, 2)).toEqual([]);
  expect(seen.fail).toBeGreaterThan(500);
  expect(seen.pass).toBeGreaterThan(200);
  expect(seen.skip).toBeGreaterThan(200);
  expect(seen.refused).toBeLessThan(100);
});

it("Pod Security Standards are translated to what they say", () => {
  const random = seeded(7);
  const seen = { allowed: 0, denied: 0 };
  const problems: string[] = [];
  for (const level of ["baseline", "restricted"] as const) {
    const policies = translated(policyWith({ podSecurity: { level, version: "latest" } }));
    if (policies === undefined) throw new Error(`${level} is refused`);
    for (let at = 0; at < 250; at++) {
      const pod = randomValidPod(random, `p${at}`);
      const own = { metadata: objectAt(pod, "metadata"), spec: objectAt(pod, "spec") };
      const { allowed: isAllowed } = evaluatePod(own, { level, version: "v1.34" });
      seen[isAllowed ? "allowed" : "denied"] += 1;
      if (denialsOf(policies, pod).length > 0 === isAllowed) problems.push(JSON.stringify(pod));
    }
  }
  console.log(`Pod Security: ${JSON.stringify(seen)}`);
  expect(problems.slice(0, 2)).toEqual([]);
  expect(seen.allowed).toBeGreaterThan(20);
});

function documentsIn(file: string): readonly JsonObject[] {
  return parseDocument(readFileSync(file, "utf8"))
    .values.map(({ value }) => value)
    .filter(isJsonObject);
}

function foldersWith(name: string, folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return [
    ...(entries.some((each) => each.name === name) ? [folder] : []),
    ...entries
      .filter((each) => each.isDirectory())
      .flatMap((each) => foldersWith(name, join(folder, each.name))),
  ];
}

interface Counts {
  policies: number;
  translated: number;
  cases: number;
}

describe("libraries of others", () => {
  it("at least 80 % of Kyverno's pod-security and best-practices policies decide as their own cases say", {
    ...needing(POLICY_LIBRARIES),
    timeout: 120_000,
  }, () => {
    const counts: Counts = { policies: 0, translated: 0, cases: 0 };
    const problems: string[] = [];
    const root = join(POLICY_LIBRARIES.path, "kyverno-policies");
    for (const group of ["pod-security", "best-practices"]) {
      const folder = join(root, group);
      for (const own of new Set(foldersOf(folder))) problems.push(...ofKyverno(own, counts));
    }
    console.log(`Kyverno: ${JSON.stringify(counts)}`);
    expect(problems).toEqual([]);
    expect(counts.translated / counts.policies).toBeGreaterThanOrEqual(0.8);
    expect(counts.cases).toBeGreaterThan(900);
  });

  it("at least 80 % of Gatekeeper's library decides as its own cases say", {
    ...needing(POLICY_LIBRARIES),
    timeout: 120_000,
  }, () => {
    const counts: Counts = { policies: 0, translated: 0, cases: 0 };
    const library = join(POLICY_LIBRARIES.path, "gatekeeper-library", "library");
    const problems = foldersWith("suite.yaml", library).flatMap((folder) =>
      ofGatekeeper(folder, counts),
    );
    console.log(`Gatekeeper: ${JSON.stringify(counts)}`);
    expect(problems).toEqual([]);
    expect(counts.translated / counts.policies).toBeGreaterThanOrEqual(0.8);
    expect(counts.cases).toBeGreaterThan(200);
  });
});

/** Folders that hold a policy beside its tests, or without any. */
function foldersOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && each.name.endsWith(".yaml"))
    .map((each) => each.parentPath)
    .filter((path) => !/\/[.]|-test$/.test(path.slice(folder.length)));
}

function ofKyverno(folder: string, counts: Counts): readonly string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  const policies = files
    .flatMap((name) => documentsIn(join(folder, name)))
    .filter(({ kind }) => kind === "ClusterPolicy");
  return policies.flatMap((policy) => {
    counts.policies += 1;
    const rules = migratePolicies([policy]);
    if (rules.some(({ refused }) => refused.length > 0)) return [];
    counts.translated += 1;
    const tests = join(folder, ".kyverno-test");
    const [test] = existsSync(tests) ? documentsIn(join(tests, "kyverno-test.yaml")) : [];
    if (test === undefined) return [];
    const resources = textsAt(test, "resources").flatMap((name) => documentsIn(join(tests, name)));
    return listAt(test, "results").flatMap((result) => {
      const rule = rules.find((each) => textAt(result, "rule").endsWith(each.rule));
      const wanted = textAt(result, "result") === "fail";
      return textsAt(result, "resources").flatMap((name) =>
        resources
          .filter(
            (each) =>
              textAt(each, "metadata", "name") === name.split("/").at(-1) &&
              textAt(each, "kind") === textAt(result, "kind"),
          )
          .flatMap((object) => {
            counts.cases += 1;
            const denied = denialsOf(denying(rule?.objects ?? []), object).length > 0;
            return denied === wanted ? [] : [`${folder}: ${rule?.rule}: ${name}`];
          }),
      );
    });
  });
}

function ofGatekeeper(folder: string, counts: Counts): readonly string[] {
  counts.policies += 1;
  let isTranslated = true;
  const problems = documentsIn(join(folder, "suite.yaml")).flatMap((suite) =>
    listAt(suite, "tests").flatMap((test) => {
      const given = ["template", "constraint"].flatMap((name) =>
        documentsIn(join(folder, textAt(test, name))),
      );
      const rules = migratePolicies(given);
      const objects = rules.flatMap((each) => each.objects);
      isTranslated &&= rules.every(({ refused }) => refused.length === 0);
      if (objects.length === 0) return [];
      const policies = denying(objects);
      return listAt(test, "cases").flatMap((each) => {
        counts.cases += 1;
        const [object] = documentsIn(join(folder, textAt(each, "object")));
        const wanted = listAt(each, "assertions").some(isViolated);
        const denied = object !== undefined && isDenied(policies, object);
        return denied === wanted
          ? []
          : [`${folder}: ${textAt(test, "name")}: ${textAt(each, "name")}`];
      });
    }),
  );
  counts.translated += Number(isTranslated);
  return problems;
}

function isViolated(assertion: unknown): boolean {
  const wanted = isJsonObject(assertion) ? assertion["violations"] : undefined;
  return wanted === undefined || wanted === "yes" || wanted === true || Number(wanted) > 0;
}

/** Of an object, or of the request that a review holds. */
function isDenied(policies: Policies, object: JsonObject): boolean {
  if (object["kind"] !== "AdmissionReview") return denialsOf(policies, object).length > 0;
  const request = objectAt(object, "request");
  const old = request["oldObject"];
  const asked = {
    operation: textAt(request, "operation") === "UPDATE" ? "UPDATE" : "CREATE",
    oldObject: isJsonObject(old) ? old : null,
    user: {
      name: textAt(request, "userInfo", "username"),
      groups: textsAt(request, "userInfo", "groups"),
    },
  } as const;
  return denialsOf(policies, objectAt(request, "object"), asked).length > 0;
}
