// Bundles the dashboard into one file that the command puts into the pages that it writes: script and style, compressed.
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The script and the style of every page, and the engine that some ask, as text. */
export async function bundleDashboard() {
  return (await built()).asset;
}

async function built() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [
      "packages/dashboard/src/main.tsx",
      "packages/dashboard/src/engine.ts",
      "packages/dashboard/src/styles/page.css",
    ],
    outdir: "page",
    write: false,
    metafile: true,
    bundle: true,
    format: "iife",
    platform: "browser",
    // What people have had for two years: Chrome 120, Firefox 121, Safari 17.2.
    target: ["chrome120", "firefox121", "safari17.2"],
    conditions: ["source"],
    define: { "process.env.NODE_ENV": '"production"' },
    minify: true,
    charset: "utf8",
    // What it is made of is named in the notices of the package.
    legalComments: "none",
    jsx: "automatic",
    logLevel: "warning",
  });
  const textOf = (ending) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  const asset = { script: textOf("main.js"), style: textOf(".css"), engine: textOf("engine.js") };
  // They stand in elements of a page, which these would end.
  for (const text of Object.values(asset)) {
    if (/<\/(?:script|style)|<!--/i.test(text))
      throw new Error("The dashboard holds the end of its element.");
  }
  return { asset, metafile };
}

/** Writes it where the command looks for it, and beside the folder what went into it, for the licence notices. */
export async function writeDashboard(folder) {
  const { asset: page, metafile } = await built();
  await writeFile(`${folder}-dashboard.meta.json`, JSON.stringify(metafile));
  const asset = Buffer.from(JSON.stringify(page));
  const packed = brotliCompressSync(asset, {
    params: {
      [constants.BROTLI_PARAM_SIZE_HINT]: asset.length,
      [constants.BROTLI_PARAM_QUALITY]: 11,
    },
  });
  await writeFile(`${folder}/page.json.br`, packed);
}
