import type { ConfiguredDefaults } from "@watertight/core/configuration";
import {
  compareQuantities,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";

/*
 * What the mutating webhook fills into pods.
 */

type Resources = NonNullable<ConfiguredDefaults["resources"]>;

/** Each container with the requests and limits that it leaves out, none of them above its limit. */
export function withResources(spec: JsonObject, resources: Resources): JsonObject {
  const filled = (list: string): JsonObject =>
    list in spec
      ? {
          [list]: listAt(spec, list).map((each) =>
            isJsonObject(each) ? filledIn(each, resources) : each,
          ),
        }
      : {};
  return { ...spec, ...filled("initContainers"), ...filled("containers") };
}

function filledIn(container: JsonObject, { requests = {}, limits = {} }: Resources): JsonObject {
  const own = objectAt(container, "resources");
  const [ownRequests, ownLimits] = [objectAt(own, "requests"), objectAt(own, "limits")];
  const newLimits = filling(limits, ownLimits, (name, value) => isAtMost(ownRequests[name], value));
  const allLimits = { ...newLimits, ...ownLimits };
  const newRequests = filling(
    requests,
    ownRequests,
    // What has a limit alone requests as much (`SetDefaults_Pod` of k8s.io/kubernetes/pkg/apis/core/v1).
    (name, value) => !(name in ownLimits) && isAtMost(value, allLimits[name]),
  );
  if (Object.keys(newLimits).length + Object.keys(newRequests).length === 0) return container;
  const all = (given: JsonObject, more: JsonObject, key: string): JsonObject =>
    Object.keys(more).length === 0 && !(key in own) ? {} : { [key]: { ...given, ...more } };
  return {
    ...container,
    resources: {
      ...own,
      ...all(ownRequests, newRequests, "requests"),
      ...all(ownLimits, newLimits, "limits"),
    },
  };
}

function filling(
  wanted: Readonly<Record<string, string>>,
  own: JsonObject,
  isFitting: (name: string, value: string) => boolean,
): JsonObject {
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => !(name in own) && isFitting(name, value)),
  );
}

function isAtMost(least: JsonValue | undefined, most: JsonValue | undefined): boolean {
  if (least === undefined || most === undefined) return true;
  const [one, other] = [least, most].map((value) =>
    typeof value === "string" || typeof value === "number" ? value : "",
  );
  return (compareQuantities(one ?? "", other ?? "") ?? 1) <= 0;
}

const TOKEN_VOLUME = "kube-api-access-";
const TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

/** A Pod without the volume of the token that the admission plugin ServiceAccount mounts (plugin/pkg/admission/serviceaccount). */
export function withoutTokenVolume(spec: JsonObject): JsonObject {
  const isToken = (name: string): boolean => name.startsWith(TOKEN_VOLUME);
  const volumes = listAt(spec, "volumes").filter((each) => !isToken(textAt(each, "name")));
  const unmounted = (list: string): JsonObject =>
    list in spec ? { [list]: listAt(spec, list).map(withoutMount) } : {};
  return { ...spec, volumes, ...unmounted("initContainers"), ...unmounted("containers") };
}

function withoutMount(container: JsonValue): JsonValue {
  if (!isJsonObject(container)) return container;
  const mounts = listAt(container, "volumeMounts");
  const kept = mounts.filter(
    (each) =>
      !(textAt(each, "mountPath") === TOKEN_PATH && textAt(each, "name").startsWith(TOKEN_VOLUME)),
  );
  return kept.length === mounts.length ? container : { ...container, volumeMounts: kept };
}
