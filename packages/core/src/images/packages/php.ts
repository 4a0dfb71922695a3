import { isJsonList, type JsonValue, listAt, textAt, textsAt } from "../../kubernetes/index.ts";
import { parseJson } from "./json-text.ts";
import { type FoundPackage, packageOf, type ReadPackages, unread } from "./package-file.ts";

/** Composer's `vendor/composer/installed.json`: a list, or since its version 2 an object with one. */
export const readComposer: ReadPackages = (file) => {
  const found = parseJson(file.text());
  if (found === undefined) return unread(file.path, "it is no JSON, as Composer writes it");
  const list = isJsonList(found) ? found : listAt(found, "packages");
  return { packages: list.flatMap((each) => composerPackage(each, file)), notRead: [] };
};

/** An entry of `installed.json` or `composer.lock`. */
export function composerPackage(
  entry: JsonValue,
  file: { readonly path: string },
): readonly FoundPackage[] {
  const whole = textAt(entry, "name");
  const version = textAt(entry, "version").replace(/^v(?=\d)/, "");
  if (whole === "" || version === "") return [];
  const slash = whole.lastIndexOf("/");
  return [
    packageOf(file, {
      type: "composer",
      namespace: slash < 0 ? "" : whole.slice(0, slash),
      name: whole.slice(slash + 1),
      version,
      licences: textsAt(entry, "license"),
    }),
  ];
}
