import { compareVersions } from "../../../schemas/release.ts";
import type { UnitId } from "../../model/location.ts";
import type { Problems } from "../shared/problems.ts";
import type { ChartValues } from "./chart-values.ts";
import type { InstalledChart } from "./installed-chart.ts";
import { keyLocation } from "./value-places.ts";
import { type HelmValue, isTruthy } from "./values.ts";

interface CompanionCheck {
  readonly installed: InstalledChart;
  readonly values: ChartValues;
  readonly unit: UnitId;
  readonly problems: Problems;
}

/** Reports values that need others, which nobody gives. */
export function checkCompanions(check: CompanionCheck): void {
  // Values that were not read, or objects of a person's own, may be what is missing.
  if (check.installed.open.length > 0 || isTruthy(check.values.at("extraObjects"))) return;
  checkSecrets(check);
  checkManager(check);
}

const AUTH = "enterprise.rbac.admin_gui_auth";
const OPENID = "openid-connect";

/** Secrets whose name is the chart's own: one that nobody can have, or one for a session that people do not expect. */
function checkSecrets(check: CompanionCheck): void {
  const { values, installed } = check;
  for (const { name, value, when } of installed.chart.variables) {
    if (typeof value !== "object" || !("secret" in value) || value.named === undefined) continue;
    if (values.holds(when) !== true || isInEnv(values, name)) continue;
    const secret = values.at(value.named);
    if (secret?.kind !== "text" || secret.place !== undefined || secret.text === "") continue;
    const detail = secretDetail(values, value.secret, secret.text, value.named);
    const place = (values.at(AUTH) ?? values.at("enterprise.rbac"))?.place ?? values.at("enterprise")?.place;
    if (detail === undefined || place === undefined) continue;
    check.problems.add(check.unit, { kind: "missing-secret", at: keyLocation(place), name, detail });
  }
}

function secretDetail(values: ChartValues, key: string, secret: string, path: string): string | undefined {
  const reads = `The chart reads \`${key}\` from the Secret \`${secret}\`, its default`;
  // Upper case is for the person to replace: Kubernetes accepts no such name.
  if (/[A-Z]/.test(secret))
    return `${reads}, and no Secret can have that name, so Kubernetes does not start the container. Set \`${path}\` to the name of yours`;
  if (key !== "admin_gui_session_conf" || !isOpenId(values)) return undefined;
  const reason =
    values.holds({ image: "< 3.6.0" }) === true
      ? `Before Kong Enterprise 3.6, \`${OPENID}\` needs a session as well. `
      : "";
  return `${reason}${reads}. Without this Secret, Kubernetes does not start the container. Create it, or set \`${path}\` to the name of yours`;
}

function isOpenId(values: ChartValues): boolean {
  const auth = envEntry(values, "KONG_ADMIN_GUI_AUTH") ?? values.at(AUTH);
  return auth?.kind === "text" && auth.text === OPENID;
}

/** Kong Manager that others reach, while the chart keeps the Admin API to the container. */
function checkManager(check: CompanionCheck): void {
  const { values, installed } = check;
  // Without Enterprise, the chart has a Service for Kong Manager since 2.27.0.
  if (compareVersions(installed.chart.version, "2.27.0") < 0) return;
  const isServed = values.holds({
    all: [
      "manager.enabled",
      { any: ["manager.http.enabled", "manager.tls.enabled"] },
      { not: "admin.enabled" },
      // With Enterprise, the chart sets the listener of Kong Manager, and the two listeners tell the same.
      { not: "enterprise.enabled" },
      // Open source has Kong Manager since 3.4.
      { image: ">= 3.4.0" },
    ],
  });
  if (isServed !== true || !isOutside(values)) return;
  const place = values.at("admin.enabled")?.place ?? values.at("manager")?.place;
  if (place === undefined) return;
  if (OWN_WAYS.some((name) => isInEnv(values, name)) || isDataPlane(values)) return;
  check.problems.add(check.unit, {
    kind: "hidden-companion",
    at: keyLocation(place),
    detail:
      "The chart exposes Kong Manager but not the Admin API, because `admin.enabled` is false. Browsers call the Admin API for each page of Kong Manager, so the pages stay empty. Set `admin.enabled` to true and protect the Admin API, or set `env.admin_gui_api_url` to an address that browsers reach",
  });
}

/** Variables by which a person arranges Kong Manager without the blocks of the chart. */
const OWN_WAYS = [
  "KONG_ADMIN_LISTEN",
  "KONG_ADMIN_GUI_API_URL",
  "KONG_ADMIN_API_URI",
  "KONG_ADMIN_GUI_LISTEN",
];

/** Whether a person lets others reach Kong Manager; what the chart does by itself is no decision. */
function isOutside(values: ChartValues): boolean {
  const ingress = values.at("manager.ingress.enabled");
  if (ingress?.place !== undefined && isTruthy(ingress)) return true;
  const type = values.at("manager.type");
  return type?.kind === "text" && type.place !== undefined && /^(?:NodePort|LoadBalancer)$/.test(type.text);
}

function isDataPlane(values: ChartValues): boolean {
  const role = envEntry(values, "KONG_ROLE");
  return role !== undefined && !(role.kind === "text" && /^(?:traditional|control_plane)$/.test(role.text));
}

function isInEnv(values: ChartValues, variable: string): boolean {
  return envEntry(values, variable) !== undefined;
}

/** The entry of `env` that becomes a variable: the chart puts its key in upper case. */
function envEntry(values: ChartValues, variable: string): HelmValue | undefined {
  const env = values.at("env");
  if (env?.kind === "unknown") return env;
  if (env?.kind !== "map") return undefined;
  for (const [key, value] of env.entries) if (`KONG_${key.toUpperCase()}` === variable) return value;
  return undefined;
}
