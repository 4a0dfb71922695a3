import { CelError } from "../values/value.ts";
import { parseAddress } from "./addresses.ts";

/*
 * URLs as Go's net/url reads and writes them: `ParseRequestURI` and `Parse`.
 */

/** The parts of a URL, decoded but for what `raw…` keeps as it was written. */
export interface Url {
  readonly scheme: string;
  readonly opaque: string;
  readonly user: { readonly name: string; readonly password: string | undefined } | undefined;
  readonly host: string;
  readonly path: string;
  readonly rawPath: string;
  readonly hasQuery: boolean;
  readonly rawQuery: string;
  readonly fragment: string;
  readonly rawFragment: string;
}

type Mode = "fragment" | "host" | "path" | "query" | "user" | "zone";

function fault(text: string, message: string): CelError {
  return new CelError(`parse ${JSON.stringify(text)}: ${message}`);
}

/** A URL of a request: absolute, or a path with its root, and a `#` is part of it. */
export function parseRequestUri(text: string): CelError | Url {
  const url = parse(text, true, "");
  return url instanceof CelError ? fault(text, url.message) : url;
}

/** Any URL. */
export function parseUrl(text: string): CelError | Url {
  const hash = text.indexOf("#");
  const whole = hash === -1 ? text : text.slice(0, hash);
  const url = parse(whole, false, hash === -1 ? "" : text.slice(hash + 1));
  return url instanceof CelError ? fault(hash === -1 ? text : whole, url.message) : url;
}

const CONTROL = /[\u0000-\u001f\u007f]/;

function parse(text: string, isRequest: boolean, rawFragment: string): CelError | Url {
  if (CONTROL.test(text)) {
    return new CelError("net/url: invalid control character in URL");
  }
  if (text === "" && isRequest) {
    return new CelError("empty url");
  }
  const fragment = unescape(rawFragment, "fragment");
  const scheme = schemeOf(text);
  if (fragment instanceof CelError || scheme instanceof CelError) {
    return fragment instanceof CelError ? fragment : new CelError("missing protocol scheme");
  }
  const none = { opaque: "", user: undefined, host: "", path: "", rawPath: "" };
  const ends = { scheme: scheme.name, fragment, rawFragment };
  if (text === "*") {
    return { ...ends, ...none, path: "*", hasQuery: false, rawQuery: "" };
  }
  const { rest, ...query } = queryOf(scheme.rest);
  const parts = partsOf(rest, scheme.name, isRequest);
  return parts instanceof CelError ? parts : { ...ends, ...none, ...query, ...parts };
}

function schemeOf(text: string): CelError | { name: string; rest: string } {
  const found = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text);
  if (found !== null) {
    return { name: (found[1] ?? "").toLowerCase(), rest: text.slice(found[0].length) };
  }
  return text.startsWith(":") ? new CelError("missing protocol scheme") : { name: "", rest: text };
}

function queryOf(text: string): { rest: string; hasQuery: boolean; rawQuery: string } {
  const mark = text.indexOf("?");
  return mark === -1
    ? { rest: text, hasQuery: false, rawQuery: "" }
    : { rest: text.slice(0, mark), hasQuery: true, rawQuery: text.slice(mark + 1) };
}

type Parts = Partial<Pick<Url, "host" | "opaque" | "path" | "rawPath" | "user">>;

function partsOf(text: string, scheme: string, isRequest: boolean): CelError | Parts {
  if (!text.startsWith("/")) {
    return scheme === "" ? (relativeFault(text, isRequest) ?? pathOf(text)) : { opaque: text };
  }
  const isRooted =
    text.startsWith("//") && (scheme !== "" || (!isRequest && !text.startsWith("///")));
  return isRooted ? rootedOf(text, scheme) : pathOf(text);
}

function rootedOf(text: string, scheme: string): CelError | Parts {
  const slash = text.indexOf("/", 2);
  const end = slash === -1 ? text.length : slash;
  const authority = authorityOf(text.slice(2, end), scheme);
  const path = pathOf(text.slice(end));
  if (authority instanceof CelError) {
    return authority;
  }
  return path instanceof CelError ? path : { ...authority, ...path };
}

function relativeFault(text: string, isRequest: boolean): CelError | undefined {
  if (isRequest) {
    return new CelError("invalid URI for request");
  }
  const [segment = ""] = text.split("/", 1);
  return segment.includes(":")
    ? new CelError("first path segment in URL cannot contain colon")
    : undefined;
}

function pathOf(text: string): CelError | Parts {
  const path = unescape(text, "path");
  return path instanceof CelError
    ? path
    : { path, rawPath: text === escape(path, "path") ? "" : text };
}

const USER = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;

function authorityOf(text: string, scheme: string): CelError | Parts {
  const at = text.lastIndexOf("@");
  const host = hostOf(text.slice(at + 1), scheme);
  if (host instanceof CelError) {
    return host;
  }
  return at === -1 ? { host } : withUser(text.slice(0, at), host);
}

function withUser(info: string, host: string): CelError | Parts {
  if (!USER.test(info)) {
    return new CelError("net/url: invalid userinfo");
  }
  const colon = info.indexOf(":");
  const name = unescape(colon === -1 ? info : info.slice(0, colon), "user");
  const password = colon === -1 ? undefined : unescape(info.slice(colon + 1), "user");
  if (name instanceof CelError || password instanceof CelError) {
    return name instanceof CelError ? name : new CelError("net/url: invalid userinfo");
  }
  return { host, user: { name, password } };
}

function hostOf(text: string, scheme: string): CelError | string {
  const bracket = text.lastIndexOf("[");
  if (bracket === -1) {
    return plainHost(text, scheme);
  }
  if (bracket > 0) {
    return new CelError("invalid IP-literal");
  }
  const end = text.lastIndexOf("]");
  if (end === -1) {
    return new CelError("missing ']' in host");
  }
  const port = text.slice(end + 1);
  return isPort(port)
    ? literalHost(text.slice(1, end), port)
    : new CelError(`invalid port ${JSON.stringify(port)} after host`);
}

function literalHost(inside: string, port: string): CelError | string {
  const zone = inside.indexOf("%25");
  const address = unescape(zone === -1 ? inside : inside.slice(0, zone), "host");
  const name = zone === -1 ? "" : unescape(inside.slice(zone), "zone");
  if (address instanceof CelError || name instanceof CelError) {
    return address instanceof CelError ? address : new CelError("invalid host");
  }
  const parsed = parseAddress(address);
  if (parsed instanceof CelError) {
    return new CelError(`invalid host: ${parsed.message}`);
  }
  return parsed.bits === 32 ? new CelError("invalid IP-literal") : `[${address}${name}]${port}`;
}

/** Of what is fetched, a host has one colon only. */
function plainHost(text: string, scheme: string): CelError | string {
  const isStrict = scheme === "http" || scheme === "https";
  const colon = isStrict ? text.indexOf(":") : text.lastIndexOf(":");
  const port = colon === -1 ? "" : text.slice(colon);
  return isPort(port)
    ? unescape(text, "host")
    : new CelError(`invalid port ${JSON.stringify(port)} after host`);
}

function isPort(text: string): boolean {
  return /^(?::[0-9]*)?$/.test(text);
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** Characters that a host may have as they are. */
const HOST = /^[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"\u0080-\u{10ffff}%]*$/u;

function unescape(text: string, mode: Mode): CelError | string {
  const broken = /%(?![0-9a-fA-F]{2}).{0,2}/s.exec(text);
  if (broken !== null) {
    return new CelError(`invalid URL escape ${JSON.stringify(broken[0])}`);
  }
  if (mode === "host" || mode === "zone") {
    const wrong = hostFault(text, mode);
    if (wrong !== undefined) {
      return wrong;
    }
  }
  const spaced = mode === "query" ? text.replaceAll("+", " ") : text;
  return spaced.includes("%") ? decoded(spaced) : spaced;
}

/** In a host only what is not ASCII may be escaped, and in a zone what a host may not have. */
function hostFault(text: string, mode: "host" | "zone"): CelError | undefined {
  const escaped = text.match(/%[0-9a-fA-F]{2}/g) ?? [];
  const wrong =
    mode === "host" ? escaped.find((each) => /^%[0-7]/.test(each) && each !== "%25") : undefined;
  if (wrong !== undefined) {
    return new CelError(`invalid URL escape ${JSON.stringify(wrong)}`);
  }
  if (HOST.test(text)) {
    return;
  }
  const character = Array.from(text).find((each) => !HOST.test(each)) ?? "";
  return new CelError(`invalid character ${JSON.stringify(character)} in host name`);
}

function decoded(text: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "%") {
      bytes.push(Number.parseInt(text.slice(at + 1, at + 3), 16));
      at += 2;
    } else {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      bytes.push(...encoder.encode(character));
      at += character.length - 1;
    }
  }
  return decoder.decode(Uint8Array.from(bytes));
}

const UNRESERVED = /^[A-Za-z0-9\-_.~]$/;
const KEPT: Record<"fragment" | "path", string> = {
  path: "$&+,/:;=@",
  fragment: "$&+,/:;=?@!()*",
};

function escape(text: string, mode: "fragment" | "path"): string {
  let escaped = "";
  for (const character of text) {
    escaped +=
      UNRESERVED.test(character) || KEPT[mode].includes(character) ? character : percent(character);
  }
  return escaped;
}

function percent(character: string): string {
  return Array.from(
    encoder.encode(character),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  ).join("");
}

const VALID = {
  path: /^[A-Za-z0-9\-_.~!$&'()*+,;=:@[\]/%]*$/,
  fragment: /^[A-Za-z0-9\-_.~!$&'()*+,;=:@[\]/?%]*$/,
};

/** The path with what has to be escaped, as it was written if that was right. */
export function escapedPath({ path, rawPath }: Url): string {
  if (rawPath !== "" && VALID.path.test(rawPath) && unescape(rawPath, "path") === path) {
    return rawPath;
  }
  return path === "*" ? "*" : escape(path, "path");
}

function escapedFragment({ fragment, rawFragment }: Url): string {
  return rawFragment !== "" && VALID.fragment.test(rawFragment)
    ? rawFragment
    : escape(fragment, "fragment");
}

/** The URL as a text. */
export function showUrl(url: Url): string {
  const scheme = url.scheme === "" ? "" : `${url.scheme}:`;
  const query = url.hasQuery ? `?${url.rawQuery}` : "";
  const fragment = url.fragment === "" ? "" : `#${escapedFragment(url)}`;
  return `${scheme}${url.opaque === "" ? hierarchyOf(url) : url.opaque}${query}${fragment}`;
}

function hierarchyOf(url: Url): string {
  const path = escapedPath(url);
  const isBare = url.host === "" && url.user === undefined;
  if (isBare && (url.scheme === "" || url.path === "")) {
    return path;
  }
  const user = url.user === undefined ? "" : `${userText(url.user)}@`;
  const slash = path !== "" && !path.startsWith("/") && url.host !== "" ? "/" : "";
  return `//${user}${url.host}${slash}${path}`;
}

function userText({ name, password }: { name: string; password: string | undefined }): string {
  const shown = userEscaped(name);
  return password === undefined ? shown : `${shown}:${userEscaped(password)}`;
}

function userEscaped(text: string): string {
  return Array.from(text)
    .map((each) => (UNRESERVED.test(each) || "$&+,;=".includes(each) ? each : percent(each)))
    .join("");
}

/** The host without its port, and an address without its brackets. */
export function hostname({ host }: Url): string {
  const literal = /^\[([^\]]*)\](?::[0-9]*)?$/.exec(host);
  return literal?.[1] ?? host.replace(/:[0-9]*$/, "");
}

export function portOf({ host }: Url): string {
  return /:([0-9]*)$/.exec(host.replace(/^\[[^\]]*\]/, ""))?.[1] ?? "";
}

/** The parameters of the query: what is broken is left out. */
export function queryParameters({ rawQuery }: Url): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const pair of rawQuery.split("&")) {
    if (pair === "" || pair.includes(";")) {
      continue;
    }
    const equals = pair.indexOf("=");
    const key = unescape(equals === -1 ? pair : pair.slice(0, equals), "query");
    const value = equals === -1 ? "" : unescape(pair.slice(equals + 1), "query");
    if (typeof key === "string" && typeof value === "string") {
      found.set(key, [...(found.get(key) ?? []), value]);
    }
  }
  return found;
}
