import { expect, test } from "vitest";
import { CLUSTER, cell } from "../../testing/access.ts";
import type { GrantsDocument } from "../documents/access.ts";
import { grantsTo, stepsOf, withoutKubernetes } from "./proof.ts";
import { resourceOf, resourcesNamed, resourceText, whoCan } from "./who-can.ts";

const rule = (verbs: string, resources: string, resourceNames: readonly string[] = []) => ({
  verbs: verbs.split(","),
  apiGroups: [""],
  resources: resources.split(","),
  resourceNames,
  nonResourceURLs: [],
});
const account = (name: string) => ({
  kind: "ServiceAccount",
  apiGroup: "",
  namespace: "shop",
  name,
});
const group = (name: string) => ({ kind: "Group", apiGroup: "rbac", namespace: "", name });
const place = { file: "rbac.yaml", line: 3, column: 1, endLine: 3, endColumn: 2, rendered: false };
const object = {
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "Role",
  namespace: null,
  name: "r",
};

function role(
  name: string,
  ...rules: readonly ReturnType<typeof rule>[]
): GrantsDocument["roles"][number] {
  const source = { object: { ...object, name }, path: "rules[0]", location: place };
  return {
    kind: "Role",
    namespace: "",
    name,
    defaulted: false,
    aggregated: false,
    rules,
    sources: rules.map(() => source),
  };
}

function binding(
  namespace: string,
  name: string,
  given: number | null,
  ...subjects: readonly ReturnType<typeof account>[]
): GrantsDocument["bindings"][number] {
  return {
    kind: namespace === "" ? "ClusterRoleBinding" : "RoleBinding",
    namespace,
    name,
    subjects,
    subjectPlaces: subjects.map(() => place),
    roleRef: { kind: "Role", name: "r" },
    roleRefPlace: null,
    role: given,
    problem: null,
  };
}

const grants: GrantsDocument = {
  roles: [
    role("reader", rule("list", "configmaps"), rule("get,list", "secrets")),
    role("namer", rule("get", "secrets", ["tls"])),
    role("runner", rule("create", "pods/exec")),
  ],
  bindings: [
    binding(
      "",
      "everywhere",
      0,
      group("system:serviceaccounts:shop"),
      account("web"),
      account("web"),
    ),
    binding(
      "shop",
      "here",
      0,
      account("db"),
      { ...account("x"), kind: "Robot" },
      { ...account("y"), namespace: "" },
    ),
    binding("bank", "there", 1, account("web")),
    binding("shop", "gone", null, account("lost")),
    binding("shop", "exec", 2, { ...group("system:kube-scheduler"), kind: "User" }),
  ],
};

const ask = {
  verb: "get",
  group: "",
  resource: "secrets",
  subresource: "",
  name: "",
  namespace: "",
};

function allowed(request: Partial<typeof ask>): readonly string[] {
  return whoCan(grants, { ...ask, ...request }).map(
    ({ subject, grants: own }) =>
      `${subject.kind} ${subject.name}: ${own.map(({ binding: { name }, rule: number }) => `${name} ${number}`).join(", ")}`,
  );
}

test("a binding of the cluster counts everywhere, one of a namespace there, and a role that is not there nowhere", () => {
  expect(allowed({})).toEqual([
    "Group system:serviceaccounts:shop: everywhere 1",
    "ServiceAccount web: everywhere 1",
  ]);
  expect(allowed({ namespace: "shop" })).toEqual([
    "Group system:serviceaccounts:shop: everywhere 1",
    "ServiceAccount db: here 1",
    "ServiceAccount web: everywhere 1",
  ]);
});

test("a rule for names allows those names", () => {
  expect(allowed({ namespace: "bank", name: "tls" })).toContain(
    "ServiceAccount web: everywhere 1, there 0",
  );
  expect(allowed({ namespace: "bank", name: "other" })).toContain(
    "ServiceAccount web: everywhere 1",
  );
});

test("subresources are resources of their own, and parts of Kubernetes are counted apart", () => {
  const found = whoCan(grants, {
    ...ask,
    verb: "create",
    resource: "pods",
    subresource: "exec",
    namespace: "shop",
  });
  expect(withoutKubernetes(found)).toEqual({ people: [], parts: 1 });
});

test("a right is proven by the bindings of the subject and of its groups, each once", () => {
  const right = { verb: "get", group: "", resource: "secrets", cell: CLUSTER };
  const subject = { kind: "ServiceAccount", namespace: "shop", name: "web" };
  const found = grantsTo(subject, right, grants);
  expect(found.map(({ binding: { name }, subject: index }) => `${name} ${index}`)).toEqual([
    "everywhere 0",
  ]);
  const named = { ...right, cell: cell("named", ["bank"], ["tls"]) };
  expect(grantsTo(subject, named, grants).map(({ binding: { name } }) => name)).toEqual([
    "everywhere",
    "there",
  ]);
  const [first] = found;
  expect(first && stepsOf(first)).toEqual([
    { says: "ClusterRoleBinding everywhere names Group system:serviceaccounts:shop", place },
    { says: "it gives Role reader", place: null },
    { says: "its rule 2 allows get, list on secrets", place },
  ]);
});

test.each([
  ["secrets", { group: "", resource: "secrets", subresource: "" }],
  ["pods/exec", { group: "", resource: "pods", subresource: "exec" }],
  ["deployments.apps", { group: "apps", resource: "deployments", subresource: "" }],
  ["deployments.apps/scale", { group: "apps", resource: "deployments", subresource: "scale" }],
  ["widgets", { group: "example.com", resource: "widgets", subresource: "" }],
])("%s is a resource as people write it", (text, resource) => {
  expect(resourceOf(text, [{ group: "example.com", resource: "widgets" }])).toEqual(resource);
});

test("resources are named as they are read, each once", () => {
  expect(resourceText({ group: "apps", resource: "deployments/scale" })).toBe(
    "deployments.apps/scale",
  );
  expect([...resourcesNamed(grants).keys()]).toEqual(["configmaps", "pods/exec", "secrets"]);
});
