import { BlockList, isIP } from "node:net";
import { ClusterFailure } from "../failure.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for a server, by the rules of Go's golang.org/x/net/http/httpproxy: HTTPS_PROXY or HTTP_PROXY
 * by the scheme, none for what NO_PROXY lists, and never one for the machine itself.
 */
export function proxyFromEnvironment(server: URL, environment: Environment): URL | undefined {
  const names =
    server.protocol === "https:" ? ["HTTPS_PROXY", "https_proxy"] : ["HTTP_PROXY", "http_proxy"];
  const name = names.find((each) => (environment[each] ?? "") !== "");
  if (name === undefined || isOwnMachine(hostOf(server))) return undefined;
  const exempt = environment["NO_PROXY"] || environment["no_proxy"] || "";
  if (isExempt(server, exempt)) return undefined;
  return parseProxy(environment[name] ?? "", `The environment variable ${name}`);
}

const SCHEMES: ReadonlySet<string> = new Set(["http:", "https:", "socks5:", "socks5h:"]);

/** The address of a proxy; `subject` begins the sentence that says what is wrong with it. */
export function parseProxy(text: string, subject: string): URL {
  const url = urlOf(text) ?? urlOf(`http://${text}`);
  if (url && SCHEMES.has(url.protocol) && url.hostname !== "") return url;
  throw new ClusterFailure(
    "settings",
    `${subject} is no address of a proxy; write one as http://proxy.example.com:3128, https://… or socks5://….`,
  );
}

function urlOf(text: string): URL | undefined {
  // `host:3128` is a URL too, of the scheme `host:`.
  return /^[a-z0-9+.-]+:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}

/** Without the brackets of IPv6. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

/** The port that a URL means, said or not. */
export function portOf({ port, protocol }: URL): number {
  if (port !== "") return Number(port);
  if (protocol.startsWith("socks5")) return 1080;
  return protocol === "https:" ? 443 : 80;
}

/** Whether a host is this machine. */
export function isOwnMachine(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

function isExempt(server: URL, list: string): boolean {
  const host = hostOf(server).toLowerCase();
  return list
    .split(",")
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== "")
    .some((part) => part === "*" || covers(part, host, portOf(server)));
}

function covers(part: string, host: string, port: number): boolean {
  if (part.includes("/")) return isInRange(host, part);
  const [, name = part, only] = /^(\[.*\]|[^:]*):(\d+)$/.exec(part) ?? [];
  if (only !== undefined && Number(only) !== port) return false;
  return isCalled(name.replace(/^\[|\]$/g, "").replace(/^\*(?=\.)/, ""), host);
}

function isCalled(bare: string, host: string): boolean {
  if (isIP(bare) !== 0 || isIP(host) !== 0) return bare === host;
  // `.example.com` is only what is below it, `example.com` is both.
  return bare.startsWith(".") ? host.endsWith(bare) : host === bare || host.endsWith(`.${bare}`);
}

function isInRange(host: string, range: string): boolean {
  const [address = "", length = ""] = range.split("/");
  const version = isIP(address);
  const bits = Number(length);
  if (version === 0 || !/^\d+$/.test(length) || bits > (version === 4 ? 32 : 128)) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  const ranges = new BlockList();
  ranges.addSubnet(address, bits, family);
  return isIP(host) === version && ranges.check(host, family);
}
