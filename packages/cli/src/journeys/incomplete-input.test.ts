import { expect, it } from "vitest";
import { watertight } from "../../testing/watertight.ts";

const WHOLE = "wholeCluster: true\n";
const SHOP = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {serviceAccountName: web, containers: [{name: web, image: "web:1", envFrom: [{secretRef: {name: web}}]}]}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: old, namespace: shop}
---
apiVersion: v1
kind: Secret
metadata: {name: former, namespace: shop}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: web, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: web}
subjects: [{kind: ServiceAccount, name: worker, namespace: shop}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec: {podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress]}
`;
const CHART = {
  "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "chart/templates/web.yaml": "kind: Service\nmetadata: {name: {{ .Values.name | quote }}}\n",
};
const ABSENCES = [
  "granted-account-missing",
  "ingress-backend-missing",
  "network-policy-selects-nothing",
  "role-missing",
  "secret-reference-missing",
  "secret-unused",
  "service-account-missing",
  "service-account-unused",
];

async function absences(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { stdout } = await watertight(
    ["scan", "--no-render", "-q", "-o", "json", ".", "--config", "watertight.yaml"],
    { "watertight.yaml": WHOLE, "shop.yaml": SHOP, ...files },
  );
  const { findings } = JSON.parse(stdout) as { findings: readonly { check: string }[] };
  const found = new Set(findings.map(({ check }) => check));
  return ABSENCES.filter((check) => found.has(check));
}

it("what a whole cluster does not show is missing", async () => {
  expect(await absences({})).toEqual(ABSENCES);
});

it.each<[string, Readonly<Record<string, string>>]>([
  ["a chart that was not rendered", CHART],
  ["a document that cannot be read", { "other.yaml": "a: [\n" }],
])("nothing is missing, and nothing to be deleted, beside %s", async (_, files) => {
  expect(await absences(files)).toEqual([]);
});
