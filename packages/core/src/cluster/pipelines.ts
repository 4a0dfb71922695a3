import {
  type DeliveryAccount,
  deliveryAccountsOf,
  everythingGrantsOf,
} from "../access/delivery-accounts.ts";
import type { Grant } from "../access/model.ts";
import { type EffectiveRights, effectiveRights } from "../access/rights/effective-rights.ts";
import { type PolicyRule, ruleAllows } from "../access/rule.ts";
import { type AccessUser, authenticatedUser, serviceAccountUser } from "../access/user.ts";
import { textsAt } from "../kubernetes/json-fields.ts";
import { PIPELINE_FACTS } from "../pipelines/facts-of.ts";
import { showsAll } from "../snapshot/completeness.ts";
import { factOf, factTextOf } from "../snapshot/facts.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import { identityOfRole } from "./cloud-roles.ts";
import { type Cluster, clusterFact } from "./cluster.ts";
import { type PipelineNeeds, pipelineNeeds, requestOf } from "./pipeline-needs.ts";

/** As whom a pipeline acts, with what shows it where that is another object; or a clause on why it is not known. */
export type PipelineIdentity =
  | {
      readonly user: AccessUser;
      /** `serviceaccount/NS/NAME` or `user/NAME`. */
      readonly text: string;
      readonly proof?: Evidence;
    }
  | { readonly unknown: string };

/** A pipeline with what it may do in the cluster. */
export interface ClusterPipeline {
  readonly entry: SnapshotObject;
  readonly tool: string;
  readonly name: string;
  readonly way: string;
  readonly people: string;
  readonly namespaces: readonly string[];
  readonly identity: PipelineIdentity;
  /** All that it may do; undefined where it is not known who it is. */
  readonly rights: EffectiveRights | undefined;
  /** The grants by which it may do everything in the whole cluster. */
  readonly everything: readonly Grant[];
  /** What its manifests need, where the input has them; worked out when it is asked for. */
  readonly needs: PipelineNeeds;
}

/** The pipelines that a cluster's input shows, in the order of the input. */
export const pipelinesIn: (cluster: Cluster) => readonly ClusterPipeline[] = clusterFact(
  (cluster) => {
    const slash = PIPELINE_FACTS.indexOf("/");
    const entries = cluster.snapshot.ofKind(
      PIPELINE_FACTS.slice(0, slash),
      PIPELINE_FACTS.slice(slash + 1),
    );
    return entries.map((entry) => pipelineOf(entry, cluster));
  },
);

/** The pipeline of an object of facts. */
export function pipelineOfEntry(
  entry: SnapshotObject,
  cluster: Cluster,
): ClusterPipeline | undefined {
  return pipelinesIn(cluster).find((each) => each.entry === entry);
}

/** Rules of a namespace, or of the whole cluster for "". */
interface RulesOfNamespace {
  readonly namespace: string;
  readonly rules: readonly PolicyRule[];
}

/** The rules of a pipeline that nothing of what it deploys asks for; none where not all of that is known. */
export function notNeededBy({ rights, needs }: ClusterPipeline): readonly RulesOfNamespace[] {
  if (!rights || needs.unknown !== undefined) return [];
  const requests = needs.needs.flatMap(({ group, resource, namespace, verbs }) =>
    verbs.map((verb) => requestOf(group, resource, namespace, verb)),
  );
  return rights.scopes.flatMap(({ namespace, rules }) => {
    const here = requests.filter((each) => namespace === "" || each.namespace === namespace);
    const unused = rules
      .map(({ rule }) => rule)
      .filter((rule) => !here.some((request) => ruleAllows(rule, request)));
    return unused.length === 0 ? [] : [{ namespace, rules: unused }];
  });
}

function pipelineOf(entry: SnapshotObject, cluster: Cluster): ClusterPipeline {
  const { object } = entry;
  const identity = identityOf(entry, cluster);
  const user = "user" in identity ? identity.user : undefined;
  const tool = factTextOf(object, "tool");
  return {
    entry,
    tool,
    name: factTextOf(object, "pipeline"),
    way: factTextOf(object, "way"),
    people: factTextOf(object, "people"),
    namespaces: textsAt(object, "spec", "namespaces", "value"),
    identity,
    rights: user && effectiveRights(cluster.access, user, showsAll(cluster.snapshot)),
    everything: user ? everythingGrantsOf(cluster.access, user) : [],
    get needs() {
      return pipelineNeeds(entry, cluster, { tool, user });
    },
  };
}

function identityOf(entry: SnapshotObject, cluster: Cluster): PipelineIdentity {
  const { object } = entry;
  const controller = factTextOf(object, "controller");
  if (controller !== "") return controllerIdentity(entry, controller, cluster);
  const account = factOf(object, "account");
  if (account && "unknown" in account) {
    const role = factTextOf(object, "role");
    const found = role === "" ? undefined : identityOfRole(role, cluster.snapshot);
    return found ?? { unknown: account.unknown };
  }
  return identityNamed(factTextOf(object, "account"), textsAt(object, "spec", "groups", "value"));
}

function identityNamed(text: string, groups: readonly string[]): PipelineIdentity {
  const [kind = "", ...rest] = text.split("/");
  if (kind === "serviceaccount") {
    const [namespace = "", ...name] = rest;
    return { text, user: serviceAccountUser(namespace, name.join("/")) };
  }
  if (kind === "user") return { text, user: authenticatedUser(rest.join("/"), groups) };
  return { unknown: "its account is not known" };
}

const deliveries = clusterFact(({ snapshot }) => deliveryAccountsOf(snapshot));

const TITLES: ReadonlyMap<string, string> = new Map([
  ["argo-cd", "Argo CD's application controller"],
  ["flux", "Flux's controller"],
  ["gitlab-agent", "GitLab's agent"],
]);

/** The account of a controller as the objects of the cluster show it. */
function controllerIdentity(
  entry: SnapshotObject,
  controller: string,
  cluster: Cluster,
): PipelineIdentity {
  const candidates = deliveries(cluster).filter(({ product }) => product?.id === controller);
  const wanted = wantedName(entry, controller);
  const named = candidates.filter((each) => wanted !== "" && mentions(each, wanted));
  const [found] = named.length > 0 ? named : candidates;
  const title = `${TITLES.get(controller) ?? controller}${controller === "gitlab-agent" ? ` ${wanted}` : ""}`;
  if (!found) return { unknown: `the input does not show ${title}` };
  if (named.length === 0 && candidates.length > 1 && controller === "gitlab-agent") {
    return { unknown: `the input shows several agents, and none is called ${wanted}` };
  }
  const { namespace, name } = found.account;
  return {
    user: serviceAccountUser(namespace, name),
    text: `serviceaccount/${namespace}/${name}`,
    proof: found.evidence,
  };
}

/** What the names of the controller's objects have in them. */
function wantedName({ object }: SnapshotObject, controller: string): string {
  if (controller === "gitlab-agent") return factTextOf(object, "agent");
  if (controller !== "flux") return "";
  return factTextOf(object, "pipeline").startsWith("HelmRelease ")
    ? "helm-controller"
    : "kustomize-controller";
}

function mentions({ account, evidence }: DeliveryAccount, wanted: string): boolean {
  const { object } = evidence;
  const texts = [account.namespace, account.name, object.namespace, object.name];
  const parts = texts.flatMap((text) => (text === undefined ? [] : [`-${text}-`]));
  return parts.some((text) => text.includes(`-${wanted}-`));
}
