import type { ConfigMap, Secret } from "../kubernetes/api/types.ts";
import { byteLength } from "./byte-length.ts";
import type { Decoded } from "./decoded.ts";
import { configMapKeyProblem, dnsSubdomainName } from "./names.ts";
import { validateObjectMeta } from "./object-meta.ts";
import type { Place } from "./place.ts";

// Follows ValidateConfigMap and ValidateSecret in pkg/apis/core/validation/validation.go.

const NAMING = { namespaced: true, name: dnsSubdomainName };
const MOST_BYTES = 1024 * 1024;

type Texts = Readonly<Record<string, string>>;

/** `ValidateConfigMap`. */
export function validateConfigMap(
  { metadata, data = {}, binaryData = {} }: Decoded<ConfigMap>,
  at: Place,
): void {
  validateObjectMeta(metadata, NAMING, at.child("metadata"));
  for (const key in data) {
    at.child("data").key(key).judge(key, configMapKeyProblem(key));
    if (Object.hasOwn(binaryData, key)) at.child("data").key(key).invalid("is in binaryData too");
  }
  for (const key in binaryData) {
    at.child("binaryData").key(key).judge(key, configMapKeyProblem(key));
  }
  // Printed with no field at all.
  if (isTooLarge(Object.values(data), Object.values(binaryData))) at.slip("[]").tooLong(MOST_BYTES);
}

function isTooLarge(texts: readonly string[], encoded: readonly string[]): boolean {
  const units = [...texts, ...encoded].reduce((sum, text) => sum + text.length, 0);
  // Three bytes a unit at most: nearly all need not be counted.
  if (units * 3 <= MOST_BYTES) return false;
  const bytes = [...texts.map(byteLength), ...encoded.map(decodedLength)];
  return bytes.reduce((sum, each) => sum + each, 0) > MOST_BYTES;
}

/** How many bytes a text in base64 stands for; line breaks do not count. */
function decodedLength(text: string): number {
  const digits = text.replace(/[\r\n]/g, "");
  const padding = /={0,2}$/.exec(digits)?.[0].length ?? 0;
  return (digits.length / 4) * 3 - padding;
}

/** `ValidateSecret`, whose stringData is laid over its data. */
export function validateSecret(secret: Decoded<Secret>, at: Place): void {
  const { metadata = {}, data = {}, stringData = {}, type } = secret;
  validateObjectMeta(metadata, NAMING, at.child("metadata"));
  const contents = { data, stringData };
  validateContents(contents, at.child("data"));
  validateType(type, contents, at.child("data"));
  if (type !== "kubernetes.io/service-account-token") return;
  const accountAt = at.child("metadata").child("annotations").key(ACCOUNT);
  accountAt.needs(metadata.annotations?.[ACCOUNT] ?? "");
}

const ACCOUNT = "kubernetes.io/service-account.name";

interface Contents {
  readonly data: Texts;
  readonly stringData: Texts;
}

function validateContents({ data, stringData }: Contents, at: Place): void {
  for (const key in { ...data, ...stringData }) {
    const problem = configMapKeyProblem(key);
    if (problem !== undefined) at.key(key).invalid(`is a key that ${problem}`);
  }
  const encoded = Object.entries(data).filter(([key]) => !Object.hasOwn(stringData, key));
  const lengths = encoded.map(([, text]) => text);
  if (isTooLarge(Object.values(stringData), lengths)) at.tooLong(MOST_BYTES);
}

/** What there must be, by type; those of JSON and of passwords have rules of their own. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  "kubernetes.io/dockercfg": [".dockercfg"],
  "kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
  "kubernetes.io/ssh-auth": ["ssh-privatekey"],
  "kubernetes.io/tls": ["tls.crt", "tls.key"],
};

function validateType(type = "", contents: Contents, at: Place): void {
  if (type === "kubernetes.io/basic-auth") validatePassword(contents, at);
  for (const key of NEEDED[type] ?? []) {
    const text = textOf(key, contents);
    const isEmptyKey = text === "" && key === "ssh-privatekey";
    if (text === undefined || isEmptyKey) at.key(key).required();
    else if (key.startsWith(".docker") && !isMapping(text))
      at.key(key).invalid("is no JSON object");
  }
}

function validatePassword(contents: Contents, at: Place): void {
  const keys = ["username", "password"];
  if (keys.some((key) => textOf(key, contents) !== undefined)) return;
  for (const key of keys) at.key(key).required("must be set, or the other");
}

/** What a Secret has under a key; bytes that are no ASCII as characters of Latin-1. */
function textOf(key: string, { data, stringData }: Contents): string | undefined {
  if (Object.hasOwn(stringData, key)) return stringData[key];
  return Object.hasOwn(data, key) ? decoded(data[key] ?? "") : undefined;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function decoded(base64: string): string {
  let text = "";
  let bits = 0;
  let count = 0;
  for (const digit of base64) {
    const value = DIGITS.indexOf(digit);
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    text += String.fromCharCode((bits >> count) & 0xff);
  }
  return text;
}

// A door: what other programs wrote into a Secret.
function isMapping(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && !Array.isArray(value);
  } catch {
    return false;
  }
}
