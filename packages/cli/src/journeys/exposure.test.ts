import { expect, it } from "vitest";
import { reportOf } from "../../testing/report.ts";
import { watertight } from "../../testing/watertight.ts";

const LAB = `apiVersion: v1
kind: Pod
metadata: {name: lab, namespace: shop, labels: {app: lab}}
spec: {containers: [{name: lab, image: "quay.io/jupyter/base-notebook:2025", ports: [{name: http, containerPort: 8888}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: lab, namespace: shop}
spec: {selector: {app: lab}, ports: [{port: 80, targetPort: http}]}
`;
const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: lab, namespace: shop, annotations: {alb.ingress.kubernetes.io/scheme: SCHEME}}
spec: {ingressClassName: alb, defaultBackend: {service: {name: lab, port: {number: 80}}}}
`;
const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}
`;

const open = { "lab.yaml": LAB, "ingress.yaml": INGRESS.replace("SCHEME", "internet-facing") };
const internal = { "lab.yaml": LAB, "ingress.yaml": INGRESS.replace("SCHEME", "internal") };
const nodePort = { "lab.yaml": LAB.replace("{selector", "{type: NodePort, selector") };
const closed = {
  "lab.yaml": LAB.replace(
    "{selector",
    "{type: LoadBalancer, externalTrafficPolicy: Local, selector",
  ),
  "policy.yaml": POLICY,
};

/** What each verb says of the same input: who gets in, whether the internet does, and what a scan makes of it. */
async function said(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const exposure = await watertight(["network", "exposure", "-q", "."], files);
  const question = ["--from", "internet", "--to", "shop/lab", "--port", "http"];
  const reach = await watertight(["network", "can-reach", "-q", ...question, "."], files);
  const scan = await watertight(["scan", "--no-config", "-o", "json", "--exit-zero", "."], files);
  const { findings } = reportOf(scan);
  const severityOf = (id: string): string =>
    findings.find(({ check }) => check === id)?.severity ?? "none";
  return [
    ...exposure.stdout.split("\n").filter((line) => /^Open to the|^ {2}\S.*8888/.test(line)),
    reach.stdout.split("\n")[0] ?? "",
    `sensitive-interface-exposed: ${severityOf("sensitive-interface-exposed")}`,
    `image-digest-missing: ${severityOf("image-digest-missing")}`,
  ];
}

it.each([
  [
    "an Ingress of the internet",
    open,
    [
      "Open to the internet:",
      "  yes: shop/lab[Pod] TCP 8888 by Ingress shop/lab",
      "yes: internet => shop/lab[Pod] TCP 8888",
      "sensitive-interface-exposed: critical",
      "image-digest-missing: low",
    ],
  ],
  [
    "an internal Ingress",
    internal,
    [
      "Open to the private network:",
      "  yes: shop/lab[Pod] TCP 8888 by Ingress shop/lab",
      "no: internet => shop/lab[Pod] TCP 8888",
      "sensitive-interface-exposed: none",
      "image-digest-missing: low",
    ],
  ],
  [
    "a port of nodes of which nothing is known",
    nodePort,
    [
      "Open to the network of the nodes:",
      "  yes: shop/lab[Pod] TCP 8888 by Service shop/lab",
      "unknown: internet => shop/lab[Pod] TCP 8888",
      "sensitive-interface-exposed: critical",
      "image-digest-missing: low",
    ],
  ],
  [
    "a load balancer whose callers a policy keeps out",
    closed,
    [
      "Open to the internet:",
      "  no: shop/lab[Pod] TCP 8888",
      "no: internet => shop/lab[Pod] TCP 8888",
      "sensitive-interface-exposed: none",
      "image-digest-missing: low",
    ],
  ],
])("every verb says the same of %s", async (_, files, expected) => {
  expect(await said(files)).toEqual(expected);
});
