import type { ObjectName } from "../documents/documents.ts";
import { formatAddress } from "../shell/address.ts";

/** `Deployment shop/web`; `Namespace shop` where there is no namespace. */
export function headingOf({ kind, namespace, name }: ObjectName): string {
  const shown = name === "" ? "(no name)" : name;
  return `${kind} ${namespace === null || namespace === "" ? shown : `${namespace}/${shown}`}`;
}

/** In addresses: what tells an object from others, whatever the version of its API group. */
export function keyOfObject({ apiVersion, kind, namespace, name }: ObjectName): string {
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  return [group, kind, namespace ?? "", name].join("/");
}

/** Where an address leads within the page. */
export function linkTo(view: string, chosen: Readonly<Record<string, string>> = {}): string {
  return formatAddress({ view, chosen: new Map(Object.entries(chosen)) });
}
