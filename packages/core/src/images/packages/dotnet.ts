import { isJsonObject, objectAt, textAt } from "../../kubernetes/index.ts";
import { lineCounter, parseJson } from "./json-text.ts";
import { type FoundPackage, packageOf, type ReadPackages, unread } from "./package-file.ts";

/** `*.deps.json`: `libraries` names `Name/Version`; those of type `project` are the application's own. */
export const readDotnet: ReadPackages = (file) => {
  const text = file.text();
  const found = parseJson(text);
  if (!isJsonObject(found)) return unread(file.path, "it is no JSON object, as .NET writes it");
  const lineOf = lineCounter(text);
  const packages: FoundPackage[] = [];
  for (const [key, library] of Object.entries(objectAt(found, "libraries"))) {
    const slash = key.indexOf("/");
    const type = textAt(library, "type");
    if (slash < 1 || (type !== "package" && type !== "runtimepack")) continue;
    packages.push(
      packageOf(file, {
        type: "nuget",
        // The runtime's own parts are packages of that name, less this prefix.
        name: key.slice(0, slash).replace(/^runtimepack\./, ""),
        version: key.slice(slash + 1),
        line: lineOf(Math.max(0, text.lastIndexOf(JSON.stringify(key)))),
      }),
    );
  }
  return { packages, notRead: [] };
};
