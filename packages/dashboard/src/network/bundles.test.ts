import { describe, expect, test } from "vitest";
import { connect, mapOf, OUTSIDE } from "../../testing/network.ts";
import { type Bundle, bundlesOf } from "./bundles.ts";
import { type Edge, edgesOf, groupsOf } from "./edges.ts";
import { layoutOf, partFor } from "./layout.ts";

const map = mapOf("a/x", "a/y", "b/x", "c/x", "d/x");

function bundled(edges: readonly Edge[], ...opened: readonly string[]): readonly string[] {
  const groups = groupsOf(map.nodes, edges);
  return bundlesOf(edges, groups, new Set(opened.map((name) => `ns ${name}`))).map(textOf);
}

function textOf({ from, to, ports, isOpen, isSure }: Bundle): string {
  return `${from.join("+")} > ${to.join("+")} ${ports}${isOpen ? " open" : ""}${isSure ? "" : " doubt"}`;
}

describe("bundles", () => {
  test("connections of closed namespaces are those of the namespace, and those within it are none", () => {
    const edges = [
      connect("a/x", "b/x", "TCP 80"),
      connect("a/y", "b/x", "TCP 80"),
      connect("a/x", "a/y", "TCP 1"),
    ];
    expect(bundled(edges)).toEqual(["ns a > ns b TCP 80"]);
    expect(bundled(edges, "a")).toEqual([
      "a/x[Pod]+a/y[Pod] > ns b TCP 80",
      "a/x[Pod] > a/y[Pod] TCP 1",
    ]);
  });

  test("what the same rows reach on the same ports is one line, on others another", () => {
    const edges = [
      connect("a/x", "b/x", "TCP 80"),
      connect("a/x", "c/x", "TCP 80"),
      connect("a/x", "d/x", "TCP 443"),
    ];
    expect(bundled(edges)).toEqual(["ns a > ns b+ns c TCP 80", "ns a > ns d TCP 443"]);
  });

  test("what is open and what is in doubt is not bundled with what is kept", () => {
    const edges = [
      connect("a/x", "b/x", "TCP 80"),
      connect("a/x", "c/x", "TCP 80", { isOpen: true }),
      connect("a/x", "d/x", "TCP 80", { isSure: false }),
    ];
    expect(bundled(edges)).toEqual([
      "ns a > ns b TCP 80",
      "ns a > ns c TCP 80 open",
      "ns a > ns d TCP 80 doubt",
    ]);
  });

  test("what every row reaches is one line from a row that stands for all", () => {
    const pods = ["a/x", "b/x", "c/x", "d/x"];
    const edges = pods.flatMap((src) =>
      pods.flatMap((dst) =>
        src === dst ? [] : [connect(src, dst, "all ports", { isOpen: true })],
      ),
    );
    expect(bundled(edges)).toEqual(["everyone > ns b+ns c+ns d+ns a all ports open"]);
  });

  test("what is outside begins and ends lines of its own", () => {
    const edges = [connect(OUTSIDE, "a/x", "TCP 443"), connect("a/x", OUTSIDE, "all ports")];
    const groups = groupsOf(map.nodes, edges);
    expect(groups.map(({ key }) => key)).toEqual(["from", "ns a", "ns b", "ns c", "ns d", "to"]);
    expect(bundled(edges)).toEqual(["from > ns a TCP 443", "ns a > to all ports"]);
  });
});

describe("the layout", () => {
  const edges = [
    connect("a/x", "b/x", "TCP 80"),
    connect("a/x", "b/x", "TCP 81", { isOpen: true }),
    connect("c/x", "d/x", "TCP 80"),
    connect("d/x", "a/x", "TCP 9"),
  ];
  const groups = groupsOf(map.nodes, edges);
  const opened = new Set(["ns a"]);
  const { rows, lines, height, tracks } = layoutOf(groups, bundlesOf(edges, groups, opened), {
    opened,
    namesApart: false,
  });

  test("rows stand one below the other and do not overlap", () => {
    expect(rows.map(({ key }) => key)).toEqual([
      "ns a",
      "a/x[Pod]",
      "a/y[Pod]",
      "ns b",
      "ns c",
      "ns d",
    ]);
    const overlaps = rows.slice(1).filter(({ top }, index) => {
      const before = rows[index];
      return before !== undefined && top < before.top + before.height;
    });
    expect(overlaps).toEqual([]);
    const last = rows.at(-1);
    expect(height).toBeGreaterThanOrEqual((last?.top ?? 0) + (last?.height ?? 0));
  });

  test("every line leaves and arrives within its rows, and no two ends of a row are at one height", () => {
    const outside = lines
      .flatMap(({ leaves, arrives }) => [...leaves, ...arrives])
      .filter(({ row, y }) => {
        const at = rows.find(({ key }) => key === row);
        return at === undefined || y < at.top || y > at.top + at.height;
      });
    expect(outside).toEqual([]);
    expect(
      lines.map(({ leaves, arrives }) =>
        [leaves, arrives].map((ends) => ends.map(({ row }) => row)),
      ),
    ).toEqual(lines.map(({ bundle }) => [bundle.from, bundle.to]));
    const arrivals = rows.flatMap(({ key, arrivals: own }) => own.map(({ y }) => `${key} ${y}`));
    expect(new Set(arrivals).size).toBe(arrivals.length);
  });

  test("what is open arrives first", () => {
    const b = rows.find(({ key }) => key === "ns b");
    expect(b?.arrivals.map(({ bundle }) => bundle.ports)).toEqual(["TCP 81", "TCP 80"]);
  });

  test("lines of one track are apart, and there are no more tracks than are needed", () => {
    const spans = lines.map(({ track, leaves, arrives }) => ({
      track,
      top: Math.min(...[...leaves, ...arrives].map(({ y }) => y)),
      bottom: Math.max(...[...leaves, ...arrives].map(({ y }) => y)),
    }));
    const clashes = spans.filter((a, index) =>
      spans.some(
        (b, other) =>
          other > index && a.track === b.track && a.top <= b.bottom && b.top <= a.bottom,
      ),
    );
    expect(clashes).toEqual([]);
    expect(tracks).toBe(3);
  });

  test("of a line that rows share, a row's own part has its end and all on the other side", () => {
    const shared = ["b/x", "c/x"].flatMap((dst) =>
      ["a/x", "d/x"].map((src) => connect(src, dst, "TCP 80")),
    );
    const own = groupsOf(map.nodes, shared);
    const [line] = layoutOf(own, bundlesOf(shared, own, new Set()), {
      opened: new Set(),
      namesApart: false,
    }).lines;
    const partOf = (row: string): unknown => {
      const part = line && partFor(row, line);
      return [part?.leaves, part?.arrives].map((ends) => ends?.map((end) => end.row));
    };
    expect(partOf("ns a")).toEqual([["ns a"], ["ns b", "ns c"]]);
    expect(partOf("ns c")).toEqual([["ns a", "ns d"], ["ns c"]]);
  });

  test("without connections rows are still there", () => {
    const alone = layoutOf(groupsOf(map.nodes, []), [], { opened: new Set(), namesApart: true });
    expect(alone.rows).toHaveLength(4);
    expect([alone.lines, alone.tracks]).toEqual([[], 0]);
  });
});

test("a connection is open where no policy is about one of its ends in the cluster", () => {
  const nodes = mapOf("a/x", "b/x", "c/x").nodes.map((node, index) => ({
    ...node,
    restricted: node.restricted && { ingress: index !== 0, egress: index !== 1 },
  }));
  const network = {
    connections: [
      { src: "a/x[Pod]", dst: "c/x[Pod]", ports: "all" },
      { src: "b/x[Pod]", dst: "c/x[Pod]", ports: [{ protocol: "TCP", from: 80, to: 81 }] },
      { src: "c/x[Pod]", dst: "a/x[Pod]", ports: "all" },
    ],
    unknown: [{ src: OUTSIDE, dst: "c/x[Pod]", ports: "all" }],
  } as const;
  expect(
    edgesOf(network, { nodes }).map(({ ports, isOpen, isSure }) => [ports, isOpen, isSure]),
  ).toEqual([
    ["all ports", false, true],
    ["TCP 80-81", true, true],
    ["all ports", true, true],
    ["all ports", false, false],
  ]);
});
