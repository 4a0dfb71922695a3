/** The three databases that rpm has had: one by rpm itself, one by Berkeley DB's own program, one by a writer of the test's own. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { watertightIn } from "../../packages/cli/testing/watertight.ts";
import { program, run } from "./programs.ts";

const NEEDS = [
  program("rpmbuild", "apt-get install rpm"),
  program("db_load", "apt-get install db-util"),
  program("python3", "a package of most distributions"),
];

const PACKAGES = [
  ["alpha", "1.2", "3.el9_2", 0],
  ["beta-devel", "2.0~rc1", "1", 2],
  ["gamma", "5^git", "7", 0],
  // As many as fill more than one page of any database.
  ...Array.from({ length: 40 }, (_, index) => [`many${index}`, "1", "1", 0] as const),
] as const;

let folder: string;
let listed: readonly string[] = [];
let headers: readonly string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "watertight-rpm-"));
  if (NEEDS.some(({ isHere }) => !isHere)) return;
  const specs = PACKAGES.map(([name, version, release, epoch]) => {
    const files = Array.from({ length: 30 }, (_, index) => `/usr/share/${name}/file${index}`);
    const path = join(folder, `${name}.spec`);
    writeFileSync(
      path,
      [
        `Name: ${name}\nVersion: ${version}\nRelease: ${release}`,
        ...(epoch > 0 ? [`Epoch: ${epoch}`] : []),
        "Summary: test\nLicense: MIT\nBuildArch: noarch\n%description\ntest\n%install",
        `mkdir -p %{buildroot}/usr/share/${name}`,
        ...files.map((file) => `echo x > %{buildroot}${file}`),
        `%files\n${files.join("\n")}\n`,
      ].join("\n"),
    );
    return path;
  });
  run("rpmbuild", ["-bb", "--define", `_topdir ${folder}`, ...specs]);
  const place = join(folder, "RPMS/noarch");
  const root = rootIn("sqlite");
  const common = ["--root", root, "--dbpath", "/var/lib/rpm"];
  const rpms = readdirSync(place).map((name) => join(place, name));
  run("rpm", [...common, "--force-debian", "--nodeps", "-i", ...rpms]);
  const format = "%{NAME} %{EPOCHNUM}:%{VERSION}-%{RELEASE} %{ARCH} %{LICENSE} %{SOURCERPM}\n";
  listed = lines(run("rpm", [...common, "-qa", "--qf", format])).sort();
  headers = lines(run("python3", ["-c", READ_BLOBS, join(root, "var/lib/rpm/rpmdb.sqlite")]));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const READ_BLOBS =
  "import sqlite3,sys\nfor (b,) in sqlite3.connect(sys.argv[1]).execute('select blob from Packages'): print(b.hex())";

function lines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

function rootIn(name: string): string {
  const root = join(folder, name);
  mkdirSync(join(root, "etc"), { recursive: true });
  mkdirSync(join(root, "var/lib/rpm"), { recursive: true });
  writeFileSync(join(root, "etc/os-release"), 'ID="almalinux"\nVERSION_ID="9.2"\n');
  return root;
}

async function found(root: string): Promise<readonly string[]> {
  const { stdout, stderr, status } = await watertightIn(folder, [
    ...["images", "packages", "-o", "json", root],
  ]);
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  const { packages } = JSON.parse(stdout) as {
    readonly packages: readonly {
      readonly name: string;
      readonly version: string;
      readonly arch: string;
      readonly licences: readonly string[];
      readonly source: { readonly name: string; readonly version: string };
    }[];
  };
  return packages
    .map(({ name, version, arch, licences, source }) => {
      const whole = version.includes(":") ? version : `0:${version}`;
      const from = `${source.name}-${source.version.replace(/^\d+:/, "")}.src.rpm`;
      return `${name} ${whole} ${arch} ${licences.join(" ")} ${from}`;
    })
    .sort();
}

test("sqlite, as rpm has written it, holds what rpm -qa lists", needing(...NEEDS), async () => {
  expect(await found(join(folder, "sqlite"))).toEqual(listed);
  expect(listed).toHaveLength(PACKAGES.length);
});

test("Berkeley DB, as its own program writes it, holds the same", needing(...NEEDS), async () => {
  const root = rootIn("berkeley");
  const pairs = headers.map((hex, index) => ` ${keyOf(index + 1)}\n ${hex}`);
  run("db_load", ["-t", "hash", join(root, "var/lib/rpm/Packages")], {
    input: `VERSION=3\nformat=bytevalue\ntype=hash\ndb_pagesize=4096\nHEADER=END\n${pairs.join("\n")}\nDATA=END\n`,
  });
  expect(await found(root)).toEqual(listed);
});

function keyOf(number: number): string {
  const key = Buffer.alloc(4);
  key.writeUInt32LE(number);
  return key.toString("hex");
}

test("rpm's own database of SUSE holds the same", needing(...NEEDS), async () => {
  const root = rootIn("ndb");
  writeFileSync(join(root, "var/lib/rpm/Packages.db"), ndb(headers));
  expect(await found(root)).toEqual(listed);
  // What is cut is said, and the rest is read.
  const cut = rootIn("cut");
  cpSync(join(root, "etc"), join(cut, "etc"), { recursive: true });
  writeFileSync(join(cut, "var/lib/rpm/Packages.db"), ndb(headers).subarray(0, -200));
  const { stdout, status } = await watertightIn(folder, ["images", "packages", "-o", "json", cut]);
  const document = JSON.parse(stdout) as { packages: unknown[]; notRead: unknown[] };
  expect({ status, count: document.packages.length, notRead: document.notRead.length }).toEqual({
    status: 3,
    count: PACKAGES.length - 1,
    notRead: 1,
  });
});

/** As lib/backend/ndb/rpmpkg.c describes: a page of slots, then the blobs in blocks of 16 bytes. */
function ndb(blobs: readonly string[]): Buffer {
  const slots = Buffer.alloc(4096);
  slots.write("RpmP", 0, "latin1");
  slots.writeUInt32LE(1, 8);
  slots.writeUInt32LE(1, 12);
  for (let at = 32; at < slots.length; at += 16) slots.write("Slot", at, "latin1");
  const parts: Buffer[] = [slots];
  let block = slots.length / 16;
  blobs.forEach((hex, index) => {
    const data = Buffer.from(hex, "hex");
    const length = Math.ceil((16 + data.length + 12) / 16) * 16;
    const blob = Buffer.alloc(length);
    blob.write("BlbS", 0, "latin1");
    blob.writeUInt32LE(index + 1, 4);
    blob.writeUInt32LE(data.length, 12);
    data.copy(blob, 16);
    const slot = 32 + index * 16;
    slots.writeUInt32LE(index + 1, slot + 4);
    slots.writeUInt32LE(block, slot + 8);
    slots.writeUInt32LE(length / 16, slot + 12);
    parts.push(blob);
    block += length / 16;
  });
  return Buffer.concat(parts);
}
