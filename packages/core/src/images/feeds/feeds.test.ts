import { expect, test } from "vitest";
import type { JsonValue } from "../../kubernetes/json.ts";
import type { Advisory } from "../matching/advisory.ts";
import { isEpss, readEpss } from "./exploitation.ts";
import { readFeedDocument } from "./read-feed.ts";

/** `ECOSYSTEM NAME < FIX (status)` of every entry. */
function entriesOf(advisories: readonly Advisory[] | undefined): readonly string[] {
  return (advisories ?? []).flatMap(({ id, affected }) =>
    affected.map(({ ecosystem, name, ranges, status, rating }) => {
      const fixes = ranges.flatMap(({ events }) => events.filter(({ kind }) => kind === "fixed"));
      return `${id}: ${ecosystem} ${name} < ${fixes[0]?.version ?? "∞"}${status === "" ? "" : ` (${status})`}${rating === "" ? "" : ` ${rating}`}`;
    }),
  );
}

function read(value: JsonValue): readonly [string | undefined, readonly string[]] {
  const document = readFeedDocument(value);
  return [document?.format, entriesOf(document?.advisories)];
}

test("Debian's tracker: open, fixed, never affected, and why there is no advisory", () => {
  const releases = {
    bookworm: { status: "resolved", fixed_version: "1.2-3", urgency: "medium" },
    bullseye: { status: "open", urgency: "unimportant", nodsa: "Minor issue", nodsa_reason: "" },
    trixie: { status: "resolved", fixed_version: "0", urgency: "low" },
    sid: { status: "open" },
  };
  expect(
    read({
      curl: { "CVE-2024-1": { description: "Text", releases } },
      wget: { "CVE-2024-1": { releases: { bookworm: { status: "undetermined" } } } },
    }),
  ).toStrictEqual([
    "Debian tracker",
    [
      "DEBIAN-CVE-2024-1: Debian:12 curl < 1.2-3 medium",
      "DEBIAN-CVE-2024-1: Debian:11 curl < ∞ (no advisory: Minor issue) unimportant",
      "DEBIAN-CVE-2024-1: Debian:12 wget < ∞ (not yet determined)",
    ],
  ]);
});

test("Alpine's secdb: the last fix of a package, and none for what it never had", () => {
  const secfixes = {
    "1.2-r0": ["CVE-2024-1 (+ regression fix)", "CVE-2024-2 CVE-2024-3"],
    "1.10-r0": ["CVE-2024-1"],
    "0": ["CVE-2024-9"],
  };
  expect(
    read({
      distroversion: "v3.20",
      reponame: "main",
      packages: [{ pkg: { name: "curl", secfixes } }],
    }),
  ).toStrictEqual([
    "Alpine secdb",
    [
      "ALPINE-CVE-2024-1: Alpine:v3.20 curl < 1.10-r0",
      "ALPINE-CVE-2024-2: Alpine:v3.20 curl < 1.2-r0",
      "ALPINE-CVE-2024-3: Alpine:v3.20 curl < 1.2-r0",
    ],
  ]);
});

test("Red Hat's VEX: fixed by platform, open with what is said of it, sources left out", () => {
  const product = (id: string, helper: JsonValue): JsonValue => ({
    product: { product_id: id, name: id, product_identification_helper: helper },
  });
  const full = (id: string, component: string): JsonValue => ({
    category: "default_component_of",
    full_product_name: { product_id: id },
    product_reference: component,
    relates_to_product_reference: "BaseOS-9",
  });
  const purl = "pkg:rpm/redhat/expat@2.5.0-1.el9_2?arch=x86_64";
  expect(
    read({
      document: {
        csaf_version: "2.0",
        publisher: { name: "Red Hat Product Security" },
        tracking: {},
      },
      product_tree: {
        branches: [
          {
            branches: [
              product("BaseOS-9", { cpe: "cpe:/o:redhat:enterprise_linux:9::baseos" }),
              product("expat-bin", { purl }),
              product("expat-src", { purl: purl.replace("x86_64", "src") }),
              product("expat", { purl: "pkg:rpm/redhat/expat" }),
            ],
          },
        ],
        relationships: [
          full("BaseOS-9:expat-bin", "expat-bin"),
          full("BaseOS-9:expat-src", "expat-src"),
          full("BaseOS-9:expat", "expat"),
        ],
      },
      vulnerabilities: [
        {
          cve: "CVE-2024-1",
          product_status: { fixed: ["BaseOS-9:expat-bin", "BaseOS-9:expat-src"] },
        },
        {
          cve: "CVE-2024-2",
          product_status: {
            known_affected: ["BaseOS-9:expat"],
            known_not_affected: ["BaseOS-9:expat-bin"],
          },
          remediations: [
            {
              category: "no_fix_planned",
              details: "Will not fix",
              product_ids: ["BaseOS-9:expat"],
            },
          ],
        },
      ],
    }),
  ).toStrictEqual([
    "CSAF",
    [
      "RHVEX-CVE-2024-1: Red Hat:enterprise_linux:9::baseos expat < 0:2.5.0-1.el9_2",
      "RHVEX-CVE-2024-2: Red Hat:enterprise_linux:9::baseos expat < ∞ (Will not fix)",
    ],
  ]);
});

test("KEV and EPSS say by CVE what is exploited", () => {
  const kev = readFeedDocument({
    catalogVersion: "1",
    vulnerabilities: [
      { cveID: "CVE-2024-1", dateAdded: "2024-02-03", knownRansomwareCampaignUse: "Known" },
    ],
  });
  expect(kev?.exploitations).toStrictEqual(
    new Map([["CVE-2024-1", { knownSince: "2024-02-03", ransomware: true }]]),
  );
  const epss =
    "#model_version:v1,score_date:2026\ncve,epss,percentile\nCVE-2024-1,0.5,0.99\nfoo,1,1\nCVE-2024-2,x,1\n";
  expect(isEpss(epss)).toBe(true);
  expect(readEpss(epss)).toStrictEqual(
    new Map([["CVE-2024-1", { probability: 0.5, percentile: 0.99 }]]),
  );
});

test.each<[JsonValue]>([
  [null],
  [7],
  [[]],
  [{}],
  [{ packages: [] }],
  [{ a: { b: 1 } }],
  [{ id: "" }],
])("%j is no feed", (value) => {
  expect(readFeedDocument(value)).toBeUndefined();
});
