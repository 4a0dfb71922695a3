import fc from "fast-check";
import { expect, test } from "vitest";
import { isDay } from "../../findings/exception.ts";
import { matchesFile, matchesPattern } from "./scope.ts";

test.each([
  ["web", "web", true],
  ["web", "web-1", false],
  ["web*", "web-1", true],
  ["*web", "my-web", true],
  ["w*b*1", "web-1", true],
  ["a*a", "a", false],
  ["*", "", true],
  ["", "", true],
  ["", "a", false],
  ["a.c", "abc", false],
  ["spec.containers[*].image", "spec.containers[10].image", true],
  ["spec.containers[*].image", "spec.initContainers[0].image", false],
])("%j fits %j: %s", (pattern, text, fits) => {
  expect(matchesPattern(pattern, text)).toBe(fits);
});

test("a pattern means what the regular expression means that has .* for each star", () => {
  const words = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
  fc.assert(
    fc.property(words, words, (pattern, raw) => {
      const text = raw.replaceAll("*", "b");
      const expression = new RegExp(`^${pattern.replaceAll("*", ".*")}$`);
      expect(matchesPattern(pattern, text)).toBe(expression.test(text));
    }),
  );
});

test.each([
  ["web.yaml", "web.yaml", true],
  ["web.yaml", "deploy/web.yaml", true],
  ["deploy/*.yaml", "/srv/shop/deploy/web.yaml", true],
  ["./deploy/web.yaml", "deploy/web.yaml", true],
  ["deploy/*.yaml", "deploy/a/web.yaml", false],
  ["deploy/**/web.yaml", "deploy/a/b/web.yaml", true],
  ["deploy/**/web.yaml", "deploy/web.yaml", true],
  ["deploy/**", "deploy/a/web.yaml", true],
  ["deploy", "deploy/web.yaml", false],
  ["eb.yaml", "web.yaml", false],
  [String.raw`deploy\web.yaml`, "deploy/web.yaml", true],
])("the file pattern %j fits %j: %s", (pattern, file, fits) => {
  expect(matchesFile(pattern, file)).toBe(fits);
});

test.each([
  ["2027-01-31", true],
  ["2028-02-29", true],
  ["2000-02-29", true],
  ["2027-02-29", false],
  ["2100-02-29", false],
  ["2027-04-31", false],
  ["2027-00-10", false],
  ["2027-13-10", false],
  ["2027-01-00", false],
  ["2027-1-31", false],
  ["2027-01-31T00:00:00Z", false],
  ["", false],
])("%j is a day: %s", (text, is) => {
  expect(isDay(text)).toBe(is);
});
