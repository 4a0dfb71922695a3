import { createRoot } from "react-dom/client";
import { readDocuments } from "./documents/read-documents.ts";
import { Shell } from "./shell/shell.tsx";

const place = document.getElementById("page");
if (place) void open(place);

async function open(element: HTMLElement): Promise<void> {
  const root = createRoot(element);
  try {
    root.render(<Shell documents={await readDocuments(document)} />);
  } catch (error) {
    const words = error instanceof Error ? error.message : "";
    root.render(
      <p className="waiting" role="alert">
        The documents of this page cannot be read ({words}). A report of a million findings is more
        than a browser holds: scan with --severity, or a part of the input.
      </p>,
    );
  }
}
