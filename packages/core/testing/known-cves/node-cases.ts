import {
  GIT_REPO,
  JANE,
  kubelet,
  node,
  pod,
  RESTRICTED,
  type ReadingCase,
  SERVER,
  so,
} from "./objects.ts";

/** CVEs that only Windows has. */
const WINDOWS: readonly (readonly [id: string, component: string, version: string])[] = [
  ["CVE-2018-1002101", "kubelet", "1.10.0"],
  ["CVE-2021-25736", "kube-proxy", "1.20.0"],
  ["CVE-2023-3676", "kubelet", "1.27.4"],
  ["CVE-2023-3893", "csi-proxy", "1.1.2"],
  ["CVE-2023-3955", "kubelet", "1.27.4"],
  ["CVE-2024-5321", "kubelet", "1.30.2"],
  ["CVE-2024-9042", "kubelet", "1.31.4"],
];

/** Every object that decides, and the same cluster without it. */
export const NODE_CASES: readonly ReadingCase[] = [
  ...WINDOWS.flatMap(([id, component, version]) => [
    so(id, component, version)("affected", node("windows"), node("linux")),
    so(id, component, version)("not-affected", node("linux"), pod("kube-proxy", "v1.31.4")),
  ]),
  so("CVE-2021-25749", "kubelet", "1.24.4")("unknown", node("windows")),
  so("CVE-2021-25749", "kubelet", "1.24.4")("not-affected", node("linux")),
  so("CVE-2023-5528", "kubelet", "1.28.3")("unknown", node("windows")),
  so("CVE-2023-5528", "kubelet", "1.28.3")("not-affected", node("linux")),
  so("CVE-2025-0426", "kubelet", "1.31.5")(
    "not-affected",
    node("linux"),
    kubelet({ readOnlyPort: 0 }),
  ),
  so("CVE-2025-0426", "kubelet", "1.31.5")(
    "unknown",
    node("linux"),
    kubelet({ readOnlyPort: 10_255 }),
  ),
  so("CVE-2025-0426", "kubelet", "1.31.5")(
    "not-affected",
    node("linux", "containerd://1.7.24"),
    kubelet({ readOnlyPort: 10_255 }),
  ),
  so("CVE-2025-0426", "kubelet", "1.31.5")(
    "not-affected",
    node("linux", "cri-o://1.24.9"),
    kubelet({ readOnlyPort: 10_255 }),
  ),
  so("CVE-2025-0426", "kubelet", "1.31.5")(
    "unknown",
    node("linux", "cri-o://1.25.0"),
    kubelet({ readOnlyPort: 10_255 }),
  ),
  so("CVE-2025-0426", "kubelet", "1.29.13")(
    "not-affected",
    node("linux"),
    kubelet({ readOnlyPort: 10_255 }),
  ),
  so("CVE-2025-0426", "kubelet", "1.29.13")(
    "unknown",
    node("linux"),
    kubelet({ readOnlyPort: 10_255, featureGates: { ContainerCheckpoint: true } }),
  ),
  so("CVE-2024-10220", "kubelet", "1.30.2")("affected", SERVER, GIT_REPO),
  so("CVE-2024-10220", "kubelet", "1.30.2")("affected", SERVER, ...JANE.pods),
  so("CVE-2024-10220", "kubelet", "1.30.2")("mitigated", SERVER),
  so("CVE-2024-10220", "kubelet", "1.30.2")("mitigated", SERVER, ...JANE.pods, RESTRICTED),
  so("CVE-2025-1767", "kubelet", "1.32.9")("unfixed", SERVER, GIT_REPO),
  so("CVE-2025-1767", "kubelet", "1.33.0")("mitigated", SERVER, GIT_REPO),
  so("CVE-2025-1767", "kubelet", "1.33.0")("mitigated", SERVER, GIT_REPO, kubelet({})),
  so("CVE-2025-1767", "kubelet", "1.33.0")(
    "unfixed",
    SERVER,
    GIT_REPO,
    kubelet({ featureGates: { GitRepoVolumeDriver: true } }),
  ),
];
