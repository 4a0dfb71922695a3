import { expect, it } from "vitest";
import { exampleSnapshot } from "../../testing/checks.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import { factOf, factPath } from "../snapshot/facts.ts";
import { fieldText } from "../snapshot/snapshot.ts";

function objectsOf(...answers: JsonValue[]): ReturnType<typeof exampleSnapshot>["objects"] {
  const documents = answers.map((json, index) => ({ file: `${index}.json`, json }));
  return exampleSnapshot({ objects: [], documents }).objects;
}

function namesOf(...answers: JsonValue[]): readonly string[] {
  return objectsOf(...answers).map(({ reference }) => `${reference.kind} ${reference.name}`);
}

/** `VALUE at FIELD of FILE` of a fact of the first object of a kind. */
function factIn(kind: string, name: string, ...answers: JsonValue[]): string {
  const entry = objectsOf(...answers).find(({ reference }) => reference.kind === kind);
  const fact = entry && factOf(entry.object, name);
  const value =
    fact && "unknown" in fact ? `unknown: ${fact.unknown}` : JSON.stringify(fact?.value);
  const path = factPath(name);
  return `${value} at ${fieldText(entry, path)} of ${entry?.locate(path).file}`;
}

const cluster = (region: string, more: object = {}): JsonValue => ({
  cluster: {
    name: "shop",
    arn: `arn:aws:eks:${region}:111122223333:cluster/shop`,
    resourcesVpcConfig: {},
    accessConfig: { authenticationMode: "API" },
    ...more,
  },
});

it("keeps clusters of one name apart by where they are", () => {
  expect(
    namesOf(
      cluster("eu-west-1"),
      cluster("us-east-1"),
      {
        type: "Microsoft.ContainerService/ManagedClusters",
        name: "shop",
        id: "/subscriptions/s/resourcegroups/g/providers/Microsoft.ContainerService/managedClusters/shop",
        disableLocalAccounts: true,
      },
      {
        selfLink: "https://container.googleapis.com/v1/projects/p/zones/z/clusters/shop",
        currentMasterVersion: "1.33.2",
        nodePools: [{ name: "workers" }],
      },
    ),
  ).toEqual([
    "CloudCluster eks/111122223333/eu-west-1/shop",
    "CloudCluster eks/111122223333/us-east-1/shop",
    "CloudCluster aks/s/g/shop",
    "CloudCluster gke/p/z/shop",
    "CloudNodePool gke/p/z/shop/workers",
  ]);
});

it("gives a node group to the cluster of its region and account, and to none of two where it does not say", () => {
  const pool = (arn: object): JsonValue => ({
    nodegroup: { nodegroupName: "w", clusterName: "shop", ...arn },
  });
  const both = [cluster("eu-west-1"), cluster("us-east-1")];
  const nodegroupArn = "arn:aws:eks:us-east-1:111122223333:nodegroup/shop/w/0";
  expect(namesOf(...both, pool({ nodegroupArn })).at(-1)).toBe(
    "CloudNodePool eks/111122223333/us-east-1/shop/w",
  );
  expect(namesOf(...both, pool({})).at(-1)).toBe("CloudNodePool eks/shop/w");
  expect(namesOf(cluster("eu-west-1"), pool({})).at(-1)).toBe(
    "CloudNodePool eks/111122223333/eu-west-1/shop/w",
  );
});

it("takes the version of a launch template that the node group names, by its number or as the default", () => {
  const versions: JsonValue = {
    LaunchTemplateVersions: [
      { number: 1, tokens: "optional", isDefault: true },
      { number: 2, tokens: "required", isDefault: false },
    ].map(({ number, tokens, isDefault }) => ({
      LaunchTemplateId: "lt-1",
      VersionNumber: number,
      DefaultVersion: isDefault,
      LaunchTemplateData: { MetadataOptions: { HttpTokens: tokens } },
    })),
  };
  const pool = (version: string): JsonValue => ({
    nodegroup: { nodegroupName: "w", clusterName: "shop", launchTemplate: { id: "lt-1", version } },
  });
  const field = (index: number): string =>
    `at LaunchTemplateVersions[${index}].LaunchTemplateData.MetadataOptions.HttpTokens of 1.json`;
  expect(
    ["2", "$Default", "7"].map((version) =>
      factIn("CloudNodePool", "imdsTokens", pool(version), versions),
    ),
  ).toEqual([
    `"required" ${field(1)}`,
    `"optional" ${field(0)}`,
    "unknown: the launch template is not in the input at nodegroup of 0.json",
  ]);
});

it("says where logs go", () => {
  const logging = { clusterLogging: [{ types: ["audit"], enabled: true }] };
  expect(factIn("CloudCluster", "logsTo", cluster("eu-west-1", { logging }))).toBe(
    '"CloudWatch log group /aws/eks/shop/cluster" at cluster.logging.clusterLogging of 0.json',
  );
  const id =
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/a";
  const setting = {
    type: "Microsoft.Insights/diagnosticSettings",
    id: `${id}/providers/microsoft.insights/diagnosticSettings/d`,
    workspaceId: "/subscriptions/s/workspaces/w",
    logs: [{ category: "kube-audit-admin", enabled: true }],
  };
  expect(
    factIn("CloudCluster", "logsTo", { type: "Microsoft.ContainerService/ManagedClusters", id }, [
      setting,
    ]),
  ).toBe('"/subscriptions/s/workspaces/w" at [0].workspaceId of 1.json');
});

it("names the creator by CloudTrail, and takes who was denied for no administrator", () => {
  const event = (access: object): JsonValue => ({
    Events: [
      {
        EventName: "CreateCluster",
        CloudTrailEvent: JSON.stringify({
          eventName: "CreateCluster",
          eventSource: "eks.amazonaws.com",
          userIdentity: { arn: "arn:aws:iam::111122223333:user/ann" },
          requestParameters: { name: "shop", accessConfig: access },
        }),
      },
    ],
  });
  const granted = event({ authenticationMode: "API" });
  expect(factIn("CloudCluster", "creatorAdmin", cluster("eu-west-1"), granted)).toBe(
    "true at Events[0] of 1.json",
  );
  expect(factIn("CloudAdmin", "principal", cluster("eu-west-1"), granted)).toBe(
    '"arn:aws:iam::111122223333:user/ann" at Events[0] of 1.json',
  );
  const denied = event({
    authenticationMode: "API",
    bootstrapClusterCreatorAdminPermissions: false,
  });
  expect(factIn("CloudCluster", "creatorAdmin", cluster("eu-west-1"), denied)).toBe(
    "false at Events[0] of 1.json",
  );
  expect(namesOf(cluster("eu-west-1"), denied)).toEqual([
    "CloudCluster eks/111122223333/eu-west-1/shop",
  ]);
});
