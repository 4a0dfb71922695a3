import { describe, expect, it } from "vitest";
import { errorsOf } from "../../testing/validation/errors.ts";
import type { JsonObject } from "../kubernetes/json.ts";

const QUALIFIED =
  "may only have letters, digits, '-', '_' and '.', with a letter or digit at both ends";
const SUBDOMAIN =
  "may only have lower-case letters, digits and '-', with a letter or digit at both ends, in parts divided by '.'";

function meta(metadata: JsonObject): readonly string[] {
  return errorsOf({ apiVersion: "v1", kind: "ServiceAccount", metadata });
}

describe("metadata", () => {
  it("have a name, or what the server makes one of", () => {
    expect(meta({ name: "a" })).toEqual([]);
    expect(meta({ generateName: "a-" })).toEqual([]);
    expect(meta({ generateName: "a".repeat(253) })).toEqual([]);
    expect(meta({})).toEqual(["metadata.name Required: must be set, or generateName"]);
    expect(meta({ name: "", generateName: "A" })).toEqual([
      `metadata.generateName Invalid: "A" ${SUBDOMAIN}`,
      `metadata.name Invalid: "Axxxxx" ${SUBDOMAIN}`,
    ]);
    expect(meta({ name: "a".repeat(254) })).toEqual([
      `metadata.name Invalid: "${"a".repeat(80)}…" may be no longer than 253 characters`,
    ]);
  });

  it("may lack a namespace, and lose it where the cluster has the object", () => {
    expect(meta({ name: "a", namespace: "Shop" })).toEqual([
      `metadata.namespace Invalid: "Shop" may only have lower-case letters, digits and '-', with a letter or digit at both ends`,
    ]);
    const metadata = { name: "a", namespace: "Shop" };
    expect(
      errorsOf({ apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata }),
    ).toEqual([]);
  });

  it("have labels with short values", () => {
    expect(
      meta({ name: "a", labels: { a: "", "example.com/b": "v1.0", "": "x", c: "no spaces" } }),
    ).toEqual([
      `metadata.labels Invalid: "" has no name`,
      `metadata.labels Invalid: "no spaces" ${QUALIFIED}`,
    ]);
    expect(meta({ name: "a", labels: { a: "x".repeat(63), b: "x".repeat(64) } })).toEqual([
      `metadata.labels Invalid: "${"x".repeat(64)}" may be no longer than 63 characters`,
    ]);
    expect(meta({ name: "a", labels: { "a/b/c": "x", "/d": "x", "Example.com/e": "x" } })).toEqual([
      `metadata.labels Invalid: "a/b/c" may have one '/' only`,
      `metadata.labels Invalid: "/d" has nothing before its '/'`,
      `metadata.labels Invalid: "Example.com/e" has a prefix that ${SUBDOMAIN}`,
    ]);
  });

  it("have annotations of 256 KiB in all, whose keys may be in capitals", () => {
    const annotations = { "Example.com/A": "x".repeat(256 * 1024 - 13) };
    expect(meta({ name: "a", annotations })).toEqual([]);
    expect(meta({ name: "a", annotations: { ...annotations, b: "" } })).toEqual([
      "metadata.annotations TooLong: is longer than 262144 bytes",
    ]);
    expect(meta({ name: "a", annotations: { "a b": "" } })).toEqual([
      `metadata.annotations Invalid: "a b" ${QUALIFIED}`,
    ]);
  });

  it("have owners that are named in full, one of them the controller", () => {
    const owner = { apiVersion: "v1", kind: "Pod", name: "p", uid: "u" };
    expect(meta({ name: "a", ownerReferences: [owner] })).toEqual([]);
    expect(meta({ name: "a", ownerReferences: [owner, {}] })).toEqual([
      "metadata.ownerReferences.apiVersion Invalid: of owner 2 must be set",
      "metadata.ownerReferences.kind Invalid: of owner 2 must be set",
      "metadata.ownerReferences.name Invalid: of owner 2 must be set",
      "metadata.ownerReferences.uid Invalid: of owner 2 must be set",
    ]);
    const controller = { ...owner, controller: true };
    expect(meta({ name: "a", ownerReferences: [controller, controller] })).toEqual([
      "metadata.ownerReferences Invalid: may have one controller only",
    ]);
    expect(meta({ name: "a", ownerReferences: [{ ...owner, kind: "Event" }] })).toEqual([
      "metadata.ownerReferences Invalid: an Event may own nothing",
    ]);
  });

  it("have finalizers that do not contradict each other", () => {
    expect(meta({ name: "a", finalizers: ["example.com/a", "orphan"] })).toEqual([]);
    expect(meta({ name: "a", finalizers: ["mine"] })).toEqual([
      'metadata.finalizers[0] Invalid: "mine" is neither a finalizer of Kubernetes nor has a domain',
    ]);
    expect(meta({ name: "a", finalizers: ["orphan", "foregroundDeletion"] })).toEqual([
      "metadata.finalizers Invalid: may not have both orphan and foregroundDeletion",
    ]);
  });

  it("are not blamed for what the server fills in", () => {
    const filled = { uid: "1", resourceVersion: "2", generation: 3, creationTimestamp: null };
    expect(meta({ name: "a", ...filled, managedFields: [{ manager: "kubectl" }] })).toEqual([]);
  });
});
