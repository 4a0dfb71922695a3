/** Programs by which people and scripts ask, where ordinarily a client library does. */
const TOOL =
  /^(?:curl|wget|httpie|python-(?:requests|urllib3?|httpx)|python-urllib|aiohttp|ruby|libwww-perl|perl|php|powershell|mozilla|nmap|masscan|zgrab|go-http-client|node-fetch|axios|okhttp|java)\b|kali|kube-?hunter|peirates|kdigger|metasploit|nuclei/i;

/** Whether a user agent is that of a tool for anything, or of one for attacks. */
export function isTool(userAgent: string): boolean {
  return TOOL.test(userAgent);
}

/** What is before the version: agents change with each release, and their kind does not. */
export function agentKind(userAgent: string): string {
  return userAgent.split(/[/\s]/, 1)[0] ?? "";
}
