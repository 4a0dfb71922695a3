import type { JsonObject } from "../../kubernetes/json.ts";
import type { JudgedMatch } from "./apply-vex.ts";
import type { VexImage, VexStatus } from "./statement.ts";
import { statusOf, type VexHead } from "./write-vex.ts";

/**
 * Matches as CSAF 2.0 in its profile VEX (OASIS, csaf-v2.0-os, sections 3.2 and 4.5): packages as components of the image. What nobody has judged is under
 * investigation, and the document then a draft.
 */
export function writeCsafVex(
  matches: readonly JudgedMatch[],
  image: VexImage,
  head: VexHead,
): JsonObject {
  const { id, author, timestamp, tool } = head;
  const subject = image.reference || image.digest || "image";
  const purls = [...new Set(matches.map(({ match }) => match.package.purl))];
  const idOf = (purl: string): string => `image:${purl}`;
  const isWhole = matches.every(({ vex }) => vex !== undefined);
  return {
    document: {
      category: "csaf_vex",
      csaf_version: "2.0",
      title: `Vulnerabilities of ${subject}`,
      publisher: { category: "other", name: author, namespace: "https://watertight.dev" },
      tracking: {
        id,
        status: isWhole ? "final" : "draft",
        version: "1",
        initial_release_date: timestamp,
        current_release_date: timestamp,
        revision_history: [{ date: timestamp, number: "1", summary: "First version" }],
        generator: { engine: { name: tool } },
      },
    },
    product_tree: {
      full_product_names: [
        { product_id: "image", name: subject },
        ...purls.map((purl) => ({
          product_id: purl,
          name: purl,
          product_identification_helper: { purl },
        })),
      ],
      relationships: purls.map((purl) => ({
        category: "default_component_of",
        product_reference: purl,
        relates_to_product_reference: "image",
        full_product_name: { product_id: idOf(purl), name: `${purl} of ${subject}` },
      })),
    },
    vulnerabilities: [...byVulnerability(matches).values()].map((group) =>
      vulnerabilityOf(group, idOf),
    ),
  };
}

function byVulnerability(
  matches: readonly JudgedMatch[],
): ReadonlyMap<string, readonly JudgedMatch[]> {
  const groups = new Map<string, JudgedMatch[]>();
  for (const judged of matches) {
    const group = groups.get(judged.match.vulnerability);
    if (group === undefined) groups.set(judged.match.vulnerability, [judged]);
    else group.push(judged);
  }
  return groups;
}

const STATUSES: Readonly<Record<VexStatus, string>> = {
  not_affected: "known_not_affected",
  affected: "known_affected",
  fixed: "fixed",
  under_investigation: "under_investigation",
};

/** Those that CSAF has for its flags; what is said in other words becomes the impact. */
const FLAGS: ReadonlySet<string> = new Set([
  "component_not_present",
  "vulnerable_code_not_present",
  "vulnerable_code_not_in_execute_path",
  "vulnerable_code_cannot_be_controlled_by_adversary",
  "inline_mitigations_already_exist",
]);

function vulnerabilityOf(
  group: readonly JudgedMatch[],
  idOf: (purl: string) => string,
): JsonObject {
  const products = new Map<string, string[]>();
  for (const judged of group) {
    const status = STATUSES[statusOf(judged)];
    const ids = products.get(status) ?? [];
    products.set(status, [...new Set([...ids, idOf(judged.match.package.purl)])]);
  }
  const [first] = group;
  if (first === undefined) return {};
  const { reason, vulnerability } = first.match;
  return {
    ...namesOf(first.match),
    notes: [{ category: "description", text: reason || vulnerability }],
    product_status: Object.fromEntries(products),
    ...listed("flags", flagsOf(group, idOf)),
    ...listed("threats", threatsOf(group, idOf)),
    ...listed("remediations", remediationsOf(group, idOf)),
  };
}

function namesOf({ vulnerability, aliases }: JudgedMatch["match"]): JsonObject {
  const isCve = /^CVE-[0-9]{4}-[0-9]{4,}$/.test(vulnerability);
  const others = isCve ? aliases : [vulnerability, ...aliases];
  return {
    ...(isCve && { cve: vulnerability }),
    ...listed(
      "ids",
      others.map((text) => ({ system_name: text.replace(/-.*$/, ""), text })),
    ),
  };
}

/** Lists of CSAF are absent or have something. */
function listed(name: string, items: readonly JsonObject[]): JsonObject {
  return items.length === 0 ? {} : { [name]: items };
}

function flagsOf(
  group: readonly JudgedMatch[],
  idOf: (purl: string) => string,
): readonly JsonObject[] {
  return group.flatMap(({ match, vex }) =>
    vex?.status === "not_affected" && FLAGS.has(vex.justification)
      ? [{ label: vex.justification, product_ids: [idOf(match.package.purl)] }]
      : [],
  );
}

/** Why it is not affected: one of flag and impact has to be there. */
function threatsOf(
  group: readonly JudgedMatch[],
  idOf: (purl: string) => string,
): readonly JsonObject[] {
  return group.flatMap(({ match, vex }) => {
    if (vex?.status !== "not_affected") return [];
    const details = vex.detail || (FLAGS.has(vex.justification) ? "" : vex.justification);
    if (details === "" && FLAGS.has(vex.justification)) return [];
    const text = details || "It was judged not to be affected.";
    return [{ category: "impact", details: text, product_ids: [idOf(match.package.purl)] }];
  });
}

/** What is to be done: every affected product has to have one. */
function remediationsOf(
  group: readonly JudgedMatch[],
  idOf: (purl: string) => string,
): readonly JsonObject[] {
  return group.flatMap((judged) => {
    const { match, vex } = judged;
    if (statusOf(judged) !== "affected") return [];
    const isFixed = match.fixed !== undefined;
    const fix = isFixed ? `Update to ${match.fixed}.` : "No fix is known.";
    return [
      {
        category: isFixed ? "vendor_fix" : "none_available",
        details: vex?.detail || fix,
        product_ids: [idOf(match.package.purl)],
      },
    ];
  });
}
