import { createRoot } from "react-dom/client";
import { readDocuments } from "./documents/read-documents.ts";
import { Shell } from "./shell/shell.tsx";

const place = document.getElementById("page");
if (place) createRoot(place).render(<Shell documents={readDocuments(document)} />);
