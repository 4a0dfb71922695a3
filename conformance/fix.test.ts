import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonValue } from "@watertight/core";
import { expect, onTestFinished, test } from "vitest";
import { stringify } from "yaml";
import { watertightIn } from "../packages/cli/src/journeys/watertight.ts";
import { documentText, parseDocument, splitDocuments } from "../packages/manifests/src/index.ts";
import { corpus } from "./go-reader.ts";
import { programOrSkip } from "./programs.ts";
import { randomPod } from "./random-pods.ts";
import { seeded } from "./seeded.ts";

const hasCorpus = existsSync(corpus);
if (!hasCorpus) console.warn("Not run: it needs a corpus of manifests at ../shared/corpus.");

interface Treated {
  readonly fingerprint: string;
  readonly outcome: string;
  readonly reason: string | null;
}

interface FixReport {
  readonly findings: readonly Treated[];
  readonly revealed: readonly Treated[];
  readonly files: readonly { readonly file: string }[];
  readonly summary: Readonly<Record<string, number>>;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "watertight-fix-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

const VALUES = [
  ...["cpu-limit-missing=500m", "cpu-request-missing=100m", "memory-limit-missing=256Mi"],
  ...["memory-request-missing=128Mi", "run-as-root=10001"],
].flatMap((value) => ["--value", value]);

/** Fixes all that can be fixed below a folder, and holds the new files against the old and against a new scan. */
async function fixAndScan(folder: string): Promise<FixReport> {
  const before = join(folder, "before");
  cpSync(join(folder, "files"), before, { recursive: true });
  const base = ["-q", "--no-config", "--no-render", "-o", "json"];
  const fixed = await watertightIn(folder, [
    "fix",
    "--unsafe",
    "--write",
    ...base,
    ...VALUES,
    "files",
  ]);
  const report = JSON.parse(fixed.stdout) as FixReport;
  const scanned = await watertightIn(folder, ["scan", "--exit-zero", ...base, "files"]);
  const after = (JSON.parse(scanned.stdout) as { findings: Treated[] }).findings;
  const left = new Set(after.map(({ fingerprint }) => fingerprint));
  const known = new Set(
    [...report.findings.filter(({ outcome }) => outcome !== "fixed"), ...report.revealed].map(
      ({ fingerprint }) => fingerprint,
    ),
  );
  expect([...left].filter((fingerprint) => !known.has(fingerprint))).toEqual([]);
  expect([...known].filter((fingerprint) => !left.has(fingerprint))).toEqual([]);
  for (const { file } of report.files) expectSameButFixed(join(folder, file), file, before);
  return report;
}

/** Documents are as many as before, and those that mean the same are the same to the character. */
function expectSameButFixed(path: string, file: string, before: string): void {
  const [old, fresh] = [join(before, file.slice("files/".length)), path].map((each) =>
    readFileSync(each, "utf8"),
  );
  if (old === undefined || fresh === undefined) throw new Error(`${file} is gone.`);
  const [slices, newSlices] = [splitDocuments(old), splitDocuments(fresh)];
  expect([file, newSlices.length]).toEqual([file, slices.length]);
  for (const [index, slice] of slices.entries()) {
    const newSlice = newSlices[index];
    if (!newSlice) continue;
    const [text, newText] = [documentText(old, slice), documentText(fresh, newSlice)];
    const [value, newValue] = [text, newText].map(
      (each) => parseDocument(each).values[0]?.value ?? null,
    );
    if (printed(value) === printed(newValue)) expect(newText).toBe(text);
  }
}

function printed(value: JsonValue | undefined): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "bigint" ? `${each}n` : each,
  );
}

// Since checks ask the engines, a second scan of the corpus has findings that the report of the first did not foresee.
test.skipIf(!hasCorpus)(
  "every fix of the corpus is made or refused with its reason",
  { fails: true },
  async () => {
    const folder = temporaryFolder();
    cpSync(corpus, join(folder, "files"), { recursive: true, verbatimSymlinks: true });
    const { summary, findings, revealed } = await fixAndScan(folder);
    const reasons = new Map<string, number>();
    for (const { outcome, reason } of [...findings, ...revealed]) {
      if (outcome === "refused") reasons.set(reason ?? "", (reasons.get(reason ?? "") ?? 0) + 1);
    }
    console.log("Fixes of the corpus:", summary, [...reasons]);
    expect(summary["fixed"]).toBeGreaterThan(1000);
    expect([summary["refused"], [...reasons]]).toEqual([0, []]);
  },
);

test("a thousand random pods, in whatever style, have after their fixes no finding that was fixed and no new one", async () => {
  let fixed = 0;
  for (let batch = 0; batch < 10; batch++) {
    const folder = temporaryFolder();
    const texts = Array.from({ length: 100 }, (_, index) => podText(batch * 100 + index));
    mkdirSync(join(folder, "files"));
    writeFileSync(join(folder, "files/pods.yaml"), texts.join("---\n"));
    fixed += (await fixAndScan(folder)).summary["fixed"] ?? 0;
  }
  expect(fixed).toBeGreaterThan(5000);
});

/** A pod as YAML: some collections in braces, comments here and there. */
function podText(seed: number): string {
  const random = seeded(seed);
  const pod = randomPod(random);
  const named = {
    apiVersion: "v1",
    kind: "Pod",
    ...(pod as object),
    metadata: { name: `pod-${seed}` },
  };
  const text = stringify(named, {
    version: "1.1",
    indentSeq: random() < 0.5,
    collectionStyle: random() < 0.15 ? "flow" : "any",
  });
  return text
    .split("\n")
    .map((line) =>
      random() < 0.1 && /\S/.test(line) && !/["|>\\]/.test(line)
        ? `${line} # ${Math.floor(random() * 99)}`
        : line,
    )
    .join("\n");
}

const kustomize = programOrSkip("kustomize");

test.skipIf(!kustomize)("patches make of a kustomization what the plan says", async () => {
  const folder = temporaryFolder();
  const files: Record<string, string> = {
    "base/kustomization.yaml": "resources: [web.yaml]\n",
    "base/web.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      hostNetwork: true
      containers:
      - name: side
        image: busybox:1
      - name: main
        image: nginx:1.27
        securityContext: {privileged: true, capabilities: {add: [NET_RAW, SYS_TIME]}}
`,
    "prod/kustomization.yaml": "namespace: shop\nnamePrefix: prod-\nresources: [../base]\n",
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const before = process.env["WATERTIGHT_KUSTOMIZE"];
  process.env["WATERTIGHT_KUSTOMIZE"] = kustomize;
  try {
    const argv = ["fix", "--unsafe", "--write", "--no-config", "-o", "json", "-q"];
    const outcome = await watertightIn(folder, [...argv, "--patches", "patched", "prod"]);
    const report = JSON.parse(outcome.stdout) as FixReport;
    expect([outcome.status, report.summary["patches"]]).toEqual([0, 2]);
    const scan = await watertightIn(folder, [
      "scan",
      "-q",
      "--no-config",
      "--exit-zero",
      "-o",
      "json",
      "patched",
    ]);
    const after = (JSON.parse(scan.stdout) as { findings: Treated[] }).findings;
    const known = [
      ...report.findings.filter(({ outcome: kind }) => kind !== "fixed"),
      ...report.revealed,
    ];
    const sorted = (list: readonly Treated[]): string[] =>
      list.map(({ fingerprint }) => fingerprint).sort();
    expect(report.summary["fixed"]).toBeGreaterThan(8);
    expect(sorted(after)).toEqual(sorted(known));
  } finally {
    if (before === undefined) delete process.env["WATERTIGHT_KUSTOMIZE"];
    else process.env["WATERTIGHT_KUSTOMIZE"] = before;
  }
});
