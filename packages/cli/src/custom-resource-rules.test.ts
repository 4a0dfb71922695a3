import type { KubernetesObject } from "@watertight/core/kubernetes";
import { snapshotOf } from "@watertight/core/testing";
import { expect, it } from "vitest";
import { customResourceRulesFor } from "./custom-resource-rules.ts";

const SCHEMA = {
  type: "object",
  properties: {
    spec: {
      type: "object",
      properties: { size: { type: "integer" } },
      "x-kubernetes-validations": [{ rule: "self.size >= oldSelf.size", message: "no smaller" }],
    },
  },
};
const DEFINITION: KubernetesObject = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "carts.shop.example" },
  spec: {
    group: "shop.example",
    names: { kind: "Cart", plural: "carts" },
    versions: [{ name: "v1", schema: { openAPIV3Schema: SCHEMA } }],
  },
};

function cart(size: number, apiVersion = "shop.example/v1"): KubernetesObject {
  return { apiVersion, kind: "Cart", metadata: { name: "a", namespace: "shop" }, spec: { size } };
}

it("judges an object as an update of what the cluster around it has, in the same version", async () => {
  const files = snapshotOf([cart(1)]);
  const brokenBy = async (around: readonly KubernetesObject[]): Promise<readonly string[]> => {
    const settings = await customResourceRulesFor(files, snapshotOf(around));
    const broken = settings.customResourceRules?.broken(cart(1), SCHEMA, "v1.36") ?? [];
    return broken.map(({ path, message }) => `${path.join(".")}: ${message}`);
  };
  expect(await brokenBy([DEFINITION, cart(2)])).toEqual(["spec: no smaller"]);
  expect(await brokenBy([DEFINITION, cart(1)])).toEqual([]);
  expect(await brokenBy([DEFINITION])).toEqual([]);
  expect(await brokenBy([DEFINITION, cart(2, "shop.example/v2")])).toEqual([]);
  expect(await customResourceRulesFor(files, undefined)).toEqual({});
});

it("refuses of a definition what the API server does, unless the cluster has it already", async () => {
  const rules = [{ rule: "self.size > 0 &&" }];
  const schema = { ...SCHEMA, "x-kubernetes-validations": rules };
  const versions = [{ name: "v1", schema: { openAPIV3Schema: schema } }];
  const wrong: KubernetesObject = { ...DEFINITION, spec: { group: "shop.example", versions } };
  const refusedBy = async (around: readonly KubernetesObject[]): Promise<readonly string[]> => {
    const settings = await customResourceRulesFor(snapshotOf([wrong]), snapshotOf(around));
    const refused = settings.customResourceRules?.refused(wrong, "v1.36") ?? [];
    return refused.map(({ path, message }) => `${path.join(".")}: ${message}`);
  };
  expect(await refusedBy([DEFINITION])).toEqual([
    "spec.versions.0.schema.openAPIV3Schema.x-kubernetes-validations.0.rule: compilation failed: Syntax error: unexpected <EOF>",
  ]);
  expect(await refusedBy([wrong])).toEqual([]);
});
