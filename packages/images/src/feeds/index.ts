export { type ReadAdvisories, readAdvisories } from "./read-advisories.ts";
