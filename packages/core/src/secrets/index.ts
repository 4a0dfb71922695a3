export { hidingSecrets } from "./hiding-secrets.ts";
