import cassandra from "./cassandra.json" with { type: "json" };
import database from "./database.json" with { type: "json" };
import dns from "./dns.json" with { type: "json" };
import enterpriseSecurity from "./enterprise-security.json" with { type: "json" };
import general from "./general.json" with { type: "json" };
import hybrid from "./hybrid.json" with { type: "json" };
import listeners from "./listeners.json" with { type: "json" };
import logs from "./logs.json" with { type: "json" };
import lua from "./lua.json" with { type: "json" };
import manager from "./manager.json" with { type: "json" };
import nginx from "./nginx.json" with { type: "json" };
import observability from "./observability.json" with { type: "json" };
import portal from "./portal.json" with { type: "json" };
import postgres from "./postgres.json" with { type: "json" };
import postgresReadOnly from "./postgres-read-only.json" with { type: "json" };
import proxy from "./proxy.json" with { type: "json" };
import smtp from "./smtp.json" with { type: "json" };
import tls from "./tls.json" with { type: "json" };
import tuning from "./tuning.json" with { type: "json" };
import vaults from "./vaults.json" with { type: "json" };
import wasm from "./wasm.json" with { type: "json" };

/** The texts by theme, one file each: property name → text. A name stands in one file only. */
export const propertyTexts: readonly Readonly<Record<string, string>>[] = [
  cassandra,
  database,
  dns,
  enterpriseSecurity,
  general,
  hybrid,
  listeners,
  logs,
  lua,
  manager,
  nginx,
  observability,
  portal,
  postgres,
  postgresReadOnly,
  proxy,
  smtp,
  tls,
  tuning,
  vaults,
  wasm,
];
