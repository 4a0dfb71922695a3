import type { JsonObject, JsonValue } from "../kubernetes/json.ts";
import { textAt, valueAt } from "../kubernetes/json-fields.ts";
import type { Package } from "./model.ts";
import { type PackageUrl, parsePurl, printPurl } from "./purl.ts";

/** A package of nothing but a package URL; undefined for a text that is none. `upstream` of deb, rpm and apk is its source. */
export function packageOfPurl(text: string): Package | undefined {
  const purl = parsePurl(text);
  return purl === undefined ? undefined : packageOf(purl);
}

function packageOf(purl: PackageUrl): Package {
  const { type, namespace, name, version, qualifiers } = purl;
  const upstream = /^([^@]+)@?(.*)$/.exec(qualifiers.get("upstream") ?? "");
  const epoch = wholeNumber(qualifiers.get("epoch"));
  const module = qualifiers.get("rpmmod") ?? qualifiers.get("modularitylabel");
  return {
    type,
    namespace,
    name,
    version,
    ...(epoch !== undefined && { epoch }),
    arch: qualifiers.get("arch") ?? "",
    ...(upstream !== null && { source: { name: upstream[1] ?? "", version: upstream[2] ?? "" } }),
    purl: printPurl(purl),
    path: "",
    licences: [],
    ...(module !== undefined && { module: module.split(":").slice(0, 2).join(":") }),
  };
}

function wholeNumber(value: JsonValue | undefined): number | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  const isWhole = typeof number === "number" && Number.isSafeInteger(number) && number >= 0;
  return isWhole ? number : undefined;
}

/** A package as questions in bulk have it: `{purl}`, or `{type, name, version, release, epoch, arch, source}`; else undefined. */
export function readPackage(json: JsonObject): Package | undefined {
  const ofPurl = packageOfPurl(textAt(json, "purl"));
  const base = ofPurl ?? plainPackage(json);
  if (base === undefined) return undefined;
  const epoch = wholeNumber(valueAt(json, "epoch"));
  const source = sourceOf(json);
  return {
    ...base,
    ...textsOf(json, ["version", "arch", "release"]),
    ...(epoch !== undefined && { epoch }),
    ...(source !== undefined && { source }),
  };
}

/** The members of these names that say something. */
function textsOf<Name extends string>(
  json: JsonObject,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const texts: Partial<Record<Name, string>> = {};
  for (const name of names) if (textAt(json, name) !== "") texts[name] = textAt(json, name);
  return texts;
}

function plainPackage(json: JsonObject): Package | undefined {
  const type = textAt(json, "type").toLowerCase();
  const whole = textAt(json, "name");
  if (type === "" || whole === "") return undefined;
  const { namespace, name } = splitName(type, textAt(json, "namespace"), whole);
  const module = textAt(json, "module");
  return {
    type,
    namespace,
    name,
    version: textAt(json, "version"),
    arch: textAt(json, "arch"),
    purl: printPurl({
      type,
      namespace,
      name,
      version: textAt(json, "version"),
      qualifiers: new Map(),
      subpath: "",
    }),
    path: textAt(json, "path"),
    licences: [],
    ...(module !== "" && { module }),
  };
}

/** Types whose namespaces people write into the name: `@angular/core`, `org.a:b`, `github.com/a/b`. */
function splitName(
  type: string,
  namespace: string,
  whole: string,
): { readonly namespace: string; readonly name: string } {
  const separator = type === "maven" ? ":" : "/";
  const at = ["maven", "npm", "golang", "composer", "swift", "github"].includes(type)
    ? whole.lastIndexOf(separator)
    : -1;
  if (namespace !== "" || at < 0) return { namespace, name: whole };
  return { namespace: whole.slice(0, at), name: whole.slice(at + 1) };
}

/** A name alone, or `{name, version, release, epoch}`. */
function sourceOf(json: JsonObject): Package["source"] {
  const source = valueAt(json, "source");
  if (typeof source === "string") return source === "" ? undefined : { name: source, version: "" };
  const name = textAt(source, "name");
  if (name === "") return undefined;
  const release = textAt(source, "release");
  const version = `${textAt(source, "version")}${release === "" ? "" : `-${release}`}`;
  const epoch = wholeNumber(valueAt(source, "epoch")) ?? 0;
  return { name, version: epoch > 0 && !/^\d+:/.test(version) ? `${epoch}:${version}` : version };
}
