import { expect, test } from "vitest";
import { removedApiOf } from "./removed-apis.ts";

test("it knows when a kind went, and where to", () => {
  expect(removedApiOf("extensions/v1beta1", "Ingress")).toEqual({
    apiVersion: "extensions/v1beta1",
    kind: "Ingress",
    deprecatedIn: 14,
    removedIn: 22,
    replacement: { apiVersion: "networking.k8s.io/v1", since: 19 },
  });
  expect(removedApiOf("policy/v1beta1", "PodSecurityPolicy")).toEqual({
    apiVersion: "policy/v1beta1",
    kind: "PodSecurityPolicy",
    deprecatedIn: 21,
    removedIn: 25,
  });
});

test("what replaces a kind is not removed itself", () => {
  expect(removedApiOf("flowcontrol.apiserver.k8s.io/v1beta1", "FlowSchema")?.replacement).toEqual({
    apiVersion: "flowcontrol.apiserver.k8s.io/v1",
    since: 29,
  });
});

test("of what is served for good, and of what is not Kubernetes', it knows nothing", () => {
  expect(removedApiOf("apps/v1", "Deployment")).toBeUndefined();
  expect(removedApiOf("example.com/v1beta1", "Deployment")).toBeUndefined();
});
