import { describe, expect, it, test } from "vitest";
import { differences, feedDay, readFeed } from "./feed.ts";
import { recordsIn, withLines } from "./files.ts";
import { osvLines } from "./osv-lines.ts";
import { termLines } from "./terms.ts";

const range = (...events: readonly object[]) => ({ ranges: [{ type: "SEMVER", events }] });
const introduced = (version: string) => ({ introduced: version });
const fixed = (version: string) => ({ fixed: version });

interface Affected {
  readonly name: string;
  readonly events: readonly object[];
  readonly custom?: readonly object[];
}

/** A document as the Go vulnerability database has it. */
function osv(...affected: readonly Affected[]) {
  return JSON.parse(
    JSON.stringify({
      id: "GO-2026-0001",
      aliases: ["GHSA-aaaa-bbbb-cccc", "CVE-2026-0001"],
      published: "2026-03-04T05:06:07Z",
      summary: "A | b in github.com/containerd/containerd",
      affected: affected.map(({ name, events, custom }) => ({
        package: { ecosystem: "Go", name },
        ...range(...events),
        ...(custom && { ecosystem_specific: { custom_ranges: range(...custom).ranges } }),
      })),
    }),
  ) as Parameters<typeof osvLines>[0];
}

/** The ranges of the only line. */
function rangesOf(...affected: readonly Affected[]): readonly (string | undefined)[] {
  return osvLines(osv(...affected)).map((line) => line.split("|")[3]);
}

const containerd = "github.com/containerd/containerd";

test("a record becomes a line as records.ts has them, under the CVE's id", () => {
  expect(
    osvLines(osv({ name: containerd, events: [introduced("0"), fixed("1.7.1")] })),
  ).toStrictEqual([
    "CVE-2026-0001|GHSA-aaaa-bbbb-cccc GO-2026-0001|containerd|0..<1.7.1|unknown|2026-03-04||A b|||",
  ]);
  expect(osvLines(osv({ name: "example.com/other", events: [introduced("0")] }))).toStrictEqual([]);
});

describe("ranges", () => {
  it("are sorted, and what touches is one", () => {
    const events = [introduced("1.6.0"), fixed("1.6.2"), introduced("0"), fixed("1.5.3")];
    expect(rangesOf({ name: containerd, events })).toStrictEqual(["0..<1.5.3 1.6.0..<1.6.2"]);
    const overlapping = [introduced("0"), fixed("1.6.1"), introduced("1.6.0"), fixed("1.6.2")];
    expect(rangesOf({ name: containerd, events: overlapping })).toStrictEqual(["0..<1.6.2"]);
  });

  it("of releases that are no Go modules stand apart, and count", () => {
    const name = "github.com/rancher/rancher";
    const custom = [introduced("2.8.0"), fixed("2.8.2")];
    expect(rangesOf({ name, events: [introduced("0")], custom })).toStrictEqual(["2.8.0..<2.8.2"]);
  });

  it("of a later major version begin with it where the record has an earlier one", () => {
    expect(
      rangesOf(
        { name: containerd, events: [introduced("0"), fixed("1.7.29")] },
        { name: `${containerd}/v2`, events: [introduced("0"), fixed("2.0.7")] },
      ),
    ).toStrictEqual(["0..<1.7.29 2.0.0..<2.0.7"]);
  });

  it("of an old path without an end are not told, before what the later path says", () => {
    const old = { name: containerd, events: [introduced("0")] };
    const later = (from: string) => ({
      name: `${containerd}/v2`,
      events: [introduced(from), fixed("2.1.9")],
    });
    expect(rangesOf(old, later("2.1.0"))).toStrictEqual(["?0..<2.1.0 2.1.0..<2.1.9"]);
    expect(rangesOf(old, later("0"))).toStrictEqual(["0..<2.1.9"]);
  });

  it("between commits alone are not told", () => {
    const events = [introduced("0"), fixed("0.0.0-20260410004459-189832a289c1")];
    expect(rangesOf({ name: "istio.io/istio", events })).toStrictEqual(["?0.."]);
  });

  it("without a fix stay open", () => {
    expect(rangesOf({ name: containerd, events: [introduced("0")] })).toStrictEqual(["0.."]);
  });
});

const BLOCK = JSON.stringify({
  affected: [{ ranges: [{ events: [introduced("1.33.0"), fixed("1.33.5")] }] }],
});

// The shape of the official feed, with what texts of issues look like.
const FEED = {
  version: "https://jsonfeed.org/version/1.1",
  _kubernetes_io: { feed_refresh_job: "job", updated_at: "2026-09-20T01:02:03Z" },
  items: [
    {
      id: "CVE-2024-0001",
      summary: "one",
      status: "fixed",
      date_published: "2026-09-01T00:00:00Z",
      external_url: "https://www.cve.org/cverecord?id=CVE-2024-0001",
      content_text:
        "#### Affected Versions\n- kubelet v1.30.0 - v1.30.2\n- kubelet <= v1.29.6\n\n#### Fixed Versions\n- kubelet v1.30.3\n- kubelet >= 1.29.7, on 10.0.0.1.2\n\n### Detection\nv9.9.9",
    },
    {
      id: "CVE-2026-0002",
      summary: "two",
      status: "unfixed",
      content_text: `**Fixed versions**: none yet\n\n\`\`\`json\n${BLOCK}\n\`\`\`\n`,
    },
    { id: "no CVE", summary: "three" },
  ],
};

test("the feed's entries have the versions that texts call fixed, and those of a block of OSV", () => {
  expect(feedDay(FEED)).toBe("2026-09-20");
  expect(
    readFeed(FEED).map(({ id, status, fixed: versions, osv: block }) => [
      id,
      status,
      versions,
      block,
    ]),
  ).toStrictEqual([
    ["CVE-2024-0001", "fixed", ["1.30.3", "1.29.7"], []],
    ["CVE-2026-0002", "unfixed", [], ["1.33.0", "1.33.5"]],
  ]);
  expect([readFeed(null), readFeed({ items: [{ id: 7 }] })]).toStrictEqual([[], []]);
});

test("what the feed has otherwise than the records is a sentence each", () => {
  const records = (first: string, second: string) =>
    recordsIn(
      `export const X: string = \`\nCVE-2024-0001||kubelet|${first}|\nCVE-2026-0002||kubelet|${second}|\n\`;\n`,
    );
  const told = (first: string, second: string) =>
    differences(readFeed(FEED), records(first, second));
  expect(told("0..<1.29.7 1.30.0..<1.30.3", "1.33.0..<1.33.5")).toStrictEqual([
    "CVE-2026-0002: the feed calls it unfixed, the records do not.",
  ]);
  expect(told("0..<1.29.6 1.30.0..", "1.33.0..")).toStrictEqual([
    "CVE-2024-0001: the feed's text calls 1.30.3, 1.29.7 fixed, which no record has.",
    "CVE-2024-0001: the feed calls it fixed, the records do not.",
    "CVE-2026-0002: the feed's OSV has 1.33.5, which no record has.",
  ]);
  expect(differences(readFeed(FEED), [])).toStrictEqual([
    "CVE-2024-0001 is in no record: one (https://www.cve.org/cverecord?id=CVE-2024-0001).",
    "CVE-2026-0002 is in no record: two ().",
  ]);
});

test("terms are read of the API's form and of the front matter's", () => {
  const api = [
    {
      cycle: "1.36",
      releaseDate: "2026-04-22",
      support: "2027-04-28",
      eol: "2027-06-28",
      latest: "1.36.4",
    },
    {
      cycle: "1.34",
      releaseDate: "2025-10-06",
      eol: "2026-12-02",
      extendedSupport: "2027-12-02",
      latest: "1.34-eks-27",
    },
    { cycle: "edge", releaseDate: "2026-01-01", eol: false },
  ];
  const matter = [
    {
      releaseCycle: "1.36",
      releaseDate: "2026-04-22",
      eoas: "2027-04-28",
      eol: "2027-06-28",
      eoes: false,
      latest: "1.36.4",
    },
  ];
  expect(termLines("upstream", api)).toStrictEqual([
    "upstream|1.36|2026-04-22|2027-04-28|2027-06-28||1.36.4",
    "upstream|1.34|2025-10-06||2026-12-02|2027-12-02|1.34-eks-27",
  ]);
  expect(termLines("upstream", matter)).toStrictEqual(termLines("upstream", api).slice(0, 1));
});

test("a file of data gets its lines and its day, and keeps all else", () => {
  const text =
    '/** Of `x`. */\nexport const A: string = `\nold|1\nold|2\n`;\n\nexport const A_GATHERED = "2026-01-01";\n';
  expect(withLines(text, ["new|$1"], "2026-09-20")).toBe(
    '/** Of `x`. */\nexport const A: string = `\nnew|$1\n`;\n\nexport const A_GATHERED = "2026-09-20";\n',
  );
});
