import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { folderWith } from "../../packages/cli/testing/fix-pod.ts";
import { watertightIn } from "../../packages/cli/testing/watertight.ts";
import type { Need } from "../../tools/test-summary.ts";
import { DEBIAN, debianRoot } from "./debian.ts";

function program(name: string, packageName: string): Need {
  const isHere = spawnSync("which", [name]).status === 0;
  return { name, isHere, hint: `Debian's ${packageName}` };
}

const APPARMOR = program("apparmor_parser", "apparmor");
const SECILC = program("secilc", "secilc");
const SEINFO = program("seinfo", "setools");
const RUNC = program("runc", "runc");
const STRACE = program("strace", "strace");

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
    - name: main
      image: debian
      securityContext: {readOnlyRootFilesystem: true, seLinuxOptions: {type: web_t}}
      volumeMounts: [{name: a, mountPath: "/var/my data"}, {name: b, mountPath: "/var/[x]*"}]
`;

interface Proposed {
  readonly containers: readonly [
    {
      readonly seccomp: { readonly profile: object | null };
      readonly appArmor: { readonly checked: { readonly accepted: boolean } | null };
    },
  ];
}

async function proposed(files: Readonly<Record<string, string>>, ...more: readonly string[]) {
  const folder = folderWith({ "pod.yaml": POD, ...files });
  const argv = ["nodes", "profile", "shop/web", "--no-config", "-q", "-o", "json"];
  const { status, stdout, stderr } = await watertightIn(folder, [...argv, ...more, "pod.yaml"]);
  expect([status, stderr]).toEqual([0, ""]);
  return (JSON.parse(stdout) as Proposed).containers[0];
}

describe("proposed profiles", () => {
  test(
    "apparmor_parser takes what the spec gives, and what recordings with odd names give",
    needing(APPARMOR),
    async () => {
      const odd = [
        "/a b",
        "/{x}",
        "/[y]^",
        '/q\\"u',
        "/é",
        "/c,d",
        "/#e",
        "/@{HOME}",
        "/$f",
        "/n\\nm",
      ];
      const calls = odd.map((path) => `openat(AT_FDCWD, "${path}", O_RDWR|O_CREAT) = 3\n`).join("");
      const sockets = ["AF_INET, SOCK_RAW", "AF_UNIX, SOCK_SEQPACKET", "AF_NETLINK, SOCK_DGRAM"]
        .map((each) => `socket(${each}, 0) = 3\n`)
        .join("");
      const bySpec = await proposed({});
      const byTrace = await proposed({ t: calls + sockets }, "--trace", "t");
      expect([bySpec.appArmor.checked, byTrace.appArmor.checked]).toEqual([
        { accepted: true, message: expect.any(String) as string },
        { accepted: true, message: expect.any(String) as string },
      ]);
    },
  );

  test(
    "types of SELinux are held against a policy that was compiled",
    needing(SECILC, SEINFO),
    async () => {
      const policy = `(sid kernel)(sidorder (kernel))(class file (read))(classorder (file))
(sensitivity s0)(sensitivityorder (s0))(user u)(role r)(type container_t)(type other_t)
(roletype r container_t)(userrole u r)(userlevel u (s0))(userrange u ((s0)(s0)))
(sidcontext kernel (u r container_t ((s0)(s0))))(allow container_t other_t (file (read)))
`;
      const folder = folderWith({ "pod.yaml": POD, "a.cil": policy });
      execFileSync("secilc", ["-o", "a.policy", "-f", "/dev/null", "a.cil"], { cwd: folder });
      const argv = ["nodes", "profiles", "--no-config", "-q", "--selinux-policy", "a.policy"];
      const lacking = await watertightIn(folder, [...argv, "pod.yaml"]);
      expect([lacking.status, lacking.stdout]).toEqual([
        1,
        "missing: selinux web_t on a.policy\n  Pod shop/web\n",
      ]);
      writeFileSync(join(folder, "pod.yaml"), POD.replace("web_t", "other_t"));
      expect((await watertightIn(folder, [...argv, "pod.yaml"])).status).toBe(0);
    },
  );
});

describe("a seccomp profile by a recording", needing(DEBIAN, RUNC, STRACE), () => {
  const folder = mkdtempSync(join(tmpdir(), "watertight-runc-"));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const SCRIPT = "cat /etc/debian_version; ls /usr/share > /dev/null; echo done";

  /** What a container prints under a profile, and how it ends. */
  function run(name: string, root: string, profile: object, script: string) {
    const bundle = join(folder, name);
    mkdirSync(bundle);
    execFileSync("runc", ["spec"], { cwd: bundle });
    const config = JSON.parse(readFileSync(join(bundle, "config.json"), "utf8")) as {
      process: object;
      root: object;
      linux: { namespaces: { type: string }[] };
    };
    const namespaces = config.linux.namespaces.filter(({ type }) => type !== "cgroup");
    const changed = {
      ...config,
      process: { ...config.process, terminal: false, args: ["/bin/sh", "-c", script] },
      root: { path: root, readonly: true },
      linux: { ...config.linux, namespaces, seccomp: profile },
    };
    writeFileSync(join(bundle, "config.json"), JSON.stringify(changed));
    const argv = ["--root", join(folder, "state"), "run", "--bundle", bundle, `w-${name}`];
    const { status, stdout } = spawnSync("runc", argv, { encoding: "utf8", timeout: 60_000 });
    return { status, stdout };
  }

  test("runs what was recorded, and not what was not", async () => {
    const { root, remove } = debianRoot();
    try {
      const log = join(folder, "trace.log");
      execFileSync("strace", ["-f", "-o", log, "chroot", root, "/bin/sh", "-c", SCRIPT], {
        stdio: "ignore",
      });
      const trace = readFileSync(log, "utf8");
      const { seccomp } = await proposed({ "t.log": trace }, "--trace", "t.log");
      const profile = seccomp.profile ?? {};
      expect(run("recorded", root, profile, SCRIPT)).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/^12\.\d+\ndone\n$/) as string,
      });
      const other = run("other", root, profile, "echo begun; chmod 600 /tmp && echo changed");
      expect(other.stdout).toBe("begun\n");
      expect(other.status).not.toBe(0);
    } finally {
      remove();
    }
  });
});
