import { expect, it } from "vitest";
import { referenceOf } from "../kubernetes/object.ts";
import { podTemplatesOf } from "../kubernetes/pod-templates.ts";
import { podSecurityAnswer } from "./verdict.ts";

const WEB = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "shop" },
  spec: {
    template: {
      spec: { hostPID: true, hostNetwork: true, containers: [{ name: "web", image: "web:1" }] },
    },
  },
};

it.each([
  [
    "baseline",
    {
      verdict: "no",
      reason: "host namespaces (hostNetwork=true, hostPID=true)",
      proof: ["spec.template.spec.hostNetwork", "spec.template.spec.hostPID"],
    },
  ],
  ["privileged", { verdict: "yes", reason: "privileged allows the pod", proof: [] }],
] as const)("what %s says of a Deployment is proven by its own fields", (level, expected) => {
  const reference = referenceOf(WEB);
  const [answer] = podTemplatesOf(WEB).map((pod) =>
    podSecurityAnswer(reference, pod, { level, version: "v1.30" }),
  );
  const proof = answer?.proof.map(({ object, path, message }) => {
    expect([object, message]).toEqual([reference, "host namespaces"]);
    return path.join(".");
  });
  expect({ verdict: answer?.verdict, reason: answer?.reason, proof }).toEqual(expected);
});
