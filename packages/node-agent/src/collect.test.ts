import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { collectNodeFacts } from "./collect.ts";

const roots: string[] = [];

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** A root folder with these files. */
function rootWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "watertight-root-"));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode: 0o600 });
  }
  return root;
}

interface Facts {
  readonly [key: string]: unknown;
  readonly files: readonly {
    readonly path: string;
    readonly type: string;
    readonly linkTarget?: string;
  }[];
  readonly texts: readonly { readonly path: string; readonly text: string }[];
  readonly notRead: readonly { readonly what: string; readonly reason: string }[];
}

function collect(root: string): Facts {
  const facts = collectNodeFacts({
    root,
    node: "n",
    tool: "test",
    time: "2026-01-01T00:00:00Z",
    running: false,
    processes: false,
    hostNetwork: false,
    privileged: false,
  });
  return JSON.parse(JSON.stringify(facts)) as Facts;
}

test("an empty root gives facts all the same", () => {
  const facts = collect(rootWith({}));
  expect(facts).toMatchObject({ kind: "NodeFacts", node: "n", staticPods: [], notRead: [] });
  expect(facts.files.find(({ path }) => path === "/etc/passwd")).toEqual({
    path: "/etc/passwd",
    type: "absent",
  });
  expect(facts["users"]).toBeUndefined();
});

test("the state of passwords is told, never a hash, and names follow the node's own accounts", () => {
  const facts = collect(
    rootWith({
      "etc/passwd":
        "root:x:0:0::/root:/bin/sh\na:x:1:1::/home/a:/bin/sh\nb:x:2:2::/home/b:/bin/sh\nc::3:3::/:/bin/sh\n",
      "etc/shadow": "root:*:1::::::\na:$6$salt$secrethash:1::::::\nb::1::::::\n",
    }),
  );
  expect(facts["users"]).toMatchObject([
    { password: "locked" },
    { password: "set" },
    { password: "empty" },
    { password: "empty" },
  ]);
  expect(JSON.stringify(facts)).not.toContain("secrethash");
});

test("links are followed inside of the root, whatever they say", () => {
  const root = rootWith({ "data/kubelet.conf": "x" });
  mkdirSync(join(root, "etc/kubernetes"), { recursive: true });
  symlinkSync("/data/kubelet.conf", join(root, "etc/kubernetes/kubelet.conf"));
  symlinkSync("../../../../../../../etc/passwd", join(root, "etc/passwd"));
  symlinkSync("/etc/group", join(root, "etc/group"));
  const facts = collect(root);
  const find = (path: string): unknown => facts.files.find((each) => each.path === path);
  expect(find("/etc/kubernetes/kubelet.conf")).toMatchObject({
    type: "link",
    linkTarget: "/data/kubelet.conf",
  });
  expect(find("/data/kubelet.conf")).toMatchObject({ type: "file", mode: "0600" });
  expect(facts["users"]).toBeUndefined();
  expect(facts.notRead).toContainEqual({
    what: "/etc/passwd",
    reason: "its links lead in a circle",
  });
});

test("pipes, huge files and hostile names hold nothing up", () => {
  const root = rootWith({ "var/lib/kubelet/config.yaml": "x".repeat(3_000_000) });
  mkdirSync(join(root, "etc/cni/net.d"), { recursive: true });
  writeFileSync(join(root, "etc/cni/net.d/\u001b[31mred\n.conf"), "{}");
  execFileSync("mkfifo", [join(root, "etc/passwd")]);
  const facts = collect(root);
  expect(facts.texts[0]?.text.length).toBeLessThan(1_200_000);
  expect(facts.notRead.map(({ what }) => what).sort()).toEqual([
    "/etc/passwd",
    "/var/lib/kubelet/config.yaml",
  ]);
  expect(facts.files.some(({ path }) => path.includes("red\n.conf"))).toBe(true);
});

test("what may not be read is named", () => {
  const root = rootWith({ "etc/shadow": "", "etc/passwd": "root:x:0:0::/root:/bin/sh\n" });
  chmodSync(join(root, "etc/shadow"), 0);
  const facts = collect(root);
  // Root may read everything.
  const isRoot = process.getuid?.() === 0;
  const denied = [{ what: "/etc/shadow", reason: "permission denied" }];
  expect(facts.notRead).toEqual(isRoot ? [] : denied);
  expect(facts["users"]).toMatchObject([{ password: isRoot ? "locked" : "unknown" }]);
});

test("of manifests the flags leave the node and nothing else, and of flags no secret", () => {
  const facts = collect(
    rootWith({
      "etc/kubernetes/manifests/kube-apiserver.yaml": `spec:
  containers:
  - command:
    - kube-apiserver
    - --etcd-cafile=/ca
    - "--oidc-client-secret=hunter2"
    env:
    - name: TOKEN
      value: verysecret
  - args: []
`,
      "etc/kubernetes/manifests/etcd.json":
        '{"spec":{"containers":[{"command":["etcd"],"args":["--data-dir=/d"],"env":[{"value":"verysecret"}]}]}}',
    }),
  );
  expect(facts["staticPods"]).toEqual([
    { path: "/etc/kubernetes/manifests/etcd.json", arguments: ["etcd", "--data-dir=/d"] },
    {
      path: "/etc/kubernetes/manifests/kube-apiserver.yaml",
      arguments: ["kube-apiserver", "--etcd-cafile=/ca", "--oidc-client-secret=(taken out)"],
    },
  ]);
  expect(JSON.stringify(facts)).not.toMatch(/verysecret|hunter2/);
});

test("of an encryption configuration no key leaves the node, however it is written", () => {
  const config = `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
- resources:
  - secrets
  providers:
  - aescbc:
      keys:
      - name: key1
        secret: c2VjcmV0IGlzIHNlY3VyZQ==
  - secretbox: {keys: [{name: k, secret: c2VjcmV0MgAAAAAA}]}
  - identity: {}
`;
  const facts = collect(
    rootWith({
      "etc/kubernetes/manifests/kube-apiserver.yaml":
        "spec:\n  containers:\n  - command:\n    - kube-apiserver\n    - --encryption-provider-config=/etc/enc.yaml\n",
      "etc/enc.yaml": config,
    }),
  );
  const text = facts.texts.find(({ path }) => path === "/etc/enc.yaml")?.text ?? "";
  expect(text).not.toMatch(/c2Vj/);
  expect(text).toContain("  - aescbc:\n");
  expect(text).toContain("  - secrets\n");
});

test("keys of accounts are told by type, comment and options, never the key", () => {
  const facts = collect(
    rootWith({
      "etc/passwd": "a:x:1:1::/home/a:/bin/sh\n",
      "home/a/.ssh/authorized_keys": `# a comment
from="10.0.0.0/8",command="run --token x y" ssh-ed25519 AAAAC3secret ops@example
sk-ssh-ed25519@openssh.com AAAAGnsecret device
verify-required,no-pty sk-ecdsa-sha2-nistp256@openssh.com AAAAsecret
`,
    }),
  );
  expect(facts["authorizedKeys"]).toMatchObject([
    {
      user: "a",
      line: 2,
      type: "ssh-ed25519",
      comment: "ops@example",
      options: ['from="10.0.0.0/8"', "command"],
    },
    { line: 3, type: "sk-ssh-ed25519@openssh.com", comment: "device", options: [] },
    { line: 4, options: ["verify-required", "no-pty"], comment: "" },
  ]);
  expect(JSON.stringify(facts)).not.toMatch(/secret|--token/);
});

test("the SSH daemon's files are read in their order, blocks end with their file", () => {
  const facts = collect(
    rootWith({
      "etc/ssh/sshd_config":
        "Include /etc/ssh/sshd_config.d/*.conf\nPermitRootLogin no\nMatch User bob\n  PasswordAuthentication yes\n",
      "etc/ssh/sshd_config.d/10.conf": "Match Group x\nX11Forwarding=yes\n",
    }),
  );
  expect(facts["sshd"]).toEqual([
    {
      option: "X11Forwarding",
      value: "yes",
      file: "/etc/ssh/sshd_config.d/10.conf",
      line: 2,
      match: "Group x",
    },
    { option: "PermitRootLogin", value: "no", file: "/etc/ssh/sshd_config", line: 2, match: "" },
    {
      option: "PasswordAuthentication",
      value: "yes",
      file: "/etc/ssh/sshd_config",
      line: 4,
      match: "User bob",
    },
  ]);
});

test("the headers for static pods from a URL stay on the node", () => {
  const facts = collect(
    rootWith({
      "var/lib/kubelet/config.yaml":
        "readOnlyPort: 0\nstaticPodURLHeader:\n  Authorization:\n  - Bearer verysecret\nport: 1\n",
    }),
  );
  expect(facts.texts).toEqual([
    { path: "/var/lib/kubelet/config.yaml", text: "readOnlyPort: 0\nport: 1\n", redacted: true },
  ]);
});
