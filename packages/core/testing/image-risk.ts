import type {
  Factor,
  KnownImage,
  KnownVulnerability,
  RunningImage,
} from "../src/image-risk/model.ts";

/** A vulnerability of rating high with a fix, but for what a test says. */
export function vulnerability(
  id: string,
  rest: Partial<KnownVulnerability> = {},
): KnownVulnerability {
  return {
    ...{ id, package: "openssl", installed: "1.0", fixed: "1.1", severity: "high" },
    ...{ exploitedSince: "", published: "", ofSystem: true },
    ...rest,
  };
}

/** An image of which all was read. */
export function knownImage(name: string, rest: Partial<KnownImage> = {}): KnownImage {
  return {
    ...{ reference: name, name, digests: [], base: { name: "", digest: "" }, created: "" },
    ...{ layers: [], vulnerabilities: [], gaps: [] },
    ...rest,
  };
}

const factor = (value: number): Factor => ({ value, because: "", evidence: [] });

/** An image that one container runs. */
export function runningImage(
  reference: string,
  { exposure = 1, blastRadius = 1, digest = "", owner = "" } = {},
): RunningImage {
  const object = { apiVersion: "apps/v1", kind: "Deployment", namespace: "shop", name: "web" };
  return {
    ...{ reference, digest, otherDigests: [] },
    places: [
      {
        ...{ workload: "deployment/shop/web", namespace: "shop", container: "main", owner },
        ...{ role: "container", evidence: { object, path: ["spec"], message: "" } },
        ...{ exposure: factor(exposure), blastRadius: factor(blastRadius) },
      },
    ],
  };
}
