import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diagnosticsOf, findingsOf, notExaminedOf, reportOf } from "../../testing/report.ts";
import { watertight, watertightIn } from "../../testing/watertight.ts";

const scan = ["scan", "-o", "json", "--no-config", "."];

function pod(name = "web"): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop}
spec:
  hostNetwork: true
  containers: [{name: main, image: nginx}]
`;
}

/** Whatever else is in the folder, this file is still examined. */
const good = { "good.yaml": pod() };
const found = ["Pod/web spec.hostNetwork good.yaml:5"];

describe("says in clear words what it did not examine, and examines the rest:", () => {
  it.each<[string, string | Uint8Array, number, string[]]>([
    ["an empty file", "", 1, ["bad.yaml:1 not-kubernetes: The file is empty."]],
    [
      "a file of comments",
      "# nothing\n---\n# more\n",
      1,
      ["bad.yaml:1 not-kubernetes: The file holds only comments or empty documents."],
    ],
    [
      "a binary file",
      Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 0),
      3,
      ["bad.yaml:1 unreadable: The file is binary: it holds NUL characters."],
    ],
    [
      "deep nesting",
      "[".repeat(200_000),
      3,
      [
        "bad.yaml:1 syntax-error: The document is not valid YAML: The document is nested too deeply.",
      ],
    ],
    [
      "an alias bomb",
      bomb(),
      3,
      [
        "bad.yaml:4 syntax-error: The document is not valid YAML: The document consists of aliases nearly alone, and is not read.",
      ],
    ],
    [
      "a cycle of anchors",
      "a: &a\n  b: *a\n",
      3,
      ['bad.yaml:2 syntax-error: The document is not valid YAML: The alias "*a" contains itself.'],
    ],
    [
      "a lone surrogate",
      'a: "\\ud800"\n',
      3,
      [
        "bad.yaml:1 syntax-error: The document is not valid YAML: The escape is not a Unicode character.",
      ],
    ],
    [
      "a document that is no object",
      "- just\n- text\n",
      1,
      ["bad.yaml:1 not-kubernetes: Not a Kubernetes object: the document is no mapping."],
    ],
  ])("%s", async (_, content, status, words) => {
    const outcome = await watertight(scan, { ...good, "bad.yaml": content });
    expect(notExaminedOf(outcome)).toEqual(words);
    expect(outcome.status).toBe(status);
    expect(findingsOf(outcome, "host-network")).toEqual(found);
  });
});

describe("reads", () => {
  it.each<[string, Uint8Array]>([
    ["a byte order mark", Buffer.from(`\ufeff${pod()}`)],
    ["CRLF line ends", Buffer.from(pod().replaceAll("\n", "\r\n"))],
    ["UTF-16, little-endian", Buffer.from(`\ufeff${pod()}`, "utf16le")],
    ["UTF-16, big-endian", Buffer.from(`\ufeff${pod()}`, "utf16le").swap16()],
  ])("%s", async (_, content) => {
    const outcome = await watertight(scan, { "good.yaml": content });
    expect(findingsOf(outcome, "host-network")).toEqual(found);
    expect(notExaminedOf(outcome)).toEqual([]);
  });

  it("bytes that are no UTF-8 as kubectl does, with a remark", async () => {
    const latin1 = Buffer.from(`# café\n${pod()}`, "latin1");
    const outcome = await watertight(scan, { "good.yaml": latin1 });
    expect(outcome.status).toBe(1);
    expect(findingsOf(outcome, "host-network")).toEqual(["Pod/web spec.hostNetwork good.yaml:6"]);
    expect(notExaminedOf(outcome)).toEqual([]);
    expect(diagnosticsOf(outcome)).toEqual([
      "good.yaml:1:6 warning: The file holds bytes that are no valid UTF-8; they are read as U+FFFD, as kubectl reads them.",
    ]);
  });

  it("JSON objects one after another", async () => {
    const json = (name: string): string =>
      JSON.stringify({
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name, namespace: "shop" },
        spec: { hostNetwork: true, containers: [] },
      });
    const text = `${json("a")}${json("b")}\n\n${json("c")}\n---\n${json("d")}`;
    const outcome = await watertight(scan, { "pods.json": text });
    expect(notExaminedOf(outcome)).toEqual([]);
    expect(findingsOf(outcome, "host-network")).toEqual([
      "Pod/a spec.hostNetwork pods.json:1",
      "Pod/b spec.hostNetwork pods.json:1",
      "Pod/c spec.hostNetwork pods.json:3",
      "Pod/d spec.hostNetwork pods.json:5",
    ]);
  });

  it("standard input", async () => {
    const outcome = await watertight(["scan", "-o", "json", "--no-config", "-"], {}, pod());
    expect(findingsOf(outcome, "host-network")).toEqual(["Pod/web spec.hostNetwork <stdin>:5"]);
  });

  it("10 MB, as one JSON list, with nothing lost", async () => {
    const item = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "big", namespace: "shop" },
      data: { text: "x".repeat(1_000_000) },
    };
    const last = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "web", namespace: "shop" },
      spec: { hostNetwork: true, containers: [] },
    };
    const items = [...Array<string>(10).fill(JSON.stringify(item)), JSON.stringify(last)];
    const list = `{"apiVersion":"v1","kind":"List","items":[${items.join(",")}]}`;
    const outcome = await watertight(scan, { "big.json": list });
    expect(reportOf(outcome).coverage.objects).toBe(11);
    expect(findingsOf(outcome, "host-network")).toEqual(["Pod/web spec.hostNetwork big.json:1"]);
  });
});

it("names what cannot be reached: a missing path, a dangling link, a link to itself", async () => {
  const folder = mkdtempSync(join(tmpdir(), "watertight-journey-"));
  try {
    writeFileSync(join(folder, "good.yaml"), pod());
    symlinkSync("nowhere.yaml", join(folder, "dangling.yaml"));
    symlinkSync("loop.yaml", join(folder, "loop.yaml"));
    symlinkSync(".", join(folder, "folder-loop"));
    const outcome = await watertightIn(folder, [...scan, "missing.yaml"]);
    expect(outcome.status).toBe(3);
    expect(notExaminedOf(outcome)).toEqual([
      "dangling.yaml:1 unreadable: The symbolic link dangling.yaml cannot be followed: there is no such file or folder.",
      "loop.yaml:1 unreadable: The symbolic link loop.yaml cannot be followed: it is a symbolic link that leads back to itself.",
      "missing.yaml:1 unreadable: missing.yaml cannot be read: there is no such file or folder.",
    ]);
    expect(findingsOf(outcome, "host-network")).toEqual(found);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("gives a syntax error its line, its column and a code frame", async () => {
  const files = { "bad.yaml": "a: 1\nb: [1, 2\nc: 3\n" };
  expect(diagnosticsOf(await watertight(scan, files))).toEqual([
    'bad.yaml:3:2 error: A "," or "]" should stand here.',
  ]);
  const { stdout } = await watertight(["scan", "--no-config", "."], files);
  expect(stdout).toContain(
    '  error     bad.yaml:3:2\n    A "," or "]" should stand here.\n      1 | a: 1\n      2 | b: [1, 2\n    > 3 | c: 3\n        |  ^\n',
  );
});

function bomb(): string {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 10; level++) {
    lines.push(
      `a${level}: &a${level} [${Array<string>(9)
        .fill(`*a${level - 1}`)
        .join(", ")}]`,
    );
  }
  return `${lines.join("\n")}\n`;
}

describe("takes for no manifest", () => {
  const comment = '{\n  // what is compiled\n  "include": ["src"],\n}\n';

  it("a broken JSON file without apiVersion, and goes on", async () => {
    const outcome = await watertight(scan, { ...good, "tsconfig.json": comment });
    expect(outcome.status).toBe(1);
    expect(findingsOf(outcome, "host-network")).toEqual(found);
    expect(diagnosticsOf(outcome)).toEqual([]);
    expect(notExaminedOf(outcome)).toEqual([
      'tsconfig.json:3 not-kubernetes: Not a Kubernetes object: the file has no apiVersion, and is not valid JSON or YAML: A "," or "}" should stand here.',
    ]);
  });

  it("but not a broken JSON file with an apiVersion, nor one that is all of the input", async () => {
    const broken = '{"apiVersion": "v1", "kind": "Pod",';
    const outcome = await watertight(scan, { ...good, "pod.json": broken });
    expect(outcome.status).toBe(3);
    expect((await watertight(scan, { "tsconfig.json": comment })).status).toBe(3);
  });

  it("Watertight's own configuration and baseline, of which nothing is said", async () => {
    const own = {
      "watertight.yaml": "failOn: high\n",
      "sub/watertight.yml": "failOn: low\n",
      "rules.yaml": "exclude: [gone]\n",
      "watertight-baseline.json": "{}\n",
      "other.json": "{}\n",
    };
    const args = ["scan", "-o", "json", "--config", "rules.yaml", "."];
    const outcome = await watertight(args, { ...good, ...own });
    expect(outcome.status).toBe(1);
    expect(notExaminedOf(outcome)).toEqual([
      "other.json:1 not-kubernetes: Not a Kubernetes object: the document has no apiVersion and no kind.",
    ]);
  });

  it("Watertight's own configuration, which is said where there is nothing else", async () => {
    const outcome = await watertight(scan, { "watertight.yaml": "failOn: high\n" });
    expect(outcome.status).toBe(3);
    expect(notExaminedOf(outcome)).toEqual([
      "watertight.yaml:1 not-kubernetes: Not a Kubernetes object: the document has no apiVersion and no kind.",
      "watertight.yaml:1 unreadable: There is no Kubernetes object in the whole input: nothing was examined.",
    ]);
  });
});
