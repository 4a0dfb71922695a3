import { isPortNumber } from "../ports.ts";

/** A host that a text names as something to connect to. */
export interface MentionedHost {
  /** Lower case, without the last dot. */
  readonly host: string;
  readonly port?: number;
  readonly scheme?: string;
  /** Whether the text is nothing else. */
  readonly whole: boolean;
}

/** Where clients connect when a URL names no port, as IANA and the projects themselves have it. */
const PORTS: Readonly<Record<string, number>> = {
  amqp: 5672,
  amqps: 5671,
  http: 80,
  https: 443,
  ldap: 389,
  ldaps: 636,
  mariadb: 3306,
  mongodb: 27_017,
  mysql: 3306,
  nats: 4222,
  postgres: 5432,
  postgresql: 5432,
  redis: 6379,
  rediss: 6379,
  smtp: 25,
  smtps: 465,
  ws: 80,
  wss: 443,
};

/** The port of a scheme; undefined for schemes without one. */
export function portOfScheme(scheme: string | undefined): number | undefined {
  return scheme !== undefined && Object.hasOwn(PORTS, scheme) ? PORTS[scheme] : undefined;
}

const SEPARATORS = /[\s"'`,;=()[\]{}<>|]+/;
const HOST =
  /^(?:(?:jdbc:)?([a-z][a-z0-9+.-]*):\/\/)?(?:[^/@]*@)?([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)\.?(?::(\d{1,5}))?(?:[/?#].*)?$/i;

// Longer tokens are no addresses, and the pattern need not look at them.
const LONGEST = 1024;

/** The hosts in a text: URLs, `host:port` and bare names; whether a bare name is a host is for the caller to say. */
export function mentionedHosts(text: string): readonly MentionedHost[] {
  const whole = text.trim();
  return text.split(SEPARATORS).flatMap((token) => {
    const match = token.length > LONGEST ? null : HOST.exec(token);
    const [, scheme, host, digits] = match ?? [];
    const port = digits === undefined ? {} : { port: Number(digits) };
    if (host === undefined || !isPortNumber(port.port ?? 1)) return [];
    const named = scheme === undefined ? {} : { scheme: scheme.toLowerCase() };
    return [{ host: host.toLowerCase(), whole: token === whole, ...named, ...port }];
  });
}

/** Whether a name may be one of the public domain name system: dots, and a last label that is no number or file type. */
export function looksExternal(host: string): boolean {
  const last = host.slice(host.lastIndexOf(".") + 1);
  return (
    host.includes(".") &&
    /^[a-z][a-z0-9-]*[a-z0-9]$/.test(last) &&
    !/^(?:local|localdomain|svc|ya?ml|json|conf|crt|key|pem|log|sock|txt|xml|so|go|js|ts|py|jar)$/.test(
      last,
    )
  );
}
