import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { watertight } from "../../testing/watertight.ts";

const RBAC = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: devs, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: dev}
subjects:
  - {apiGroup: rbac.authorization.k8s.io, kind: User, name: ann}
  - {kind: ServiceAccount, name: web}
  - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: "system:serviceaccounts:shop"}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: dev, namespace: shop}
rules:
  - {apiGroups: [""], resources: [namespaces], verbs: [get]}
  - {apiGroups: ["", apps], resources: [pods, pods/log, deployments], verbs: [get, list]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: gone}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: gone}
subjects:
  - {apiGroup: rbac.authorization.k8s.io, kind: User, name: bob}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: web, namespace: shop}
`;
const FILES = { "rbac.yaml": RBAC };

const SCHEMA = JSON.parse(
  readFileSync(new URL("../../../../schemas/access.schema.json", import.meta.url), "utf8"),
) as { readonly $id: string };
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false });
ajv.addSchema(SCHEMA);

/** Which of these shapes each line has. */
function shapesOf(lines: string, ...shapes: readonly string[]): readonly (string | undefined)[] {
  return lines
    .trimEnd()
    .split("\n")
    .map((line) =>
      shapes.find((shape) => ajv.validate(`${SCHEMA.$id}#/$defs/${shape}`, JSON.parse(line))),
    );
}

function access(line: string, stdin = "", files: Readonly<Record<string, string>> = FILES) {
  return watertight(["access", ...line.split(" "), "--no-config"], files, stdin);
}

describe("access can-i", () => {
  it.each([
    [
      "can-i get pods -n shop --as ann -f rbac.yaml",
      0,
      'yes: allowed by RoleBinding "devs/shop" of Role "dev" to User "ann"',
    ],
    [
      "can-i get po/log -n shop --as ann -f rbac.yaml",
      0,
      'yes: allowed by RoleBinding "devs/shop" of Role "dev" to User "ann"',
    ],
    [
      "can-i list deploy -n shop --as system:serviceaccount:shop:web -f .",
      0,
      'yes: allowed by RoleBinding "devs/shop" of Role "dev" to ServiceAccount "web/shop"',
    ],
    [
      "can-i list deployments.apps -n shop --as system:serviceaccount:shop:new -f .",
      0,
      'yes: allowed by RoleBinding "devs/shop" of Role "dev" to Group "system:serviceaccounts:shop"',
    ],
    [
      "can-i get namespaces shop --as ann -f rbac.yaml",
      0,
      'yes: allowed by RoleBinding "devs/shop" of Role "dev" to User "ann"',
    ],
    ["can-i get pods --as ann -f rbac.yaml", 1, "no: no rule allows it"],
    ["can-i get secrets -n shop --as ann -f rbac.yaml", 1, "no: no rule allows it"],
    [
      "can-i get deployments -n shop --api-group batch --as ann -q -f rbac.yaml",
      1,
      "no: no rule allows it",
    ],
    ["can-i get /healthz --as ann -f rbac.yaml", 1, "no: no rule allows it"],
    ["can-i get --non-resource-url /healthz --as ann -f rbac.yaml", 1, "no: no rule allows it"],
    [
      "can-i delete nodes --as root --as-group system:masters -f rbac.yaml",
      0,
      "yes: the group system:masters may do everything",
    ],
    [
      "can-i get pods --as bob -f rbac.yaml",
      3,
      "unknown: ClusterRoleBinding gone applies, but its ClusterRole gone is not in the input",
    ],
    [
      "can-i get pods --as bob --whole-cluster -f rbac.yaml",
      1,
      'no: no rule allows it; RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found',
    ],
  ])("%s", async (line, status, answer) => {
    expect(await access(line)).toMatchObject({ status, stdout: `${answer}\n` });
  });

  it.each([
    [
      "can-i get pods --as ann",
      "Say where the roles and bindings are: a PATH with a slash in it, as ./deploy, or -f PATH.",
    ],
    ["can-i get pods -f rbac.yaml", "Say who asks: --as USER, or --as-group GROUP."],
    ["can-i --as ann -f rbac.yaml", "Give a verb, such as get."],
    ["can-i get --as ann -f rbac.yaml", "Give a resource, such as pods or deployments.apps."],
    [
      "can-i get pods a b --as ann -f rbac.yaml",
      '"watertight access can-i" does not take "b"; as a path it is ./b.',
    ],
    [
      "can-i get pods --non-resource-url /x --as ann -f rbac.yaml",
      "Ask either about a resource or about a URL.",
    ],
  ])("refuses %s", async (line, sentence) => {
    await expect(access(line)).rejects.toThrow(sentence);
  });

  it("explains the fields that decide, with their lines, and what it assumes", async () => {
    const { stdout } = await access("can-i get pods -n shop --as ann --explain -f rbac.yaml");
    expect(stdout).toBe(
      [
        'yes: allowed by RoleBinding "devs/shop" of Role "dev" to User "ann"',
        "  asked: get pods in namespace shop as ann (groups system:authenticated)",
        "  because:",
        "    RoleBinding shop/devs subjects[0]: names User ann (rbac.yaml:6:5)",
        "    RoleBinding shop/devs roleRef: refers to Role dev (rbac.yaml:4:1)",
        "    Role shop/dev rules[1]: allows get, list on pods, pods/log, deployments (rbac.yaml:15:5)",
        "  assuming:",
        "    The API server is assumed to ask the authorizers Node and RBAC and no others: its flags are not in the input.",
        "",
      ].join("\n"),
    );
  });

  it("says how it read a resource that nobody knows", async () => {
    const { stderr } = await access("can-i get widgets.example.com --as ann -f rbac.yaml");
    expect(stderr).toBe(
      "widgets.example.com is no resource of Kubernetes or of the input; asked as widgets.example.com as it is.\nExit status 1: The answer is no.\n",
    );
    const log = await access("can-i get pods/logs --as ann -f rbac.yaml");
    expect(log.stderr).toBe(
      "pods has no subresource logs, only attach, binding, ephemeralcontainers, eviction, exec, log, portforward, proxy, resize, status.\nExit status 1: The answer is no.\n",
    );
  });

  it("answers SubjectAccessReviews with their status, a bad one with an error", async () => {
    const review = (spec: unknown) =>
      JSON.stringify({ apiVersion: "authorization.k8s.io/v1", kind: "SubjectAccessReview", spec });
    const resourceAttributes = { verb: "get", resource: "pods", namespace: "shop" };
    const asked = [
      review({ user: "ann", resourceAttributes }),
      '{"id":[2],"spec":{"user":"bob","nonResourceAttributes":{"verb":"get","path":"/x"}}}',
      '{"id":3,"kind":"Pod","spec":{}}',
      review({ user: "ann", resourceAttributes: { verb: 7 } }),
      "nonsense",
      review({
        user: "x",
        groups: ["system:masters"],
        resourceAttributes: { ...resourceAttributes, fieldSelector: { rawSelector: "a" } },
      }),
    ];
    const { status, stdout } = await access("can-i --batch - rbac.yaml", asked.join("\n"));
    expect(stdout.trimEnd().split("\n")).toEqual([
      '{"apiVersion":"authorization.k8s.io/v1","kind":"SubjectAccessReview","spec":{"user":"ann","resourceAttributes":{"verb":"get","resource":"pods","namespace":"shop"}},"status":{"allowed":true,"denied":false,"reason":"RBAC: allowed by RoleBinding \\"devs/shop\\" of Role \\"dev\\" to User \\"ann\\"","evaluationError":""}}',
      '{"id":[2],"spec":{"user":"bob","nonResourceAttributes":{"verb":"get","path":"/x"}},"status":{"allowed":false,"denied":false,"reason":"RBAC: clusterrole.rbac.authorization.k8s.io \\"gone\\" not found","evaluationError":""}}',
      '{"id":3,"error":"The object is not a SubjectAccessReview of authorization.k8s.io/v1."}',
      '{"error":"The SubjectAccessReview cannot be decoded: spec.resourceAttributes.verb: must be a string, not the number 7."}',
      '{"error":"The line is not a JSON object."}',
      '{"apiVersion":"authorization.k8s.io/v1","kind":"SubjectAccessReview","spec":{"user":"x","groups":["system:masters"],"resourceAttributes":{"verb":"get","resource":"pods","namespace":"shop","fieldSelector":{"rawSelector":"a"}}},"status":{"allowed":true,"denied":false,"reason":"","evaluationError":"spec.resourceAttributes.fieldSelector ignored due to parse error"}}',
    ]);
    expect(status).toBe(3);
  });

  it("proves the answers of a batch when asked", async () => {
    const asked =
      '{"spec":{"user":"ann","resourceAttributes":{"verb":"get","resource":"pods","namespace":"shop"}}}';
    const { status, stdout } = await access("can-i --batch - --explain rbac.yaml", asked);
    expect(status).toBe(0);
    const object = {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      namespace: "shop",
      name: "devs",
    };
    const at = (line: number, column: number, endColumn: number) => ({
      ...{ file: "rbac.yaml", line, column, endLine: line, endColumn, rendered: false },
    });
    expect(JSON.parse(stdout)).toMatchObject({
      proof: [
        { object, path: "subjects[0]", message: "names User ann", location: at(6, 5, 14) },
        { object, path: "roleRef", message: "refers to Role dev", location: at(4, 1, 8) },
        {
          object: { ...object, kind: "Role", name: "dev" },
          path: "rules[1]",
          message: "allows get, list on pods, pods/log, deployments",
          location: at(15, 5, 15),
        },
      ],
      verdict: "yes",
    });
    expect(shapesOf(stdout, "canIAnswer")).toEqual(["canIAnswer"]);
  });

  it("does not take questions and objects from the same standard input", async () => {
    await expect(access("can-i --batch - -")).rejects.toThrow(
      "Standard input cannot hold both the questions and the objects.",
    );
  });

  it("is incomplete for a no when something could not be read, not for a yes", async () => {
    const files = { ...FILES, "bad.yaml": "a: [" };
    const no = await access("can-i get secrets -n shop --as ann -q -f .", "", files);
    expect([no.status, no.stdout]).toEqual([3, "no: no rule allows it\n"]);
    const yes = await access("can-i get pods -n shop --as ann -q -f .", "", files);
    expect(yes.status).toBe(0);
  });
});

describe("access who-can", () => {
  it("lists subjects with the way, folding those of Kubernetes", async () => {
    const { status, stdout } = await access(
      "who-can get pods/log -n shop -f rbac.yaml --expand-groups",
    );
    expect(status).toBe(0);
    expect(stdout).toBe(
      [
        "who can get pods/log in namespace shop:",
        "  Group system:serviceaccounts:shop",
        "    by RoleBinding shop/devs of Role shop/dev, rules[1] (rbac.yaml:15:5)",
        "    member system:serviceaccount:shop:web",
        "  ServiceAccount shop/web",
        "    by RoleBinding shop/devs of Role shop/dev, rules[1] (rbac.yaml:15:5)",
        "  User ann",
        "    by RoleBinding shop/devs of Role shop/dev, rules[1] (rbac.yaml:15:5)",
        "  and 1 subject of Kubernetes itself; --show-system lists them",
        "assuming:",
        "  The API server is assumed to ask the authorizers Node and RBAC and no others: its flags are not in the input.",
        "  The input may not be the whole cluster: a role or binding outside it could allow more.",
        "",
      ].join("\n"),
    );
    const all = await access("who-can get pods/log -n shop -f rbac.yaml --show-system");
    expect(all.stdout).toContain(
      "  Group system:masters\n    always: the API server asks nobody\n",
    );
  });

  it("answers questions of a file with sorted subjects", async () => {
    const asked = [
      '{"id":1,"verb":"get","group":"apps","resource":"deployments","namespace":"shop"}',
      '{"id":2,"verb":"get","path":"/x"}',
      '{"id":3,"verb":"get"}',
      '{"id":4,"verb":7,"resource":"pods"}',
    ];
    const { status, stdout } = await access("who-can --batch - rbac.yaml", asked.join("\n"));
    const masters =
      '{"kind":"Group","apiGroup":"rbac.authorization.k8s.io","name":"system:masters"}';
    expect(stdout.trimEnd().split("\n")).toEqual([
      `{"id":1,"subjects":[${masters},{"kind":"Group","apiGroup":"rbac.authorization.k8s.io","name":"system:serviceaccounts:shop"},{"kind":"ServiceAccount","name":"web","namespace":"shop"},{"kind":"User","apiGroup":"rbac.authorization.k8s.io","name":"ann"}]}`,
      `{"id":2,"subjects":[${masters}]}`,
      '{"id":3,"error":"The question must have either a resource or a path."}',
      '{"id":4,"error":"The verb must be a string."}',
    ]);
    expect(shapesOf(asked.slice(0, 2).join("\n"), "whoCanQuestion")).not.toContain(undefined);
    expect(shapesOf(stdout, "whoCanAnswer", "error")).toEqual([
      "whoCanAnswer",
      "whoCanAnswer",
      "error",
      "error",
    ]);
    expect(status).toBe(3);
  });

  it("shows names that a terminal would obey without harm", async () => {
    const files = { "rbac.yaml": RBAC.replace("name: ann", 'name: "ann\\e[31m"') };
    const { stdout } = await access("who-can get pods -n shop -f rbac.yaml", "", files);
    expect(stdout).toContain("  User ann\n");
    expect(stdout).not.toContain("\u001b");
  });
});
