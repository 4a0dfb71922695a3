import { npmName } from "../npm.ts";
import { type FoundPackage, packageOf, type ReadPackages } from "../package-file.ts";
import { numberedLines } from "./lines.ts";

/** `pnpm-lock.yaml` of versions 5 to 9: the keys of `packages` are `/name/1.0.0_peers`, `/name@1.0.0(peers)` and `name@1.0.0`. */
export const readPnpmLock: ReadPackages = (file) => {
  const packages: FoundPackage[] = [];
  let inside = false;
  for (const { line, number } of numberedLines(file.text())) {
    if (/^\S/.test(line)) inside = line === "packages:";
    const [, key] = (inside && /^ {2}'?([^\s':][^']*?)'?:(?: .*)?$/.exec(line)) || [];
    const found = key === undefined ? undefined : nameAndVersion(key);
    if (found)
      packages.push(
        packageOf(file, { ...npmName(found.name), version: found.version, line: number }),
      );
  }
  return { packages, notRead: [] };
};

function nameAndVersion(
  key: string,
): { readonly name: string; readonly version: string } | undefined {
  const plain = key.replace(/^\//, "").replace(/\(.*$/, "");
  const [, name, version] =
    /^(@[^/@]+\/[^/@]+|[^/@]+)@(\d[^/:]*)$/.exec(plain) ??
    /^(@[^/]+\/[^/]+|[^/@]+)\/(\d[^_/:]*)(?:_.*)?$/.exec(plain) ??
    [];
  return name === undefined || version === undefined ? undefined : { name, version };
}
