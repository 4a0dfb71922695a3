import { isJsonObject, listAt, objectAt, textAt } from "../../../kubernetes/index.ts";
import { parseJson } from "../json-text.ts";
import { type FoundPackage, packageOf, type ReadPackages, unread } from "../package-file.ts";
import { composerPackage } from "../php.ts";
import { numberedLines } from "./lines.ts";
import { placeIn } from "./npm-lock.ts";

/** Bundler's `Gemfile.lock`: below `specs:`, four spaces from the margin, `name (version)`. */
export const readGemfileLock: ReadPackages = (file) => {
  const packages: FoundPackage[] = [];
  let section = "";
  for (const { line, number } of numberedLines(file.text())) {
    if (/^\S/.test(line)) section = line;
    const [, name, version] = /^ {4}([^\s(]+) \(([^\s)-]+)[^)]*\)$/.exec(line) ?? [];
    // What lies in a folder is the project's own.
    if (name !== undefined && version !== undefined && section !== "PATH")
      packages.push(packageOf(file, { type: "gem", name, version, line: number }));
  }
  return { packages, notRead: [] };
};

/** Composer's `composer.lock`. */
export const readComposerLock: ReadPackages = (file) => {
  const text = file.text();
  const lock = parseJson(text);
  if (!isJsonObject(lock)) return unread(file.path, "it is no JSON object, as Composer writes it");
  const place = placeIn(text);
  const packages = ["packages", "packages-dev"].flatMap((group) =>
    listAt(lock, group).flatMap((entry) => {
      const line = place(textAt(entry, "name"));
      return composerPackage(entry, file).map((found) => ({ ...found, line }));
    }),
  );
  return { packages, notRead: [] };
};

/** NuGet's `packages.lock.json`: by framework, with the version that was resolved. */
export const readNugetLock: ReadPackages = (file) => {
  const text = file.text();
  const lock = parseJson(text);
  if (!isJsonObject(lock)) return unread(file.path, "it is no JSON object, as NuGet writes it");
  const place = placeIn(text);
  const packages = new Map<string, FoundPackage>();
  for (const framework of Object.values(objectAt(lock, "dependencies"))) {
    for (const [name, entry] of Object.entries(objectAt(framework))) {
      const line = place(name);
      const version = textAt(entry, "resolved");
      const key = `${name}/${version}`;
      if (version !== "" && !packages.has(key))
        packages.set(key, packageOf(file, { type: "nuget", name, version, line }));
    }
  }
  return { packages: [...packages.values()], notRead: [] };
};

/** Gradle's `gradle.lockfile`: `group:name:version=configurations`. */
export const readGradleLock: ReadPackages = (file) => {
  const packages: FoundPackage[] = [];
  for (const { line, number } of numberedLines(file.text())) {
    const [, namespace, name, version] = /^([^#:=\s]+):([^:=\s]+):([^:=\s]+)=/.exec(line) ?? [];
    if (namespace !== undefined && name !== undefined && version !== undefined)
      packages.push(packageOf(file, { type: "maven", namespace, name, version, line: number }));
  }
  return { packages, notRead: [] };
};

/** Maven has no lockfile: what a `pom.xml` names brings more, which only Maven itself tells. */
export const readPom: ReadPackages = (file) =>
  /<dependency>/.test(file.text())
    ? unread(
        file.path,
        "Maven has no lockfile, so that what its dependencies bring is not known; read the jar or the image that it builds",
      )
    : { packages: [], notRead: [] };
