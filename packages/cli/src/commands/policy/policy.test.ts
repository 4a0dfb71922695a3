import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { watertight } from "../../../testing/watertight.ts";

const POLICY = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: replicas}
spec:
  paramKind: {apiVersion: v1, kind: ConfigMap}
  matchConstraints:
    namespaceSelector: {matchLabels: {tier: front}}
    resourceRules:
      - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}
  matchConditions: [{name: named, expression: "object.metadata.name != 'spared'"}]
  variables:
    - {name: most, expression: "int(params.data.most)"}
    - {name: count, expression: "object.spec.replicas"}
  validations:
    - expression: variables.count <= variables.most
      messageExpression: "'at most ' + string(variables.most) + ' replicas'"
      reason: Forbidden
    - {expression: "variables.count != 7", message: " seven is unlucky "}
    - {expression: "object.spec.strategy.type != 'Recreate'"}
  auditAnnotations: [{key: count, valueExpression: "string(variables.count)"}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: everywhere}
spec:
  policyName: replicas
  validationActions: [Deny]
  paramRef: {name: limits, namespace: policies, parameterNotFoundAction: Deny}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: told}
spec:
  policyName: replicas
  validationActions: [Warn, Audit]
  paramRef: {name: limits, namespace: policies, parameterNotFoundAction: Deny}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: limits, namespace: policies}
data: {most: "3"}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {tier: front}}
---
apiVersion: v1
kind: Namespace
metadata: {name: back}
`;

function deployment(name: string, namespace: string, replicas: number): string {
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  replicas: ${replicas}
  strategy: {type: RollingUpdate}
  selector: {matchLabels: {a: b}}
  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}
`;
}

const FILES = {
  "policy.yaml": POLICY,
  "app.yaml": [
    deployment("web", "shop", 7),
    deployment("small", "shop", 3),
    deployment("spared", "shop", 9),
    deployment("web", "back", 9),
  ].join(""),
  "reviews.jsonl": [
    JSON.stringify({
      apiVersion: "admission.k8s.io/v1",
      kind: "AdmissionReview",
      request: {
        uid: "u1",
        kind: { group: "apps", version: "v1", kind: "Deployment" },
        resource: { group: "apps", version: "v1", resource: "deployments" },
        name: "web",
        namespace: "shop",
        operation: "CREATE",
        userInfo: { username: "ann" },
        object: { metadata: { name: "web" }, spec: { replicas: 2 } },
      },
    }),
    '{"kind":"AdmissionReview"}',
  ].join("\n"),
};

const DENIED = "ValidatingAdmissionPolicy 'replicas' with binding 'everywhere' denied request: ";

it("tells every violation of the objects of the input, with what the server would say", async () => {
  const argv = ["policy", "evaluate", "-o", "json", "--no-config", "policy.yaml", "app.yaml"];
  const { stdout, status } = await watertight(argv, FILES);
  const { objects, summary } = JSON.parse(stdout) as {
    readonly objects: readonly Readonly<Record<string, unknown>>[];
    readonly summary: unknown;
  };
  expect([status, summary]).toEqual([1, { objects: 7, denied: 1, notEvaluated: 0 }]);
  const [web, small] = objects;
  expect(objects).toHaveLength(1);
  expect(small).toBeUndefined();
  expect(web).toMatchObject({
    object: { kind: "Deployment", namespace: "shop", name: "web" },
    allowed: false,
    status: {
      status: "Failure",
      reason: "Forbidden",
      code: 403,
      message: `deployments.apps "web" is forbidden: ${DENIED}at most 3 replicas`,
      details: { name: "web", group: "apps", kind: "deployments" },
    },
    warnings: [
      "Validation failed for ValidatingAdmissionPolicy 'replicas' with binding 'told': at most 3 replicas",
      "Validation failed for ValidatingAdmissionPolicy 'replicas' with binding 'told': seven is unlucky",
    ],
    auditAnnotations: {
      "replicas/count": "7",
      "validation.policy.admission.k8s.io/validation_failure":
        '[{"message":"at most 3 replicas","policy":"replicas","binding":"told","expressionIndex":0,"validationActions":["Warn","Audit"]}]',
    },
  });
  const decisions = web?.["decisions"] as readonly Readonly<Record<string, string>>[];
  expect(
    decisions.map(({ action, binding, message }) => `${action} ${binding}: ${message}`),
  ).toEqual([
    "Deny everywhere: at most 3 replicas",
    "Deny everywhere: seven is unlucky",
    "Warn told: at most 3 replicas",
    "Audit told: at most 3 replicas",
    "Warn told: seven is unlucky",
    "Audit told: seven is unlucky",
  ]);
});

it("answers AdmissionReviews line by line; an expression without an answer denies", async () => {
  const argv = ["policy", "evaluate", "--batch", "reviews.jsonl", "--no-config", "policy.yaml"];
  const { stdout, status } = await watertight(argv, FILES);
  const [first = "", second = ""] = stdout.split("\n");
  const { response, decisions } = JSON.parse(first) as Readonly<Record<string, unknown>>;
  const error =
    "expression 'object.spec.strategy.type != 'Recreate'' resulted in error: no such key: strategy";
  expect(response).toMatchObject({
    uid: "u1",
    allowed: false,
    status: {
      code: 422,
      reason: "Invalid",
      message: `deployments.apps "web" is forbidden: ${DENIED}${error}`,
    },
  });
  expect(decisions).toContainEqual({
    policy: "replicas",
    binding: "everywhere",
    action: "Deny",
    expression: "object.spec.strategy.type != 'Recreate'",
    message: error,
    error,
  });
  expect(JSON.parse(second)).toEqual({
    error: "The object is no AdmissionReview with a request.",
  });
  expect(status).toBe(3);
});

it("says of policies without a binding that they are not evaluated, unless they are asked for", async () => {
  const documents = POLICY.split("---");
  const unbound = { ...FILES, "policy.yaml": [documents[0], documents[4]].join("---") };
  const argv = ["policy", "evaluate", "--no-config", "policy.yaml", "app.yaml"];
  const idle = await watertight(argv, unbound);
  expect(idle.stderr).toContain("Nothing binds ValidatingAdmissionPolicy replicas");
  expect(idle.status).toBe(0);
  const asked = await watertight([...argv, "--unbound"], unbound);
  expect([asked.status, asked.stdout.split("\n").slice(2, 4)]).toEqual([
    1,
    [
      "  - deny: replicas: expression 'variables.count <= variables.most' resulted in error: composited variable \"most\" fails to evaluate: no such key: data",
      "  - deny: replicas: seven is unlucky",
    ],
  ]);
  expect(asked.stdout).toContain("assumed: The input shows no Namespace back: ");
});

it("writes what its schema describes, and nothing else", async () => {
  const schema = new URL("../../../../../schemas/policy.schema.json", import.meta.url);
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false });
  const parsed = JSON.parse(readFileSync(schema, "utf8")) as { readonly $id: string };
  ajv.addSchema(parsed);
  const cases = "policies: [policy.yaml]\ncases: [{name: none}]\n";
  const files = { ...FILES, "policy.test.yaml": cases };
  const outputs = [
    ["evaluate", ["policy", "evaluate", "-o", "json", "--no-config", "policy.yaml", "app.yaml"]],
    ["lint", ["policy", "lint", "-o", "json", "--no-config", "policy.yaml"]],
    ["test", ["policy", "test", "-o", "json", "policy.test.yaml"]],
    ["line", ["policy", "evaluate", "--batch", "reviews.jsonl", "--no-config", "policy.yaml"]],
  ] as const;
  for (const [name, argv] of outputs) {
    const { stdout } = await watertight(argv, files);
    const document = JSON.parse(name === "line" ? (stdout.split("\n")[0] ?? "") : stdout) as object;
    ajv.validate(`${parsed.$id}#/$defs/${name}`, document);
    expect([name, ajv.errors ?? []]).toEqual([name, []]);
    ajv.validate(`${parsed.$id}#/$defs/${name}`, {});
    expect([name, (ajv.errors ?? []).length > 0]).toEqual([name, true]);
  }
});
