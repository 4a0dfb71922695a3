import type { KubernetesObject } from "@watertight/core/kubernetes";
import { DEFAULT_POD_SECURITY_CONFIGURATION } from "@watertight/core/pod-security";
import type { Location, Snapshot } from "@watertight/core/snapshot";
import { snapshotOf } from "@watertight/core/testing";
import { expect, test } from "vitest";
import { admitBatch } from "./admit/batch.ts";
import { evaluateBatch } from "./evaluate/batch.ts";
import { evaluationOf } from "./evaluate/evaluation.ts";
import { evaluationText } from "./evaluate/text.ts";
import { recommendationsOf } from "./recommend/recommendations.ts";
import { recommendationsText } from "./recommend/text.ts";

async function* linesOf(...lines: string[]): AsyncGenerator<string> {
  for (const line of lines) yield await Promise.resolve(line);
}

const LOCATION: Location = {
  file: "a.yaml",
  line: 3,
  column: 5,
  endLine: 3,
  endColumn: 9,
  rendered: false,
};

function placed(...objects: KubernetesObject[]): Snapshot {
  return snapshotOf(objects, { origins: () => ({ locate: () => LOCATION }) });
}

const SHOP: KubernetesObject = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: "shop", labels: { "pod-security.kubernetes.io/enforce": "baseline" } },
};
const WEB: KubernetesObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web\u001b[31m", namespace: "shop" },
  spec: { hostPID: true },
};

test("each line is answered in order, a bad one by an error, and the status is 3", async () => {
  const answers: string[] = [];
  const ending = await evaluateBatch({
    lines: linesOf(
      '{"id":[1],"level":"baseline","version":"v1.30","object":{"kind":"Pod","spec":{"hostIPC":true}}}',
      "{nonsense",
      '{"id":"x","level":"strict","object":{}}',
      '{"id":null,"level":"restricted","version":"2.30","object":{}}',
      '{"id":2,"level":"privileged","version":"latest","object":{"apiVersion":"v1","kind":"ConfigMap"}}',
    ),
    write: (text) => {
      answers.push(text);
    },
  });
  expect(answers).toEqual([
    '{"id":[1],"allowed":false,"message":"host namespaces (hostIPC=true)","violations":[{"check":"hostNamespaces","reason":"host namespaces","detail":"hostIPC=true","paths":["spec.hostIPC"]}]}\n',
    '{"error":"The line is not a JSON object."}\n',
    '{"id":"x","error":"The level must be \\"privileged\\", \\"baseline\\" or \\"restricted\\"."}\n',
    '{"id":null,"error":"The version must be \\"latest\\" or as \\"v1.30\\"."}\n',
    '{"id":2,"error":"The object is neither a Pod nor anything with a pod template."}\n',
  ]);
  expect(ending).toEqual({ status: 3, because: "4 of 5 questions could not be answered." });
});

test("a review comes back with its response", async () => {
  const request = {
    uid: "u",
    operation: "CREATE",
    namespace: "shop",
    resource: { resource: "pods" },
    kind: { version: "v1", kind: "Pod" },
    object: { spec: { containers: [{ name: "a" }] } },
  };
  const review = { apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview", request };
  const answers: unknown[] = [];
  const ending = await admitBatch(
    {
      lines: linesOf(JSON.stringify(review)),
      write: (text) => {
        answers.push(JSON.parse(text));
      },
    },
    placed(SHOP),
    DEFAULT_POD_SECURITY_CONFIGURATION,
  );
  const auditAnnotations = { "enforce-policy": "baseline:latest" };
  expect(answers).toEqual([{ ...review, response: { uid: "u", allowed: true, auditAnnotations } }]);
  expect(ending).toEqual({ status: 0 });
});

test("the report names object, check, position and field, and shows escape sequences harmless", () => {
  const evaluation = evaluationOf(placed(WEB), { level: "baseline", version: "v1.30" });
  expect(evaluation.allowed).toBe(false);
  expect(evaluationText(evaluation)).toBe(
    [
      "Pod shop/web",
      "  hostNamespaces: host namespaces (hostPID=true)",
      "    a.yaml:3:5 spec.hostPID",
      '1 of 1 pods violate PodSecurity "baseline:v1.30".',
      "",
    ].join("\n"),
  );
});

test("recommendations say what a namespace enforces today and what is in the way", () => {
  expect(recommendationsText(recommendationsOf(placed(SHOP, WEB), "latest"))).toBe(
    [
      "shop: privileged (1 pod, enforces baseline today)",
      "  in the way of baseline:",
      "    Pod shop/web",
      "      hostNamespaces: host namespaces (hostPID=true)",
      "",
    ].join("\n"),
  );
});
