import { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import type { KeyedCertificate } from "./authority.ts";
import type { Lifetimes, Period } from "./period.ts";

/** What all replicas of a server share: the authorities that are trusted, the newest first with its key, and what is served. */
export interface CertificateState {
  /** PEM, one certificate each, the newest first. */
  readonly authorities: readonly string[];
  /** Of the newest. */
  readonly authorityKey: string;
  readonly serving: KeyedCertificate;
}

/** Makes certificates. */
export interface Issuer {
  readonly authority: (period: Period) => Promise<KeyedCertificate>;
  readonly certificate: (
    authority: KeyedCertificate,
    names: readonly string[],
    period: Period,
  ) => Promise<KeyedCertificate>;
}

interface RotationSettings {
  readonly names: readonly string[];
  readonly lifetimes: Lifetimes;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Of its lifetime a certificate is used so much, and then replaced. */
const USED = 2 / 3;

/**
 * The certificates as they are to be now; the same object where nothing is to be done. A new authority is only published at first:
 * what is served is signed by it when everybody has had the time to learn of it, and the old one is forgotten as long after that.
 */
export async function rotated(
  state: CertificateState | undefined,
  settings: RotationSettings,
  issuer: Issuer,
): Promise<CertificateState> {
  if (!state || !isUsable(state)) return freshState(settings, issuer);
  let next = withoutOld(state, settings);
  if (isWorn(newestOf(next), settings.now)) {
    const { cert, key } = await issuer.authority(periodOf(settings, settings.lifetimes.authority));
    next = { ...next, authorities: [cert, ...next.authorities], authorityKey: key };
  }
  if (!mustIssue(next, settings)) return next;
  return { ...next, serving: await issued(next, settings, issuer) };
}

async function freshState(settings: RotationSettings, issuer: Issuer): Promise<CertificateState> {
  const { cert, key } = await issuer.authority(periodOf(settings, settings.lifetimes.authority));
  const begun = { authorities: [cert], authorityKey: key };
  return { ...begun, serving: await issued(begun, settings, issuer) };
}

function issued(
  { authorities, authorityKey }: Pick<CertificateState, "authorities" | "authorityKey">,
  settings: RotationSettings,
  issuer: Issuer,
): Promise<KeyedCertificate> {
  const [cert = ""] = authorities;
  const period = periodOf(settings, settings.lifetimes.certificate);
  const until = Math.min(period.until, validityOf(new X509Certificate(cert)).until);
  return issuer.certificate({ cert, key: authorityKey }, settings.names, { ...period, until });
}

function periodOf({ now }: RotationSettings, lifetime: number): Period {
  return { from: now, until: now + lifetime };
}

/** Whether all of it can be read and belongs together; what somebody has broken is made anew. */
function isUsable({ authorities, authorityKey, serving }: CertificateState): boolean {
  try {
    const certificates = authorities.map((pem) => new X509Certificate(pem));
    const leaf = new X509Certificate(serving.cert);
    const isTrusted = certificates.some((each) => isIssuedBy(leaf, each));
    return isTrusted && authorityKey !== "" && serving.key !== "";
  } catch {
    return false;
  }
}

function isIssuedBy(leaf: X509Certificate, authority: X509Certificate): boolean {
  return leaf.checkIssued(authority) && leaf.verify(authority.publicKey);
}

function newestOf({ authorities }: CertificateState): X509Certificate {
  return new X509Certificate(authorities[0] ?? "");
}

function mustIssue(state: CertificateState, { names, now, lifetimes }: RotationSettings): boolean {
  const leaf = new X509Certificate(state.serving.cert);
  if (validityOf(leaf).until <= now || names.some((name) => !isNamed(leaf, name))) return true;
  const newest = newestOf(state);
  const isKnown = now - validityOf(newest).from >= lifetimes.overlap;
  if (!isIssuedBy(leaf, newest)) return isKnown;
  return isWorn(leaf, now);
}

function isNamed(leaf: X509Certificate, name: string): boolean {
  return (isIP(name) === 0 ? leaf.checkHost(name) : leaf.checkIP(name)) !== undefined;
}

function isWorn(certificate: X509Certificate, now: number): boolean {
  const { from, until } = validityOf(certificate);
  return now >= from + (until - from) * USED;
}

/** Old authorities stay until nothing that they signed can still be served by a slow replica. */
function withoutOld(
  state: CertificateState,
  { now, lifetimes }: RotationSettings,
): CertificateState {
  const leaf = new X509Certificate(state.serving.cert);
  const newest = newestOf(state);
  const isOver = now - validityOf(newest).from >= 2 * lifetimes.overlap;
  if (state.authorities.length === 1 || !isOver || !isIssuedBy(leaf, newest)) return state;
  return { ...state, authorities: state.authorities.slice(0, 1) };
}

/** When a certificate is valid. */
function validityOf({ validFrom, validTo }: X509Certificate): Period {
  return { from: Date.parse(validFrom), until: Date.parse(validTo) };
}
