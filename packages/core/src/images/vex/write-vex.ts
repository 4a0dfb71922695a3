import type { JsonObject } from "../../kubernetes/json.ts";
import type { JudgedMatch } from "./apply-vex.ts";
import type { VexImage, VexStatus } from "./statement.ts";

/** What a VEX document says of itself; nothing of it can be known here. */
export interface VexHead {
  /** An address that names the document, as `urn:uuid:…`. */
  readonly id: string;
  readonly author: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly tool: string;
}

/** Whatever is not judged yet stands as under investigation, to be edited by who knows. */
export function statusOf({ vex }: JudgedMatch): VexStatus {
  return vex?.status ?? "under_investigation";
}

/** Matches as OpenVEX 0.2.0 (openvex/spec). */
export function writeOpenVex(
  matches: readonly JudgedMatch[],
  image: VexImage,
  head: VexHead,
): JsonObject {
  return {
    "@context": "https://openvex.dev/ns/v0.2.0",
    "@id": head.id,
    author: head.author,
    timestamp: head.timestamp,
    version: 1,
    tooling: head.tool,
    statements: once(matches).map((judged) => {
      const { match, vex } = judged;
      const status = statusOf(judged);
      return {
        vulnerability: { name: match.vulnerability, aliases: match.aliases },
        products: [productOf(image, match.package.purl)],
        status,
        ...(status === "not_affected" &&
          justificationOf(vex?.justification ?? "", vex?.detail ?? "")),
        ...(status === "affected" && {
          action_statement:
            vex?.detail ||
            (match.fixed === undefined ? "No fix is known." : `Update to ${match.fixed}.`),
        }),
      };
    }),
  };
}

/** A package in two places of an image is one product. */
function once(judged: readonly JudgedMatch[]): readonly JudgedMatch[] {
  const byIds = judged.map((one): [string, JudgedMatch] => [
    `${one.match.vulnerability} ${one.match.package.purl}`,
    one,
  ]);
  return [...new Map(byIds).values()];
}

function productOf({ reference, digest }: VexImage, purl: string): JsonObject {
  if (reference === "" && digest === "") return { "@id": purl };
  return { "@id": imagePurl(reference, digest), subcomponents: [{ "@id": purl }] };
}

/** `pkg:oci/NAME@DIGEST?repository_url=REPOSITORY`, or the reference where there is no digest. */
function imagePurl(reference: string, digest: string): string {
  const repository = reference.replace(/@.*$/, "").replace(/:[^/:]*$/, "");
  const name = repository.replace(/^.*\//, "").toLowerCase();
  if (digest === "" || name === "") return reference || digest;
  return `pkg:oci/${encodeURIComponent(name)}@${digest}?repository_url=${encodeURIComponent(repository)}`;
}

// OpenVEX wants one of its words, or prose.
const JUSTIFICATIONS = new Set([
  "component_not_present",
  "vulnerable_code_not_present",
  "vulnerable_code_not_in_execute_path",
  "vulnerable_code_cannot_be_controlled_by_adversary",
  "inline_mitigations_already_exist",
]);

function justificationOf(justification: string, detail: string): JsonObject {
  if (JUSTIFICATIONS.has(justification))
    return { justification, ...(detail !== "" && { impact_statement: detail }) };
  return {
    impact_statement:
      [justification.replaceAll("_", " "), detail].filter((text) => text !== "").join(": ") ||
      "not affected",
  };
}
