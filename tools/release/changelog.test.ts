import { expect, test } from "vitest";
import { releasedChangelog, releaseNotes } from "./changelog.ts";

const CHANGELOG = `# Changelog

## Unreleased

### Added

- New.

## 0.2.0 (2030-01-31)

- Second.

## 0.2.0-rc.1

## 0.1.0

- First, with \`## code\`.
`;

test("the notes of a version are its section", () => {
  expect(releaseNotes(CHANGELOG, "0.2.0")).toBe("- Second.\n");
  expect(releaseNotes(CHANGELOG, "0.1.0")).toBe("- First, with `## code`.\n");
});

test("a version that is in no section, or of which nothing is said, is not released", () => {
  expect(() => releaseNotes(CHANGELOG, "0.3.0")).toThrow(
    "CHANGELOG.md has no section of 0.3.0: npm run set-version 0.3.0.",
  );
  expect(() => releaseNotes(CHANGELOG, "0.2.0-rc.1")).toThrow(
    "The section of 0.2.0-rc.1 in CHANGELOG.md is empty.",
  );
});

test("what is unreleased becomes the section of a version, once", () => {
  const released = releasedChangelog(CHANGELOG, "0.3.0");
  expect(released).toContain("## Unreleased\n\n## 0.3.0\n\n### Added\n\n- New.\n\n## 0.2.0");
  expect(releaseNotes(released, "0.3.0")).toBe("### Added\n\n- New.\n");
  expect(releasedChangelog(released, "0.3.0")).toBe(released);
  expect(() => releasedChangelog("# Changelog\n", "0.3.0")).toThrow(
    "CHANGELOG.md has no section Unreleased: nothing says what is new.",
  );
});
