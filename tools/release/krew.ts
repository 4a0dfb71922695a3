import { stringify } from "yaml";
import type { ProjectManifest } from "../packaging/manifest.ts";

/** An archive with the command and Node.js for one platform. */
export interface Archive {
  /** As Go names it: `linux`, `darwin`. */
  readonly os: string;
  readonly arch: string;
  readonly file: string;
  readonly sha256: string;
}

/** Where the files of a release can be downloaded. */
export function downloadsOf(repository: string, version: string): string {
  return `${repository}/releases/download/v${version}`;
}

/** The manifest by which krew installs `kubectl watertight` (https://krew.sigs.k8s.io/docs/developer-guide/plugin-manifest/). */
export function krewManifest(
  { version }: ProjectManifest,
  { archives, repository }: { readonly archives: readonly Archive[]; readonly repository: string },
): string {
  return stringify(
    {
      apiVersion: "krew.googlecontainertools.github.com/v1alpha2",
      kind: "Plugin",
      metadata: { name: "watertight" },
      spec: {
        version: `v${version}`,
        homepage: repository,
        shortDescription: "Find what is wrong in manifests and RBAC",
        description:
          "Scans Kubernetes manifests, or what kubectl prints, and says what is wrong, on which line, and what to change; answers who may do what, who reaches whom, and by which steps somebody becomes cluster-admin. It opens no connection of its own.\n",
        caveats:
          "It reads files and standard input, not the cluster:\n  kubectl get all -A -o yaml | kubectl watertight scan -\nCharts and overlays need helm, and kustomize or kubectl, on the PATH.\n",
        platforms: archives.map(({ os, arch, file, sha256 }) => ({
          selector: { matchLabels: { os, arch } },
          uri: `${downloadsOf(repository, version)}/${file}`,
          sha256,
          bin: "kubectl-watertight",
        })),
      },
    },
    { lineWidth: 0 },
  );
}
