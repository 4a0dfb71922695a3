import { decodeBase64 } from "../secrets/find.ts";

/** Whom a certificate request names: its first common name, and its organizations, which the API server takes for user and groups. */
export interface RequestedSubject {
  readonly user: string;
  readonly groups: readonly string[];
}

/** Object identifiers of X.520 with their tag and length: commonName 2.5.4.3, organizationName 2.5.4.10. */
const COMMON_NAME = "\u0006\u0003\u0055\u0004\u0003";
const ORGANIZATION = "\u0006\u0003\u0055\u0004\u000a";
const PEM = /-----BEGIN [A-Z ]*CERTIFICATE REQUEST-----([\sA-Za-z0-9+/=]+)-----END/;
/** A request is a few hundred bytes. */
const LONGEST = 65_536;

/**
 * The subject of `spec.request` of a CertificateSigningRequest: base64 of PEM of PKCS#10 (RFC 2986). Read by the identifiers of its names,
 * without the rest; undefined where it holds none.
 */
export function requestedSubject(request: string): RequestedSubject | undefined {
  if (request.length > LONGEST) return undefined;
  const pem = decodeBase64(request);
  const body = PEM.exec(pem ?? "")?.[1];
  const der = body === undefined ? undefined : decodeBase64(body);
  if (der === undefined) return undefined;
  const [user] = valuesBehind(der, COMMON_NAME);
  return user === undefined ? undefined : { user, groups: valuesBehind(der, ORGANIZATION) };
}

/** Texts (tag, length below 128, bytes) that follow an identifier. */
function valuesBehind(der: string, identifier: string): string[] {
  const found: string[] = [];
  for (let at = der.indexOf(identifier); at >= 0; at = der.indexOf(identifier, at + 1)) {
    const start = at + identifier.length;
    const length = der.charCodeAt(start + 1);
    const text = der.slice(start + 2, start + 2 + length);
    if (length < 128 && text.length === length) found.push(utf8(text));
  }
  return found;
}

function utf8(bytes: string): string {
  try {
    return decodeURIComponent(bytes.replace(/[\s\S]/g, escaped));
  } catch {
    return bytes;
  }
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
}
