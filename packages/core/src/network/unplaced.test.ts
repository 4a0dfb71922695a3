import { expect, it } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createNetworkAnalysis } from "./analysis.ts";
import { canReach } from "./can-reach.ts";

const pod = (name: string, metadata: JsonObject): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, labels: { app: name }, ...metadata },
  spec: { containers: [{ name: "main", ports: [{ containerPort: 80 }] }] },
});

const denyAll = (metadata: JsonObject): KubernetesObject => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "deny", ...metadata },
  spec: { podSelector: {}, policyTypes: ["Ingress"] },
});

function verdict(to: string, ...objects: readonly KubernetesObject[]): readonly string[] {
  const analysis = createNetworkAnalysis(
    snapshotOf([...objects, pod("client", { namespace: "x" })]),
  );
  const [namespace = "", name = ""] = to.split("/");
  const answer = canReach(
    {
      from: { pod: { namespace: "x", name: "client" } },
      to: { pod: { namespace, name } },
      port: 80,
      protocol: "TCP",
    },
    analysis,
  );
  return "found" in answer ? [answer.found.verdict, answer.found.reason] : [answer.problem];
}

it("leaves unknown whether a policy without a namespace holds a pod that names its own", () => {
  expect(verdict("shop/web", pod("web", { namespace: "shop" }), denyAll({}))).toEqual([
    "unknown",
    "ingress: it depends on the namespace of objects that name none",
  ]);
});

it.each(["default", "shop"])(
  "leaves unknown whether a policy of the namespace %s holds a pod that names none",
  (namespace) => {
    expect(verdict("default/web", pod("web", {}), denyAll({ namespace }))).toEqual([
      "unknown",
      "ingress: it depends on the namespace of objects that name none",
    ]);
  },
);

it("knows that a policy and a pod that both name none are together", () => {
  expect(verdict("default/web", pod("web", {}), denyAll({}))[0]).toBe("no");
});
