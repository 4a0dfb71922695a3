import type { Account, ChangeInContext } from "./account.ts";

/** Where the kubelet keeps its certificates: a link to the current one of several that have their time in the name. */
const CURRENT = /^\/var\/lib\/kubelet\/pki\/kubelet-(client|server)-current\.pem$/;
const DATED =
  /^\/var\/lib\/kubelet\/pki\/kubelet-(client|server)-\d{4}-\d{2}-\d{2}-\d{2}-\d{2}-\d{2}\.pem$/;

/** Owner of a rotated certificate is root, who alone may read it (`pkg/util/filesystem`, `client-go/util/certificate/certificate_store.go`). */
const ROTATED_MODE = 0o600;

/**
 * The kubelet's rotation of its certificates: a new file, or the link to it, that holds a certificate of this node which the
 * cluster's own authority signed, younger than the baseline.
 */
export function explainByRotation({
  change,
  before,
  around,
}: ChangeInContext): Account | undefined {
  const { path, after: now, differences } = change;
  if (!(CURRENT.test(path) || DATED.test(path))) return undefined;
  if (now === undefined) return removedOld(path);
  const isLink = CURRENT.test(path) && now.type === "link" && differences.join() === "target";
  const isNew = DATED.test(path) && now.type === "file" && differences.join() === "added";
  if (!isLink && !isNew) return undefined;
  const file = isLink ? targetOf(now.target ?? "") : path;
  const certificate = DATED.test(file) ? around.certificateOf(file) : undefined;
  if (certificate === undefined) return { remark: "It holds no certificate of a kubelet." };
  const wanted = `system:node:${before.node}`;
  if (certificate.commonName !== wanted || certificate.organization !== "system:nodes") {
    return { remark: `Its certificate is of ${certificate.commonName}, not of ${wanted}.` };
  }
  if (certificate.isSignedByCluster !== true) {
    return {
      remark:
        certificate.isSignedByCluster === false
          ? "Its certificate is not signed by the cluster's authority."
          : "The cluster's authority is not on the node: nobody can say who signed its certificate.",
    };
  }
  if (isNew && (now.mode !== ROTATED_MODE || now.uid !== 0)) {
    return { remark: "Another than root may read it." };
  }
  if (Date.parse(certificate.notBefore) + BACKDATED < Date.parse(before.time)) {
    return { remark: "Its certificate is older than the baseline." };
  }
  return {
    explanation: {
      by: "kubelet-rotation",
      because: `The kubelet rotated its certificate: the cluster's authority signed it for ${wanted}.`,
    },
  };
}

/** The signer dates certificates back by five minutes (`pkg/controller/certificates/signer`). */
const BACKDATED = 300_000;

function removedOld(path: string): Account | undefined {
  return DATED.test(path) ? { remark: "The kubelet keeps its former certificates." } : undefined;
}

function targetOf(target: string): string {
  return target.startsWith("/") ? target : `/var/lib/kubelet/pki/${target}`;
}
