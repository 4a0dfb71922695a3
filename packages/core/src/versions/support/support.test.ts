import { expect, test } from "vitest";
import { minorOf, supportOn } from "./support.ts";

test("each provider has its own terms", () => {
  expect(supportOn("2026-09-01", ["1.34"])).toStrictEqual([
    {
      provider: "upstream",
      minor: "1.34",
      state: "maintenance",
      released: "2025-08-27",
      activeUntil: "2026-08-27",
      supportedUntil: "2026-10-27",
      extendedUntil: null,
      daysLeft: 56,
      newestPatch: "1.34.11",
    },
    {
      provider: "eks",
      minor: "1.34",
      state: "supported",
      released: "2025-10-06",
      activeUntil: null,
      supportedUntil: "2026-12-02",
      extendedUntil: "2027-12-02",
      daysLeft: 457,
      newestPatch: "1.34-eks-27",
    },
    {
      provider: "aks",
      minor: "1.34",
      state: "supported",
      released: "2026-01-04",
      activeUntil: null,
      supportedUntil: "2026-11-30",
      extendedUntil: "2027-11-30",
      daysLeft: 455,
      newestPatch: null,
    },
    {
      provider: "gke",
      minor: "1.34",
      state: "maintenance",
      released: "2025-09-30",
      activeUntil: "2026-08-30",
      supportedUntil: "2026-10-01",
      extendedUntil: null,
      daysLeft: 30,
      newestPatch: "1.34.9-gke.1655001",
    },
  ]);
});

test("a minor is not supported before its release", () => {
  const states = supportOn("2025-09-30", ["1.34"]).map(({ state }) => state);
  expect(states).toStrictEqual(["supported", "not-released", "not-released", "supported"]);
});

test("a last day still counts, the next does not", () => {
  const states = (provider: string, days: readonly string[]) =>
    days.map((day) => supportOn(day, ["1.34"]).find((term) => term.provider === provider)?.state);
  expect(
    states("upstream", ["2026-08-27", "2026-08-28", "2026-10-27", "2026-10-28"]),
  ).toStrictEqual(["supported", "maintenance", "maintenance", "ended"]);
  expect(states("eks", ["2026-12-02", "2026-12-03", "2027-12-02", "2027-12-03"])).toStrictEqual([
    "supported",
    "extended",
    "extended",
    "ended",
  ]);
});

test("what no term speaks of is unknown", () => {
  expect(supportOn("2026-09-01", ["1.99"]).map(({ state }) => state)).toStrictEqual([
    "unknown",
    "unknown",
    "unknown",
    "unknown",
  ]);
});

test.each([
  ["v1.34.2-gke.1", "1.34"],
  ["1.34", "1.34"],
  ["1.34+", "1.34"],
  ["1.34.0-eks-1", "1.34"],
  ["1", undefined],
  ["1.34x", undefined],
  ["latest", undefined],
])("the minor of %s is %s", (text, minor) => {
  expect(minorOf(text)).toBe(minor);
});

test("days left agree with the calendar over leap years", () => {
  const term = (day: string) => supportOn(day, ["1.34"])[0]?.daysLeft ?? Number.NaN;
  for (let day = Date.UTC(2023, 11, 1); day < Date.UTC(2028, 3, 1); day += 86_400_000) {
    const text = new Date(day).toISOString().slice(0, 10);
    expect(term(text)).toBe((Date.UTC(2026, 9, 27) - day) / 86_400_000);
  }
});
