import { expect, test } from "vitest";
import { watertight } from "../../../../testing/watertight.ts";

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
    - name: main
      image: nginx
      securityContext:
        readOnlyRootFilesystem: true
        capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}
      volumeMounts:
        - {name: a, mountPath: /var/cache/my files}
        - {name: b, mountPath: /etc/config, readOnly: true}
`;

const STRACE = `execve("/usr/sbin/nginx", ["nginx"], 0x7ffd /* 8 vars */) = 0
[pid    12] openat(AT_FDCWD, "/lib/libc.so.6", O_RDONLY|O_CLOEXEC) = 3
12 10:00:00.000123 openat(AT_FDCWD, "/var/cache/my files/a", O_RDWR|O_CREAT, 0600) = 3
12 openat(AT_FDCWD, "/proc/12/status", O_RDONLY) = 3
12 read(3,  <unfinished ...>
13 <... epoll_wait resumed> [], 512, -1) = 0
13 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 4
13 --- SIGCHLD {si_signo=SIGCHLD} ---
13 +++ exited with 0 +++
`;

interface Document {
  readonly incomplete: boolean;
  readonly containers: readonly {
    readonly name: string;
    readonly seccomp: {
      readonly type: string;
      readonly profile: {
        readonly architectures: readonly string[];
        readonly syscalls: readonly { readonly names: readonly string[] }[];
      } | null;
    };
    readonly appArmor: { readonly name: string; readonly profile: string };
    readonly remarks: readonly string[];
  }[];
}

async function proposed(
  files: Readonly<Record<string, string>>,
  ...more: readonly string[]
): Promise<{ readonly status: number; readonly document: Document }> {
  const argv = ["nodes", "profile", "shop/web", "--no-config", "-q", "-o", "json"];
  const all = { "pod.yaml": POD, ...files };
  const { status, stdout } = await watertight([...argv, ...more, "pod.yaml"], all);
  return { status, document: JSON.parse(stdout) as Document };
}

test("without a recording the spec says what may be written and which capabilities there are", async () => {
  const { document } = await proposed({});
  const [main] = document.containers;
  expect(main?.seccomp).toEqual({ type: "RuntimeDefault", localhostProfile: null, profile: null });
  expect(main?.appArmor.profile).toContain(`  capability net_bind_service,
  signal (receive) peer=unconfined,
  signal (send,receive) peer=watertight-shop-web-main,
  ptrace (trace,read,tracedby,readby) peer=watertight-shop-web-main,
  /** mrix,
  "/var/cache/my files/" rw,
  "/var/cache/my files/**" rwkl,
`);
  expect(main?.appArmor.profile.match(/capability/g)).toHaveLength(1);
  expect(main?.remarks).toHaveLength(1);
});

test("a recording of strace says each call, file and socket", async () => {
  const { status, document } = await proposed({ "t.log": STRACE }, "--trace", "t.log");
  const [main] = document.containers;
  expect([status, document.incomplete, main?.remarks]).toEqual([0, false, []]);
  const names = main?.seccomp.profile?.syscalls[0]?.names ?? [];
  expect(["epoll_wait", "openat", "read", "socket"].every((each) => names.includes(each))).toBe(
    true,
  );
  expect(names).not.toContain("bpf");
  expect(main?.appArmor.profile).toContain(`  network inet stream,
  capability net_bind_service,`);
  expect(main?.appArmor.profile).toContain(`  "/var/cache/my files/**" rw,
  /lib/libc.so.6 mr,
  /usr/sbin/nginx mrix,
  @{PROC}/@{pid}/status r,
`);
});

test("records of the audit log give numbers names by their architecture", async () => {
  const log = `type=SECCOMP msg=audit(1600000000.123:45): auid=0 uid=0 comm="app" exe="/app" sig=0 arch=c00000b7 syscall=63 compat=0 ip=0x7f code=0x7ffc0000
audit: type=1326 audit(1600000000.123:46): comm="app" sig=0 arch=c000003e syscall=321 compat=0 ip=0x7f code=0x7ffc0000
type=AVC msg=audit(1:2): apparmor="ALLOWED" operation="capable" profile="x" pid=1 comm="app" capability=12 capname="net_admin"
type=AVC msg=audit(1:3): apparmor="ALLOWED" operation="open" profile="x" name="/etc/app*.conf" requested_mask="r"
type=SYSCALL msg=audit(1:3): arch=c000003e syscall=2
`;
  const { document } = await proposed({ "a.log": log }, "--trace", "a.log");
  const [main] = document.containers;
  expect(main?.seccomp.profile?.architectures).toEqual(["SCMP_ARCH_AARCH64", "SCMP_ARCH_X86_64"]);
  expect(main?.seccomp.profile?.syscalls[0]?.names).toEqual(
    expect.arrayContaining(["bpf", "read"]),
  );
  expect(main?.appArmor.profile).toContain("  capability net_admin,\n");
  expect(main?.appArmor.profile).toContain("  /etc/app\\*.conf r,\n");
});

test("a summary names calls alone, and lines that nobody understands are told", async () => {
  const summary = `% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ----------------
  0.00    0.000000           0         9           read
  0.00    0.000000           0         3         1 access
------ ----------- ----------- --------- --------- ----------------
100.00    0.000000           0        12         1 total
`;
  const kept = await proposed({ "s.log": summary }, "--trace", "s.log");
  expect(kept.status).toBe(0);
  expect(kept.document.containers[0]?.remarks).toEqual([
    "The recording names no files: the AppArmor profile is by the pod's spec alone.",
  ]);
  const odd = await proposed({ "s.log": `${summary}what is this?\n` }, "--trace", "s.log");
  expect([odd.status, odd.document.incomplete]).toEqual([3, true]);
  await expect(proposed({ "s.log": "nothing here\n" }, "--trace", "s.log")).rejects.toThrow(
    "Nothing in the trace is a call that strace, seccomp or AppArmor recorded.",
  );
});

test("the text is what goes into files and manifests, and nothing of a recording leaves the page", async () => {
  const hostile = 'openat(AT_FDCWD, "/x\\33[31m\\n} profile evil {", O_RDONLY) = 3\n';
  const argv = ["nodes", "profile", "pod/shop/web", "--no-config", "-q", "--trace", "t", "p.yaml"];
  const { stdout } = await watertight(argv, { "p.yaml": POD, t: hostile });
  expect(stdout).toContain("localhostProfile: watertight/shop-web-main.json");
  expect(stdout).toContain('  "/x?\\[31m?\\} profile evil \\{" r,\n');
  expect(stdout).not.toContain("\u001b");
});
