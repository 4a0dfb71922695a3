import type { ConfiguredImageRules } from "@watertight/core/configuration";
import type { TrustDecision } from "@watertight/core/image-trust";
import {
  type FieldPath,
  formatFieldPath,
  type JsonObject,
  type JsonValue,
  type KubernetesObject,
  listAt,
  podTemplatesOf,
  stringifyJson,
  textAt,
  valueAt,
} from "@watertight/core/kubernetes";
import { sanitize } from "@watertight/reports/text";
import type { Gate } from "./gate.ts";
import type { GateRequest } from "./request.ts";
import { isInScope } from "./scope.ts";
import type { Verdicts } from "./verdicts.ts";

/*
 * Images at admission: of a Pod, and of whatever makes Pods, each image that was not there before has to be what `images.trust` says, and
 * Pods run by the digest that was decided about.
 */

/** What was decided about images, by their references. */
export type ImageDecisions = ReadonlyMap<string, TrustDecision>;

/** An image with its field. */
interface Place {
  readonly path: FieldPath;
  readonly image: string;
  /** `container "web"`. */
  readonly of: string;
}

/** Most images that the audit annotation tells of. */
const MOST_NOTED = 50;
const LISTS = ["initContainers", "containers", "ephemeralContainers"];

/** The rule that holds for the images of a request: the last one for its namespace; undefined where nobody looks at them. */
function imageRuleOf(
  { operation, subresource, namespace }: GateRequest,
  gate: Gate,
): ConfiguredImageRules | undefined {
  const isWrite = operation === "CREATE" || operation === "UPDATE";
  if (!isWrite || (subresource !== "" && subresource !== "ephemeralcontainers")) return undefined;
  const { images = [] } = gate.configuration.admission;
  const rule = images.findLast((each) => isInScope(each, namespace));
  return rule?.mode === "off" ? undefined : rule;
}

/** The images that somebody has to decide about before a request is answered, each once; `object` is as it will be judged. */
export function imagesOf(
  request: GateRequest,
  gate: Gate,
  object: KubernetesObject | undefined = request.object,
): readonly string[] {
  if (!object || !imageRuleOf(request, gate)) return [];
  return [...new Set(newPlaces(request, object).map(({ image }) => image))];
}

/** What is said of the images of a request. What nobody decided about is refused. */
export function judgeImages(
  request: GateRequest,
  gate: Gate,
  decisions: ImageDecisions | undefined,
): Verdicts | undefined {
  const rule = imageRuleOf(request, gate);
  const { object } = request;
  if (!rule || !object) return undefined;
  const places = newPlaces(request, object);
  if (places.length === 0) return undefined;
  const mustBePinned = object.kind === "Pod" && rule.pin !== false;
  const faults = places.flatMap((place) => {
    const fault = faultOf(place, decisions?.get(place.image), mustBePinned);
    return fault === undefined ? [] : sanitize(`${place.of} ${fault} (${pathText(place)})`);
  });
  return {
    findings: [],
    reasons: rule.mode === "deny" ? faults : [],
    warnings: rule.mode === "warn" ? faults : [],
    annotations: { images: noted(places, decisions) },
    status: undefined,
  };
}

function faultOf(
  { image }: Place,
  decision: TrustDecision | undefined,
  mustBePinned: boolean,
): string | undefined {
  if (!decision) return `runs ${image}, which nobody decided about`;
  const { admitted, digest, pinned, reasons } = decision;
  if (!admitted) {
    const why = reasons.filter(({ verdict }) => verdict !== "yes");
    const words = why.map(({ policy, reason }) =>
      policy === "" ? reason : `${policy}: ${reason}`,
    );
    return `runs ${image}, which images.trust refuses: ${words.join("; ")}`;
  }
  const isLoose = mustBePinned && digest !== "" && !image.endsWith(`@${digest}`);
  return isLoose ? `runs ${image} by a tag, which may move: verified is ${pinned}` : undefined;
}

/** What was decided, for the audit log. */
function noted(places: readonly Place[], decisions: ImageDecisions | undefined): string {
  const images = [...new Set(places.map(({ image }) => image))];
  const told: readonly JsonValue[] = images.slice(0, MOST_NOTED).map((image) => {
    const decision = decisions?.get(image);
    return {
      image,
      digest: decision?.digest ?? "",
      verdict: decision?.verdict ?? "unknown",
      admitted: decision?.admitted ?? false,
      because: (decision?.reasons ?? []).map(({ policy, rule, reason }) => ({
        ...{ policy, rule, reason },
      })),
    };
  });
  return stringifyJson(told);
}

/** A Pod that runs by the digests that were decided about. */
export function withDigests(
  request: GateRequest,
  gate: Gate,
  {
    object,
    decisions,
  }: { readonly object: JsonObject; readonly decisions: ImageDecisions | undefined },
): JsonObject {
  const rule = imageRuleOf(request, gate);
  if (!rule || rule.pin === false || !decisions || object["kind"] !== "Pod") return object;
  // A door: it has the kind of the request's object, or what policies left of it.
  const places = newPlaces(request, object as KubernetesObject);
  return places.reduce((changed, { path, image }) => {
    const decision = decisions.get(image);
    return decision && decision.digest !== "" && decision.pinned !== image
      ? replacedAt(changed, path, decision.pinned)
      : changed;
  }, object);
}

function replacedAt(value: JsonObject, path: FieldPath, text: string): JsonObject {
  const replaced = (at: JsonValue | undefined, depth: number): JsonValue => {
    const segment = path[depth];
    if (segment === undefined) return text;
    if (typeof segment === "number") {
      const list = Array.isArray(at) ? (at as readonly JsonValue[]) : [];
      return list.map((item, index) => (index === segment ? replaced(item, depth + 1) : item));
    }
    // A door: the path was found in it.
    const mapping = at as JsonObject;
    return { ...mapping, [segment]: replaced(mapping[segment], depth + 1) };
  };
  return replaced(value, 0) as JsonObject;
}

/** Images that the object did not have before: what has run for a while is not refused for another finalizer. */
function newPlaces({ oldObject }: GateRequest, object: KubernetesObject): readonly Place[] {
  const before = new Set(oldObject ? placesOf(oldObject).map(({ image }) => image) : []);
  return placesOf(object).filter(({ image }) => !before.has(image));
}

function placesOf(object: KubernetesObject): readonly Place[] {
  return podTemplatesOf(object).flatMap(({ path }) => {
    const spec = [...path, "spec"];
    const keys = spec.filter((segment) => typeof segment === "string");
    // Only the templates of the API's own kinds, whose paths have no lists in them.
    if (keys.length !== spec.length) return [];
    const containers = LISTS.flatMap((list) =>
      listAt(object, ...keys, list).flatMap((each, index) =>
        placeOf([...spec, list, index, "image"], textAt(each, "image"), {
          of: `container "${textAt(each, "name")}"`,
        }),
      ),
    );
    const volumes = listAt(object, ...keys, "volumes").flatMap((each, index) =>
      valueAt(each, "image") === undefined
        ? []
        : placeOf(
            [...spec, "volumes", index, "image", "reference"],
            textAt(each, "image", "reference"),
            {
              of: `volume "${textAt(each, "name")}"`,
            },
          ),
    );
    return [...containers, ...volumes];
  });
}

/** No image at all is filled in later, and is judged then. */
function placeOf(
  path: FieldPath,
  image: string,
  { of }: { readonly of: string },
): readonly Place[] {
  return image === "" ? [] : [{ path, image, of }];
}

function pathText({ path }: Place): string {
  return formatFieldPath(path);
}
