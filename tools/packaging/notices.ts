import type { BundledPackage } from "./bundled.ts";

const RULE = "-".repeat(80);

/** The licence notices of what is bundled: each package with its version, its licence and the text of it. */
export function licenceNotices(packages: readonly Omit<BundledPackage, "folder">[]): string {
  const parts = packages.map(
    ({ name, version, license, texts }) =>
      `${RULE}\n${name} ${version} (${license})\n${RULE}\n\n${texts.join("\n\n")}\n`,
  );
  return `Watertight is licensed under Apache-2.0 (LICENSE). It contains parts of these packages, made from the record of what was bundled:\n\n${parts.join("\n")}`;
}
