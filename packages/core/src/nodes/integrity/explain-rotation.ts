import type { Account, ChangeInContext } from "./account.ts";
import type { FileChange } from "./model.ts";
import type { KubeletCertificate } from "./surroundings.ts";

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
export function explainByRotation(asked: ChangeInContext): Account | undefined {
  const { change, before, around } = asked;
  const file = rotatedFile(change);
  if (file === undefined) return undefined;
  const certificate = DATED.test(file) ? around.certificateOf(file) : undefined;
  if (certificate === undefined) return { remark: "It holds no certificate of a kubelet." };
  const remark = faultOf(certificate, asked);
  if (remark !== undefined) return { remark };
  return {
    explanation: {
      by: "kubelet-rotation",
      because: `The kubelet rotated its certificate: the cluster's authority signed it for ${userOf(before.node)}.`,
    },
  };
}

/** The file with the certificate that a change brings; undefined where it is no rotation. */
function rotatedFile({ path, after, differences }: FileChange): string | undefined {
  const kind = `${after?.type ?? ""} ${differences.join()}`;
  if (CURRENT.test(path) && kind === "link target") return targetOf(after?.target ?? "");
  return DATED.test(path) && kind === "file added" ? path : undefined;
}

function faultOf(
  { commonName, organization, isSignedByCluster, notBefore }: KubeletCertificate,
  { change: { after }, before, since }: ChangeInContext,
): string | undefined {
  const wanted = userOf(before.node);
  if (commonName !== wanted || organization !== "system:nodes") {
    return `Its certificate is of ${commonName}, not of ${wanted}.`;
  }
  if (isSignedByCluster === undefined) {
    return "The cluster's authority is not on the node: nobody can say who signed its certificate.";
  }
  if (!isSignedByCluster) return "Its certificate is not signed by the cluster's authority.";
  if (after?.type === "file" && (after.mode !== ROTATED_MODE || after.uid !== 0)) {
    return "Another than root may read it.";
  }
  return notBefore + BACKDATED < since ? "Its certificate is older than the baseline." : undefined;
}

function userOf(node: string): string {
  return `system:node:${node}`;
}

/** The signer dates certificates back by five minutes (`pkg/controller/certificates/signer`). */
const BACKDATED = 300_000;

function targetOf(target: string): string {
  return target.startsWith("/") ? target : `/var/lib/kubelet/pki/${target}`;
}
