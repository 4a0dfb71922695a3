import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BOSS, pod } from "../../testing/access/escalation.ts";
import { knownImage, runningImage, vulnerability } from "../../testing/image-risk.ts";
import { runs } from "../../testing/runs.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { Rating } from "../images/matching/severity.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { termsOf, weightOf } from "./arithmetic.ts";
import type { KnownImage, RunningImage } from "./model.ts";
import { imageRiskOf, riskOf } from "./rank.ts";

const TODAY = "2026-07-01";
const A = `sha256:${"a".repeat(64)}`;
const B = `sha256:${"b".repeat(64)}`;

describe("the arithmetic", () => {
  test("multiplies severity, exploitation and fix, and names each", () => {
    const of = (rest: Parameters<typeof vulnerability>[1]): readonly unknown[] => {
      const one = vulnerability("CVE-1", rest);
      return [weightOf(one), termsOf(one)];
    };
    expect(of({ severity: "critical", exploitedSince: "2026-01-01" })).toStrictEqual([
      45,
      "critical 10 × known to be exploited 3 × fix 1.5",
    ]);
    expect(of({ severity: "high", fixed: "", probability: 0.25 })).toStrictEqual([
      10.5,
      "high 7 × EPSS 0.25, 1.5",
    ]);
    expect(of({ severity: "unknown" })).toStrictEqual([6, "unrated 4 × fix 1.5"]);
    expect(of({ severity: "negligible" })).toStrictEqual([0, "negligible 0 × fix 1.5"]);
  });

  test("halves every further vulnerability, and is exposure and blast radius times it", () => {
    const ids = ["CVE-1", "CVE-2", "CVE-3"];
    const image = knownImage("web:1", { vulnerabilities: ids.map((id) => vulnerability(id)) });
    const { images } = riskOf([runningImage("web:1", { exposure: 4, blastRadius: 3 })], [image], {
      today: TODAY,
    });
    // 10.5 + 10.5/2 + 10.5/4 = 18.375
    expect(images.map(({ findings, score }) => [findings, score])).toStrictEqual([[18.375, 220.5]]);
  });
});

const RATING = fc.constantFrom<Rating>("negligible", "low", "medium", "high", "critical");
const VULNERABILITY = fc
  .record({
    severity: RATING,
    fixed: fc.constantFrom("", "2"),
    exploitedSince: fc.constantFrom("", "", "2026-01-01"),
    probability: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map((rest) => vulnerability("CVE-1", rest));
const VALUE = fc.constantFrom<number>(1, 1.5, 2, 2.5, 3, 4);
const PLACED = fc.record({
  exposure: VALUE,
  blastRadius: VALUE,
  vulnerabilities: fc.array(VULNERABILITY, { maxLength: 4 }),
});
type Placed = typeof PLACED extends fc.Arbitrary<infer Value> ? Value : never;

const WORSE: Readonly<Record<string, Rating>> = {
  negligible: "low",
  low: "medium",
  medium: "high",
  high: "critical",
};

/** What may only make an image's lot worse. */
const CHANGES: readonly ((placed: Placed) => Placed)[] = [
  (placed) => ({ ...placed, exposure: placed.exposure + 0.5 }),
  (placed) => ({ ...placed, blastRadius: placed.blastRadius + 0.5 }),
  (placed) => ({
    ...placed,
    vulnerabilities: [...placed.vulnerabilities, vulnerability("CVE-2", { severity: "low" })],
  }),
  ...(
    [
      (each) => ({ severity: WORSE[each.severity] ?? each.severity }),
      () => ({ exploitedSince: "2026-02-02" }),
      ({ probability = 0 }) => ({ probability: Math.min(1, probability + 0.3) }),
      () => ({ fixed: "2" }),
    ] as readonly ((each: ReturnType<typeof vulnerability>) => object)[]
  ).map((change) => (placed: Placed) => ({
    ...placed,
    vulnerabilities: placed.vulnerabilities.map((each, index) =>
      index === 0 ? { ...each, ...change(each) } : each,
    ),
  })),
];

test("more exposure, blast radius, severity, exploitation or a fix never lowers a rank", () => {
  const rankOfFirst = (all: readonly Placed[]): number => {
    const running: readonly RunningImage[] = all.map((each, index) =>
      runningImage(`image-${index}:1`, each),
    );
    const known: readonly KnownImage[] = all.map(({ vulnerabilities }, index) =>
      knownImage(`image-${index}:1`, { vulnerabilities }),
    );
    const { images } = riskOf(running, known, { today: TODAY });
    return images.findIndex(({ image }) => image.reference === "image-0:1");
  };
  fc.assert(
    fc.property(
      fc.array(PLACED, { minLength: 2, maxLength: 8 }),
      fc.nat(CHANGES.length - 1),
      (all, number) => {
        const [first, ...others] = all;
        const change = CHANGES[number];
        if (!first || !change) return;
        const before = rankOfFirst(all);
        expect(before).toBeGreaterThanOrEqual(rankOfFirst([change(first), ...others]));
      },
    ),
    runs(600),
  );
});

const DEPLOYMENT: KubernetesObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "shop", labels: { "example.com/team": "red" } },
  spec: {
    selector: { matchLabels: { app: "web" } },
    template: {
      metadata: { labels: { app: "web" } },
      spec: {
        initContainers: [
          { name: "wait", image: "wait:1" },
          { name: "proxy", image: "proxy:1", restartPolicy: "Always" },
        ],
        containers: [{ name: "main", image: `web:1@${A}`, ports: [{ containerPort: 80 }] }],
      },
    },
  },
};
const BALANCER: KubernetesObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", namespace: "shop" },
  spec: { type: "LoadBalancer", selector: { app: "web" }, ports: [{ port: 80 }] },
};

function ranked(
  objects: readonly KubernetesObject[],
  known: readonly KnownImage[],
): readonly unknown[] {
  const cluster = createCluster(wholeSnapshotOf(objects, { kubernetesVersion: "v1.36" }));
  return imageRiskOf(cluster, known, { today: TODAY }).images.map(
    ({ image, score, gap, worst: { exposure, blastRadius, role } }) =>
      [image.reference, role, score, exposure.value, blastRadius.value, gap] as const,
  );
}

describe("what runs", () => {
  const web = knownImage("anything", { digests: [A], vulnerabilities: [vulnerability("CVE-1")] });

  test("counts sidecars and init containers, who comes to each, and what nobody scanned is last and no pass", () => {
    expect(ranked([DEPLOYMENT, BALANCER], [web])).toStrictEqual([
      [`web:1@${A}`, "container", 42, 4, 1, ""],
      ["proxy:1", "sidecar", undefined, 2, 1, "it was not scanned"],
      ["wait:1", "init", undefined, 1, 1, "it was not scanned"],
    ]);
  });

  test("weighs less behind no load balancer", () => {
    expect(ranked([DEPLOYMENT], [web])[0]).toStrictEqual([`web:1@${A}`, "container", 21, 2, 1, ""]);
  });

  test("weighs the whole cluster where its account is an administrator's, with what proves it", () => {
    const objects = [
      ...BOSS,
      pod("t/boss", "boss", { containers: [{ name: "main", image: "x:1" }] }),
    ];
    const cluster = createCluster(wholeSnapshotOf(objects, { kubernetesVersion: "v1.36" }));
    const [first] = imageRiskOf(cluster, [knownImage("x:1")], { today: TODAY }).images;
    expect(first?.worst.blastRadius).toMatchObject({ value: 4, because: "the whole cluster" });
    expect(first?.worst.blastRadius.evidence.map(({ object }) => object.kind)).toStrictEqual([
      "Pod",
      "ClusterRoleBinding",
      "ClusterRoleBinding",
      "ClusterRole",
    ]);
    const plain = [pod("t/boss", "boss", { containers: [{ name: "main", image: "x:1" }] })];
    expect(ranked(plain, [knownImage("x:1")])[0]).toStrictEqual(["x:1", "container", 0, 2, 1, ""]);
  });

  test("is another image than what was read under its name, where digests differ", () => {
    const other = knownImage("web:1", { digests: [B] });
    expect(ranked([DEPLOYMENT], [other])).toContainEqual([
      `web:1@${A}`,
      "container",
      undefined,
      2,
      1,
      `it was not scanned: what was read as web:1 is ${B}, another image`,
    ]);
  });
});

function running(name: string, imageID: string): KubernetesObject {
  const status: JsonObject = {
    phase: "Running",
    containerStatuses: [{ name: "main", imageID }],
  };
  return {
    ...pod(`s/${name}`, "me", { containers: [{ name: "main", image: "web:1" }] }),
    status,
  };
}

test("a tag that moved runs as two images, and says so; a digest that nobody says is told", () => {
  const objects = [
    running("old", `docker.io/library/web@${A}`),
    running("new", `docker-pullable://web@${B}`),
    running("none", "sha256:0123"),
  ];
  const cluster = createCluster(wholeSnapshotOf(objects, { kubernetesVersion: "v1.36" }));
  const { images } = imageRiskOf(cluster, [knownImage("web:1")], { today: TODAY });
  expect(
    images.map(({ image, remarks }) => [image.digest, remarks.map(({ kind }) => kind)]),
  ).toStrictEqual([
    ["", ["tag-moved", "digest-unknown"]],
    [A, ["tag-moved", "digest-unknown"]],
    [B, ["tag-moved", "digest-unknown"]],
  ]);
});

test("a Pod that has ended runs nothing", () => {
  const ended = { ...running("job", ""), status: { phase: "Succeeded" } };
  expect(ranked([ended], [])).toStrictEqual([]);
});
