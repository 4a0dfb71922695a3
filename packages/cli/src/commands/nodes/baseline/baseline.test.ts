import { appendFileSync, chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, textIn } from "../../../../testing/fix-pod.ts";
import { schemaIn, validated } from "../../../../testing/schema-cases.ts";
import { watertightIn } from "../../../../testing/watertight.ts";

const CHECK = ["nodes", "baseline", "check", "-q", "--no-config", "--root", "root"];

async function nodeWith(files: Readonly<Record<string, string>>): Promise<string> {
  const rooted = Object.entries(files).map(([path, text]) => [`root/${path}`, text] as const);
  const folder = folderWith({ "root/etc/hostname": "n1\n", ...Object.fromEntries(rooted) });
  symlinkSync("a", join(folder, "root/etc/link"));
  const written = await write(folder);
  expect(written.status).toBe(0);
  return folder;
}

function write(folder: string): ReturnType<typeof watertightIn> {
  return watertightIn(folder, [
    "nodes",
    "baseline",
    "write",
    "-q",
    "--root",
    "root",
    "-o",
    "n1.baseline",
  ]);
}

interface Answer {
  readonly changes: readonly {
    readonly path: string;
    readonly differences: readonly string[];
    readonly explanation: { readonly because: string } | null;
    readonly audited: string | null;
    readonly visits: readonly { readonly user: string; readonly by: string }[];
  }[];
}

async function checked(
  folder: string,
  ...more: readonly string[]
): Promise<{ status: number; changes: Answer["changes"]; document: unknown }> {
  const { status, stdout } = await watertightIn(folder, [
    ...CHECK,
    "-o",
    "json",
    "n1.baseline",
    ...more,
  ]);
  const document = JSON.parse(stdout) as Answer;
  return { status, changes: document.changes, document };
}

test("every kind of change is told, and nothing where nothing changed", async () => {
  const folder = await nodeWith({ "etc/a": "a", "etc/b": "b", "usr/bin/c": "c" });
  const same = await checked(folder);
  expect([same.status, same.changes]).toEqual([0, []]);
  appendFileSync(join(folder, "root/etc/a"), "more");
  chmodSync(join(folder, "root/usr/bin/c"), 0o4755);
  rmSync(join(folder, "root/etc/b"));
  mkdirSync(join(folder, "root/etc/b"));
  rmSync(join(folder, "root/etc/link"));
  symlinkSync("/elsewhere", join(folder, "root/etc/link"));
  writeFileSync(join(folder, "root/etc/new"), "x");
  const { status, changes, document } = await checked(folder);
  expect(status).toBe(1);
  expect(changes.map(({ path, differences }) => `${path} ${differences.join()}`)).toEqual([
    "/etc/a content",
    "/etc/b type",
    "/etc/link target",
    "/etc/new added",
    "/usr/bin/c mode",
  ]);
  expect(validated(`${schemaIn("nodes")}#/$defs/baselineCheck`, document)).toEqual([]);
});

const STATUS = (version: string): string =>
  `Package: a\nStatus: install ok installed\nVersion: ${version}\n`;
/** `printf old | md5sum` and `printf new | md5sum`. */
const MD5 = { old: "149603e6c03516362a8da23f624db945", new: "22af645d1859cb5ca6da0c484f1f37ea" };

test("a package's update accounts for its files, and for no other", async () => {
  const folder = await nodeWith({
    "usr/bin/a": "old",
    "usr/bin/b": "old",
    "var/lib/dpkg/status": STATUS("1"),
    "var/lib/dpkg/info/a.md5sums": `${MD5.old}  usr/bin/a\n`,
  });
  writeFileSync(join(folder, "root/usr/bin/a"), "new");
  const before = await checked(folder);
  expect(before.changes.map(({ explanation }) => explanation)).toEqual([null]);
  writeFileSync(join(folder, "root/usr/bin/b"), "new");
  writeFileSync(join(folder, "root/var/lib/dpkg/status"), STATUS("2"));
  writeFileSync(join(folder, "root/var/lib/dpkg/info/a.md5sums"), `${MD5.new}  usr/bin/a\n`);
  const { status, changes } = await checked(folder);
  expect(status).toBe(1);
  expect(changes.map(({ path, explanation }) => [path, explanation?.because])).toEqual([
    ["/usr/bin/a", "The package a went from 1 to 2, and its database has this content."],
    ["/usr/bin/b", undefined],
  ]);
});

function event(more: object, when: number): string {
  return JSON.stringify({
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    level: "Metadata",
    stage: "ResponseComplete",
    requestURI: "/",
    user: { username: "ann" },
    responseStatus: { code: 101 },
    requestReceivedTimestamp: new Date(when).toISOString(),
    stageTimestamp: new Date(when).toISOString(),
    ...more,
  });
}

const POD = `apiVersion: v1
kind: Pod
metadata: {name: debug, namespace: shop}
spec:
  nodeName: n1
  containers: [{name: main, image: x, securityContext: {privileged: true}}]
`;

test("the audit log says who was on the node, or that nobody was", async () => {
  const folder = await nodeWith({ "etc/a": "a" });
  const objectRef = { resource: "pods", subresource: "exec", namespace: "shop", name: "debug" };
  const exec = { verb: "create", auditID: "1", objectRef };
  writeFileSync(join(folder, "pod.yaml"), POD);
  appendFileSync(join(folder, "root/etc/a"), "more");
  const now = Date.now();
  const far = [
    event({ verb: "list", auditID: "0" }, now - 600_000),
    event({ verb: "list", auditID: "9" }, now + 600_000),
  ];
  writeFileSync(join(folder, "with.log"), `${[far[0], event(exec, now), far[1]].join("\n")}\n`);
  writeFileSync(join(folder, "without.log"), `${far.join("\n")}\n`);
  const there = await checked(folder, "--audit-log", "with.log", "pod.yaml");
  expect([there.status, there.changes[0]?.audited]).toEqual([1, "yes"]);
  expect(there.changes[0]?.visits.map(({ user, by }) => `${user} ${by}`)).toEqual(["ann exec"]);
  const nobody = await watertightIn(folder, [
    ...CHECK,
    "--audit-log",
    "without.log",
    "n1.baseline",
    "pod.yaml",
  ]);
  expect(nobody.status).toBe(1);
  expect(nobody.stdout).toMatch(
    /^Changed without being audited\n {2}\/etc\/a\n {4}content changed\n/,
  );
});

test.each([
  [
    "changed",
    (text: string) => text.replace('"mode":"0755"', '"mode":"0777"'),
    "It was changed after it was written",
  ],
  ["cut", (text: string) => text.split("\n").slice(0, 3).join("\n"), "Its last line is missing"],
  ["empty", () => "", "It is empty."],
  ["something else", () => "{}\n", "It is no baseline of a node"],
  ["no JSON", () => "x\n", "It holds a line that is no JSON."],
])("a baseline that is %s is refused", async (_, spoil, reason) => {
  const folder = await nodeWith({ "etc/a": "a" });
  writeFileSync(join(folder, "n1.baseline"), spoil(textIn(folder, "n1.baseline")));
  await expect(watertightIn(folder, [...CHECK, "n1.baseline"])).rejects.toThrow(reason);
});

test("another digest than the kept one, and another node, are refused", async () => {
  const folder = await nodeWith({});
  const checking = (...more: readonly string[]): Promise<unknown> =>
    watertightIn(folder, [...CHECK, ...more, "n1.baseline"]);
  await expect(checking("--digest", "0")).rejects.toThrow("is another one: its digest is ");
  await expect(checking("--node", "n2")).rejects.toThrow("The baseline is of n1, not of n2.");
});
