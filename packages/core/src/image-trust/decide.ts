import { daysBetween } from "../kubernetes/days.ts";
import { parseImageReference } from "../kubernetes/image-reference.ts";
import type { VerdictValue } from "../snapshot/verdict.ts";
import type {
  TrustDecision,
  TrustEvidence,
  TrustPolicies,
  TrustPolicy,
  TrustReason,
  TrustSeverity,
  VerifiedSignature,
  WantedAttestation,
} from "./model.ts";

/**
 * Decides by what was found out: every policy that speaks of an image must hold. It never begins with admitted; what is not known is refused
 * but where each policy that does not know says otherwise. `today` as `2026-07-01`.
 */
export function decideTrust(
  { policies, otherwise = "refuse" }: TrustPolicies,
  evidence: TrustEvidence,
  today: string,
): TrustDecision {
  const { name } = parseImageReference(evidence.reference);
  const own = policies.filter(({ images }) => images.some((each) => matchesText(each, name)));
  const reasons =
    own.length === 0
      ? [noPolicy(otherwise)]
      : own.flatMap((policy) => reasonsOf(policy, evidence, today));
  const verdict = joint(reasons.map((each) => each.verdict));
  const { reference, digest } = evidence;
  return {
    ...{ reference, digest, verdict, reasons },
    pinned: pinnedTo(reference, digest),
    admitted: verdict === "yes" || (verdict === "unknown" && admitsUnknown(own, reasons)),
  };
}

function noPolicy(otherwise: "admit" | "refuse"): TrustReason {
  return {
    ...{ policy: "", rule: "policy" },
    verdict: otherwise === "admit" ? "yes" : "no",
    reason: "no policy speaks of it",
  };
}

function joint(verdicts: readonly VerdictValue[]): VerdictValue {
  if (verdicts.includes("no")) return "no";
  return verdicts.includes("unknown") ? "unknown" : "yes";
}

function admitsUnknown(policies: readonly TrustPolicy[], reasons: readonly TrustReason[]): boolean {
  return policies.every(
    ({ name, onFailure }) =>
      onFailure === "admit" ||
      reasons.every(({ policy, verdict }) => policy !== name || verdict === "yes"),
  );
}

/** A tag goes: it may move between the decision and the pull. */
function pinnedTo(reference: string, digest: string): string {
  if (digest === "") return reference;
  const [named = reference] = reference.split("@");
  return `${named}@${digest}`;
}

function reasonsOf(
  policy: TrustPolicy,
  evidence: TrustEvidence,
  today: string,
): readonly TrustReason[] {
  const found: readonly (Omit<TrustReason, "policy"> | undefined)[] = [
    digestReason(evidence),
    registryReason(policy, evidence),
    signatureReason(policy, evidence),
    ...(policy.attestations ?? []).map((wanted) => attestationReason(wanted, evidence)),
    ageReason(policy, evidence, today),
    fixableReason(policy, evidence),
    baseReason(policy, evidence),
  ];
  return found.flatMap((each) => (each ? { policy: policy.name, ...each } : []));
}

type Reason = Omit<TrustReason, "policy">;

/** Without a digest nothing that was found is sure to be of what runs. */
function digestReason({ digest, unread }: TrustEvidence): Reason | undefined {
  if (digest !== "") return undefined;
  const [why = "its registry was not asked"] = unread;
  return { rule: "digest", verdict: "unknown", reason: `its digest is not known: ${why}` };
}

function registryReason(
  { registries }: TrustPolicy,
  { reference }: TrustEvidence,
): Reason | undefined {
  if (!registries) return undefined;
  const { name } = parseImageReference(reference);
  const allowed = registries.some((each) => name === each || name.startsWith(`${each}/`));
  return {
    rule: "registry",
    verdict: allowed ? "yes" : "no",
    reason: allowed ? `${name} is allowed` : `${name} is of none of ${registries.join(", ")}`,
  };
}

function signatureReason({ signedBy }: TrustPolicy, evidence: TrustEvidence): Reason | undefined {
  if (!signedBy) return undefined;
  const found = evidence.signatures.find(
    ({ authority, predicateType }) => predicateType === undefined && signedBy.includes(authority),
  );
  const absent = `nothing is signed by ${signedBy.join(" or ")}`;
  return signed("signature", found, { absent, by: signedBy }, evidence);
}

function attestationReason({ type, signedBy }: WantedAttestation, evidence: TrustEvidence): Reason {
  const found = evidence.signatures.find(
    ({ authority, predicateType }) =>
      predicateType !== undefined &&
      isOfType(predicateType, type) &&
      (signedBy?.includes(authority) ?? true),
  );
  const by = signedBy ? ` by ${signedBy.join(" or ")}` : "";
  const absent = `there is no attestation ${type}${by}`;
  return signed("attestation", found, { absent, by: signedBy }, evidence);
}

function signed(
  rule: Reason["rule"],
  found: VerifiedSignature | undefined,
  { absent, by }: { readonly absent: string; readonly by: readonly string[] | undefined },
  { unread, rejected }: TrustEvidence,
): Reason {
  if (found) {
    const { authority, form, identity } = found;
    const who = identity === "" ? "" : ` (${identity})`;
    return { rule, verdict: "yes", reason: `${form} of ${authority}${who}` };
  }
  const [lost] = unread;
  if (lost !== undefined)
    return { rule, verdict: "unknown", reason: `${absent}, as far as could be read: ${lost}` };
  const reasons = rejected
    .filter(({ authority }) => by?.includes(authority) ?? true)
    .map(({ authority, reason }) => `${authority}: ${reason}`);
  const why = reasons.length === 0 ? "" : `: ${reasons.join("; ")}`;
  return { rule, verdict: "no", reason: `${absent}${why}` };
}

/** Short names as cosign has them (cosign's `--type`). */
const PREDICATES: ReadonlyMap<string, readonly string[]> = new Map([
  ["slsaprovenance", ["https://slsa.dev/provenance"]],
  ["spdx", ["https://spdx.dev/Document"]],
  ["cyclonedx", ["https://cyclonedx.org/bom", "https://cyclonedx.org/schema"]],
  ["vuln", ["https://cosign.sigstore.dev/attestation/vuln"]],
  ["openvex", ["https://openvex.dev/ns"]],
]);

function isOfType(predicateType: string, type: string): boolean {
  return (PREDICATES.get(type) ?? [type]).some(
    (each) => predicateType === each || predicateType.startsWith(`${each}/`),
  );
}

function ageReason(
  { maximumAgeDays }: TrustPolicy,
  { build }: TrustEvidence,
  today: string,
): Reason | undefined {
  if (maximumAgeDays === undefined) return undefined;
  const days = build && daysBetween(build.created, today);
  if (days === undefined)
    return { rule: "age", verdict: "unknown", reason: "it does not say when it was built" };
  const isYoung = days <= maximumAgeDays;
  return {
    rule: "age",
    verdict: isYoung ? "yes" : "no",
    reason: `it was built ${days} ${days === 1 ? "day" : "days"} ago, of ${maximumAgeDays} allowed`,
  };
}

const SEVERITIES: readonly TrustSeverity[] = ["low", "medium", "high", "critical"];

function fixableReason({ noFixable }: TrustPolicy, { fixable }: TrustEvidence): Reason | undefined {
  if (!noFixable) return undefined;
  if (!fixable)
    return { rule: "fixable", verdict: "unknown", reason: "nobody has scanned what it holds" };
  // What nobody has rated counts as medium, as everywhere.
  const counted = { ...fixable, medium: (fixable.medium ?? 0) + (fixable.unknown ?? 0) };
  const worse = SEVERITIES.slice(SEVERITIES.indexOf(noFixable));
  const count = worse.reduce((sum, severity) => sum + (counted[severity] ?? 0), 0);
  const which = noFixable === "critical" ? noFixable : `${noFixable} or worse`;
  return {
    rule: "fixable",
    verdict: count === 0 ? "yes" : "no",
    reason: `${count === 0 ? "no" : count} fixable ${count === 1 ? "vulnerability is" : "vulnerabilities are"} ${which}`,
  };
}

function baseReason({ baseImages }: TrustPolicy, { build }: TrustEvidence): Reason | undefined {
  if (!baseImages) return undefined;
  if (!build || build.base === "")
    return { rule: "base", verdict: "unknown", reason: "it does not say what it was built on" };
  const { name } = parseImageReference(build.base);
  const allowed = baseImages.some((each) => matchesText(each, name));
  return {
    rule: "base",
    verdict: allowed ? "yes" : "no",
    reason: allowed
      ? `it is built on ${build.base}`
      : `it is built on ${build.base}, which is not allowed`,
  };
}

/** Whether a pattern means a text; a * is any text, without the time that backtracking takes. */
export function matchesText(pattern: string, name: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  const last = parts.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last))
    return false;
  let at = first.length;
  const end = name.length - last.length;
  for (const part of parts) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
