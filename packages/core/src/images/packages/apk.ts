import { candidatesOf } from "./candidates.ts";
import { type FoundPackage, packageOf, type ReadPackages } from "./package-file.ts";

/** Alpine's package database, `/lib/apk/db/installed`: lines `X:value`, an empty line after each package (apk-tools, doc/apk-v2). */
export const readApk: ReadPackages = (file) => {
  const packages: FoundPackage[] = [];
  const owners = new Map<string, string>();
  let record = new Map<string, string>();
  let folder = "";
  let number = 0;
  let begins = 1;
  const end = (): void => {
    const found = packageIn(record, file.path, begins);
    if (found) packages.push(found);
    record = new Map();
  };
  for (const line of file.text().split("\n")) {
    number++;
    const key = line.slice(0, 2);
    const value = line.slice(2).trimEnd();
    if (line.trim() === "") end();
    else if (key === "F:") folder = value;
    else if (key === "R:") {
      const path = folder === "" ? value : `${folder}/${value}`;
      for (const each of candidatesOf([path])) owners.set(each, record.get("P:") ?? "");
    } else if (!record.has(key)) {
      if (record.size === 0) begins = number;
      record.set(key, value);
    }
  }
  end();
  return { packages, notRead: [], owners };
};

function packageIn(
  record: ReadonlyMap<string, string>,
  path: string,
  line: number,
): FoundPackage | undefined {
  const name = record.get("P:") ?? "";
  const version = record.get("V:") ?? "";
  if (name === "" || version === "") return undefined;
  const origin = record.get("o:") ?? "";
  const licence = record.get("L:") ?? "";
  return packageOf(
    { path },
    {
      type: "apk",
      name,
      version,
      arch: record.get("A:") ?? "",
      source: { name: origin === "" ? name : origin, version },
      licences: licence === "" ? [] : [licence],
      line,
    },
  );
}
