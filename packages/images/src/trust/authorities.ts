import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import type { JsonValue } from "@watertight/core/kubernetes";

/** Who may vouch for images. */
export type Authority =
  | { readonly name: string; readonly kind: "key"; readonly key: KeyObject }
  | {
      readonly name: string;
      readonly kind: "keyless";
      readonly issuer: string;
      /** A * is any text. */
      readonly subject: string;
      /** A TrustedRoot of sigstore. */
      readonly trustedRoot: JsonValue;
      readonly needsCertificateLog: boolean;
      readonly needsTransparencyLog: boolean;
    }
  | {
      readonly name: string;
      readonly kind: "notation";
      /** Of authorities that sign for the signers, or of the signers themselves. */
      readonly roots: readonly X509Certificate[];
      /** What the signer's subject must hold, as `CN=release`; "" for any. */
      readonly subject: string;
    };

/** A public key of PEM; throws with what is wrong with it. */
export function keyAuthority(name: string, pem: string): Extract<Authority, { kind: "key" }> {
  if (/PRIVATE KEY/.test(pem))
    throw new Error(`The key of ${name} is a private one: give its public half.`);
  try {
    return { name, kind: "key", key: createPublicKey(pem) };
  } catch (cause) {
    throw new Error(`The key of ${name} is no public key in PEM.`, { cause });
  }
}

/** Certificates of PEM, several in a row; throws where there is none. */
export function notationAuthority(
  name: string,
  pems: readonly string[],
  subject: string,
): Authority {
  const blocks = pems.flatMap(
    (pem) => pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [],
  );
  if (blocks.length === 0) throw new Error(`${name} has no certificate in PEM.`);
  try {
    return {
      name,
      kind: "notation",
      roots: blocks.map((pem) => new X509Certificate(pem)),
      subject,
    };
  } catch (cause) {
    throw new Error(`A certificate of ${name} cannot be read.`, { cause });
  }
}
