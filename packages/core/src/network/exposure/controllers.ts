import type { Container, PodSpec } from "../../kubernetes/api/types.ts";
import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import { type KubernetesObject, namespaceOf } from "../../kubernetes/object.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { NetworkEndpoint } from "../endpoint.ts";
import type { NetworkAnalysis } from "../model.ts";
import { podsSelectedBy, serviceNamed } from "../services.ts";

/** Programs that serve Ingresses, Routes and Gateways: what classes call them, and their images; none for those that are no pods. */
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
  [/cilium/i, /^$/],
];

/** What tells which controller serves an Ingress: its class, and the controller of that class where it is known. */
export interface WantedClass {
  readonly name: string;
  readonly controller: string;
}

/** The pods of the input that serve a class; none where the input does not show them. */
export function controllersForClass(
  wanted: WantedClass,
  analysis: NetworkAnalysis,
): readonly NetworkEndpoint[] {
  const { name, controller } = wanted;
  const named = CONTROLLERS.filter(([pattern]) => pattern.test(name) || pattern.test(controller));
  const images = (named.length > 0 ? named : CONTROLLERS).map(([, image]) => image);
  return analysis
    .once(controllersIn)
    .filter(({ specs }) =>
      specs.some((spec) => runsOneOf(images, spec) && servesClass(wanted, statedClasses(spec))),
    )
    .flatMap(({ endpoints }) => endpoints);
}

/** What runs one of the programs; few of an input's objects do, and each Ingress asks. */
function controllersIn({ snapshot, endpoints }: NetworkAnalysis): readonly {
  readonly specs: readonly PodSpec[];
  readonly endpoints: readonly NetworkEndpoint[];
}[] {
  const byObject = groupedBy(endpoints, ({ object }) => object);
  return snapshot.viewed(controllerView).flatMap(({ reference, podTemplates }) => {
    const specs = podTemplates.map(({ spec }) => spec).filter(runsAny);
    return specs.length > 0 ? [{ specs, endpoints: byObject.get(reference) ?? [] }] : [];
  });
}

/** All of what runs a controller, and nothing of what does not. */
function controllerView({ object, podTemplates }: SnapshotObject): KubernetesObject | undefined {
  return podTemplates.some(({ spec }) => runsAny(spec)) ? object : undefined;
}

function runsAny(spec: PodSpec): boolean {
  return runsOneOf(IMAGES, spec);
}

const IMAGES = CONTROLLERS.map(([, image]) => image);

/** The pods of the input that serve a Gateway: those made for it, those of the Service it names, else those of its class. */
export function controllersForGateway(
  gateway: SnapshotObject,
  className: string,
  analysis: NetworkAnalysis,
): readonly NetworkEndpoint[] {
  const { directory, snapshot } = analysis;
  const namespace = namespaceOf(gateway.reference);
  const made = directory.labelled(namespace, GATEWAY_NAME, gateway.reference.name);
  if (made.length > 0)
    return made.filter(({ labels }) => labels[GATEWAY_NAME] === gateway.reference.name);
  const behind = listAt(gateway.object, "spec", "addresses").flatMap((each) => {
    const [name = "", place = namespace] = textAt(each, "value").split(".");
    const service = serviceNamed(snapshot, place, name);
    return service ? podsSelectedBy(service, directory) : [];
  });
  return behind.length > 0
    ? behind
    : controllersForClass({ name: className, controller: "" }, analysis);
}

// GEP-1762: what is made for a Gateway has the label.
const GATEWAY_NAME = "gateway.networking.k8s.io/gateway-name";

function runsOneOf(images: readonly RegExp[], { containers = [] }: PodSpec): boolean {
  return containers.some(
    ({ name, image = "" }) =>
      images.some((pattern) => pattern.test(`${image}:`)) &&
      // A sidecar of a mesh serves its pod, not Ingresses.
      !(name === "istio-proxy" && containers.length > 1),
  );
}

interface StatedClasses {
  readonly classes: readonly string[];
  readonly controllers: readonly string[];
}

function servesClass({ name, controller }: WantedClass, stated: StatedClasses): boolean {
  const saysNothing = stated.classes.length + stated.controllers.length === 0;
  return (
    saysNothing ||
    name === "" ||
    stated.classes.includes(name) ||
    (controller !== "" && stated.controllers.includes(controller))
  );
}

/** The classes that a controller says it serves, by the flags and variables of its program. */
function statedClasses({ containers = [] }: PodSpec): StatedClasses {
  const classes: string[] = [];
  const controllers: string[] = [];
  for (const container of containers)
    for (const [flag, value] of settingsOf(container)) {
      if (CLASS_FLAG.test(flag)) classes.push(...value.split(","));
      if (flag === "--controller-class") controllers.push(value);
    }
  return { classes, controllers };
}

const CLASS_FLAG = /^(?:--?(?:[\w.]+\.)?ingress[-.]?class(?:-name)?|CONTROLLER_INGRESS_CLASS)$/i;

function* settingsOf({
  command = [],
  args = [],
  env = [],
}: Container): Generator<readonly [flag: string, value: string]> {
  const words = [...command, ...args];
  for (const [index, word] of words.entries()) {
    const at = word.indexOf("=");
    yield at < 0 ? [word, words[index + 1] ?? ""] : [word.slice(0, at), word.slice(at + 1)];
  }
  for (const { name, value = "" } of env) yield [name, value];
}
