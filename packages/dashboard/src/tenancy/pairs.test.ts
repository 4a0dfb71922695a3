import { expect, test } from "vitest";
import type { OpenChannelJson, TenancyDocument } from "../documents/tenancy.ts";
import { axesOf, countsOf, opennessOf, pairsOf, wordsOf } from "./pairs.ts";

function channel(
  from: string,
  to: string,
  id: string,
  verdict: "unknown" | "yes" = "yes",
): OpenChannelJson {
  return { from, to, channel: id, verdict, reason: "", proof: [], fix: null };
}

const names = ["ann", "bob", "cid"];
const document: TenancyDocument = {
  coverage: { files: 1, documents: 1, objects: 1, notExamined: [], unknownKinds: [] },
  incomplete: false,
  assumptions: {
    kubernetesVersion: { value: "v1.36", known: "defaulted" },
    wholeCluster: { value: true, known: "configured" },
    statements: [],
  },
  tenants: names.map((name) => ({ name, namespaces: [name] })),
  channelIds: ["network", "nodes", "secrets"],
  from: names,
  to: names,
  channels: [
    channel("bob", "cid", "network", "unknown"),
    channel("cid", "bob", "network"),
    channel("cid", "bob", "nodes"),
    channel("cid", "bob", "secrets", "unknown"),
  ],
};

test("a pair has its channels, its words and its openness; nobody is a pair with himself", () => {
  const pairs = pairsOf(document);
  const said = [
    ["cid", "bob"],
    ["bob", "cid"],
    ["ann", "bob"],
  ].map(([from = "", to = ""]) => {
    const pair = pairs(from, to);
    return pair && [opennessOf(pair), wordsOf(pair), pair.channels.map((each) => each.channel)];
  });
  expect(said).toEqual([
    ["open", "2 open, 1 not known", ["network", "nodes", "secrets"]],
    ["unknown", "1 not known", ["network"]],
    ["closed", "closed", []],
  ]);
  expect(pairs("ann", "ann")).toBeUndefined();
});

test("names that only look alike when they are joined are two pairs", () => {
  const odd = [channel('a","b', "c", "network")];
  const pairs = pairsOf({ channels: odd });
  expect(pairs("a", 'b","c')?.channels).toEqual([]);
});

test("those with the most between them come first, as many as are wanted, and those whose names hold a word", () => {
  expect(axesOf(document, "", 2)).toEqual({ from: ["bob", "cid"], to: ["bob", "cid"] });
  expect(axesOf(document, "AN ci", 9)).toEqual({ from: ["cid", "ann"], to: ["cid", "ann"] });
});

test("counts are of pairs both ways, and of those that were asked about", () => {
  expect(countsOf(document)).toEqual({ pairs: 6, closed: 4, open: 2, unknown: 2 });
  const one = { ...document, from: ["cid"], to: ["bob", "cid"] };
  expect(countsOf({ ...one, channels: [] })).toEqual({ pairs: 1, closed: 1, open: 0, unknown: 0 });
});
