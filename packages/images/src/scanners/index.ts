export {
  type Clair,
  type ClairManifest,
  type ClairResult,
  createClair,
  pskToken,
} from "./clair.ts";
export { SERVICE_NETWORK } from "./service.ts";
export { createSysdig, type Sysdig, type SysdigScope } from "./sysdig.ts";
