import { expect, test } from "vitest";
import { packageManifest } from "./manifest.ts";

const PROJECT = {
  name: "watertight",
  version: "1.2.3",
  description: "Exact security",
  license: "Apache-2.0",
  engines: { node: ">=20.19" },
};

test("the package has a command, a page and schemas, and needs nothing but Node.js", () => {
  expect(packageManifest(PROJECT, undefined)).toEqual({
    name: "watertight",
    version: "1.2.3",
    description: "Exact security",
    keywords: ["kubernetes", "security", "rbac", "network-policy", "manifests", "sarif", "cli"],
    license: "Apache-2.0",
    type: "module",
    engines: { node: ">=20.19" },
    bin: { watertight: "bin/watertight.mjs" },
    man: ["man/watertight.1"],
    exports: { "./package.json": "./package.json", "./schemas/*": "./schemas/*" },
    publishConfig: { access: "public" },
  });
});

test("a package that is published says where its code is", () => {
  expect(packageManifest(PROJECT, "https://code.example/owner/watertight")).toMatchObject({
    repository: { type: "git", url: "git+https://code.example/owner/watertight.git" },
  });
});
