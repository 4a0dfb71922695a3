import { namespaceOf } from "../kubernetes/object.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { attachmentOf, isGranted } from "./gateway-attachment.ts";
import type { IngressTarget } from "./ingress-backends.ts";
import type { EndpointDirectory } from "./model.ts";
import { gatewayRoutesOf, type RoutedService, routedServicesOf } from "./routed-services.ts";
import { backendsOf, serviceNamed } from "./services.ts";

interface Cluster {
  readonly snapshot: Snapshot;
  readonly directory: EndpointDirectory;
}

/** What a route of the Gateway API sends to, and through which Gateways. */
export interface GatewayTarget extends IngressTarget {
  readonly gateways: readonly SnapshotObject[];
  /** Whether it names a Gateway that the input does not hold. */
  readonly elsewhere: boolean;
}

/**
 * What the routes of the Gateway API send to, where a Gateway takes them; a Service of another namespace needs a
 * ReferenceGrant there. Routes for a mesh have no Gateway and are left out.
 */
export function gatewayTargetsOf(cluster: Cluster): readonly GatewayTarget[] {
  const { snapshot } = cluster;
  return gatewayRoutesOf(snapshot).flatMap((from): readonly GatewayTarget[] => {
    const attachment = attachmentOf(from, snapshot);
    if ("refused" in attachment) {
      const { refused } = attachment;
      if (refused === undefined) return [];
      return [
        { from, path: [], backends: [], problems: [refused], gateways: [], elsewhere: false },
      ];
    }
    return routedServicesOf(from.object).map((routed) => ({
      ...targetOf(from, routed, cluster),
      ...attachment,
    }));
  });
}

function targetOf(from: SnapshotObject, routed: RoutedService, cluster: Cluster): IngressTarget {
  const { path, kind, group, name, port, protocol } = routed;
  const own = namespaceOf(from.reference);
  const namespace = routed.namespace ?? own;
  const route = `${from.reference.kind} ${own}/${from.reference.name}`;
  const title = `The Service ${namespace}/${name} of ${route}`;
  const none = (problem: string): IngressTarget => ({
    from,
    path,
    backends: [],
    problems: [problem],
  });
  if (kind !== "Service" || group !== "")
    return none(`${route} sends to a ${kind}, which is not followed.`);
  const service = serviceNamed(cluster.snapshot, namespace, name);
  if (!service) return none(`${title} is not in the input.`);
  if (namespace !== own && !isGranted(from, { namespace, name }, cluster.snapshot))
    return none(`${title} is of another namespace, and no ReferenceGrant there lets it.`);
  const found = backendsOf(
    service,
    { port: typeof port === "number" ? port : 0, protocol },
    cluster,
  );
  return "problem" in found
    ? { from, path, service, backends: [], problems: [found.problem] }
    : { from, path, service, backends: found.backends, problems: [] };
}
