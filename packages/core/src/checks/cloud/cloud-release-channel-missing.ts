import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { clusterApi, gkeCluster, plan } from "../writing/cloud-examples.ts";

/** No release channel. */
export const cloudReleaseChannelMissing: ObjectCheck = {
  on: "object",
  id: "cloud-release-channel-missing",
  title: "No release channel",
  topic: "cloud",
  severity: "low",
  description:
    "A cluster of GKE outside the release channels is upgraded late and by hand: versions with known holes stay longer.",
  remediation:
    "Set `releaseChannel.channel` to `REGULAR` or `STABLE` (`release_channel.channel` in Terraform).",
  references: [],

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "releaseChannel",
    fault: (isSet) => (isSet === false ? "is in no release channel" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "no channel",
        objects: [],
        documents: [gkeCluster({ releaseChannel: {} })],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop releaseChannel.channel: is in no release channel: the cluster is in no channel where none is named",
        ],
      },
      {
        title: "an unspecified one in a plan",
        objects: [],
        documents: [
          plan("google_container_cluster", {
            name: "shop",
            release_channel: [{ channel: "UNSPECIFIED" }],
          }),
        ],
        violations: [
          "CloudCluster/gke/shop google_container_cluster.shop.release_channel[0].channel: is in no release channel",
        ],
      },
    ],
    compliant: [
      {
        title: "a channel",
        objects: [],
        documents: [gkeCluster({ releaseChannel: { channel: "REGULAR" } })],
      },
      {
        title: "a plan that leaves it to GKE",
        objects: [],
        documents: [plan("google_container_cluster", { name: "shop" })],
      },
      {
        title: "an object of Cluster API",
        objects: [
          clusterApi("GCPManagedControlPlane", { clusterName: "shop", releaseChannel: "regular" }),
        ],
      },
    ],
  },
};
