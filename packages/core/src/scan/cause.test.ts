import { expect, test } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { Severity } from "../findings/finding.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { causeOf } from "./cause.ts";
import { PathNode } from "./object-field.ts";

const object = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", namespace: "shop" },
  spec: { containers: [{ name: "a", securityContext: {} }, { name: "b" }, { name: "c" }] },
};
const [target] = snapshotOf([object]).objects;
if (!target) throw new Error("There is no object.");
const subject = { target, seen: target, isOwned: false, speakers: new Map() };

function cause(path: FieldPath, own?: string, severity: Severity = "low"): string {
  const violation = { path, message: "", ...(own === undefined ? {} : { cause: own }) };
  const field = new PathNode().below(path).fieldOf(subject);
  return causeOf({
    check: { id: "some-check", severity },
    violation,
    target: subject.target,
    field,
  });
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
