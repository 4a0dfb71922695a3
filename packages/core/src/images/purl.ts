/**
 * Package URLs as ECMA-427 and the purl specification (package-url/purl-spec: how-to-parse, how-to-build, types) have them.
 * A text that is none gives undefined.
 */
export interface PackageUrl {
  readonly type: string;
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  /** In the order of their keys. */
  readonly qualifiers: ReadonlyMap<string, string>;
  readonly subpath: string;
}

/** Reads a package URL and brings its parts into the form that its type prescribes. */
export function parsePurl(text: string): PackageUrl | undefined {
  const [beforeSubpath, subpath] = cutRight(text.trim(), "#");
  const [beforeQualifiers, qualifiers] = cutRight(beforeSubpath, "?");
  const colon = beforeQualifiers.indexOf(":");
  if (colon < 0 || beforeQualifiers.slice(0, colon).toLowerCase() !== "pkg") return undefined;
  const rest = beforeQualifiers.slice(colon + 1).replace(/^\/+/, "");
  const slash = rest.indexOf("/");
  if (slash < 0) return undefined;
  const [path, version] = cutVersion(rest.slice(slash + 1).replace(/^\/+|\/+$/g, ""));
  if (path.endsWith("/")) return undefined;
  const segments = path.split("/").filter((segment) => segment !== "");
  const read = {
    type: rest.slice(0, slash).toLowerCase(),
    namespace: segments.slice(0, -1).map(decoded).join("/"),
    name: decoded(segments.at(-1) ?? ""),
    version: decoded(version),
    qualifiers: parseQualifiers(qualifiers),
    subpath: subpathOf(subpath),
  };
  return read.qualifiers === undefined
    ? undefined
    : valid({ ...read, qualifiers: read.qualifiers });
}

/** Prints a package URL in its canonical form. */
export function printPurl(purl: PackageUrl): string {
  const { type, namespace, name, version, qualifiers, subpath } = ofItsType(purl);
  const path = [...namespace.split("/").filter((segment) => segment !== ""), name];
  const pairs = [...qualifiers]
    .filter(([, value]) => value !== "")
    .map(([key, value]): [string, string] => [key.toLowerCase(), value])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `pkg:${type}/${path.map(encoded).join("/")}`,
    version === "" ? "" : `@${encoded(version)}`,
    pairs.length === 0
      ? ""
      : `?${pairs.map(([key, value]) => `${key}=${encoded(value)}`).join("&")}`,
    subpath === "" ? "" : `#${subpath.split("/").map(encoded).join("/")}`,
  ].join("");
}

function cutRight(text: string, mark: string): readonly [string, string] {
  const at = text.lastIndexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** An `@` that begins a segment with others after it is a scope of npm that somebody left unencoded. */
function cutVersion(text: string): readonly [string, string] {
  const at = text.lastIndexOf("@");
  const begins = at === 0 || text[at - 1] === "/";
  if (at < 0 || (begins && text.includes("/", at))) return [text, ""];
  return [text.slice(0, at), text.slice(at + 1)];
}

function parseQualifiers(text: string): ReadonlyMap<string, string> | undefined {
  const pairs: [string, string][] = [];
  for (const pair of text === "" ? [] : text.split("&")) {
    const at = pair.indexOf("=");
    const key = (at < 0 ? pair : pair.slice(0, at)).toLowerCase();
    if (!/^[a-z.\-_][a-z0-9.\-_]*$/.test(key)) return undefined;
    const value = at < 0 ? "" : decoded(pair.slice(at + 1));
    if (value !== "") pairs.push([key, value]);
  }
  pairs.sort(([a], [b]) => (a < b ? -1 : 1));
  const qualifiers = new Map(pairs);
  return qualifiers.size === pairs.length ? qualifiers : undefined;
}

function subpathOf(text: string): string {
  return text
    .split("/")
    .map(decoded)
    .filter((segment) => segment !== "" && segment !== "." && segment !== "..")
    .join("/");
}

function valid(purl: PackageUrl): PackageUrl | undefined {
  if (!/^[a-z][a-z0-9.\-+]*$/.test(purl.type) || purl.name === "") return undefined;
  return ofItsType(purl);
}

// The definitions of types that say so: https://github.com/package-url/purl-spec/tree/main/types
const LOWER_NAMESPACE = new Set(
  "alpm apk bitbucket bitnami brew composer deb github gitlab golang hex npm opam qpkg rpm".split(
    " ",
  ),
);
const LOWER_NAME = new Set(
  "alpm apk bitbucket bitnami brew composer deb github gitlab golang hex npm oci otp pub pypi".split(
    " ",
  ),
);

function ofItsType(purl: PackageUrl): PackageUrl {
  const { type } = purl;
  const namespace = LOWER_NAMESPACE.has(type) ? purl.namespace.toLowerCase() : purl.namespace;
  let name = LOWER_NAME.has(type) ? purl.name.toLowerCase() : purl.name;
  if (type === "pypi") name = name.replaceAll("_", "-");
  if (type === "pub") name = name.replaceAll(/[^a-z0-9_]/g, "_");
  const version = type === "huggingface" ? purl.version.toLowerCase() : purl.version;
  return { ...purl, namespace, name, version };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // What is no valid encoding stands for itself.
    return text;
  }
}

function encoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/gu, "\ufffd"))
    .replaceAll("%3A", ":")
    .replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
