import type { VerdictValue } from "../snapshot/verdict.ts";

/** A severity that fixable vulnerabilities may not have. */
export type TrustSeverity = "critical" | "high" | "low" | "medium";

/** What images must be to run; what is absent is not asked. */
export interface TrustPolicy {
  readonly name: string;
  /** Names of images with their registry, as `registry.example.com/team/*`; a * is any text. */
  readonly images: readonly string[];
  /** Registries and repositories that they may come from. */
  readonly registries?: readonly string[];
  /** Authorities of which one must have signed. */
  readonly signedBy?: readonly string[];
  readonly attestations?: readonly WantedAttestation[];
  /** Days since the image was built. */
  readonly maximumAgeDays?: number;
  /** No vulnerability with a fix may be so severe, or more. */
  readonly noFixable?: TrustSeverity;
  /** Names of images that it may be built on; a * is any text. */
  readonly baseImages?: readonly string[];
  /** What becomes of an image of which something could not be found out; absent: it is refused. */
  readonly onFailure?: "admit" | "refuse";
}

/** A statement on an image that somebody must have signed. */
export interface WantedAttestation {
  /** `slsaprovenance`, `spdx`, `cyclonedx`, `vuln`, or the URI of a predicate; what follows in it after a / is any version. */
  readonly type: string;
  /** Absent: any of the authorities. */
  readonly signedBy?: readonly string[];
}

export interface TrustPolicies {
  readonly policies: readonly TrustPolicy[];
  /** What becomes of images that no policy speaks of; absent: they are refused. */
  readonly otherwise?: "admit" | "refuse";
}

/** A signature that was verified, over the image's digest. */
export interface VerifiedSignature {
  /** The authority's name. */
  readonly authority: string;
  readonly form: "cosign" | "notation";
  /** Who signed, as the certificate says; "" for a key. */
  readonly identity: string;
  /** Of an attestation, the URI of its predicate; absent of a plain signature. */
  readonly predicateType?: string;
}

/** What was found out about an image, by whatever asks registries. */
export interface TrustEvidence {
  /** As it was asked for. */
  readonly reference: string;
  /** Of what runs; "" where it could not be found out. */
  readonly digest: string;
  readonly signatures: readonly VerifiedSignature[];
  /** Signatures that do not hold for an authority, with the reason, a lower-case clause. */
  readonly rejected: readonly { readonly authority: string; readonly reason: string }[];
  /** What could not be asked or read of signatures, each a lower-case clause: one that would do may be among it. */
  readonly unread: readonly string[];
  /** When it was built and on what, as it says; "" where it does not, absent where it could not be asked. */
  readonly build?: { readonly created: string; readonly base: string };
  /** How many vulnerabilities with a fix it has, by severity; absent where nobody has looked. */
  readonly fixable?: Readonly<Partial<Record<TrustSeverity | "unknown", number>>>;
}

/** What one rule of a policy says. */
export interface TrustReason {
  readonly policy: string;
  readonly rule:
    | "age"
    | "attestation"
    | "base"
    | "digest"
    | "fixable"
    | "policy"
    | "registry"
    | "signature";
  readonly verdict: VerdictValue;
  /** A lower-case clause. */
  readonly reason: string;
}

/** Whether an image may run. */
export interface TrustDecision {
  readonly reference: string;
  readonly digest: string;
  /** The reference with its digest, which is what to run; the reference itself where the digest is not known. */
  readonly pinned: string;
  /** Whether all policies hold; `unknown` where something could not be found out. */
  readonly verdict: VerdictValue;
  /** What follows: `unknown` is admitted only where every policy that it is for says so. */
  readonly admitted: boolean;
  readonly reasons: readonly TrustReason[];
}
