import { describe, expect, it } from "vitest";
import { errorsOf } from "../../testing/validation/errors.ts";
import type { JsonObject, JsonValue } from "../kubernetes/json.ts";

function ingress(spec: JsonObject, metadata: JsonObject = {}): readonly string[] {
  return errorsOf({
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name: "i", namespace: "shop", ...metadata },
    spec,
  });
}

const backend = { service: { name: "shop", port: { number: 80 } } };

function path(value: JsonObject): readonly string[] {
  return ingress({ rules: [{ http: { paths: [{ backend, ...value }] } }] });
}

function host(name: string): readonly string[] {
  return ingress({ defaultBackend: backend, rules: [{ host: name }] });
}

function target(value: JsonValue): readonly string[] {
  return ingress({ defaultBackend: value });
}

describe("ingresses", () => {
  it("need rules or a backend", () => {
    expect(ingress({ defaultBackend: backend })).toEqual([]);
    expect(ingress({})).toEqual(["spec Invalid: must have rules or defaultBackend"]);
  });

  it("need a type for each path, and absolute paths without detours", () => {
    expect(path({ path: "/a/b.c", pathType: "Prefix" })).toEqual([]);
    expect(path({ pathType: "ImplementationSpecific" })).toEqual([]);
    expect(path({ path: "/" })).toEqual([
      "spec.rules[0].http.paths[0].pathType Required: must be set",
    ]);
    expect(path({ path: "/", pathType: "prefix" })).toEqual([
      'spec.rules[0].http.paths[0].pathType NotSupported: "prefix" is none of "Exact", "ImplementationSpecific", "Prefix"',
    ]);
    expect(path({ pathType: "Exact" })).toEqual([
      'spec.rules[0].http.paths[0].path Invalid: "" is not absolute',
    ]);
    expect(path({ path: "/a/../b", pathType: "Exact" })).toEqual([
      `spec.rules[0].http.paths[0].path Invalid: "/a/../b" may not have empty steps, '.', '..' or '%2f'`,
    ]);
    expect(ingress({ rules: [{ http: {} }] })).toEqual([
      "spec.rules[0].http.paths Required: must have at least one path",
    ]);
  });

  it("have hosts that are names in lower case", () => {
    expect(host("*.example.com")).toEqual([]);
    expect(host("10.0.0.1")).toEqual([
      'spec.rules[0].host Invalid: "10.0.0.1" is an address, not a name',
    ]);
    expect(host("shop.*.com")).toEqual([
      `spec.rules[0].host Invalid: "shop.*.com" must be '*.' and a DNS name in lower case`,
    ]);
  });

  it("have backends with a service and a port, or with a resource", () => {
    expect(target({ resource: { kind: "Bucket", name: "b" } })).toEqual([]);
    expect(target({})).toEqual(["spec.defaultBackend Invalid: must have service or resource"]);
    expect(target({ service: { name: "shop" } })).toEqual([
      "spec.defaultBackend Required: must have the port's name or number",
    ]);
    expect(target({ service: { name: "Shop", port: { name: "http", number: 80 } } })).toEqual([
      `spec.defaultBackend.service.name Invalid: "Shop" may only have lower-case letters, digits and '-', with a letter or digit at both ends`,
      "spec.defaultBackend Invalid: may not have both the port's name and number",
    ]);
  });

  it("have one class, not two", () => {
    const annotations = { "kubernetes.io/ingress.class": "a" };
    const spec = { defaultBackend: backend, ingressClassName: "b" };
    expect(ingress(spec, { annotations })).toEqual([
      'annotations.kubernetes.io/ingress.class Invalid: "a" is not ingressClassName',
    ]);
    expect(ingress({ ...spec, ingressClassName: "a" }, { annotations })).toEqual([]);
  });
});
