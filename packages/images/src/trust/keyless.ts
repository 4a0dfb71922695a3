import { matchesText } from "@watertight/core/image-trust";
import { isJsonObject, type JsonValue, listAt, textAt } from "@watertight/core/kubernetes";
import type { Authority } from "./authorities.ts";
import type { Verified } from "./notation.ts";

type KeylessAuthority = Extract<Authority, { kind: "keyless" }>;

/**
 * Verifies a bundle of sigstore by its own library: certificate, logs and timestamps by the trusted root, then who signed. `artifact` is what
 * was signed where the bundle does not hold it.
 */
export async function verifyKeyless(
  bundle: JsonValue,
  authority: KeylessAuthority,
  artifact?: Buffer,
): Promise<Verified> {
  const { trustedRoot, needsCertificateLog, needsTransparencyLog } = authority;
  const [{ bundleFromJSON }, { TrustedRoot }, { toSignedEntity, toTrustMaterial, Verifier }] =
    await Promise.all([
      import("@sigstore/bundle"),
      import("@sigstore/protobuf-specs"),
      import("@sigstore/verify"),
    ]);
  try {
    const verifier = new Verifier(
      toTrustMaterial(TrustedRoot.fromJSON(withKnownLogs(trustedRoot))),
      {
        ctlogThreshold: needsCertificateLog ? 1 : 0,
        tlogThreshold: needsTransparencyLog ? 1 : 0,
        // A certificate is judged at a time that somebody vouches for, always.
        timestampThreshold: 1,
      },
    );
    const { identity } = verifier.verify(toSignedEntity(bundleFromJSON(bundle), artifact));
    return judged(identity?.subjectAlternativeName, identity?.extensions?.issuer, authority);
  } catch (error) {
    const words = error instanceof Error ? error.message : "it cannot be read";
    return { holds: false, reason: `the bundle does not hold: ${words}` };
  }
}

/** Without logs of which nobody says since when they are trusted: the library takes that for always. */
function withKnownLogs(trustedRoot: JsonValue): JsonValue {
  const known = (key: string): readonly JsonValue[] =>
    listAt(trustedRoot, key).filter(
      (each) => textAt(each, "publicKey", "validFor", "start") !== "",
    );
  return isJsonObject(trustedRoot)
    ? { ...trustedRoot, tlogs: known("tlogs"), ctlogs: known("ctlogs") }
    : trustedRoot;
}

/** Whether who signed is who may. */
function judged(
  found: string | undefined,
  by: string | undefined,
  { issuer, subject }: KeylessAuthority,
): Verified {
  if (found === undefined || found === "")
    return { holds: false, reason: "its certificate names nobody" };
  if (by !== issuer)
    return { holds: false, reason: `${found} was identified by ${by || "nobody"}` };
  return matchesText(subject, found)
    ? { holds: true, identity: found }
    : { holds: false, reason: `the signer is ${found}` };
}
