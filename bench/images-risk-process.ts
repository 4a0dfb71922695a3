// Prints how long it takes to join and rank the images of a cluster, and how much memory; `bench/images-risk.ts` runs it.
import { createCluster } from "../packages/core/src/cluster/cluster.ts";
import { imageRiskOf } from "../packages/core/src/image-risk/index.ts";
import { tenantsOf } from "../packages/core/src/tenancy/index.ts";
import { RISK_CLUSTER, riskCluster, riskImages } from "./images-risk-cluster.ts";

const snapshot = riskCluster();
const known = riskImages();
const before = process.cpuUsage();
const tenants = tenantsOf(snapshot, { label: "tenant" });
const { images, plan } = imageRiskOf(createCluster(snapshot), known, {
  today: "2026-07-01",
  tenants,
  objectives: { critical: 7 },
});
const { user, system } = process.cpuUsage(before);
const megabytes = process.resourceUsage().maxRSS / 1024;
const ranked = images.filter(({ score }) => score !== undefined).length;
const total = images.reduce((sum, { vulnerabilities }) => sum + vulnerabilities.length, 0);
console.log(
  JSON.stringify({
    ...{ ranked, steps: plan.length, first: images[0]?.score ?? 0, findings: total },
    ...{ pods: RISK_CLUSTER.pods, seconds: (user + system) / 1e6, megabytes },
  }),
);
