/** The proxy that the environment names for an address, as curl and Go read it; undefined where it goes straight. */
export function proxyFor(
  url: URL,
  environment: Readonly<Record<string, string | undefined>>,
): URL | undefined {
  const variable = (name: string): string =>
    (environment[name.toLowerCase()] ?? environment[name.toUpperCase()] ?? "").trim();
  const named =
    variable(url.protocol === "https:" ? "https_proxy" : "http_proxy") || variable("all_proxy");
  if (named === "" || isLocal(url.hostname) || isExcepted(url, variable("no_proxy")))
    return undefined;
  return parsed(named) ?? parsed(`http://${named}`);
}

function parsed(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text)) return undefined;
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isLocal(host: string): boolean {
  return host === "localhost" || /^127\./.test(host) || host === "[::1]";
}

function isExcepted({ hostname, port }: URL, list: string): boolean {
  return list
    .split(",")
    .map((each) => each.trim().toLowerCase())
    .filter((each) => each !== "")
    .some((each) => {
      const [host = "", onlyPort] = each.split(/:(?=\d+$)/);
      if (onlyPort !== undefined && onlyPort !== port) return false;
      const domain = host.replace(/^\*?\./, "");
      return host === "*" || hostname === domain || hostname.endsWith(`.${domain}`);
    });
}
