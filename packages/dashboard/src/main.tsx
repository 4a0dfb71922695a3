import { createRoot } from "react-dom/client";
import { embeddedSource } from "./documents/data-source.ts";
import { Shell } from "./shell/shell.tsx";

const place = document.getElementById("page");
if (place) createRoot(place).render(<Shell source={embeddedSource(document)} />);
