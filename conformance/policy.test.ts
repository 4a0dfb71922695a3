import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NEWEST_MINOR } from "@watertight/cel";
import { admit, readPolicies, requestFor, surroundingsOf } from "@watertight/cel/policies";
import { createAuthorizer } from "@watertight/core/access";
import { isJsonObject, isKubernetesObject, type JsonObject } from "@watertight/core/kubernetes";
import { snapshotOf } from "@watertight/core/testing";
import { parseDocument } from "@watertight/manifests";
import { expect, it } from "vitest";
import { needing } from "./needs.ts";
import { suite } from "./suites.ts";

/*
 * Upstream's own cases of ValidatingAdmissionPolicies: whole policies with bindings and params.
 */

const POLICY = suite("policy");

function documentIn(folder: string, file: string): JsonObject {
  const value = parseDocument(readFileSync(join(folder, file), "utf8")).values[0]?.value;
  if (!isJsonObject(value)) throw new Error(`${folder}/${file} is no object.`);
  return value;
}

const USER = { name: "ann", uid: "", groups: [], extra: {} };

function wholePolicyProblem(folder: string): string | undefined {
  const files = ["policy.yaml", "binding.yaml", "params.yaml", "object.yaml"];
  const objects = files.map((file) => documentIn(folder, file));
  const object = objects[3] ?? {};
  const snapshot = snapshotOf(objects.filter(isKubernetesObject));
  const surroundings = surroundingsOf(snapshot, createAuthorizer(snapshot), false);
  const policies = readPolicies(objects, NEWEST_MINOR);
  const asked = { operation: "CREATE", user: USER } as const;
  const attributes = requestFor(object, asked, surroundings.resources);
  if (!attributes) return "no resource";
  const { allowed, warnings, decisions } = admit(policies, attributes, surroundings);
  const { expected } = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as {
    readonly expected: "fail" | "pass" | "warn";
  };
  const errors = decisions.flatMap(({ error }) => (error === undefined ? [] : [error]));
  if (errors.length > 0) return `error ${errors[0]}`;
  const found = allowed ? (warnings.length > 0 ? "warn" : "pass") : "fail";
  return found === expected ? undefined : `${found}, not ${expected}`;
}

it("every case of whole policies, without an error", needing(POLICY), () => {
  const root = join(POLICY.path, "validating-admission-policies");
  const cases = readdirSync(root).flatMap((policy) =>
    readdirSync(join(root, policy)).map((number) => `${policy}/${number}`),
  );
  const problems = cases.flatMap((each) => {
    const problem = wholePolicyProblem(join(root, each));
    return problem === undefined ? [] : [`${each}: ${problem}`];
  });
  console.log(`policies: ${cases.length - problems.length} of ${cases.length}`);
  expect(problems).toEqual([]);
  expect(cases).toHaveLength(178);
});
