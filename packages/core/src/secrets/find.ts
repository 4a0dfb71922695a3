import { sha256 } from "../snapshot/sha256.ts";
import { formatsFor, mayHoldSecret } from "./formats.ts";
import { isPlaceholder } from "./placeholders.ts";
import type { SecretFormat } from "./secret-format.ts";
import { isCredible, standsForSecret } from "./values.ts";
import { claimOf } from "./words.ts";

/** A secret in a text. Only what is here may be said of it: neither the value nor a part of it. */
export interface FoundSecret {
  /** A noun phrase with its article: `a GitHub token`. */
  readonly kind: string;
  /** The key that it is assigned to inside the text, as in `password: …` of a settings file. */
  readonly key?: string;
  /** From `fingerprintOfValue`. */
  readonly valueFingerprint: string;
  /** `format`: the value shows what it is; `name`: only its key says so. */
  readonly by: "format" | "name";
}

/** Longer texts are examined up to here by patterns of the configuration, which may take more than linear time. */
const LONGEST_FOR_CONFIGURED = 100_000;
/** No object of the API is longer (etcd's limit is 1.5 MiB). */
const LONGEST = 2_000_000;

/** 16 hexadecimal digits that tell one value from another without telling it. */
export function fingerprintOfValue(value: string): string {
  return sha256(value).slice(0, 16);
}

/** The secrets that a text shows by their form, in the order of the formats, each value once. */
export function secretsInText(
  text: string,
  configured: readonly SecretFormat[] = [],
): readonly FoundSecret[] {
  if (configured.length === 0 && !mayHoldSecret(text)) return [];
  const found = new Map<string, FoundSecret>();
  for (const { kind, value } of matchesIn(text, configured)) {
    const valueFingerprint = fingerprintOfValue(value);
    if (!found.has(valueFingerprint))
      found.set(valueFingerprint, { kind, valueFingerprint, by: "format" });
  }
  return [...found.values()];
}

interface Match {
  readonly kind: string;
  readonly value: string;
}

function* matchesIn(text: string, configured: readonly SecretFormat[]): Generator<Match> {
  if (mayHoldSecret(text)) {
    const examined = text.slice(0, LONGEST);
    yield* formatsFor(examined).flatMap((format) =>
      [...matchesOf(format, examined)].filter(isTold),
    );
    if (holdsEncodedKey(examined)) yield { kind: "a private key", value: examined };
    yield* basicCredentials(examined);
  }
  for (const format of configured) yield* matchesOf(format, text.slice(0, LONGEST_FOR_CONFIGURED));
}

function* matchesOf({ kind, pattern }: SecretFormat, text: string): Generator<Match> {
  for (const match of text.matchAll(pattern)) {
    const value = match[1] ?? match[0];
    if (value !== "") yield { kind, value };
  }
}

/** Whether the value of a format is one, and nothing that stands for it. */
function isTold({ kind, value }: Match): boolean {
  if (kind === "a private key") return true;
  if (standsForSecret(value)) return false;
  // Documentation's own examples: AWS's key ends in EXAMPLE.
  return !/EXAMPLE$/.test(value) && !(kind === "a URL with a password" && /^[x*.]+$/i.test(value));
}

// Base64 of "-----BEGIN", as kubeconfig files and caBundle have it: certificates are no secret, keys are.
function holdsEncodedKey(text: string): boolean {
  for (const [encoded] of text.matchAll(/LS0tLS1CRUdJTi[A-Za-z0-9+/]{0,46}/g)) {
    if (/PRIVATE KEY/.test(decodeBase64(encoded) ?? "")) return true;
  }
  return false;
}

// `Basic dXNlcjpwYXNz`, as in a header: what it encodes is a name, a colon and a password.
function* basicCredentials(text: string): Generator<Match> {
  for (const [, value = ""] of text.matchAll(
    /\bbasic\s{1,4}([A-Za-z0-9+/]{6,1024}={0,2})(?![\w=])/gi,
  )) {
    const [, password] =
      /^[\x20-\x7e]{0,256}?:([\x20-\x7e]{1,256})$/.exec(decodeBase64(value) ?? "") ?? [];
    if (password !== undefined && !standsForSecret(password)) {
      yield { kind: "a name with its password", value };
    }
  }
}

/** The secret that the name of a key claims and the value bears out. */
export function secretUnderKey(key: string, value: string): FoundSecret | undefined {
  const claim = claimOf(key);
  if (claim === undefined || !isCredible(value, key, claim)) return undefined;
  return {
    kind: claim === "likely" ? "a random token" : "a password or key",
    valueFingerprint: fingerprintOfValue(value.trim()),
    by: "name",
  };
}

/** A text with dots in the place of the secrets that it shows or assigns to keys, and of values that are known to be some. */
export function withoutSecrets(text: string, known: readonly string[] = []): string {
  const values = new Set(known);
  for (const { value } of matchesIn(text, [])) values.add(value);
  for (const { key, value, bare } of assignmentsIn(text)) {
    if (!(bare && isCode(value, key)) && secretUnderKey(key, value)) values.add(value);
  }
  // The longest first: one may stand in another.
  const found = [...values].filter((value) => value !== "").sort((a, b) => b.length - a.length);
  return found.reduce((shown, value) => shown.replaceAll(value, "••••"), text);
}

/** Whether a key claims a credential, and what stands there is to be replaced by one. */
export function isPlaceholderUnderKey(key: string, value: string): boolean {
  const claim = claimOf(key);
  return claim !== undefined && isPlaceholder(value.trim(), key, claim);
}

/** The secrets that a text assigns to keys, line by line: `password: x`, `DB_PASSWORD=x`, `"apiKey": "x"`, `--token=x`. */
export function secretsAssigned(text: string): readonly FoundSecret[] {
  return MAY_ASSIGN.test(text) && ASSIGNS.test(text) ? [...assignedIn(text)] : [];
}

// Most texts are words, names and paths: this tells in a tenth of the time.
const MAY_ASSIGN = /[:=]/;

function* assignedIn(text: string): Generator<FoundSecret> {
  for (const { key, value, bare } of assignmentsIn(text)) {
    const secret = bare && isCode(value, key) ? undefined : secretUnderKey(key, value);
    if (secret) yield { ...secret, key };
  }
}

/** The keys to which a text assigns a placeholder, in order and each once. */
export function placeholdersAssigned(text: string): readonly string[] {
  if (!MAY_ASSIGN.test(text) || !ASSIGNS.test(text)) return [];
  const keys = [...assignmentsIn(text)]
    .filter(({ key, value }) => isPlaceholderUnderKey(key, value))
    .map(({ key }) => key);
  return [...new Set(keys)];
}

interface Assignment {
  readonly key: string;
  readonly value: string;
  /** Written without quotes, as code is too. */
  readonly bare: boolean;
}

function* assignmentsIn(text: string): Generator<Assignment> {
  for (const line of text.slice(0, LONGEST).split("\n")) {
    if (COMMENT.test(line) || !ASSIGNS.test(line)) continue;
    for (const [, key = "", double, single, bare] of line.matchAll(ASSIGNMENT)) {
      yield { key, value: double ?? single ?? bare ?? "", bare: bare !== undefined };
    }
  }
}

const COMMENT = /^\s*(?:#|\/\/|;)/;

const ASSIGNS =
  /(?:pass|pwd|secret|token|key|cred|auth|dsn|salt|jwt|bearer|connection)[\w.-]*["']?\s{0,8}[:=]/i;

const ASSIGNMENT =
  /(?<![\w.-])-{0,2}([A-Za-z_][\w.-]{1,63})["']?\s{0,8}[:=]\s{0,8}(?:"([^"\n]{0,1024})"|'([^'\n]{0,1024})'|(<[^<>\n]{1,64}>|(?![{[])[^\s,;"'&|<>]{1,1024}))/g;

// Scripts pass secrets on: `token = request.token`, `password=read()`, `password=password`.
function isCode(value: string, key: string): boolean {
  return (
    /[()[\]{}]/.test(value) ||
    /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(value) ||
    value.toLowerCase() === key.toLowerCase()
  );
}

/** The text behind base64; undefined where it is none. Bytes that are no UTF-8 stay as they are, one character each. */
export function decodeBase64(encoded: string): string | undefined {
  const text = encoded.replace(/\s/g, "");
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const parts: string[] = [];
  let bits = 0;
  let held = 0;
  for (const character of text.replace(/=+$/, "")) {
    held = ((held << 6) | ALPHABET.indexOf(character)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    parts.push(String.fromCharCode((held >> bits) & 0xff));
  }
  return parts.join("");
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
