import { describe, expect, it } from "vitest";
import {
  answersWith,
  ask,
  clusterRule,
  EVERYWHERE,
  TWO,
  TWO_NAMESPACES,
} from "../../../testing/network/ask.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";

describe("the API before it", () => {
  const admin = (spec: JsonObject): KubernetesObject => ({
    apiVersion: "policy.networking.k8s.io/v1alpha1",
    kind: "AdminNetworkPolicy",
    metadata: { name: "admin" },
    spec: { priority: 10, subject: EVERYWHERE, ...spec },
  });
  const baseline = (spec: JsonObject): KubernetesObject => ({
    apiVersion: "policy.networking.k8s.io/v1alpha1",
    kind: "BaselineAdminNetworkPolicy",
    metadata: { name: "default" },
    spec: { subject: EVERYWHERE, ...spec },
  });

  it("says Allow, and spells ports in its own way", () => {
    const ports = [
      { portNumber: { port: 80 } },
      { portRange: { protocol: "UDP", start: 5000, end: 5002 } },
    ];
    const objects = [
      ...TWO_NAMESPACES,
      admin({
        ingress: [clusterRule("Allow", [TWO], { ports }), clusterRule("Deny", [EVERYWHERE])],
      }),
    ];
    const asked = ["TCP 80", "UDP 80", "UDP 5001", "UDP 5003"];
    expect(asked.map((port) => ask(`y/a => x/a ${port}`, objects).verdict)).toEqual([
      "yes",
      "no",
      "yes",
      "no",
    ]);
  });

  it("has one baseline, which cannot pass", () => {
    expect(answersWith([baseline({ ingress: [clusterRule("Deny", [TWO])] })])).toEqual([
      "yes",
      "no",
      "no",
    ]);
    expect(answersWith([baseline({ ingress: [clusterRule("Pass", [TWO])] })])).toEqual([
      "unknown",
      "unknown",
      "unknown",
    ]);
  });

  it("is enforced by other network plugins than its successor", () => {
    const objects = [...TWO_NAMESPACES, admin({ ingress: [clusterRule("Deny", [TWO])] })];
    expect(ask("y/a => x/a TCP 80", objects, { cni: "antrea" }).verdict).toBe("no");
    const { verdict, reason, unenforced, assumptions } = ask("y/a => x/a TCP 80", objects, {
      cni: "cilium",
    });
    expect([verdict, reason]).toEqual([
      "yes",
      "unenforced: policies say otherwise, and the network plugin does not enforce them",
    ]);
    expect(unenforced.map(({ path }) => path.join("."))).toEqual(["spec.ingress.0"]);
    expect(assumptions).toEqual([
      "The network plugin cilium does not enforce AdminNetworkPolicy: they are without effect.",
    ]);
  });
});
