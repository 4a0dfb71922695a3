import { textAt } from "../../kubernetes/json-fields.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { NetworkEndpoint } from "../endpoint.ts";
import type { NetworkAnalysis } from "../model.ts";

/** Programs that serve Ingresses, Routes and Gateways: what classes call them, and their images. */
const CONTROLLERS: readonly (readonly [className: RegExp, image: RegExp])[] = [
  [
    /nginx/i,
    /\/(?:ingress-nginx\/controller|nginx-ingress(?:-controller)?|kic|nginx-gateway-fabric[\w-]*)(?:-chroot)?[:@]/,
  ],
  [/traefik/i, /(?:^|\/)traefik[:@]/],
  [/haproxy/i, /\/(?:haproxy-ingress|kubernetes-ingress)[:@]/],
  [/kong/i, /(?:^|\/)kong[:@]/],
  [/contour|envoy|^eg$/i, /\/envoy(?:-distroless)?[:@]/],
  [/istio/i, /\/proxyv2[:@]/],
  [/openshift/i, /\/(?:haproxy-router|openshift-router)[:@]/],
];

/** The pods of the input that serve an Ingress or route; none where the input does not show them. */
export function controllersFor(
  { object }: SnapshotObject,
  { snapshot, endpoints }: NetworkAnalysis,
): readonly NetworkEndpoint[] {
  const className = textAt(object, "spec", "ingressClassName");
  const named = CONTROLLERS.filter(([name]) => className !== "" && name.test(className));
  const wanted = (named.length > 0 ? named : CONTROLLERS).map(([, image]) => image);
  const references = new Set(
    snapshot.objects
      .filter(({ podTemplates }) =>
        podTemplates.some(({ spec }) =>
          (spec.containers ?? []).some(({ image = "" }) =>
            wanted.some((pattern) => pattern.test(`${image}:`)),
          ),
        ),
      )
      .map(({ reference }) => reference),
  );
  return endpoints.filter((endpoint) => references.has(endpoint.object));
}
