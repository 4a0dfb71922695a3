import { type Match, packageOfPurl } from "@watertight/core/images";
import { expect, test } from "vitest";
import {
  type ImageReport,
  type ImageReportHead,
  imageReportCsv,
  imageReportCycloneDx,
  imageReportGithub,
  imageReportGitlab,
  imageReportHtml,
  imageReportJson,
  imageReportJunit,
  imageReportMarkdown,
  imageReportOneline,
  imageReportSarif,
  imageReportSummary,
  imageReportText,
} from "./index.ts";

const HEAD: ImageReportHead = {
  version: "1.0.0",
  id: "urn:uuid:1",
  timestamp: "2026-07-01T10:00:00.000Z",
  today: "2026-07-01",
  age: "The advisories are 2 days old.",
  gap: "",
};

function match(vulnerability: string, more: Partial<Match> = {}): Match {
  return {
    vulnerability,
    aliases: ["GHSA-1"],
    package: packageOfPurl("pkg:npm/lodash@4.17.20") ?? expect.fail(),
    installed: "4.17.20",
    fixed: "4.17.21",
    severity: "high",
    source: "GHSA",
    reason: "fixed in 4.17.21",
    advisories: [],
    status: "",
    ...more,
  };
}

function report(more: Partial<ImageReport> = {}, summary = "Command injection"): ImageReport {
  return {
    contents: {
      reference: "shop/cart:1",
      digest: "sha256:1",
      distribution: { id: "alpine", version: "3.16.2", name: "", codename: "" },
      layers: [],
      packages: [
        { ...(packageOfPurl("pkg:npm/lodash@4.17.20") ?? expect.fail()), licences: ["MIT"] },
      ],
      notRead: [{ path: "app.jar", reason: "it is damaged" }],
    },
    details: {
      created: "2026-06-21T00:00:00Z",
      base: "alpine:3.16",
      user: "",
      runsAsRoot: "yes",
      ports: [],
      secrets: [{ kind: "a password or key", where: "env DB_PASSWORD" }],
      setuidFiles: ["bin/su", "bin/mount"],
    },
    judged: [
      { match: match("CVE-2021-1"), suppressed: false },
      {
        match: match("CVE-2021-2", { severity: "low" }),
        suppressed: true,
        vex: {
          vulnerabilities: [],
          status: "not_affected",
          justification: "component_not_present",
          detail: "",
          products: [],
          author: "",
          timestamp: "",
        },
      },
    ],
    notJudged: [],
    joined: [],
    describe: () => ({ summary, references: ["https://a.example/1"], published: "", cwes: [] }),
    ...more,
  };
}

test("people read what to heed first, then what is known, then what is answered", () => {
  expect(imageReportText([report()], HEAD)).toBe(`shop/cart:1 (1 package, alpine 3.16.2)
  built 2026-06-21 (10 days ago) on alpine:3.16; licences MIT
  secret: a password or key in env DB_PASSWORD
  end of life: alpine 3.16.2 has had no updates since 2024-05-23
  user: root, unless the pod says otherwise
  setuid or setgid: bin/su, bin/mount
  high       CVE-2021-1  lodash 4.17.20, fixed in 4.17.21
             Command injection
  (not affected)  CVE-2021-2  lodash: component not present
  not read: app.jar: it is damaged

1 high; 1 with a fix.
The advisories are 2 days old.
Next: update the packages that have a fix, and build the image anew.
`);
});

test("lines, figures and tables say the same", () => {
  const reports = [report()];
  expect(imageReportOneline(reports)).toBe(
    "shop/cart:1 high CVE-2021-1 lodash 4.17.20: fixed in 4.17.21\nshop/cart:1 error not-examined app.jar: it is damaged\n",
  );
  expect(imageReportSummary(reports)).toBe(
    "shop/cart:1: 1 high; 1 with a fix; 1 package; 1 not examined\n",
  );
  expect(imageReportCsv(reports).split("\n").slice(1)).toStrictEqual([
    '"shop/cart:1","open","high","","CVE-2021-1","GHSA-1","lodash","4.17.20","4.17.21","pkg:npm/lodash@4.17.20","","","","Command injection",""',
    '"shop/cart:1","answered","low","","CVE-2021-2","GHSA-1","lodash","4.17.20","4.17.21","pkg:npm/lodash@4.17.20","","","","Command injection","not affected: component not present"',
    '"shop/cart:1","not examined","","","","","","","","","app.jar","","","","it is damaged"',
    "",
  ]);
  expect(imageReportGithub(reports, HEAD).split("\n").slice(0, 2)).toStrictEqual([
    "::error title=CVE-2021-1 (high)::shop/cart:1: lodash 4.17.20, fixed in 4.17.21: Command injection",
    "::warning title=secret::shop/cart:1: a password or key in env DB_PASSWORD",
  ]);
  expect(imageReportMarkdown(reports, HEAD)).toContain(
    "| high | CVE-2021-1 | lodash | `4.17.20` | `fixed in 4.17.21` | Command injection |\n",
  );
});

test("a case of JUnit fails a vulnerability; what is answered is skipped, and what is not examined an error", () => {
  const xml = imageReportJunit([report()], HEAD);
  expect(xml).toContain(
    '<testsuite name="shop/cart:1" tests="7" failures="1" errors="1" skipped="5">',
  );
  expect(xml).toContain(
    '<testcase classname="shop/cart:1" name="CVE-2021-1 lodash 4.17.20">\n      <failure message="lodash 4.17.20: fixed in 4.17.21" type="high">Command injection; https://a.example/1</failure>',
  );
  const contents = { ...report().contents, packages: [], notRead: [] };
  const { distribution: _, ...bill } = contents;
  const { details: __, ...clean } = report({ contents: bill, judged: [] });
  expect(imageReportJunit([clean], HEAD)).toContain('name="no known vulnerability"/>');
});

test("GitLab's container scanning has what its schema asks for", () => {
  expect(imageReportGitlab([report()], HEAD)).toMatchObject({
    version: "15.0.7",
    scan: { type: "container_scanning", status: "success", start_time: "2026-07-01T10:00:00" },
    vulnerabilities: [
      {
        id: "CVE-2021-1 pkg:npm/lodash@4.17.20 sha256:1",
        severity: "High",
        solution: "Update lodash to 4.17.21.",
        identifiers: [
          { type: "cve", name: "CVE-2021-1", value: "CVE-2021-1" },
          { type: "ghsa", name: "GHSA-1", value: "GHSA-1" },
        ],
        location: {
          dependency: { package: { name: "lodash" }, version: "4.17.20" },
          operating_system: "alpine:3.16.2",
          image: "shop/cart:1",
        },
      },
    ],
  });
});

test("no text of an image or an advisory escapes from a report", () => {
  const evil = '\u001b[31m</script><img src=x onerror="a">|`=cmd()\n::error::x\u202e';
  const hostile = report(
    {
      contents: {
        ...report().contents,
        reference: evil,
        notRead: [{ path: evil, reason: evil }],
      },
      details: { ...(report().details ?? expect.fail()), base: evil, setuidFiles: [evil] },
      judged: [
        {
          match: match(evil, { installed: evil, fixed: evil, aliases: [evil] }),
          suppressed: false,
        },
      ],
    },
    evil,
  );
  const texts = [
    imageReportText([hostile], HEAD),
    imageReportOneline([hostile]),
    imageReportSummary([hostile]),
    imageReportCsv([hostile]),
    imageReportGithub([hostile], HEAD),
    imageReportJunit([hostile], HEAD),
    imageReportMarkdown([hostile], HEAD),
    imageReportHtml([hostile], HEAD),
  ];
  for (const text of texts) {
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(text.split("\n").filter((line) => line.startsWith("::error::"))).toStrictEqual([]);
  }
  for (const text of texts.slice(-3)) expect(text).not.toContain("<img");
  expect(texts[3]).not.toMatch(/(?:^|,)"\s*=/m);
  const documents = [
    imageReportJson([hostile], HEAD),
    imageReportSarif([hostile], HEAD),
    imageReportGitlab([hostile], HEAD),
    imageReportCycloneDx(hostile, HEAD),
  ];
  for (const document of documents) expect(JSON.stringify(document)).toContain("cmd()");
});
