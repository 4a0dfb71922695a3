import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { isIP } from "node:net";

/** A certificate with its key, PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

interface Issuer {
  readonly name: string;
  readonly key: KeyObject;
}

/** Issues certificates of one authority that exists nowhere else (X.509 in DER: RFC 5280). */
export interface Authority extends Certificate {
  /** For a server of these names and addresses, or for a client of this name. */
  readonly issue: (name: string, names?: readonly string[], days?: number) => Certificate;
  /** For a client of this name in these groups, as Kubernetes reads certificates. */
  readonly issueUser: (name: string, groups: readonly string[]) => Certificate;
}

const OID = {
  ecdsaWithSha256: "2a8648ce3d040302",
  commonName: "550403",
  organization: "55040a",
  basicConstraints: "551d13",
  subjectAltName: "551d11",
} as const;

export function createAuthority(name = "test authority"): Authority {
  const { privateKey, publicKey } = keyPair();
  const issuer: Issuer = { name, key: privateKey };
  const constraints = extension(OID.basicConstraints, sequence(Buffer.from("0101ff", "hex")));
  const issue = (subject: Omit<Subject, "publicKey">): Certificate => {
    const own = keyPair();
    const cert = certificate({ ...subject, publicKey: own.publicKey }, issuer);
    return { cert, key: pemOf(own.privateKey) };
  };
  return {
    cert: certificate({ name, publicKey, extensions: [constraints], days: 3650 }, issuer),
    key: pemOf(privateKey),
    issue: (subject, names = [], days = 365) => {
      const extensions = names.length === 0 ? [] : [alternativeNames(names)];
      return issue({ name: subject, extensions, days });
    },
    issueUser: (user, groups) => issue({ name: user, groups, extensions: [], days: 365 }),
  };
}

function keyPair(): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  return generateKeyPairSync("ec", { namedCurve: "P-256" });
}

function pemOf(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

interface Subject {
  readonly name: string;
  readonly groups?: readonly string[];
  readonly publicKey: KeyObject;
  readonly extensions: readonly Buffer[];
  /** Negative: expired. */
  readonly days: number;
}

let serial = 1;

function certificate(
  { name, groups = [], publicKey, extensions, days }: Subject,
  issuer: Issuer,
): string {
  const algorithm = sequence(der(0x06, Buffer.from(OID.ecdsaWithSha256, "hex")));
  const day = 86_400_000;
  const now = Date.now();
  serial += 1;
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([serial & 0x7f])),
    algorithm,
    nameOf(issuer.name),
    sequence(time(now - 400 * day), time(now + days * day)),
    nameOf(name, groups),
    publicKey.export({ type: "spki", format: "der" }),
    ...(extensions.length > 0 ? [der(0xa3, sequence(...extensions))] : []),
  );
  const signature = sign("sha256", body, issuer.key);
  const whole = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

function nameOf(text: string, organizations: readonly string[] = []): Buffer {
  const part = (oid: string, value: string): Buffer =>
    der(0x31, sequence(der(0x06, Buffer.from(oid, "hex")), der(0x0c, Buffer.from(value))));
  return sequence(
    ...organizations.map((each) => part(OID.organization, each)),
    part(OID.commonName, text),
  );
}

function alternativeNames(names: readonly string[]): Buffer {
  const values = names.map((name) =>
    isIP(name) === 4
      ? der(0x87, Buffer.from(name.split(".").map(Number)))
      : der(0x82, Buffer.from(name)),
  );
  return extension(OID.subjectAltName, sequence(...values));
}

function extension(oid: string, value: Buffer): Buffer {
  return sequence(der(0x06, Buffer.from(oid, "hex")), der(0x04, value));
}

function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/[-:T]|[.]\d+/g, "");
  return der(0x18, Buffer.from(digits));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const bytes =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}
