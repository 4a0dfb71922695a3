import { describe, expect, it } from "vitest";
import { errorsOf } from "../../testing/validation/errors.ts";

const LABEL =
  "may only have lower-case letters, digits and '-', with a letter or digit at both ends";

describe("namespaces", () => {
  it("have names without dots, which are the values of their label too", () => {
    const named = (name: string) =>
      errorsOf({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
    expect(named("shop")).toEqual([]);
    expect(named("shop.example")).toEqual([`metadata.name Invalid: "shop.example" ${LABEL}`]);
    expect(named("-")).toEqual([
      `metadata.name Invalid: "-" ${LABEL}`,
      `metadata.labels Invalid: "-" may only have letters, digits, '-', '_' and '.', with a letter or digit at both ends`,
    ]);
  });

  it("have finalizers of Kubernetes, or with a domain", () => {
    expect(
      errorsOf({
        apiVersion: "v1",
        kind: "Namespace",
        metadata: { name: "shop" },
        spec: { finalizers: ["kubernetes", "example.com/a", "mine"] },
      }),
    ).toEqual([
      'spec.finalizers Invalid: "mine" is neither a finalizer of Kubernetes nor has a domain',
    ]);
  });
});

describe("service accounts", () => {
  it("have names that may have dots", () => {
    const named = (name: string) =>
      errorsOf({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name } });
    expect(named("shop.example")).toEqual([]);
    expect(named("Shop")).toEqual([
      `metadata.name Invalid: "Shop" ${LABEL}, in parts divided by '.'`,
    ]);
  });
});
