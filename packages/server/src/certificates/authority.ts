import "reflect-metadata";
import { randomBytes, webcrypto } from "node:crypto";
import { isIP } from "node:net";
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import type { Period } from "./period.ts";

/** A certificate and its private key (PKCS #8), PEM. */
export interface KeyedCertificate {
  readonly cert: string;
  readonly key: string;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
/** Clocks of a cluster differ. */
const BEFORE_MS = 5 * 60_000;

/** A new authority that signs itself. */
export async function createAuthority(period: Period): Promise<KeyedCertificate> {
  cryptoProvider.set(webcrypto);
  const keys = await keyPair();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    // Names of authorities that follow each other differ, so that chains are not mixed up.
    name: `CN=watertight-${randomBytes(6).toString("hex")}`,
    ...validity(period),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  return { cert: pemOf(certificate), key: await keyText(keys.privateKey) };
}

/** A certificate of an authority for a server of these names and addresses. */
export async function issueCertificate(
  authority: KeyedCertificate,
  names: readonly string[],
  period: Period,
): Promise<KeyedCertificate> {
  cryptoProvider.set(webcrypto);
  const issuer = new X509Certificate(authority.cert);
  const keys = await keyPair();
  const [first = "watertight"] = names;
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ CN: [first.slice(0, 64)] }],
    issuer: issuer.subject,
    ...validity(period),
    publicKey: keys.publicKey,
    signingKey: await privateKey(authority.key),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([SERVER_AUTH]),
      new SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? "dns" : "ip", value })),
      ),
    ],
  });
  return { cert: pemOf(certificate), key: await keyText(keys.privateKey) };
}

function validity({ from, until }: Period): { readonly notBefore: Date; readonly notAfter: Date } {
  return { notBefore: new Date(from - BEFORE_MS), notAfter: new Date(until) };
}

/** 16 random bytes, positive, so that no two certificates share a number. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString("hex");
}

function keyPair(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
}

function privateKey(pem: string): Promise<webcrypto.CryptoKey> {
  const [der = new ArrayBuffer(0)] = PemConverter.decode(pem);
  return webcrypto.subtle.importKey("pkcs8", der, ALGORITHM, false, ["sign"]);
}

async function keyText(key: webcrypto.CryptoKey): Promise<string> {
  const der = await webcrypto.subtle.exportKey("pkcs8", key);
  return `${PemConverter.encode(der, "PRIVATE KEY")}\n`;
}

function pemOf(certificate: X509Certificate): string {
  return `${certificate.toString("pem")}\n`;
}
