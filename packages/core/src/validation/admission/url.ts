import { parseIp } from "../ip-address.ts";

// Follows `Parse` of Go's net/url and ValidateWebhookURL of apiserver's pkg/util/webhook.

interface Parts {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** Whether Go reads a text as a URL; nearly every text is one. */
export function isUrl(text: string): boolean {
  const parts = partsOf(text);
  return parts !== undefined && isAuthority(parts.authority, parts.scheme) && isEscaped(parts.path);
}

/** What is wrong with a URL as a webhook's. */
export function urlProblem(text: string): string | undefined {
  const parts = partsOf(text);
  if (parts?.scheme !== "https") return "does not begin with https:";
  const at = parts.authority.lastIndexOf("@");
  if (parts.authority.slice(at + 1) === "") return "has no host";
  if (at >= 0) return "has a user";
  if (parts.fragment !== "") return "has a fragment";
  return parts.query === "" ? undefined : "has a query";
}

function partsOf(text: string): Parts | undefined {
  const [withoutFragment, fragment] = cut(text, "#");
  const isBroken = CONTROL.test(text) || withoutFragment.startsWith(":") || !isEscaped(fragment);
  if (isBroken) return undefined;
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*(?=:)/.exec(withoutFragment)?.[0] ?? "";
  const rest = scheme === "" ? withoutFragment : withoutFragment.slice(scheme.length + 1);
  const [hierarchy, query] = cut(rest, "?");
  const shared = { scheme: scheme.toLowerCase(), query, fragment };
  return hierarchy.startsWith("/") ? rootedOf(hierarchy, shared) : opaqueOf(hierarchy, shared);
}

const CONTROL = /[\u0000-\u001f\u007f]/;

type Shared = Pick<Parts, "scheme" | "query" | "fragment">;

function rootedOf(text: string, shared: Shared): Parts {
  const hasAuthority = text.startsWith("//") && (shared.scheme !== "" || !text.startsWith("///"));
  if (!hasAuthority) return { ...shared, authority: "", path: text };
  const slash = text.indexOf("/", 2);
  const end = slash < 0 ? text.length : slash;
  return { ...shared, authority: text.slice(2, end), path: text.slice(end) };
}

// `mailto:a` has no path; without a scheme a colon in the first step would be one.
function opaqueOf(text: string, shared: Shared): Parts | undefined {
  if (shared.scheme !== "") return { ...shared, authority: "", path: "" };
  const [first] = cut(text, "/");
  return first.includes(":") ? undefined : { ...shared, authority: "", path: text };
}

function cut(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function isEscaped(text: string): boolean {
  return !/%(?![0-9a-fA-F]{2})/.test(text);
}

const USER = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;

function isAuthority(text: string, scheme: string): boolean {
  const at = text.lastIndexOf("@");
  const user = text.slice(0, Math.max(at, 0));
  return USER.test(user) && isEscaped(user) && isHost(text.slice(at + 1), scheme);
}

const HOST = /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"\u0080-\uffff]|%25|%[89a-fA-F][0-9a-fA-F])*$/;

function isHost(text: string, scheme: string): boolean {
  if (!HOST.test(text)) return false;
  if (text.includes("[")) return isAddress(text);
  // Of what is fetched a host has one colon only, with a number after it.
  const isStrict = scheme === "http" || scheme === "https";
  return (isStrict ? /^[^:]*(?::\d*)?$/ : /^(?:[^:]*|.*:\d*)$/).test(text);
}

function isAddress(text: string): boolean {
  const [, address = ""] = /^\[([^[]*)\](?::\d*)?$/.exec(text) ?? [];
  const [number = ""] = address.split("%25", 1);
  return number.includes(":") && parseIp(number) !== undefined;
}
