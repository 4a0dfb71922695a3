import type { ServerResponse } from "node:http";
import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { type SeenRequest, type Serving, sendJson, sendStatus } from "./fake-answers.ts";
import { type FakeResource, metadataOf } from "./fake-store.ts";

/** A list or watch of a resource. */
export interface AskedResource {
  readonly resource: FakeResource;
  /** "" for all. */
  readonly namespace: string;
  readonly seen: SeenRequest;
}

interface Continue {
  readonly version: number;
  readonly after: string;
  readonly generation: number;
}

/** Answers a page of a list. */
export function answerList(
  serving: Serving,
  { resource, namespace, seen }: AskedResource,
  response: ServerResponse,
  cut: number | undefined,
): void {
  const { store } = serving;
  const at = startOf(seen, serving);
  const objects = store.at(resource, at.version);
  if (!objects || at.generation !== serving.generation) {
    sendStatus(response, 410, {
      reason: "Expired",
      message: "The provided continue parameter is too old",
    });
    return;
  }
  const left = [...objects].filter(
    ([key, object]) => key > at.after && isSelected(object, namespace, seen.query),
  );
  const limit = Number(seen.query.get("limit") ?? 0) || left.length;
  const page = left.slice(0, limit);
  const last = page.at(-1)?.[0] ?? "";
  const more = left.length > page.length;
  const token = Buffer.from(JSON.stringify({ ...at, after: last })).toString("base64url");
  const isMetadata = asksForMetadata(seen);
  sendJson(
    response,
    {
      kind: isMetadata ? "PartialObjectMetadataList" : `${resource.kind}List`,
      apiVersion: isMetadata ? "meta.k8s.io/v1" : apiVersionOf(resource),
      metadata: {
        resourceVersion: String(at.version),
        ...(more && { continue: token, remainingItemCount: left.length - page.length }),
      },
      items: page.map(([, object]) => itemOf(object, seen)),
    },
    { seen, cut },
  );
}

function startOf({ query }: SeenRequest, { store, generation }: Serving): Continue {
  const text = query.get("continue");
  if (text === null) return { version: store.version(), after: "", generation };
  return JSON.parse(Buffer.from(text, "base64url").toString()) as Continue;
}

export function apiVersionOf({ group, version }: FakeResource): string {
  return group === "" ? version : `${group}/${version}`;
}

export function asksForMetadata({ headers }: SeenRequest): boolean {
  return (headers.accept ?? "").includes("as=PartialObjectMetadata");
}

/** As items of lists stand: those of built-in kinds name neither version nor kind. */
function itemOf(object: KubernetesObject, seen: SeenRequest): JsonObject {
  if (asksForMetadata(seen)) return { metadata: metadataOf(object) };
  const { apiVersion, kind, ...rest } = object;
  return apiVersion.includes(".example.com/") ? { apiVersion, kind, ...rest } : rest;
}

export function isSelected(
  object: KubernetesObject,
  namespace: string,
  query: URLSearchParams,
): boolean {
  if (namespace !== "" && metadataOf(object)["namespace"] !== namespace) return false;
  const selector = query.get("fieldSelector") ?? "";
  return selector
    .split(",")
    .filter((part) => part !== "")
    .every((part) => {
      const [field = "", operator, wanted] = part.split(/(!=|=)/);
      const { type } = object;
      const value = field === "type" ? type : metadataOf(object)["name"];
      return operator === "=" ? value === wanted : value !== wanted;
    });
}

/** Answers the one object of a name that is in no namespace. */
export function answerGet(
  { store }: Serving,
  { resource, seen }: AskedResource,
  name: string,
  response: ServerResponse,
): void {
  const object = store.at(resource, store.version())?.get(`/${name}`);
  if (object) sendJson(response, object, { seen });
  else sendStatus(response, 404, { reason: "NotFound" });
}
