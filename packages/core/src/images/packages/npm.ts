import { isJsonObject, type JsonObject, listAt, textAt } from "../../kubernetes/index.ts";
import { parseJson } from "./json-text.ts";
import { NOTHING_FOUND, packageOf, type ReadPackages, unread } from "./package-file.ts";

/** `node_modules/NAME/package.json`: what is installed, whatever a lockfile says. */
export const readNpm: ReadPackages = (file) => {
  const found = parseJson(file.text());
  if (!isJsonObject(found)) return unread(file.path, "it is no JSON object, as npm writes it");
  const whole = textAt(found, "name");
  const version = textAt(found, "version");
  // Folders below node_modules that are no package (a cache, a `type` for its modules) have neither.
  if (whole === "" || version === "") return NOTHING_FOUND;
  return {
    packages: [packageOf(file, { ...npmName(whole), version, licences: licencesOf(found) })],
    notRead: [],
  };
};

/** `@scope/name` as type, namespace and name. */
export function npmName(whole: string): {
  readonly type: "npm";
  readonly namespace: string;
  readonly name: string;
} {
  const slash = whole.startsWith("@") ? whole.indexOf("/") : -1;
  return {
    type: "npm",
    namespace: slash < 0 ? "" : whole.slice(0, slash),
    name: slash < 0 ? whole : whole.slice(slash + 1),
  };
}

/** `license` as a text, as an object, or `licenses` as a list of them. */
function licencesOf(found: JsonObject): readonly string[] {
  const values = [found["license"], ...listAt(found, "licenses")];
  return values
    .map((value) => (typeof value === "string" ? value : textAt(value, "type")))
    .filter((licence) => licence !== "");
}
