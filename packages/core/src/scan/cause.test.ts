import { expect, test } from "vitest";
import type { Severity } from "../findings/finding.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { absenceOf, causeOf } from "./cause.ts";

const object = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", namespace: "shop" },
  spec: { containers: [{ name: "a", securityContext: {} }, { name: "b" }, { name: "c" }] },
};
const target = {
  reference: { apiVersion: "v1", kind: "Pod", namespace: "shop", name: "web" },
};

function cause(path: FieldPath, own?: string, severity: Severity = "low"): string {
  const violation = { path, message: "", ...(own === undefined ? {} : { cause: own }) };
  const field = { path, absence: absenceOf(object, path) };
  return causeOf({ check: { id: "some-check", severity }, violation, target, field });
}

const security = (index: number, ...rest: string[]): FieldPath => [
  ...["spec", "containers"],
  ...[index, "securityContext", ...rest],
];

test("what a check says it is, it is in every object", () => {
  expect(cause(["spec"], "image nginx")).toBe("image nginx");
});

test.each([
  [security(1, "runAsNonRoot"), "Pod shop/web: no spec.containers.securityContext"],
  [security(2, "capabilities", "drop"), "Pod shop/web: no spec.containers.securityContext"],
  [security(0, "runAsNonRoot"), "Pod shop/web: no spec.containers.securityContext.runAsNonRoot"],
  [["spec", "hostUsers"], "Pod shop/web: no spec.hostUsers"],
  [["spec", "containers", 9, "image"], "Pod shop/web: no spec.containers"],
  [["spec", "containers", 0, "name"], "Pod shop/web: some-check"],
  [[], "Pod shop/web: some-check"],
])("%j: %s", (path, expected) => {
  expect(cause(path)).toBe(expected);
});

test("a single default that is pointed out for information is one cause in all objects", () => {
  const info = (path: FieldPath): string => cause(path, undefined, "info");
  expect(info(["spec", "hostUsers"])).toBe("some-check: left to the default");
  expect(info(security(0, "appArmorProfile"))).toBe("some-check: left to the default");
  expect(info(security(1, "appArmorProfile"))).toBe(
    "Pod shop/web: no spec.containers.securityContext",
  );
  expect(info(["spec", "containers", 0, "name"])).toBe("Pod shop/web: some-check");
});
