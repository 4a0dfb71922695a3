import { describe, expect, test } from "vitest";
import { knownImage, runningImage, vulnerability } from "../../testing/image-risk.ts";
import { riskOf } from "./rank.ts";

const TODAY = "2026-07-01";

/** A base with twenty vulnerabilities below two images, one of which has one of its own, far worse. */
const BASE = Array.from({ length: 20 }, (_, index) =>
  vulnerability(`CVE-${index}`, { layer: 0, severity: "medium" }),
);
const OWN = vulnerability("CVE-own", { layer: 1, package: "lodash", ofSystem: false });
const IMAGES = [
  knownImage("registry.example/a:1", {
    layers: ["base", "a"],
    created: "2026-01-01T00:00:00Z",
    vulnerabilities: [...BASE, OWN],
  }),
  knownImage("registry.example/b:1", { layers: ["base", "b"], vulnerabilities: BASE }),
];
const RUNNING = [
  runningImage("registry.example/a:1", { owner: "red" }),
  runningImage("registry.example/b:1", { owner: "blue" }),
];

describe("the rebuild plan", () => {
  test("puts one base that ends forty findings before what is an image's own", () => {
    const { plan } = riskOf(RUNNING, IMAGES, { today: TODAY });
    expect(
      plan.map(({ rebuild, name, images, owners, ends }) => [rebuild, name, images, owners, ends]),
    ).toStrictEqual([
      [
        "base",
        "with layers up to base",
        ["registry.example/a:1", "registry.example/b:1"],
        ["blue", "red"],
        40,
      ],
      ["image", "registry.example/a:1", ["registry.example/a:1"], ["red"], 1],
    ]);
  });

  test("knows a base by an image that was read, else by the label of several", () => {
    const read = [...IMAGES, knownImage("registry.example/base:3", { layers: ["base"] })];
    expect(riskOf(RUNNING, read, { today: TODAY }).plan[0]).toMatchObject({
      name: "registry.example/base:3",
      because: "its lowest layers are those of that image",
      ends: 40,
    });
    const base = { name: "debian:12", digest: "" };
    const labelled = IMAGES.map((image) => ({ ...image, base }));
    expect(riskOf(RUNNING, labelled, { today: TODAY }).plan[0]).toMatchObject({
      name: "debian:12",
      because: "2 images name it, and their lowest layers are alike",
    });
    expect(
      riskOf(RUNNING.slice(0, 1), labelled.slice(0, 1), { today: TODAY }).plan[0],
    ).toMatchObject({
      name: "debian:12",
      because: "its label names it; the lowest layer is taken to be the base's",
      ends: 20,
    });
  });

  test("names a newer image of the repository that is known to weigh less", () => {
    const newer = [
      knownImage("registry.example/a:1.10", { vulnerabilities: [BASE[0] ?? OWN] }),
      knownImage("registry.example/a:1.2", { vulnerabilities: [...BASE, OWN] }),
      knownImage("registry.example/a:0.9"),
    ];
    const { images } = riskOf(RUNNING, [...IMAGES, ...newer], { today: TODAY });
    expect(images.map(({ fixedBy }) => fixedBy.image)).toStrictEqual([
      "registry.example/a:1.10",
      "",
    ]);
    expect(images[0]?.fixedBy.packages).toStrictEqual([
      { name: "openssl", installed: "1.0", fixed: "1.1", ends: 20 },
      { name: "lodash", installed: "1.0", fixed: "1.1", ends: 1 },
    ]);
  });
});

test("an image that is older than its base's fixes is told, once it is older than allowed", () => {
  const told = (rebuildDays: number): readonly string[] =>
    riskOf(RUNNING.slice(0, 1), IMAGES, { today: TODAY, rebuildDays }).images.flatMap(
      ({ remarks }) => remarks.flatMap(({ kind, text }) => (kind === "not-rebuilt" ? text : [])),
    );
  expect(told(180)).toStrictEqual([
    "nobody rebuilt it for 181 days, though 20 findings of its base with layers up to base have fixes",
  ]);
  expect(told(181)).toStrictEqual([]);
});

test("objectives hold against what has a fix, by severity and age; an unknown age is no pass", () => {
  const image = knownImage("registry.example/a:1", {
    vulnerabilities: [
      vulnerability("CVE-late", { severity: "critical", published: "2026-06-20T10:00:00Z" }),
      vulnerability("CVE-new", { severity: "critical", published: "2026-06-24" }),
      vulnerability("CVE-open", { severity: "critical", published: "2026-01-01", fixed: "" }),
      vulnerability("CVE-other", { severity: "high", published: "2026-01-01" }),
      vulnerability("CVE-undated", { severity: "unknown" }),
    ],
  });
  const objectives = { critical: 7, medium: 30 };
  const { missed } = riskOf(RUNNING.slice(0, 1), [image], { today: TODAY, objectives });
  expect(
    missed.map(({ vulnerability: { id }, days, allowed }) => [id, days, allowed]),
  ).toStrictEqual([
    ["CVE-late", 11, 7],
    ["CVE-undated", undefined, 30],
  ]);
});
