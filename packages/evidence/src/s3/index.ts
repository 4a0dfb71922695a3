export type { S3Answer, S3Client, S3Place, S3Request } from "./client.ts";
export { s3Client } from "./client.ts";
export { type GiveCredentials, s3Credentials } from "./credentials.ts";
