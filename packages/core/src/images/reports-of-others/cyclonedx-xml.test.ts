import { expect, test } from "vitest";
import { readVex } from "../vex/read-vex.ts";
import { cycloneDxOfXml, isCycloneDxXml } from "./cyclonedx-xml.ts";
import { readForeignReport } from "./read-report.ts";
import { readXml } from "./xml.ts";

const BOM = `<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<bom xmlns="http://cyclonedx.org/schema/bom/1.5" serialNumber="urn:uuid:1" version="1">
  <metadata>
    <timestamp>2026-01-01T00:00:00Z</timestamp>
    <tools><tool><vendor>aquasecurity</vendor><name>trivy</name><version>0.60.0</version></tool></tools>
    <component type="container" bom-ref="image"><name>shop/web</name><version>sha256:${"a".repeat(64)}</version></component>
  </metadata>
  <components>
    <component type="operating-system" bom-ref="os"><name>debian</name><version>12</version></component>
    <component type="library" bom-ref="c1">
      <name>libssl3</name><version>3.0.11-1</version>
      <licenses><license><id>Apache-2.0</id></license><expression>MIT OR BSD-2-Clause</expression></licenses>
      <purl>pkg:deb/debian/libssl3@3.0.11-1?arch=amd64&amp;distro=debian-12</purl>
      <properties><property name="aquasecurity:trivy:SrcName">openssl</property><property name="aquasecurity:trivy:SrcVersion"><![CDATA[3.0.11-1]]></property></properties>
      <components><component type="library" bom-ref='c2'><name>inner</name><version>1</version><purl>pkg:npm/inner@1</purl></component></components>
    </component>
    <component type="library"><name>nameless</name></component>
  </components>
  <vulnerabilities>
    <vulnerability>
      <id>CVE-2024-1</id><source><name>nvd</name></source>
      <references><reference><id>GHSA-1</id></reference></references>
      <ratings><rating><score>7.5</score><severity>high</severity></rating></ratings>
      <recommendation>Upgrade libssl3 to version 3.0.15-1</recommendation>
      <analysis><state>not_affected</state><justification>code_not_reachable</justification><detail>a &lt; b &#x26; c</detail></analysis>
      <affects><target><ref>c1</ref></target></affects>
    </vulnerability>
  </vulnerabilities>
</bom>`;

test("a bill of CycloneDX in XML is read as the same in JSON", () => {
  expect(isCycloneDxXml(BOM)).toBe(true);
  const document = cycloneDxOfXml(BOM);
  if (typeof document === "string") expect.fail(document);
  const report = readForeignReport(document);
  expect(report).toMatchObject({
    scanner: "trivy",
    scannerVersion: "0.60.0",
    format: "CycloneDX 1.5",
    reference: "shop/web",
    digest: `sha256:${"a".repeat(64)}`,
    distribution: { id: "debian", version: "12" },
    packages: [
      {
        name: "libssl3",
        version: "3.0.11-1",
        source: { name: "openssl", version: "3.0.11-1" },
        licences: ["Apache-2.0", "MIT OR BSD-2-Clause"],
      },
      { name: "inner", version: "1" },
    ],
    findings: [
      {
        vulnerability: "CVE-2024-1",
        aliases: ["GHSA-1"],
        fixed: "3.0.15-1",
        severity: "high",
        score: 7.5,
        status: "not affected: a < b & c",
        suppressed: true,
      },
    ],
    notRead: [{ path: "nameless" }],
  });
  expect(readVex(document)).toMatchObject([
    { vulnerabilities: ["CVE-2024-1", "GHSA-1"], status: "not_affected", detail: "a < b & c" },
  ]);
});

test.each([
  ["<bom>", "the element bom has no end"],
  ["<bom><a></bom>", "the element a ends as bom"],
  ["</bom>", "the element  ends as bom"],
  ["", "it has no element"],
  ["<bom>\n< x></bom>", "line 2 is no XML"],
  [
    '<!DOCTYPE bom [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><bom>&b;</bom>',
    "it has a document type, which no bill of materials has, and is not read",
  ],
])("%j is a sentence", (text, sentence) => {
  expect(readXml(text)).toBe(sentence);
});

test("whatever is nested, long or unfinished ends, and ends soon", () => {
  const deep = `${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}`;
  expect(readXml(deep)).toBe("its elements are nested deeper than 500");
  for (const piece of ['<a b="', "<a ", "<!--", "<a b='x' ", "&#x110000;", "<![CDATA["]) {
    expect(typeof readXml(`<r>${piece.repeat(20_000)}`)).toBe("string");
  }
  expect(cycloneDxOfXml("<feed xmlns='http://cyclonedx.org/schema/bom/1.5'/>")).toBe(
    "its root is feed and not bom",
  );
});
