/** The files that name the version for people to copy, or for machines to take. */
export const VERSIONED: readonly string[] = [
  ".pre-commit-hooks.yaml",
  "action.yml",
  "docs/install.md",
  "docs/publishing.md",
  "docs/tasks/gate-a-pull-request.md",
  "docs/tasks/run-in-pipelines.md",
  "templates/scan.yml",
];

const BEFORE = [
  String.raw`\bwatertight(?:\/scan)?(?:@v?|:|-| )`,
  String.raw`\brev: v`,
  String.raw`^ *default: `,
].join("|");
const VERSION = String.raw`\d+[.]\d+[.]\d+(?:-[0-9A-Za-z][0-9A-Za-z-]*(?:[.]\d+)?)?`;

/** The text with this version wherever the version of Watertight stands. */
export function withVersion(text: string, version: string): string {
  return text.replace(
    new RegExp(`(${BEFORE})${VERSION}`, "gm"),
    (_, before: string) => `${before}${version}`,
  );
}
