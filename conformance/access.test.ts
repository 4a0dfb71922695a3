import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type AccessRequest,
  appliesToUser,
  createAuthorizer,
  readPolicyRules,
  resourceRequest,
  uncoveredRules,
} from "@watertight/core/access";
import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { wholeSnapshotOf } from "@watertight/core/testing";
import { describe, expect, test } from "vitest";
import { needing } from "./needs.ts";
import { plainRules } from "./plain-rules.ts";
import { suite } from "./suites.ts";

const SUITE = suite("access");

interface Asked {
  readonly user: string;
  readonly groups: readonly string[];
  readonly verb: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly apiGroup?: string;
  readonly path?: string;
}

interface Subject {
  readonly kind: string;
  readonly apiGroup?: string;
  readonly name: string;
  readonly namespace?: string;
}

interface CanICase {
  readonly id: string;
  readonly objects: readonly KubernetesObject[];
  readonly request: Asked;
  readonly allowed: boolean;
}

interface WhoCanCase {
  readonly id: string;
  readonly objects: readonly KubernetesObject[];
  readonly request: Asked;
  readonly subjects: readonly Subject[];
}

interface SubjectCase {
  readonly id: string;
  readonly subjects: readonly Subject[];
  readonly user: string;
  readonly groups: readonly string[];
  readonly bindingNamespace: string;
  readonly appliesTo: boolean;
}

interface CoversSuite {
  readonly covers: readonly {
    readonly id: string;
    readonly ownerRules: readonly JsonObject[];
    readonly servantRules: readonly JsonObject[];
    readonly covered: boolean;
    readonly uncovered: readonly JsonObject[];
  }[];
  readonly nonResourceURLCovers: readonly {
    readonly owner: string;
    readonly requested: string;
    readonly want: boolean;
  }[];
}

function read<Suite>(name: string, empty: Suite): Suite {
  if (!SUITE.isHere) return empty;
  return JSON.parse(readFileSync(join(SUITE.path, name), "utf8")) as Suite;
}

function requestOf({ verb, path, resource = "", ...rest }: Asked): AccessRequest {
  if (path !== undefined) return { verb, path };
  const { subresource = "", namespace = "", apiGroup = "" } = rest;
  return resourceRequest({ verb, group: apiGroup, resource, subresource, namespace });
}

describe("upstream's authorizer cases", needing(SUITE), () => {
  const cases = read<readonly CanICase[]>("can-i.json", []);

  test("are all there", () => {
    expect(cases).toHaveLength(34);
  });

  test.each(cases)("$id", ({ objects, request, allowed }) => {
    const authorizer = createAuthorizer(wholeSnapshotOf(objects));
    const { user, groups } = request;
    expect(authorizer.authorize({ name: user, groups }, requestOf(request)).allowed).toBe(allowed);
  });
});

describe("upstream's subject locator cases", needing(SUITE), () => {
  const { cases } = read<{ readonly cases: readonly WhoCanCase[] }>("who-can.json", { cases: [] });

  test("are all there", () => {
    expect(cases).toHaveLength(2);
  });

  test.each(cases)("$id", ({ objects, request, subjects }) => {
    const allowed = createAuthorizer(wholeSnapshotOf(objects)).whoCan(requestOf(request));
    const shown = allowed.map(({ subject: { kind, apiGroup, name } }) => ({
      kind,
      apiGroup,
      name,
    }));
    const group = "rbac.authorization.k8s.io";
    const masters = { kind: "Group", apiGroup: group, name: "system:masters" };
    expect(new Set(shown.map(text))).toEqual(new Set([masters, ...subjects].map(text)));
    expect(shown).toHaveLength(subjects.length + 1);
  });
});

function text({ kind, apiGroup = "", name }: Subject): string {
  return `${kind} ${apiGroup} ${name}`;
}

describe("upstream's subject cases", needing(SUITE), () => {
  const cases = read<readonly SubjectCase[]>("subject-match.json", []);

  test("are all there", () => {
    expect(cases).toHaveLength(5);
  });

  test.each(cases)("$id", ({ subjects, user, groups, bindingNamespace, appliesTo }) => {
    const applies = subjects.some(({ kind, name, namespace = bindingNamespace }) =>
      appliesToUser({ kind, apiGroup: "", name, namespace }, { name: user, groups }),
    );
    expect(applies).toBe(appliesTo);
  });
});

describe("upstream's escalation cases", needing(SUITE), () => {
  const { covers, nonResourceURLCovers } = read<CoversSuite>("escalation-covers.json", {
    covers: [],
    nonResourceURLCovers: [],
  });

  test("are all there", () => {
    expect([covers.length, nonResourceURLCovers.length]).toEqual([7, 7]);
  });

  test.each(covers)("$id", ({ ownerRules, servantRules, covered, uncovered }) => {
    const found = uncoveredRules(readPolicyRules(ownerRules), readPolicyRules(servantRules));
    expect(plainRules(found)).toEqual(plainRules(uncovered));
    expect(found.length === 0).toBe(covered);
  });

  test.each(nonResourceURLCovers)("$owner over $requested", ({ owner, requested, want }) => {
    const rules = (url: string) => readPolicyRules([{ verbs: ["get"], nonResourceURLs: [url] }]);
    expect(uncoveredRules(rules(owner), rules(requested)).length === 0).toBe(want);
  });
});

test("a sample of our own: a Role gives its rights in its namespace only", () => {
  const metadata = { name: "r", namespace: "a" };
  const apiVersion = "rbac.authorization.k8s.io/v1";
  const rules = [{ verbs: ["get"], apiGroups: [""], resources: ["pods"] }];
  const authorizer = createAuthorizer(
    wholeSnapshotOf([
      { apiVersion, kind: "Role", metadata, rules },
      {
        apiVersion,
        kind: "RoleBinding",
        metadata,
        roleRef: { kind: "Role", name: "r" },
        subjects: [{ kind: "User", name: "u" }],
      },
    ]),
  );
  const ask = (namespace: string) =>
    authorizer.authorize(
      { name: "u", groups: [] },
      resourceRequest({ verb: "get", resource: "pods", namespace }),
    );
  expect(ask("a")).toMatchObject({
    allowed: true,
    reason: 'RBAC: allowed by RoleBinding "r/a" of Role "r" to User "u"',
  });
  expect(ask("b")).toEqual({ allowed: false, reason: "" });
});
