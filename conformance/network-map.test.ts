import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { watertight, watertightIn } from "../packages/cli/src/journeys/watertight.ts";
import type { Need } from "../tools/test-summary.ts";
import { needing } from "./needs.ts";

const shop = new URL("../examples/shop", import.meta.url).pathname;
const CHROMIUM = chromiumProgram();

/** With what the map is opened in a browser. */
function chromiumProgram(): Need & { readonly path: string } {
  const given = process.env["CHROMIUM"];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = folders.map((folder) => join(folder, "chromium")).find((file) => existsSync(file));
  const path = given || found;
  const hint = "CHROMIUM names it";
  return { name: "chromium", path: path ?? "", isHere: path !== undefined, hint };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

interface Page {
  /** The value of an expression in the page. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  readonly press: (key: string) => Promise<void>;
  /** Whatever the browser complained about. */
  readonly complaints: readonly string[];
}

/** Opens a page in a browser without a network, over the pipe of the DevTools protocol. */
async function inBrowser(html: string, visit: (page: Page) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "watertight-map-"));
  const file = join(folder, "map.html");
  writeFileSync(file, html);
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"];
  const browser = spawn(
    CHROMIUM.path,
    [
      ...flags,
      "--host-resolver-rules=MAP * ~NOTFOUND",
      `--user-data-dir=${join(folder, "profile")}`,
    ],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
  );
  const exited = new Promise((resolve) => browser.once("exit", resolve));
  const [, , , input, output] = browser.stdio;
  const waiting = new Map<number, (result: unknown) => void>();
  const events = new Map<string, () => void>();
  const complaints: string[] = [];
  let buffer = "";
  output?.on("data", (chunk: Buffer) => {
    const parts = `${buffer}${chunk.toString("utf8")}`.split("\0");
    buffer = parts.pop() ?? "";
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      waiting.get(message.id ?? -1)?.(message.result);
      events.get(message.method ?? "")?.();
      if (
        /^(?:Log\.entryAdded|Runtime\.(?:exceptionThrown|consoleAPICalled))$/.test(
          message.method ?? "",
        )
      )
        complaints.push(JSON.stringify(message.params));
    }
  });
  let last = 0;
  const send = (method: string, params: object = {}, sessionId?: string): Promise<unknown> => {
    last += 1;
    const id = last;
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    if (input && "write" in input)
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return answer;
  };
  try {
    const { targetId } = (await send("Target.createTarget", { url: "about:blank" })) as {
      targetId: string;
    };
    const attach = { targetId, flatten: true };
    const { sessionId } = (await send("Target.attachToTarget", attach)) as { sessionId: string };
    for (const domain of ["Page", "Runtime", "Log", "Network"])
      await send(`${domain}.enable`, {}, sessionId);
    const loaded = new Promise<void>((resolve) => events.set("Page.loadEventFired", resolve));
    await send("Page.navigate", { url: pathToFileURL(file).href }, sessionId);
    await loaded;
    await visit({
      complaints,
      evaluate: async (expression) => {
        const answer = await send(
          "Runtime.evaluate",
          { expression, returnByValue: true },
          sessionId,
        );
        return (answer as { result: { value?: unknown } }).result.value;
      },
      press: async (key) => {
        const text = key === "Enter" ? "\r" : "";
        for (const type of ["keyDown", "keyUp"])
          await send(
            "Input.dispatchKeyEvent",
            { type, key, code: key, ...(type === "keyDown" && text !== "" && { text }) },
            sessionId,
          );
      },
    });
    await send("Browser.close");
    await exited;
  } finally {
    browser.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

describe("the network map in a browser", needing(CHROMIUM), () => {
  it("opens without a network, shows the holes of the shop and is used with the keyboard", async () => {
    const { stdout } = await watertightIn(shop, [
      "network",
      "connections",
      "--no-render",
      "-q",
      "-o",
      "html",
      ".",
    ]);
    await inBrowser(stdout, async ({ evaluate, press, complaints }) => {
      expect(await evaluate('document.getElementById("openings").innerText')).toContain(
        "payments/ledger[StatefulSet]",
      );
      expect(
        await evaluate(
          '[...document.querySelectorAll("svg .box .title")].map((each)=>each.textContent.slice(2)).join()',
        ),
      ).toBe("data,default,gitlab-agent,partners,payments,platform,storefront,Outside and unknown");
      expect(await evaluate('document.querySelectorAll("svg .item").length')).toBe(0);
      await evaluate('document.querySelector("[data-key=\\"n:payments\\"]").focus()');
      expect(await evaluate('document.getElementById("told").value')).toMatch(
        /^payments: reached from /,
      );
      await press("Enter");
      expect(await evaluate('document.activeElement.getAttribute("aria-expanded")')).toBe("true");
      expect(
        await evaluate(
          '[...document.querySelectorAll("svg .item text")].map((each)=>each.textContent).join()',
        ),
      ).toBe(
        "gateway (Deployment),ledger-migration-2-7 (Job),ledger (StatefulSet),settlement (CronJob),support-console (Deployment)",
      );
      await press("Enter");
      expect(await evaluate('document.querySelectorAll("svg .item").length')).toBe(0);
      expect(complaints).toEqual([]);
    });
  }, 60_000);

  it("shows hostile names as text", async () => {
    const name = "<img src=x onerror=document.title='taken'>";
    const pod = (called: string): object => ({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: called, namespace: "</script><script>document.title='taken'</script>" },
      spec: { containers: [{ name: "a" }] },
    });
    const { stdout } = await watertight(["network", "connections", "-o", "html", "."], {
      "a.json": JSON.stringify({ apiVersion: "v1", kind: "List", items: [pod(name), pod("b")] }),
    });
    await inBrowser(stdout, async ({ evaluate, complaints }) => {
      await evaluate('document.getElementById("open-all").click()');
      expect(await evaluate("document.title")).toBe("Network map");
      expect(await evaluate('document.querySelectorAll("img").length')).toBe(0);
      expect(await evaluate('document.querySelectorAll("svg .item").length')).toBeGreaterThan(1);
      expect(complaints).toEqual([]);
    });
  }, 60_000);
});
