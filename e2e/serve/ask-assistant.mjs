// Asks what answers by the Model Context Protocol, with the protocol's own client: over HTTP, or of a command on standard input.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [where = "", ...args] = process.argv.slice(2);
const client = new Client({ name: "test", version: "1" });
const transport = /^https?:/.test(where)
  ? new StreamableHTTPClientTransport(new URL(where))
  : new StdioClientTransport({ command: where, args });
await client.connect(transport);
const { tools } = await client.listTools();
const counts = await client.callTool({ name: "count_findings", arguments: { by: "severity" } });
const paths = await client.callTool({ name: "attack_paths", arguments: { cluster: "shop" } });
console.log(
  JSON.stringify({
    tools: tools.length,
    counts: JSON.parse(counts.content[0].text),
    paths: JSON.parse(paths.content[0].text).paths?.length,
  }),
);
await client.close();
