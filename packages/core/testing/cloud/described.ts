import type { clusterApi } from "../../src/checks/writing/cloud-examples.ts";
import type { JsonObject, JsonValue } from "../../src/kubernetes/json.ts";

/** What a check says of a description. */
type Verdict = "fail" | "pass" | "unknown";

/** One thing as Terraform has it; `refers` are arguments that name another resource of the plan by its address. */
export interface Resource {
  readonly type: string;
  readonly name?: string;
  readonly values: JsonObject;
  readonly refers?: Readonly<Record<string, string>>;
}

/** What describes one situation. */
export type Described =
  | { readonly answers: Readonly<Record<string, JsonValue>>; readonly objects?: Objects }
  | { readonly resources: readonly Resource[] };
type Objects = readonly ReturnType<typeof clusterApi>[];

/** What is described wrongly, rightly, and without the field that says it. */
export interface Row {
  readonly by: string;
  readonly describe: (said: "absent" | "fail" | "pass") => Described;
  readonly verdicts: { readonly fail: Verdict; readonly pass: Verdict; readonly absent: Verdict };
}

export const JUDGED = { fail: "fail", pass: "pass" } as const;

/** A cluster of each provider, as its answers call it. */
export const GKE =
  "https://container.googleapis.com/v1/projects/shop/locations/europe-west1/clusters/shop";
export const AKS = { name: "shop", type: "Microsoft.ContainerService/ManagedClusters" };
export const GKE_POOL = { selfLink: `${GKE}/nodePools/w`, version: "1.33.2" };

/** A rule of a security group of AWS for a port: from somewhere, or from the group itself. */
export function groupOf(said: string, port: number, range: string): JsonObject {
  const own = [{ IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: "sg-1" }] }];
  const rule = { IpProtocol: "tcp", FromPort: port, ToPort: port, IpRanges: [{ CidrIp: range }] };
  return {
    GroupId: "sg-1",
    ...(said !== "absent" && { IpPermissions: said === "open" ? [...own, rule] : own }),
  };
}

export function ingressOf(said: string, port: number, range: string): JsonObject {
  const own = { protocol: "-1", from_port: 0, to_port: 0, self: true, cidr_blocks: [] };
  const rule = { protocol: "tcp", from_port: port, to_port: port, cidr_blocks: [range] };
  return { ingress: said === "open" ? [own, rule] : [own] };
}
