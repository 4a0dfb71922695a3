/** A section of CHANGELOG.md, without its heading. Throws an `Error` where the version has none, or nothing stands in it. */
export function releaseNotes(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => versionOf(text) === version);
  if (section === undefined) {
    throw new Error(`CHANGELOG.md has no section of ${version}: npm run set-version ${version}.`);
  }
  const [, notes = ""] = /^[^\n]*\n([^]*)$/.exec(section) ?? [];
  if (notes.trim() === "") throw new Error(`The section of ${version} in CHANGELOG.md is empty.`);
  return `${notes.trim()}\n`;
}

/** The changelog with what is unreleased as the section of a version, under an empty one for what comes. */
export function releasedChangelog(changelog: string, version: string): string {
  const headings = [...changelog.matchAll(/^## (.*)$/gm)].map(([, heading = ""]) => heading);
  if (headings.some((heading) => versionOf(heading) === version)) return changelog;
  if (!headings.includes("Unreleased")) {
    throw new Error("CHANGELOG.md has no section Unreleased: nothing says what is new.");
  }
  return changelog.replace(/^## Unreleased$/m, `## Unreleased\n\n## ${version}`);
}

/** `0.1.0` of `0.1.0 (2026-01-31)`. */
function versionOf(heading: string): string {
  return heading.split(/[\s(]/)[0] ?? "";
}
