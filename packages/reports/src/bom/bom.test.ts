import { expect, test } from "vitest";
import { HOSTILE_BILL as BILL } from "../../testing/bill.ts";
import { type Bill, cyclonedx, imagePurl, spdx } from "./index.ts";

test("every package stands in both, and what is missing makes a bill incomplete", () => {
  const document = JSON.parse(cyclonedx(BILL)) as {
    components: { name: string; purl?: string; version?: string; "bom-ref": string }[];
    compositions: { aggregate: string }[];
    metadata: { properties: unknown };
  };
  expect(document.components.map((each) => each["bom-ref"])).toEqual([
    "operating-system",
    "image-1",
    "component-2",
    "node-3",
    "pkg:deb/debian/zlib1g@1:1.2.13.dfsg-1?arch=amd64&distro=debian-12&upstream=zlib",
    "pkg:npm/%40scope/left-pad@1.3.0",
    "pkg:npm/%40scope/left-pad@1.3.0#2",
    "pkg:rpm/redhat/bash@5.1-6.el9?arch=x86_64&epoch=1",
  ]);
  expect(document.components.at(-1)?.version).toBe("1:5.1-6.el9");
  expect(document.compositions).toEqual([{ aggregate: "incomplete", assemblies: ["subject"] }]);
  expect(document.metadata.properties).toEqual([
    { name: "watertight:notRead", value: "opt/broken.jar: it is no zip archive" },
  ]);
  const other = JSON.parse(spdx(BILL)) as {
    comment: string;
    packages: { name: string; licenseDeclared: string }[];
  };
  expect(other.comment).toBe("Not complete. opt/broken.jar: it is no zip archive.");
  expect(other.packages.map(({ name, licenseDeclared }) => [name, licenseDeclared])).toEqual([
    ["registry.example.com/team/app:1", "NOASSERTION"],
    ["debian", "NOASSERTION"],
    ["registry.example.com/team/side", "NOASSERTION"],
    ["kubelet", "NOASSERTION"],
    ["node-1", "NOASSERTION"],
    ["zlib1g", "NOASSERTION"],
    ["@scope/left-pad", "MIT"],
    ["@scope/left-pad", "MIT"],
    ["bash", "NOASSERTION"],
  ]);
});

test("the same bill has the same name, another has another, and nothing in it moves a cursor", () => {
  const name = (bill: Bill): unknown =>
    Reflect.get(JSON.parse(cyclonedx(bill)) as object, "serialNumber");
  expect(name(BILL)).toBe(name({ ...BILL }));
  expect(name(BILL)).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(name({ ...BILL, day: "2026-07-02" })).not.toBe(name(BILL));
  expect(cyclonedx(BILL) + spdx(BILL)).not.toMatch(/[\u001b\u202e]/);
});

test("the package URL of an image has its digest and where it is stored", () => {
  expect(imagePurl("registry.example.com:5000/team/App:1@sha256:aa", "sha256:aa")).toBe(
    "pkg:oci/app@sha256%3Aaa?repository_url=registry.example.com%3A5000%2Fteam%2FApp",
  );
  expect(imagePurl("nginx", "")).toBe("");
});
