import { textAt } from "../../kubernetes/json-fields.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import { ingressesOf } from "../routed-services.ts";
import { ingressClassOf } from "./ingress-class.ts";
import type { CloudIngresses, IngressWithClass } from "./ingress-model.ts";
import { annotated, type RouterReach, told } from "./router-reach.ts";

const PREFIX = "alb.ingress.kubernetes.io";
const SCHEME = `${PREFIX}/scheme`;
const FRONTEND = `${PREFIX}/enable-frontend-nlb`;
const FRONTEND_SCHEME = `${PREFIX}/frontend-nlb-scheme`;
const GROUP = `${PREFIX}/group.name`;

/** Application Load Balancers of AWS: internal unless something says otherwise. */
export const amazonLoadBalancer: CloudIngresses = {
  classes: /^alb$/,
  controllers: /^(?:ingress\.k8s\.aws|eks\.amazonaws\.com)\/alb$/,
  annotations: /^alb\.ingress\.kubernetes\.io\/(?:scheme|target-type|group\.name)$/,
  // A group of Ingresses has one load balancer, and its members may not differ: what one says holds for all.
  declaredOf: (asked) => {
    const said = [asked, ...groupMembers(asked)].flatMap((each) => schemeOf(each) ?? []);
    return said.find(({ scope }) => scope === "internet") ?? said[0];
  },
  otherwise: "private",
  sendsToPods: ({ ingressClass: { parameters }, annotations }) =>
    ((parameters && textAt(parameters.object, "spec", "targetType")) ||
      annotations[`${PREFIX}/target-type`]) === "ip",
  source:
    "kubernetes-sigs/aws-load-balancer-controller pkg/ingress/model_build_load_balancer.go, docs/guide/ingress/annotations.md",
};

// The parameters of the class are stronger than the annotation; a Network Load Balancer in front has a scheme of its own.
function schemeOf({
  ingress,
  ingressClass: { parameters },
  annotations,
}: IngressWithClass): RouterReach | undefined {
  if (annotations[FRONTEND] === "true" && annotations[FRONTEND_SCHEME] === "internet-facing")
    return annotated("internet", ingress, FRONTEND_SCHEME);
  const byClass = parameters ? textAt(parameters.object, "spec", "scheme") : "";
  if (parameters && byClass !== "") {
    const message = `it makes the load balancer ${byClass}`;
    return told(scopeOf(byClass), parameters, ["spec", "scheme"], message);
  }
  const scheme = annotations[SCHEME];
  return scheme === undefined ? undefined : annotated(scopeOf(scheme), ingress, SCHEME);
}

function scopeOf(scheme: string): RouterReach["scope"] {
  return scheme === "internet-facing" ? "internet" : "private";
}

// The others of its group and itself; nothing where it is alone.
function groupMembers(asked: IngressWithClass): readonly IngressWithClass[] {
  const group = groupOf(asked);
  return group === "" ? [] : (asked.snapshot.once(ingressesByGroup).get(group) ?? []);
}

function ingressesByGroup(snapshot: Snapshot): ReadonlyMap<string, readonly IngressWithClass[]> {
  const all = ingressesOf(snapshot).map(
    (ingress): IngressWithClass => ({
      ingress,
      ingressClass: ingressClassOf(ingress, snapshot),
      annotations: stringMapOf(ingress.object, "annotations"),
      snapshot,
    }),
  );
  return groupedBy(all, groupOf);
}

function groupOf({ ingressClass: { parameters }, annotations }: IngressWithClass): string {
  const byClass = parameters ? textAt(parameters.object, "spec", "group", "name") : "";
  return byClass === "" ? (annotations[GROUP] ?? "") : byClass;
}
