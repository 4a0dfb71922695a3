import type { AttackPath } from "@watertight/core/attack-paths";
import { expect, test } from "vitest";
import { type FallenThing, pathsMermaid, pathsSvg, radiusMermaid, radiusSvg } from "./index.ts";

const INTERNET = { kind: "Internet", namespace: "", name: "" };
const WEB = { kind: "Container", namespace: "shop", name: "web", container: 'a"<b>\u001b[31m' };
const ADMIN = { kind: "cluster-admin", namespace: "", name: "" };

const STEP = { with: [], then: [], proof: [], edges: [], breaks: [], unknown: [], techniques: [] };
const PATH: AttackPath = {
  ...{ from: INTERNET, to: ADMIN, certainty: "unknown", reasons: [], cost: 1002, edges: [] },
  steps: [
    {
      ...STEP,
      ...{ edge: "exposed-port", from: INTERNET, to: WEB },
      ...{ unknown: ["whether <it> can be"], techniques: ["T1190"] },
    },
    { ...STEP, edge: "held-rights", from: WEB, to: ADMIN },
  ],
};
const FALLEN: readonly FallenThing[] = [
  { vertex: WEB, hops: 1, certainty: "yes", via: { edge: "exposed-port", from: INTERNET } },
  { vertex: ADMIN, hops: 2, certainty: "unknown", via: { edge: "held-rights", from: WEB } },
];

/** What a picture says, without what is drawn. */
function wordsOf(svg: string): readonly string[] {
  return [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, words = ""]) =>
    words.replace(/<tspan[^>]*>/g, " | ").replaceAll("</tspan>", ""),
  );
}

test("a path is a picture from the top to the bottom, with what is not known of a step", () => {
  const svg = pathsSvg([PATH]);
  expect(wordsOf(svg)).toEqual([
    "Paths of attack",
    "May be open: internet to cluster-admin",
    "internet",
    "reaches a port from outside the cluster (T1190)",
    "not known: whether &lt;it&gt; can be",
    "container/shop/web/a&quot;&lt;b&gt;",
    "has by its own rights",
    "cluster-admin",
  ]);
  expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
  expect(svg).toContain(
    '<desc id="description">1 path of attack. May be open: internet to cluster-admin.</desc>',
  );
});

test("more than ten paths are counted", () => {
  const svg = pathsSvg(Array.from({ length: 12 }, () => PATH));
  expect(wordsOf(svg).at(-1)).toBe("and 2 more paths; -o json has all of them");
});

test("what falls stands below the thing from which it falls", () => {
  const svg = radiusSvg("internet", FALLEN);
  expect(wordsOf(svg)).toEqual([
    "What falls with internet",
    "internet",
    "container/shop/web/a&quot;&lt;b&gt; | reaches a port from outside the cluster",
    "cluster-admin (may) | has by its own rights",
  ]);
  const [first, second] = [...svg.matchAll(/<text x="(\d+)" y="\d+" fill="#1a1a1a">/g)].map(
    ([, x]) => Number(x),
  );
  expect([first, second]).toEqual([48, 76]);
});

test("many things that fall are counted, and a circle of steps ends", () => {
  const many = Array.from({ length: 160 }, (_, index) => ({
    ...{ hops: 1, certainty: "yes" as const },
    vertex: { kind: "Secret", namespace: "shop", name: `s${index}` },
    via: { edge: "node-secrets" as const, from: INTERNET },
  }));
  expect(wordsOf(radiusSvg("internet", many)).at(-1)).toBe("and 10 more; -o json has all of them");
  const circle: readonly FallenThing[] = [
    { vertex: WEB, hops: 1, certainty: "yes", via: { edge: "held-rights", from: ADMIN } },
    { vertex: ADMIN, hops: 1, certainty: "yes", via: { edge: "held-rights", from: WEB } },
  ];
  expect(wordsOf(radiusSvg("x", circle))).toHaveLength(4);
});

test("Mermaid has each thing and each step once, and no text of the input ends a label", () => {
  const text = String.raw`flowchart LR
  n1["internet"]
  n2["container/shop/web/a#34;#60;b#62;"]
  n3["cluster-admin"]
  n1 -.->|"exposed-port"| n2
  n2 -->|"held-rights"| n3
`;
  expect(pathsMermaid([PATH, PATH])).toBe(text);
  expect(radiusMermaid(FALLEN)).toBe(
    text.replace("n1 -.->", "n1 -->").replace("n2 -->|", "n2 -.->|"),
  );
});
