import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type AuditRequest,
  type AuditTarget,
  auditDecision,
  readAuditPolicy,
} from "@watertight/core/audit";
import type { JsonObject } from "@watertight/core/kubernetes";
import { expect, test } from "vitest";
import { needing } from "./needs.ts";
import { suite } from "./suites.ts";

const SUITE = suite("audit");

interface Attributes {
  readonly User?: { readonly Name: string; readonly Groups?: readonly string[] };
  readonly Verb: string;
  readonly Namespace?: string;
  readonly APIGroup?: string;
  readonly Resource?: string;
  readonly Subresource?: string;
  readonly Name?: string;
  readonly ResourceRequest: boolean;
  readonly Path: string;
}

interface Levels {
  readonly attrs: Readonly<Record<string, Attributes>>;
  readonly rules: Readonly<Record<string, JsonObject>>;
  readonly cases: readonly {
    readonly req: string;
    readonly rules: readonly string[];
    readonly expectedLevel: string;
  }[];
}

/** Upstream's cases have Go's internal names of the fields. */
function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      return [`${key.charAt(0).toLowerCase()}${key.slice(1)}`, written(inner)];
    }),
  );
}

function requestOf(attributes: Attributes): AuditRequest {
  const { User, Verb: verb, ResourceRequest, Path: path } = attributes;
  const who = { user: User?.Name, groups: User?.Groups ?? [], verb };
  return { ...who, target: ResourceRequest ? targetOf(attributes) : { path } };
}

function targetOf({
  APIGroup: group = "",
  Resource: resource = "",
  Subresource: subresource = "",
  Namespace: namespace = "",
  Name: name = "",
}: Attributes): AuditTarget {
  return { group, resource, subresource, namespace, name };
}

test("every level of upstream's cases is ours", needing(SUITE), () => {
  const levels = JSON.parse(readFileSync(join(SUITE.path, "policy-levels.json"), "utf8")) as Levels;
  const differences: unknown[] = [];
  for (const each of levels.cases) {
    const attributes = levels.attrs[each.req];
    if (!attributes) throw new Error(`no attributes ${each.req}`);
    const rules = each.rules.map((name) => written(levels.rules[name]) as JsonObject);
    const { policy, problems } = readAuditPolicy({
      apiVersion: "audit.k8s.io/v1",
      kind: "Policy",
      rules,
    });
    if (!policy) throw new Error(JSON.stringify(problems));
    const decision = auditDecision(policy, requestOf(attributes));
    if (decision.level !== each.expectedLevel) differences.push({ each, decision });
  }
  process.stdout.write(`${levels.cases.length} cases\n`);
  expect(differences).toEqual([]);
  expect(levels.cases.length).toBe(23);
});
