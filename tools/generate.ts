// Writes what is printed from the code, in one process as nearly all of it loads the same code; with --check it says what is stale.
import "./generate-docs.ts";
import "./generate-detections.ts";
import "./generate-man.ts";
import "./generate-node-agent.ts";
import "./generate-node-controls.ts";
import "./generate-chart.ts";

// Whether the schema is stale a test asks.
if (!process.argv.includes("--check")) await import("./generate-schemas.ts");
