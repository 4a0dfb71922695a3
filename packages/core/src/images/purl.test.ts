import { expect, test } from "vitest";
import { parsePurl, printPurl } from "./purl.ts";

test.each([
  ["pkg:npm/%40angular/animation@12.3.1", "pkg:npm/%40angular/animation@12.3.1"],
  ["pkg:npm/@babel/core#/googleapis/../api/", "pkg:npm/%40babel/core#googleapis/api"],
  ["pkg:PYPI/Django_package@1.11.1.dev1", "pkg:pypi/django-package@1.11.1.dev1"],
  [
    "pkg:Rpm/fedora/curl@7.50.3-1.fc25?Arch=i386&Distro=fedora-25",
    "pkg:rpm/fedora/curl@7.50.3-1.fc25?arch=i386&distro=fedora-25",
  ],
  [
    "pkg:deb/debian/attr@1:2.4.47-2+b1?arch=source",
    "pkg:deb/debian/attr@1:2.4.47-2%2Bb1?arch=source",
  ],
  ["pkg://maven/org.a/b@1?z=1&a=&c=https://x", "pkg:maven/org.a/b@1?c=https:%2F%2Fx&z=1"],
  [
    "pkg:GOLANG/github.com/Masterminds/goutils@v1.1.0",
    "pkg:golang/github.com/masterminds/goutils@v1.1.0",
  ],
])("%s is printed as %s, and that as itself", (text, canonical) => {
  const parsed = parsePurl(text);
  expect(parsed && printPurl(parsed)).toBe(canonical);
  const again = parsePurl(canonical);
  expect(again && printPurl(again)).toBe(canonical);
});

test("a namespace, qualifiers and a subpath are taken apart", () => {
  expect(parsePurl("pkg:maven/org.apache/commons@1%2F2?type=jar#a/b")).toStrictEqual({
    type: "maven",
    namespace: "org.apache",
    name: "commons",
    version: "1/2",
    qualifiers: new Map([["type", "jar"]]),
    subpath: "a/b",
  });
});

test.each([
  "",
  "npm/a@1",
  "pkg:npm",
  "pkg:npm/",
  "pkg:npm/@1.0",
  "pkg:n&g/a@1",
  "pkg:npm/a?in production=true",
  "pkg:npm/a?x=1&X=2",
  "pkg:maven/@1.3.4",
])("%s is no package URL", (text) => {
  expect(parsePurl(text)).toBeUndefined();
});
