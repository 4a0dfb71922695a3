import { expect, test } from "vitest";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import type { Match } from "../matching/source.ts";
import { packageOfPurl } from "../read-package.ts";
import { applyVex } from "./apply-vex.ts";
import { justificationForCycloneDx } from "./cyclonedx-justification.ts";
import { readVex } from "./read-vex.ts";
import { writeCsafVex } from "./write-csaf.ts";
import { writeOpenVex } from "./write-vex.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const IMAGE = { reference: "registry.example/shop/web:1.2", digest: DIGEST };
const PURL = "pkg:npm/lodash@4.17.20";

function matchOf(vulnerability: string): Match {
  return {
    vulnerability,
    aliases: ["GHSA-35jh-r3h4-6jhm"],
    package: packageOfPurl(PURL) ?? expect.fail(),
    installed: "4.17.20",
    fixed: "4.17.21",
    severity: "high",
    source: "GHSA",
    reason: "fixed in 4.17.21",
    advisories: [],
    status: "",
  };
}

function openVex(products: JsonValue, more: Record<string, JsonValue> = {}): JsonValue {
  const statement = {
    vulnerability: { name: "CVE-2021-23337" },
    products,
    status: "not_affected",
    justification: "vulnerable_code_not_in_execute_path",
    ...more,
  };
  return {
    "@context": "https://openvex.dev/ns/v0.2.0",
    author: "Shop",
    timestamp: "2026-01-01T00:00:00Z",
    statements: [statement],
  };
}

/** The status that a document gives the match, and whether that answers it. */
function saidBy(document: JsonValue): string {
  const [judged] = applyVex([matchOf("CVE-2021-23337")], readVex(document) ?? [], IMAGE);
  return `${judged?.vex?.status ?? "nothing"} ${judged?.suppressed ?? false}`;
}

test.each<[string, JsonValue, string]>([
  ["the package with its version", [{ "@id": PURL }], "not_affected true"],
  ["every version of the package", [{ "@id": "pkg:npm/lodash" }], "not_affected true"],
  ["another version", [{ "@id": "pkg:npm/lodash@4.17.19" }], "nothing false"],
  ["the whole image by digest", [{ "@id": `pkg:oci/web@${DIGEST}` }], "not_affected true"],
  [
    "the package in the image",
    [
      {
        "@id": "pkg:oci/web?repository_url=registry.example/shop/web",
        subcomponents: [{ "@id": PURL }],
      },
    ],
    "not_affected true",
  ],
  [
    "another package of the image",
    [{ "@id": `pkg:oci/web@${DIGEST}`, subcomponents: [{ "@id": "pkg:npm/left-pad" }] }],
    "nothing false",
  ],
  ["another image", [{ "@id": `pkg:oci/web@sha256:${"b".repeat(64)}` }], "nothing false"],
  ["the reference, as texts of version 0.0.1 are", [IMAGE.reference], "not_affected true"],
])("OpenVEX that names %s", (_title, products, expected) => {
  expect(saidBy(openVex(products))).toBe(expected);
});

test("the later statement counts, and one of an alias is one of the vulnerability", () => {
  const later = {
    vulnerability: { "@id": "https://a.example/GHSA-35jh-r3h4-6jhm" },
    timestamp: "2026-02-01T00:00:00Z",
    status: "affected",
  };
  const statements = [
    ...(readVex(openVex([PURL], later)) ?? []),
    ...(readVex(openVex([PURL])) ?? []),
  ];
  const [judged] = applyVex([matchOf("CVE-2021-23337")], statements, IMAGE);
  expect([judged?.vex?.status, judged?.suppressed]).toStrictEqual(["affected", false]);
});

test("CSAF and CycloneDX say the same in their words", () => {
  const csaf = {
    document: {
      csaf_version: "2.0",
      publisher: { name: "Shop" },
      tracking: { current_release_date: "2026-01-01" },
    },
    product_tree: {
      full_product_names: [
        { product_id: "P1", name: "lodash", product_identification_helper: { purl: PURL } },
      ],
    },
    vulnerabilities: [
      {
        cve: "CVE-2021-23337",
        product_status: { known_not_affected: ["P1"] },
        flags: [{ label: "vulnerable_code_not_present", product_ids: ["P1"] }],
        threats: [{ category: "impact", details: "Never called", product_ids: ["P1"] }],
      },
    ],
  };
  expect(readVex(csaf)).toStrictEqual([
    {
      vulnerabilities: ["CVE-2021-23337"],
      status: "not_affected",
      justification: "vulnerable_code_not_present",
      detail: "Never called",
      products: [{ id: PURL, subcomponents: [] }],
      author: "Shop",
      timestamp: "2026-01-01",
    },
  ]);
  const cyclonedx = {
    bomFormat: "CycloneDX",
    components: [{ "bom-ref": "c1", purl: PURL }],
    vulnerabilities: [
      {
        id: "CVE-2021-23337",
        analysis: { state: "resolved" },
        affects: [{ ref: "urn:cdx:1/1#c1" }],
      },
      { id: "CVE-1", affects: [{ ref: "c1" }] },
    ],
  };
  expect([saidBy(csaf), saidBy(cyclonedx)]).toStrictEqual(["not_affected true", "fixed true"]);
  expect([readVex({}), readVex(7)]).toStrictEqual([undefined, undefined]);
});

test("what is written is read as it was meant; what nobody judged is under investigation", () => {
  const statements = readVex(openVex([PURL])) ?? [];
  const judged = applyVex(
    [matchOf("CVE-2021-23337"), { ...matchOf("CVE-2020-8203"), aliases: [] }],
    statements,
    IMAGE,
  );
  const head = {
    id: "urn:uuid:1",
    author: "watertight",
    timestamp: "2026-03-01T00:00:00Z",
    tool: "watertight 1",
  };
  const written = writeOpenVex(judged, IMAGE, head);
  const again = applyVex(
    [matchOf("CVE-2021-23337"), { ...matchOf("CVE-2020-8203"), aliases: [] }],
    readVex(written) ?? [],
    IMAGE,
  );
  expect(again.map(({ vex }) => [vex?.status, vex?.justification])).toStrictEqual([
    ["not_affected", "vulnerable_code_not_in_execute_path"],
    ["under_investigation", ""],
  ]);
});

test("justifications keep their meaning between CycloneDX and the others, and nothing of the prose is lost", () => {
  const cyclonedx = {
    bomFormat: "CycloneDX",
    components: [{ "bom-ref": "c1", purl: PURL }],
    vulnerabilities: [
      {
        id: "CVE-2021-23337",
        analysis: {
          state: "not_affected",
          justification: "code_not_reachable",
          detail: "Only in tests.",
        },
        affects: [{ ref: "c1" }],
      },
    ],
  };
  const judged = applyVex([matchOf("CVE-2021-23337")], readVex(cyclonedx) ?? [], IMAGE);
  const head = { id: "urn:uuid:1", author: "a", timestamp: "2026-03-01T00:00:00Z", tool: "t" };
  expect(listAt(writeOpenVex(judged, IMAGE, head), "statements")[0]).toMatchObject({
    justification: "vulnerable_code_not_in_execute_path",
    impact_statement: "Only in tests.",
  });
  expect(
    [
      "vulnerable_code_not_in_execute_path",
      "component_not_present",
      "requires_environment",
      "vulnerable_code_cannot_be_controlled_by_adversary",
    ].map(justificationForCycloneDx),
  ).toStrictEqual(["code_not_reachable", "code_not_present", "requires_environment", undefined]);
});

test("CSAF that is written is read as it was meant, and has what its profile asks for", () => {
  const other = { ...matchOf("CVE-2020-8203"), aliases: [] };
  const unnamed = { ...matchOf("GHSA-0000-0000-0001"), aliases: [] };
  const prose = openVex([PURL], {
    vulnerability: { name: "GHSA-0000-0000-0001" },
    justification: "",
    impact_statement: "Nobody calls it.",
  });
  const affected = openVex([PURL], {
    vulnerability: { name: "CVE-2020-8203" },
    status: "affected",
  });
  const statements = [openVex([PURL]), prose, affected].flatMap((one) => readVex(one) ?? []);
  const matches = [matchOf("CVE-2021-23337"), other, unnamed];
  const head = {
    id: "watertight-1",
    author: "watertight",
    timestamp: "2026-03-01T00:00:00Z",
    tool: "watertight 1",
  };
  const written = writeCsafVex(applyVex(matches, statements, IMAGE), IMAGE, head);
  expect(
    applyVex(matches, readVex(written) ?? [], IMAGE).map(({ vex }) => [
      vex?.status,
      vex?.justification,
      vex?.detail,
    ]),
  ).toStrictEqual([
    ["not_affected", "vulnerable_code_not_in_execute_path", ""],
    ["affected", "", ""],
    ["not_affected", "", "Nobody calls it."],
  ]);
  const id = `image:${PURL}`;
  expect(written["vulnerabilities"]).toStrictEqual([
    {
      cve: "CVE-2021-23337",
      ids: [{ system_name: "GHSA", text: "GHSA-35jh-r3h4-6jhm" }],
      notes: [{ category: "description", text: "fixed in 4.17.21" }],
      product_status: { known_not_affected: [id] },
      flags: [{ label: "vulnerable_code_not_in_execute_path", product_ids: [id] }],
    },
    {
      cve: "CVE-2020-8203",
      notes: [{ category: "description", text: "fixed in 4.17.21" }],
      product_status: { known_affected: [id] },
      remediations: [{ category: "vendor_fix", details: "Update to 4.17.21.", product_ids: [id] }],
    },
    {
      ids: [{ system_name: "GHSA", text: "GHSA-0000-0000-0001" }],
      notes: [{ category: "description", text: "fixed in 4.17.21" }],
      product_status: { known_not_affected: [id] },
      threats: [{ category: "impact", details: "Nobody calls it.", product_ids: [id] }],
    },
  ]);
  const draft = writeCsafVex(applyVex(matches, [], IMAGE), IMAGE, head);
  expect(
    [written, draft].map(({ document }) => textAt(document ?? null, "tracking", "status")),
  ).toStrictEqual(["final", "draft"]);
});
