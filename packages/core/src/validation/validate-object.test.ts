import { describe, expect, it } from "vitest";
import { validateObject } from "./validate-object.ts";

describe("validateObject", () => {
  it("has nothing to say of kinds and versions that it does not know", () => {
    expect(validateObject({ apiVersion: "example.com/v1", kind: "Role", metadata: {} })).toEqual(
      [],
    );
    expect(validateObject({ apiVersion: "apps/v1beta1", kind: "Deployment" })).toEqual([]);
    expect(validateObject({ apiVersion: "v1", kind: "pod" })).toEqual([]);
  });

  it("leaves out fields that no kind has, as the API server does", () => {
    const metadata = { name: "a", nickname: 1 };
    expect(
      validateObject({ apiVersion: "v1", kind: "ServiceAccount", metadata, extra: 1 }),
    ).toEqual([]);
  });

  it("says of what the decoder refuses only that", () => {
    const spec = { replicas: "two", selector: {}, template: { metadata: { labels: ["a"] } } };
    expect(
      validateObject({ apiVersion: "apps/v1", kind: "Deployment", metadata: {}, spec }),
    ).toEqual([
      {
        type: "TypeInvalid",
        field: "spec.replicas",
        path: ["spec", "replicas"],
        message: 'must be an integer of 32 bits, not the string "two"',
      },
      {
        type: "TypeInvalid",
        field: "spec.template.metadata.labels",
        path: ["spec", "template", "metadata", "labels"],
        message: "must be an object, not a list",
      },
    ]);
  });

  it("leads to the place in the object where the API server prints another", () => {
    const labels = { "kubernetes.io/a": "no spaces" };
    const errors = validateObject({
      apiVersion: "apps/v1",
      kind: "DaemonSet",
      metadata: { name: "a" },
      spec: {
        selector: { matchExpressions: [{ key: "b", operator: "DoesNotExist" }] },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: "a", image: "a" }] },
        },
      },
    });
    expect(errors.map(({ field, path }) => ({ field, path }))).toEqual([
      {
        field: "spec.template.labels",
        path: ["spec", "template", "metadata", "labels", "kubernetes.io/a"],
      },
    ]);
  });

  it("takes nulls as absent", () => {
    expect(
      validateObject({
        apiVersion: "v1",
        kind: "Namespace",
        metadata: { name: "shop", labels: null },
        spec: null,
        status: null,
      }),
    ).toEqual([]);
  });
});
