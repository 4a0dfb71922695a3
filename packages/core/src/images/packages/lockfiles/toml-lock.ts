import { type FoundPackage, packageOf, type ReadPackages } from "../package-file.ts";
import { numberedLines } from "./lines.ts";

/**
 * Lockfiles of TOML with a table `[[package]]` (of pylock.toml `[[packages]]`) a package, as Cargo, Poetry, PDM and uv write them: what is needed stands
 * in lines `name = "…"` and `version = "…"`.
 */
function tomlLock(type: "cargo" | "pypi"): ReadPackages {
  return (file) => {
    const packages: FoundPackage[] = [];
    let table: Map<string, string> | undefined;
    let begins = 0;
    const end = (): void => {
      const name = table?.get("name") ?? "";
      const version = table?.get("version") ?? "";
      if (name !== "" && version !== "")
        packages.push(packageOf(file, { type, name, version, line: begins }));
      table = undefined;
    };
    for (const { line, number } of numberedLines(file.text())) {
      if (line.startsWith("[")) {
        end();
        if (/^\[\[packages?\]\]\s*$/.test(line)) {
          table = new Map();
          begins = number;
        }
      }
      const [, key, value] = /^(name|version)\s*=\s*["']([^"']*)["']/.exec(line) ?? [];
      if (key !== undefined && value !== undefined && table?.has(key) === false)
        table.set(key, value);
    }
    end();
    return { packages, notRead: [] };
  };
}

export const readCargoLock: ReadPackages = tomlLock("cargo");
export const readPythonLock: ReadPackages = tomlLock("pypi");
