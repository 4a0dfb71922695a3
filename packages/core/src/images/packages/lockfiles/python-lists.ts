import { isJsonObject, objectAt, textAt } from "../../../kubernetes/index.ts";
import type { NotRead } from "../../model.ts";
import { parseJson } from "../json-text.ts";
import { type FoundPackage, packageOf, type ReadPackages, unread } from "../package-file.ts";
import { numberedLines } from "./lines.ts";
import { placeIn } from "./npm-lock.ts";

/** `Pipfile.lock`: `default` and `develop` by name, versions as `==1.0`. */
export const readPipfileLock: ReadPackages = (file) => {
  const text = file.text();
  const lock = parseJson(text);
  if (!isJsonObject(lock)) return unread(file.path, "it is no JSON object, as pipenv writes it");
  const place = placeIn(text);
  const packages = ["default", "develop"].flatMap((group) =>
    Object.entries(objectAt(lock, group)).flatMap(([name, entry]) => {
      const line = place(name);
      const [, version] = /^==(.+)$/.exec(textAt(entry, "version")) ?? [];
      return version === undefined ? [] : [packageOf(file, { type: "pypi", name, version, line })];
    }),
  );
  return { packages, notRead: [] };
};

/** `requirements.txt`: what is pinned by `==` is a package; of what is not, nobody knows the version before it is installed. */
export const readRequirements: ReadPackages = (file) => {
  const packages: FoundPackage[] = [];
  const notRead: NotRead[] = [];
  for (const { line, number } of numberedLines(file.text())) {
    const plain = line.replace(/(?:^|\s)#.*$/, "").trim();
    const [, name, rest = ""] = /^([A-Za-z0-9][\w.-]*)(?:\s*\[[^\]]*\])?(.*)$/.exec(plain) ?? [];
    if (name === undefined || plain.startsWith("-") || /^\s*@/.test(rest)) continue;
    const [, version] = /^\s*===?\s*([^\s;,\\*]+)(?:[\s;\\].*)?$/.exec(rest) ?? [];
    if (version === undefined)
      notRead.push({
        path: `${file.path}:${number}`,
        reason: `${name} is not pinned to a version`,
      });
    else packages.push(packageOf(file, { type: "pypi", name, version, line: number }));
  }
  return { packages, notRead };
};
