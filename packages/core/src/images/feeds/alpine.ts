import { isJsonList, isJsonObject, type JsonObject } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../../kubernetes/json-fields.ts";
import type { Advisory, Affected } from "../matching/advisory.ts";
import { compareApk } from "../versions/apk.ts";
import { advisoryOfCve, affectedUntil } from "./feed.ts";

/** Whether a document is one of Alpine's, Wolfi's or Chainguard's secdb. */
export function isSecdb(document: JsonObject): boolean {
  return (
    isJsonList(document["packages"]) &&
    isJsonObject(objectAt(document["packages"][0] ?? null)["pkg"])
  );
}

/** The advisories of a secdb: it knows fixes only, so what it does not name is no assurance. */
export function readSecdb(document: JsonObject): readonly Advisory[] {
  const release = textAt(document, "distroversion");
  const prefix = textAt(document, "urlprefix");
  const ecosystem = release === "" ? ecosystemOfPrefix(prefix) : `Alpine:${release}`;
  // Of several fixes of one package the last one holds.
  const fixes = new Map<string, Map<string, string>>();
  for (const { pkg } of listAt(document, "packages").map((item) => objectAt(item))) {
    for (const [version, issues] of Object.entries(objectAt(pkg, "secfixes"))) {
      for (const id of isJsonList(issues) ? issues.flatMap(idsOf) : []) {
        keepLast(fixes, id, { name: textAt(pkg, "name"), version });
      }
    }
  }
  return [...fixes].map(([id, versions]) =>
    advisoryOfCve("ALPINE", id, {
      source: ecosystem.split(":")[0] ?? "",
      affected: [...versions].flatMap(([name, version]) =>
        affectedBefore(ecosystem, name, version),
      ),
      references: [`https://security.alpinelinux.org/vuln/${id}`],
    }),
  );
}

function ecosystemOfPrefix(prefix: string): string {
  return prefix.includes("chainguard") || prefix.includes("cgr.dev") ? "Chainguard" : "Wolfi";
}

function keepLast(
  fixes: Map<string, Map<string, string>>,
  id: string,
  fix: { readonly name: string; readonly version: string },
): void {
  const versions = fixes.get(id) ?? new Map<string, string>();
  fixes.set(id, versions);
  const known = versions.get(fix.name);
  if (known === undefined || compareApk(fix.version, known) > 0)
    versions.set(fix.name, fix.version);
}

/** `CVE-2017-2616 (+ regression fix)`, and several in one text. */
function idsOf(text: unknown): readonly string[] {
  return typeof text === "string"
    ? text.split(/[\s,;]+/).filter((word) => /^[A-Z]+-[\w.:-]*\d[\w.:-]*$/.test(word))
    : [];
}

/** A fix of version 0: the package never had the fault. */
function affectedBefore(ecosystem: string, name: string, version: string): readonly Affected[] {
  return version === "0" ? [] : [affectedUntil(ecosystem, name, version)];
}
