import { type Bill, imagePurl } from "../src/bom/index.ts";

/** A bill of materials with something of everything, and text that wants out. */
export const HOSTILE_BILL: Bill = {
  tool: { name: "watertight", version: "1.2.3" },
  day: "2026-07-01",
  subject: {
    kind: "image",
    name: "registry.example.com/team/app:1",
    version: `sha256:${"a".repeat(64)}`,
  },
  distribution: { id: "debian", version: "12", name: "Debian GNU/Linux 12", codename: "bookworm" },
  layers: [{ digest: `sha256:${"b".repeat(64)}`, diffId: "", createdBy: "RUN apt-get install" }],
  packages: [
    {
      type: "deb",
      namespace: "debian",
      name: "zlib1g",
      version: "1:1.2.13.dfsg-1",
      arch: "amd64",
      source: { name: "zlib", version: "1:1.2.13.dfsg-1" },
      purl: "pkg:deb/debian/zlib1g@1:1.2.13.dfsg-1?arch=amd64&distro=debian-12&upstream=zlib",
      layer: 0,
      path: "var/lib/dpkg/status",
      line: 12,
      licences: ["Zlib", "GPL-2+"],
    },
    ...["a/node_modules/left-pad", "b/node_modules/left-pad"].map((folder) => ({
      type: "npm",
      namespace: "@scope",
      name: "left-pad",
      version: "1.3.0",
      arch: "",
      purl: "pkg:npm/%40scope/left-pad@1.3.0",
      path: `${folder}/package.json`,
      licences: ["MIT"],
      installedBy: "node-left-pad",
    })),
    {
      type: "rpm",
      namespace: "redhat",
      name: "bash",
      version: "5.1",
      epoch: 1,
      release: "6.el9",
      arch: "x86_64",
      purl: "pkg:rpm/redhat/bash@5.1-6.el9?arch=x86_64&epoch=1",
      path: "\u001b[31mrpmdb\u202e",
      licences: ["LicenseRef-odd <b>"],
    },
  ],
  notRead: [{ path: "opt/broken.jar", reason: "it is no zip archive" }],
  parts: [
    {
      kind: "image",
      name: "registry.example.com/team/side",
      version: `sha256:${"c".repeat(64)}`,
      purl: imagePurl("registry.example.com/team/side", `sha256:${"c".repeat(64)}`),
      properties: [["usedBy", "deployment/shop/web"]],
    },
    { kind: "component", name: "kubelet", version: "v1.36.3", purl: "", properties: [] },
    { kind: "node", name: "node-1", version: "", purl: "", properties: [["os", "linux"]] },
  ],
};
