import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "../../testing/fix-pod.ts";
import { reportOf } from "../../testing/report.ts";
import { type Outcome, watertight, watertightIn } from "../../testing/watertight.ts";

const pod = (name: string, namespace: string): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}}
spec: {hostPID: true, containers: [{name: a, image: a}]}
`;
const ROLE = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: all}
rules: [{verbs: ["*"], apiGroups: ["*"], resources: ["*"]}]
`;
const FILES = {
  "shop.yaml": pod("web", "shop"),
  "bank.yaml": pod("till", "bank"),
  "role.yaml": ROLE,
  "namespace.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n",
};
const scan = ["scan", "--no-config", "-o", "json"];

/** The objects that findings are of. */
function objectsOf(outcome: Outcome): string[] {
  const names = reportOf(outcome).findings.map(({ object }) => `${object.kind} ${object.name}`);
  return [...new Set(names)].toSorted();
}

describe("which findings a scan is about", () => {
  it.each([
    [
      ["--kind", "pods"],
      ["Pod till", "Pod web"],
    ],
    [
      ["--kind", "po,ClusterRole"],
      ["ClusterRole all", "Pod till", "Pod web"],
    ],
    [
      ["--only-namespace", "shop"],
      ["Namespace shop", "Pod web"],
    ],
    [["--only-namespace", "shop", "--kind", "Pod"], ["Pod web"]],
    [["--exclude", "bank.yaml", "--kind", "Pod"], ["Pod web"]],
  ])("%j leaves findings of %j", async (options, objects) => {
    expect(objectsOf(await watertight([...scan, ...options, "."], FILES))).toEqual(objects);
  });

  it("says how many are left out, and what is left out does not fail", async () => {
    const only = ["--only-namespace", "shop", "--check", "host-pid"];
    const { stderr } = await watertight([...scan, ...only, "."], FILES);
    expect(stderr).toBe(
      "1 of 2 findings are in namespace shop; the others are left out.\nExit status 1: 1 finding is high or worse (--fail-on high).\n",
    );
    const none = await watertight([...scan, "--only-namespace", "nowhere", "-q", "."], FILES);
    expect([none.status, none.stderr, objectsOf(none)]).toEqual([0, "", []]);
  });

  it("-n is where objects are applied, as for kubectl, and says so where the two differ", async () => {
    const { stderr } = await watertight([...scan, "--exit-zero", "-n", "shop", "."], FILES);
    expect(stderr).toBe(
      "-n shop says where objects are that name no namespace; those in bank are reported too. --only-namespace shop leaves them out.\n",
    );
    const alone = await watertight([...scan, "--exit-zero", "-n", "shop", "shop.yaml"], FILES);
    expect(alone.stderr).toBe("");
  });

  it("a kind that nobody knows is wrong usage", async () => {
    await expect(watertight([...scan, "--kind", "Deploymint", "."], FILES)).rejects.toThrow(
      '"Deploymint" is no kind of Kubernetes or of the input; did you mean "Deployment"?',
    );
  });

  it("a framework is judged by all of the input", async () => {
    const argv = [...scan, "--framework", "cis-1.12", "--kind", "Pod", "."];
    await expect(watertight(argv, FILES)).rejects.toThrow(
      "--framework judges all of the input by control, so that --kind has no place beside it.",
    );
  });
});

describe("--severity says what is shown, --fail-on what fails", () => {
  it("shows what is as severe, and counts the rest", async () => {
    const outcome = await watertight([...scan, "-q", "--severity", "critical", "."], FILES);
    const severities = new Set(reportOf(outcome).findings.map(({ severity }) => severity));
    expect([...severities]).toEqual(["critical"]);
    const { summary } = JSON.parse(outcome.stdout) as {
      readonly summary: { readonly findings: Readonly<Record<string, number>> };
    };
    expect(summary.findings["high"]).toBeGreaterThan(0);
    const both = ["--severity", "critical", "--kind", "Pod"];
    const { stdout } = await watertight([...scan, "-q", ...both, "."], FILES);
    expect(JSON.parse(stdout)).toMatchObject({
      assumptions: {
        statements: [
          "Only findings of Pod are reported.",
          "Findings less severe than critical are not listed.",
        ],
      },
    });
  });

  it("fails for what is not shown, and says so", async () => {
    const argv = ["scan", "-o", "oneline", "--no-config", "--check", "host-pid"];
    const { status, stdout, stderr } = await watertight(
      [...argv, "--severity", "critical", "shop.yaml"],
      FILES,
    );
    expect([status, stdout, stderr]).toEqual([
      1,
      "",
      "Exit status 1: 1 finding is high or worse (--fail-on high). Of them 1 not shown (--severity critical).\n",
    ]);
  });
});

it("-o oneline is a line for each finding, and for what is wrong with the input", async () => {
  const files = { ...FILES, "broken.yaml": "a: [\n", "notes.yaml": "# nothing\n" };
  const argv = ["scan", "-o", "oneline", "--no-config", "--check", "host-pid", "."];
  const { status, stdout } = await watertight(argv, files);
  expect(stdout.split("\n")).toEqual([
    "bank.yaml:4:8 high host-pid Pod bank/till: pod shares the host's PID namespace",
    "shop.yaml:4:8 high host-pid Pod shop/web: pod shares the host's PID namespace",
    "broken.yaml:2:1 error input A value is missing here.",
    "broken.yaml:2:1 error not-examined The document is not valid YAML: A value is missing here.",
    "notes.yaml:1:1 info not-examined The file holds only comments or empty documents.",
    "",
  ]);
  expect(status).toBe(3);
});

it("-o summary is numbers", async () => {
  const argv = ["scan", "-o", "summary", "--no-config", "--check", "host-pid", "."];
  const { stdout } = await watertight(argv, FILES);
  expect(stdout).toBe(`critical  0
high      2
medium    0
low       0
info      0

high      2  host-pid  Host PID namespace shared

4 objects in 4 files; 0 not examined
`);
});

describe("--changed", () => {
  const identity = [
    "-c",
    "user.name=a",
    "-c",
    "user.email=a@example.com",
    "-c",
    "commit.gpgsign=false",
  ];
  const gitIn =
    (folder: string) =>
    (...args: string[]) =>
      execFileSync("git", [...identity, ...args], { cwd: folder, stdio: "pipe" });

  /** A repository whose branch `work` has changed shop.yaml, with more that is not committed. */
  function repository(): string {
    const folder = folderWith(FILES);
    const git = gitIn(folder);
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-qm", "one");
    git("checkout", "-qb", "work");
    writeFileSync(join(folder, "shop.yaml"), pod("web", "shop").replace("image: a", "image: b"));
    git("commit", "-qam", "two");
    return folder;
  }
  const changed = (folder: string, option: string, ...more: string[]) =>
    watertightIn(folder, [...scan, "--exit-zero", "--check", "host-pid", option, ...more, "."]);

  it("leaves the findings in files that the branch changed, whether committed or not", async () => {
    const folder = repository();
    const outcome = await changed(folder, "--changed");
    expect(objectsOf(outcome)).toEqual(["Pod web"]);
    expect(outcome.stderr).toBe(
      "1 of 2 findings are in files changed since main; the others are left out.\n",
    );
    writeFileSync(join(folder, "new.yaml"), pod("new", "shop"));
    expect(objectsOf(await changed(folder, "--changed=main"))).toEqual(["Pod new", "Pod web"]);
    const uncommitted = await changed(folder, "--changed=HEAD");
    expect(objectsOf(uncommitted)).toEqual(["Pod new"]);
  });

  it("is about what is not committed on the default branch itself", async () => {
    const folder = repository();
    gitIn(folder)("checkout", "-q", "main");
    writeFileSync(join(folder, "bank.yaml"), pod("till", "bank").replace("image: a", "image: b"));
    const outcome = await changed(folder, "--changed");
    expect(objectsOf(outcome)).toEqual(["Pod till"]);
    expect(outcome.stderr).toContain("in files changed since the last commit");
  });

  it("says what git lacks", async () => {
    const folder = repository();
    await expect(changed(folder, "--changed=mian")).rejects.toThrow(
      'git knows no commit "mian" here; fetch it, or name another with --changed=REF.',
    );
    await expect(changed(folder, "--changed", "main")).rejects.toThrow(
      'There is no file or folder "main"; what to compare with is written --changed=main.',
    );
    await expect(changed(folder, "--changed=--output=x")).rejects.toThrow(
      'git knows no commit "--output=x" here',
    );
    gitIn(folder)("checkout", "-q", "--orphan", "alone");
    gitIn(folder)("commit", "-qm", "alone");
    await expect(changed(folder, "--changed=main")).rejects.toThrow(
      'git finds no common ancestor of "main" and HEAD; where the clone is shallow, fetch its history (git fetch --unshallow).',
    );
    await expect(changed(folderWith(FILES), "--changed")).rejects.toThrow(
      /^--changed asks git, and git says: fatal: not a git repository/,
    );
    await expect(watertightIn(folder, [...scan, "--changed", "-"])).rejects.toThrow(
      "--changed asks git about files, and standard input is none.",
    );
  });
});
