import { clusterApi } from "../../src/checks/writing/cloud-examples.ts";
import type { JsonValue } from "../../src/kubernetes/json.ts";
import { GKE_POOL, JUDGED, type Row } from "./described.ts";

const policiesOf = (said: string): Readonly<Record<string, JsonValue>> =>
  said === "absent"
    ? {}
    : {
        "policies-of-node.json": {
          AttachedPolicies: [
            {
              PolicyArn: `arn:aws:iam::aws:policy/${said === "pass" ? "AmazonSSMManagedInstanceCore" : "AmazonEKSWorkerNodePolicy"}`,
            },
          ],
        },
      };
const projectOf = (said: string): Readonly<Record<string, JsonValue>> =>
  said === "absent"
    ? {}
    : {
        "project.json": {
          ...{ kind: "compute#project", name: "shop" },
          commonInstanceMetadata: {
            items: said === "pass" ? [{ key: "enable-oslogin", value: "TRUE" }] : [],
          },
        },
      };

export const SESSION: readonly Row[] = [
  {
    by: "aws eks describe-nodegroup and iam list-attached-role-policies",
    describe: (said) => ({
      answers: {
        "nodegroup.json": {
          nodegroup: {
            nodegroupName: "w",
            clusterName: "shop",
            nodeRole: "arn:aws:iam::111122223333:role/node",
          },
        },
        ...policiesOf(said),
      },
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "aws ssm describe-instance-information",
    describe: (said) => ({
      answers: {
        "instances.json": {
          Reservations: [
            {
              Instances: [
                { InstanceId: "i-1", Tags: [{ Key: "eks:cluster-name", Value: "shop" }] },
              ],
            },
          ],
        },
        ...(said !== "absent" && {
          "ssm.json": {
            InstanceInformationList: [
              { InstanceId: "i-1", PingStatus: said === "pass" ? "Online" : "ConnectionLost" },
            ],
          },
        }),
      },
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "aws_iam_role_policy_attachment",
    describe: (said) => ({
      resources: [
        {
          type: "aws_eks_node_group",
          values: {
            cluster_name: "shop",
            node_group_name: "w",
            node_role_arn: "arn:aws:iam::1:role/node",
          },
        },
        ...(said === "absent"
          ? []
          : [
              {
                type: "aws_iam_role_policy_attachment",
                values: {
                  role: "node",
                  policy_arn: `arn:aws:iam::aws:policy/${said === "pass" ? "AmazonSSMManagedInstanceCore" : "AmazonEKS_CNI_Policy"}`,
                },
              },
            ]),
      ],
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "AWSManagedMachinePool and iam list-attached-role-policies",
    describe: (said) => ({
      answers: policiesOf(said),
      objects: [clusterApi("AWSManagedMachinePool", { roleName: "node" })],
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "gcloud compute project-info describe",
    describe: (said) => ({ answers: { "pools.json": [GKE_POOL], ...projectOf(said) } }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "the API of Google Cloud",
    describe: (said) => ({
      answers: { "pools.json": { nodePools: [GKE_POOL] }, ...projectOf(said) },
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "google_compute_project_metadata",
    describe: (said) => ({
      resources: [
        { type: "google_container_node_pool", values: { name: "w", cluster: "shop" } },
        ...(said === "absent"
          ? []
          : [
              {
                type: "google_compute_project_metadata",
                values: { metadata: said === "pass" ? { "enable-oslogin": "TRUE" } : {} },
              },
            ]),
      ],
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "google_compute_project_metadata_item",
    describe: (said) => ({
      resources: [
        { type: "google_container_node_pool", values: { name: "w", cluster: "shop" } },
        ...(said === "absent"
          ? []
          : [
              {
                type: "google_compute_project_metadata_item",
                values: { key: "enable-oslogin", value: said === "pass" ? "TRUE" : "FALSE" },
              },
            ]),
      ],
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
  {
    by: "GCPManagedMachinePool and a project",
    describe: (said) => ({
      answers: projectOf(said),
      objects: [clusterApi("GCPManagedMachinePool", {})],
    }),
    verdicts: { ...JUDGED, absent: "unknown" },
  },
];
