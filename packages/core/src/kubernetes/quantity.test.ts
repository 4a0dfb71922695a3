import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareQuantities, parseQuantity } from "./quantity.ts";

describe("parseQuantity", () => {
  it.each<[string | number | bigint, bigint]>([
    ["0", 0n],
    ["1", 1_000_000_000n],
    [2, 2_000_000_000n],
    [0.5, 500_000_000n],
    [9007199254740993n, 9007199254740993_000_000_000n],
    ["-1", -1_000_000_000n],
    ["+1", 1_000_000_000n],
    ["100m", 100_000_000n],
    ["5u", 5_000n],
    ["7n", 7n],
    ["1k", 1_000_000_000_000n],
    ["1Ki", 1_024_000_000_000n],
    ["1.5Gi", 1_610_612_736_000_000_000n],
    ["2E", 2_000_000_000_000_000_000_000_000_000n],
    ["1e3", 1_000_000_000_000n],
    ["1E3", 1_000_000_000_000n],
    ["1e-3", 1_000_000n],
    ["12.", 12_000_000_000n],
    [".5", 500_000_000n],
    ["0.1n", 1n],
    ["-0.1n", -1n],
    ["100Ei", 9_223_372_036_854_775_807_000_000_000n],
    ["m", 0n],
    ["Ki", 0n],
  ])("reads %s as Kubernetes does", (text, nanos) => {
    expect(parseQuantity(text)).toBe(nanos);
  });

  it.each([
    "",
    "1GB",
    "1 Gi",
    "1gi",
    "1ki",
    "ten",
    "1e",
    "1+3",
    "0x10",
    "1.2.3",
    "Ei",
    "e-99",
    "1e99999999999999999999",
    "١",
  ])("refuses %j", (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  it("answers at once for absurd numbers", () => {
    // The exponent counts by its last 32 bits, which are negative.
    expect(parseQuantity(`1e${"9".repeat(18)}`)).toBe(1n);
    expect(parseQuantity("1".repeat(100_000))).toBeUndefined();
    expect(parseQuantity(`${"1".repeat(9_000)}x`)).toBeUndefined();
  });

  it("keeps the order of whole numbers through every suffix", () => {
    const suffix = fc.constantFrom("", "m", "k", "Mi", "G", "e2");
    fc.assert(
      fc.property(fc.nat(), suffix, (number, unit) => {
        const [less = 0n, more = 0n] = [number, number + 1].map((n) =>
          parseQuantity(`${n}${unit}`),
        );
        expect(less < more).toBe(true);
      }),
    );
  });
});

describe("compareQuantities", () => {
  it.each([
    ["64Mi", "1Gi", -1],
    ["1024Mi", "1Gi", 0],
    [2, "1500m", 1],
    ["a lot", "1", undefined],
    ["1", "a lot", undefined],
  ] as const)("compares %s with %s", (a, b, expected) => {
    expect(compareQuantities(a, b)).toBe(expected);
  });
});
