import type { TrustEvidence, VerifiedSignature } from "@watertight/core/image-trust";
import type { Artifacts } from "../registry/open-artifacts.ts";
import type { Authority } from "./authorities.ts";
import { collectSignatures, type FoundSignature } from "./collect.ts";
import { verifySigstore } from "./cosign.ts";
import { type Verified, verifyNotation } from "./notation.ts";

/** Reasons that are kept: what a stranger pushed fills no page. */
const MOST_REASONS = 8;

/** What a registry's signatures come to: those that hold, and why others do not. `now` in milliseconds. */
export async function signatureEvidence(
  artifacts: Artifacts,
  authorities: readonly Authority[],
  now: number,
): Promise<Pick<TrustEvidence, "rejected" | "signatures" | "unread">> {
  const { signatures: found, unread } = await collectSignatures(artifacts);
  const signatures: VerifiedSignature[] = [];
  const rejected = new Map<string, TrustEvidence["rejected"][number]>();
  for (const signature of found) {
    for (const authority of authorities) {
      const verified = await verifiedBy(signature, authority, artifacts, now);
      if (!verified) continue;
      if (verified.holds) {
        const { holds: _, ...who } = verified;
        const form = authority.kind === "notation" ? "notation" : "cosign";
        signatures.push({ authority: authority.name, form, ...who });
      } else {
        const { reason } = verified;
        rejected.set(`${authority.name}\n${reason}`, { authority: authority.name, reason });
      }
    }
  }
  return { signatures, unread, rejected: [...rejected.values()].slice(0, MOST_REASONS) };
}

/** Undefined where the authority does not sign in this form. */
async function verifiedBy(
  found: FoundSignature,
  authority: Authority,
  { subject }: Artifacts,
  now: number,
): Promise<(Verified & { readonly predicateType?: string }) | undefined> {
  if (authority.kind === "notation")
    return found.form === "jws"
      ? verifyNotation(found.envelope, subject, authority, now)
      : undefined;
  return found.form === "jws" ? undefined : verifySigstore(found, subject.digest, authority);
}
