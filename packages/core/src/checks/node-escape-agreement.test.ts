import fc from "fast-check";
import { expect, it, test } from "vitest";
import { REPORTERS, type Reported, reported } from "../../testing/node-escape.ts";
import { escapingSpecs } from "../../testing/pods.ts";
import { decodeStructure } from "../kubernetes/decode.ts";
import { type FieldPath, formatFieldPath } from "../kubernetes/field-path.ts";
import { hasUserNamespace } from "../kubernetes/security-context.ts";
import { escapesOf } from "../node-escape/escapes.ts";
import { escapingPods } from "../node-escape/escaping-pods.ts";
import { type EscapeKind, type NodeEscape, opensNode } from "../node-escape/model.ts";

function at(path: FieldPath, kind: EscapeKind, all: readonly Reported[]): readonly Reported[] {
  const text = formatFieldPath(path);
  return all.filter((one) => one.path === text && REPORTERS[kind].includes(one.id));
}

function isSure({ gives, certainty }: NodeEscape): boolean {
  return opensNode(gives) && certainty === "yes";
}

test("every path, capability and field that gives something of a node is an escape and has a finding at its place", () => {
  const missing = escapingPods().flatMap((spec) => {
    const escapes = escapesOf({ spec, path: [] });
    const findings = reported(spec);
    const unknown = escapes.filter(({ kind, path }) => at(path, kind, findings).length !== 1);
    return escapes.length === 0 || unknown.length > 0 ? [{ spec, unknown }] : [];
  });
  expect(missing).toEqual([]);
});

it("what opens a node for sure is reported at its place and makes the pod critical or high, and a critical mount opens one", () => {
  fc.assert(
    fc.property(escapingSpecs, (json) => {
      const spec = decodeStructure("PodSpec", json).value;
      const escapes = escapesOf({ spec, path: [] });
      const findings = reported(spec);
      // DAC_OVERRIDE and MKNOD are as good as what they need besides, which has a finding of its own.
      const worst = new Set(findings.map(({ severity }) => severity));
      for (const { kind, path } of escapes.filter(isSure)) {
        expect(at(path, kind, findings)).toHaveLength(1);
        expect(worst.has("critical") || worst.has("high")).toBe(true);
      }
      // A field of a security context is a finding though nobody in the container can use it, and a volume though nobody mounts it.
      const opening = escapes.filter(({ gives }) => opensNode(gives));
      const left = escapes.filter(({ volume, container }) => volume !== undefined && !container);
      const known = [...opening, ...left].map(({ path }) => formatFieldPath(path));
      const critical = findings.filter(
        ({ path, severity }) => severity === "critical" && path.startsWith("spec.volumes"),
      );
      expect(critical.map(({ path }) => path).filter((path) => !known.includes(path))).toEqual([]);
      if (hasUserNamespace(spec))
        expect(opening.map(({ kind }) => kind)).not.toContain("privileged");
    }),
  );
});
