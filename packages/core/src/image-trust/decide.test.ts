import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../testing/runs.ts";
import { decideTrust, matchesText } from "./decide.ts";
import type { TrustEvidence, TrustPolicy } from "./model.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const KNOWN: TrustEvidence = {
  ...{ reference: "registry.example/shop/web:1", digest: DIGEST },
  ...{ signatures: [], rejected: [], unread: [] },
};

function decided(
  policies: readonly TrustPolicy[],
  more: Partial<TrustEvidence> = {},
  otherwise?: "admit" | "refuse",
): readonly unknown[] {
  const { verdict, admitted, reasons } = decideTrust(
    { policies, ...(otherwise && { otherwise }) },
    { ...KNOWN, ...more },
    "2026-07-01",
  );
  return [verdict, admitted, reasons.map(({ policy, rule }) => `${policy} ${rule}`)];
}

test("an image of which no policy speaks is refused, but where that is said", () => {
  expect(decided([])).toStrictEqual(["no", false, [" policy"]]);
  expect(decided([], {}, "admit")).toStrictEqual(["yes", true, [" policy"]]);
});

test("every policy that speaks of it has to hold", () => {
  const own: TrustPolicy = {
    name: "own",
    images: ["*/shop/*"],
    registries: ["registry.example/shop"],
  };
  const other: TrustPolicy = { name: "other", images: ["*"], registries: ["registry.other"] };
  expect(decided([own])).toStrictEqual(["yes", true, ["own registry"]]);
  expect(decided([own, other])).toStrictEqual(["no", false, ["own registry", "other registry"]]);
  expect(decided([{ ...own, registries: ["registry.example/sho"] }])[0]).toBe("no");
});

test("what is not known is admitted only where every policy that does not know says so", () => {
  const lost = { unread: ["the registry did not answer"] };
  const open: TrustPolicy = { name: "open", images: ["*"], signedBy: ["a"], onFailure: "admit" };
  const closed: TrustPolicy = { name: "closed", images: ["*"], signedBy: ["a"] };
  expect(decided([open], lost).slice(0, 2)).toStrictEqual(["unknown", true]);
  expect(decided([open, closed], lost).slice(0, 2)).toStrictEqual(["unknown", false]);
  // That everything was read and nobody signed is known.
  expect(decided([open]).slice(0, 2)).toStrictEqual(["no", false]);
});

test("an attestation is no signature, and a signature is no attestation", () => {
  const signature = { authority: "a", form: "cosign", identity: "" } as const;
  const attestation = { ...signature, predicateType: "https://slsa.dev/provenance/v1" };
  const wantsBoth: TrustPolicy = {
    ...{ name: "both", images: ["*"], signedBy: ["a"] },
    attestations: [{ type: "slsaprovenance" }],
  };
  const verdict = (...signatures: TrustEvidence["signatures"]): unknown =>
    decided([wantsBoth], { signatures })[0];
  expect([verdict(signature), verdict(attestation), verdict(signature, attestation)]).toStrictEqual(
    ["no", "no", "yes"],
  );
  const later = { ...signature, predicateType: "https://slsa.dev/provenanceX/v1" };
  expect(verdict(signature, later)).toBe("no");
});

test("a * in a pattern is any text", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("a", "b", "/", "*"), { maxLength: 6 }),
      fc.array(fc.constantFrom("a", "b", "/"), { maxLength: 8 }),
      (pattern, text) => {
        const expected = new RegExp(
          `^${pattern.map((each) => (each === "*" ? ".*" : each)).join("")}$`,
        );
        expect(matchesText(pattern.join(""), text.join(""))).toBe(expected.test(text.join("")));
      },
    ),
    runs(1000),
  );
});
