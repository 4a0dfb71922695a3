import { pathOf, type ServedResource } from "../discovery/resource.ts";

/** What one list or watch is about. */
export interface Selection {
  readonly resource: ServedResource;
  /** The one object that is got in place of a list. */
  readonly name?: string;
  /** Absent: all of them, or a resource that is in none. */
  readonly namespace?: string;
  /** Of Secrets: only metadata is read, and the type of what the field selector selects; absent: it is not known. */
  readonly secrets?: { readonly fieldSelector: string; readonly type?: string };
}

/**
 * The types of Secret that are told apart, for an object's metadata lacks the type: Kubernetes' own
 * (k8s.io/kubernetes/pkg/apis/core/types.go) and those that are in every cluster.
 */
const SECRET_TYPES: readonly string[] = [
  "Opaque",
  "kubernetes.io/service-account-token",
  "kubernetes.io/dockercfg",
  "kubernetes.io/dockerconfigjson",
  "kubernetes.io/basic-auth",
  "kubernetes.io/ssh-auth",
  "kubernetes.io/tls",
  "bootstrap.kubernetes.io/token",
  "helm.sh/release.v1",
];

/** What of a resource is read together: in all namespaces or one, and of Secrets a selection for each type. */
export interface Place {
  readonly resource: ServedResource;
  /** Absent: all of them, or a resource that is in none. */
  readonly namespace?: string;
  readonly selections: readonly Selection[];
}

/** The places that show each object of a resource once; where namespaces are given, what is in no namespace is shown too. */
export function placesOf(
  resource: ServedResource,
  namespaces: readonly string[],
): readonly Place[] {
  if (namespaces.length === 0) return [{ resource, selections: selectionsOf({ resource }) }];
  if (resource.namespaced) {
    return namespaces.map((namespace) => {
      const place = { resource, namespace };
      return { ...place, selections: selectionsOf(place) };
    });
  }
  if (resource.group !== "" || resource.name !== "namespaces") {
    return [{ resource, selections: [{ resource }] }];
  }
  // A Role in a namespace allows to get that namespace itself, but never to list namespaces.
  return namespaces.map((name) => ({
    resource,
    namespace: name,
    selections: [{ resource, name }],
  }));
}

function selectionsOf(place: Omit<Selection, "secrets" | "name">): readonly Selection[] {
  if (!isSecrets(place.resource)) return [place];
  const others = SECRET_TYPES.map((type) => `type!=${type}`).join(",");
  return [
    ...SECRET_TYPES.map((type) => ({
      ...place,
      secrets: { fieldSelector: `type=${type}`, type },
    })),
    { ...place, secrets: { fieldSelector: others } },
  ];
}

export function isSecrets({ group, name }: Pick<ServedResource, "group" | "name">): boolean {
  return group === "" && name === "secrets";
}

/** The media type of a list of a selection, or of its events. */
export function acceptOf({ secrets }: Selection, what: "list" | "watch"): string {
  if (!secrets) return "application/json";
  const as = what === "list" ? "PartialObjectMetadataList" : "PartialObjectMetadata";
  // Nothing else will do: as plain JSON it would be the whole Secret.
  return `application/json;as=${as};g=meta.k8s.io;v=v1`;
}

/** Path and query of a list or watch. */
export function addressOf(
  { resource, namespace, name, secrets }: Selection,
  query: Readonly<Record<string, string>>,
): string {
  const all = { ...query, ...(secrets && { fieldSelector: secrets.fieldSelector }) };
  const text = new URLSearchParams(all).toString();
  const path = `${pathOf(resource, namespace)}${name === undefined ? "" : `/${name}`}`;
  return text === "" ? path : `${path}?${text}`;
}
