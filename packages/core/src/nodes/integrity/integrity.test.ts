import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareBaselines } from "./compare.ts";
import { explainChanges } from "./explain.ts";
import type { Baseline, FileRecord } from "./model.ts";
import { createExclusion } from "./rules.ts";
import type { Surroundings } from "./surroundings.ts";

const TIME = "2026-01-01T00:00:00Z";
const SHA = "a".repeat(64);

function baselineOf(records: readonly FileRecord[], more: Partial<Baseline> = {}): Baseline {
  return {
    node: "n1",
    time: TIME,
    rules: { watch: ["/"], exclude: [] },
    packages: new Map(),
    attributes: false,
    files: new Map(records.map((record) => [record.path, record])),
    notRead: [],
    ...more,
  };
}

function file(path: string, more: Partial<FileRecord> = {}): FileRecord {
  return {
    path,
    type: "file",
    mode: 0o644,
    uid: 0,
    gid: 0,
    size: 1,
    links: 1,
    sha256: SHA,
    ...more,
  };
}

/** What an edit of one record is, as a difference has it. */
const EDITS = {
  content: (record: FileRecord) => ({ ...record, sha256: "b".repeat(64) }),
  mode: (record: FileRecord) => ({ ...record, mode: record.mode ^ 0o4000 }),
  owner: (record: FileRecord) => ({ ...record, gid: record.gid + 1 }),
  links: (record: FileRecord) => ({ ...record, links: (record.links ?? 1) + 1 }),
  type: ({ path, mode, uid, gid }: FileRecord): FileRecord => ({
    path,
    type: "directory",
    mode,
    uid,
    gid,
  }),
} as const;
const KINDS = ["content", "mode", "owner", "links", "type", "removed", "none"] as const;

it("finds exactly the changes that were made, in 1,000 random sets", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...KINDS), { maxLength: 30 }),
      fc.integer({ min: 0, max: 5 }),
      (kinds, added) => {
        const records = kinds.map((_, index) => file(`/f${String(index).padStart(3, "0")}`));
        const after = records.flatMap((record, index) => {
          const kind = kinds[index];
          if (kind === "removed") return [];
          return kind === undefined || kind === "none" ? [record] : [EDITS[kind](record)];
        });
        const more = Array.from({ length: added }, (_, index) => file(`/g${index}`));
        const { changes, unknown } = compareBaselines(
          baselineOf(records),
          baselineOf([...after, ...more]),
        );
        const expected = [
          ...kinds.flatMap((kind, index) =>
            kind === "none" ? [] : [`/f${String(index).padStart(3, "0")} ${kind}`],
          ),
          ...more.map(({ path }) => `${path} added`),
        ];
        expect(changes.map(({ path, differences }) => `${path} ${differences.join()}`)).toEqual(
          expected,
        );
        expect(unknown).toEqual([]);
      },
    ),
    { numRuns: 1000 },
  );
});

it("says that nobody knows of what lies where nothing could be read", () => {
  const before = baselineOf([file("/etc/a"), file("/etc/b/c"), file("/usr/x")]);
  const after = baselineOf([file("/etc/a")], {
    notRead: [{ path: "/etc/b", reason: "permission denied" }],
  });
  const { changes, unknown } = compareBaselines(before, after);
  expect(changes.map(({ path }) => path)).toEqual(["/usr/x"]);
  expect(unknown).toEqual([{ path: "/etc/b/c", reason: "permission denied" }]);
});

it("compares attributes only where both looks have them", () => {
  const capable = file("/bin/ping", { attributes: ["security.capability=0x01"] });
  const plain = file("/bin/ping", { attributes: [] });
  expect(
    compareBaselines(baselineOf([plain]), baselineOf([capable])).changes[0]?.differences,
  ).toEqual(["attributes"]);
  expect(compareBaselines(baselineOf([file("/bin/ping")]), baselineOf([capable])).changes).toEqual(
    [],
  );
});

it("leaves out what a pattern names, a star being no folder", () => {
  const isExcluded = createExclusion(["/etc/x*", "/var/a.b"]);
  expect(["/etc/x", "/etc/xyz", "/etc/x/y", "/var/a.b", "/var/a+b"].map(isExcluded)).toEqual([
    true,
    true,
    false,
    true,
    false,
  ]);
});

const NOTHING: Surroundings = {
  packageFile: () => undefined,
  digestOf: () => undefined,
  certificateOf: () => undefined,
  backupsOf: () => [],
  contentOf: () => undefined,
};

function judge(
  before: Baseline,
  after: Baseline,
  around: Partial<Surroundings>,
): readonly (string | undefined)[] {
  const { changes } = compareBaselines(before, after);
  return explainChanges(changes, {
    before,
    after,
    since: Date.parse(TIME),
    around: { ...NOTHING, ...around },
  }).map(({ explanation, remarks }) => explanation?.because ?? remarks.join(" "));
}

describe("a package", () => {
  const owned =
    (version: string, hex: string): Surroundings["packageFile"] =>
    (path) =>
      path === "/usr/bin/a"
        ? { package: "dpkg/a", version, digest: { algorithm: "md5", hex }, isConfiguration: false }
        : undefined;
  const before = baselineOf([file("/usr/bin/a", { package: "dpkg/a" })], {
    packages: new Map([["dpkg/a", "1"]]),
  });
  const changed = (version: string, more: Partial<FileRecord> = {}): Baseline =>
    baselineOf([file("/usr/bin/a", { sha256: "b".repeat(64), ...more })], {
      packages: new Map([["dpkg/a", version]]),
    });
  const digestOf = (): string => "beef";

  it("of another version accounts for what its database has", () => {
    expect(judge(before, changed("2"), { packageFile: owned("2", "beef"), digestOf })).toEqual([
      "The package a went from 1 to 2, and its database has this content.",
    ]);
  });

  it("does not account for another content, nor for what it would not bring", () => {
    expect(judge(before, changed("2"), { packageFile: owned("2", "cafe"), digestOf })).toEqual([
      "The package a 2 came since, and does not account for the content of this path.",
    ]);
    expect(
      judge(before, changed("2", { mode: 0o4755 }), { packageFile: owned("2", "beef"), digestOf }),
    ).toEqual(["The package a 2 came since, and does not account for the content of this path."]);
    expect(
      judge(before, changed("2", { uid: 7 }), { packageFile: owned("2", "beef"), digestOf }),
    ).toEqual(["The package a 2 came since, and does not account for the owner of this path."]);
  });

  it("of the same version whose database says something new was changed itself", () => {
    expect(judge(before, changed("1"), { packageFile: owned("1", "beef"), digestOf })).toEqual([
      "The database of the package a 1 has this content, though the version is that of the baseline: it was put back, or the database was changed too.",
    ]);
    expect(judge(before, changed("1"), { packageFile: owned("1", "cafe"), digestOf })).toEqual([
      "The package a 1 has another content for it.",
    ]);
  });

  it("that is gone accounts for what it had, and one that still has it does not", () => {
    expect(judge(before, baselineOf([]), {})).toEqual([
      "The package a 1, which had it, was removed.",
    ]);
    const still = baselineOf([], { packages: new Map([["dpkg/a", "2"]]) });
    expect(judge(before, still, { packageFile: owned("2", "beef") })).toEqual([
      "dpkg package a 2 still says that it has this path.",
    ]);
  });
});

describe("a rotation of the kubelet's certificate", () => {
  const PKI = "/var/lib/kubelet/pki";
  const dated = `${PKI}/kubelet-client-2026-02-01-00-00-00.pem`;
  const link = (target: string): FileRecord => ({
    ...{ path: `${PKI}/kubelet-client-current.pem`, type: "link", mode: 0o777, uid: 0, gid: 0 },
    target,
  });
  const before = baselineOf([link("kubelet-client-2026-01-01-00-00-00.pem")]);
  const after = baselineOf([link(dated), file(dated, { mode: 0o600 })]);
  const certificate = {
    commonName: "system:node:n1",
    organization: "system:nodes",
    notBefore: Date.parse("2026-02-01T00:00:00Z"),
    isSignedByCluster: true,
  };

  it("accounts for the link and for the file", () => {
    const because =
      "The kubelet rotated its certificate: the cluster's authority signed it for system:node:n1.";
    expect(judge(before, after, { certificateOf: () => certificate })).toEqual([because, because]);
  });

  it.each([
    [
      { commonName: "system:node:n2" },
      "Its certificate is of system:node:n2, not of system:node:n1.",
    ],
    [{ isSignedByCluster: false }, "Its certificate is not signed by the cluster's authority."],
    [
      { isSignedByCluster: undefined },
      "The cluster's authority is not on the node: nobody can say who signed its certificate.",
    ],
    [
      { notBefore: Date.parse("2025-12-01T00:00:00Z") },
      "Its certificate is older than the baseline.",
    ],
  ])("does not with %o", (more, reason) => {
    const around = { certificateOf: () => ({ ...certificate, ...more }) };
    expect(judge(before, after, around)).toEqual([reason, reason]);
  });
});

describe("an upgrade by kubeadm", () => {
  const path = "/etc/kubernetes/manifests/kube-apiserver.yaml";
  const pod = (image: string, command: readonly string[]) => ({
    spec: { containers: [{ name: "kube-apiserver", image, command: [...command] }] },
  });
  const old = pod("registry.k8s.io/kube-apiserver:v1.35.1", ["kube-apiserver", "--a=b"]);
  const before = baselineOf([file(path)]);
  const after = baselineOf([file(path, { sha256: "b".repeat(64) })]);
  const backup = {
    path: "/etc/kubernetes/tmp/kubeadm-backup-manifests-1/kube-apiserver.yaml",
    sha256: SHA,
  };

  it("accounts for other tags of the same images", () => {
    const now = pod("registry.k8s.io/kube-apiserver:v1.36.0", ["kube-apiserver", "--a=b"]);
    const around = { backupsOf: () => [{ ...backup, content: old }], contentOf: () => now };
    expect(judge(before, after, around)).toEqual([
      `kubeadm kept the former file as ${backup.path}, and only tags of images differ.`,
    ]);
  });

  it("names what differs besides", () => {
    const now = pod("evil.example/kube-apiserver:v1.36.0", ["kube-apiserver", "--a=c"]);
    const around = { backupsOf: () => [{ ...backup, content: old }], contentOf: () => now };
    expect(judge(before, after, around)).toEqual([
      `kubeadm kept the former file as ${backup.path}; it differs in spec.containers[0].image, spec.containers[0].command[1].`,
    ]);
  });

  it("does not where it kept another file", () => {
    const around = {
      backupsOf: () => [{ ...backup, sha256: "c".repeat(64), content: old }],
      contentOf: () => old,
    };
    expect(judge(before, after, around)).toEqual([""]);
  });
});
