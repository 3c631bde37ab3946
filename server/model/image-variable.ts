import type { Assignment } from "./assignment.ts";

/**
 * Variables in files beside Kong that begin with `KONG_` and are read by something else: image tags and ports for
 * Compose, build arguments, the licence, the first administrator, clients of the Admin API, links between containers.
 */
const FOREIGN: readonly RegExp[] = [
  /^(?:password|license_data|license_path|lic|user|group|version|image|tag|sha256|release|edition|home|config|conf|docker_tag|docker_image)$/,
  /^(?:proxy|admin|admin_api|manager|gateway|dev_portal|portal|files_api|service|services)$/,
  /_(?:service|service_name)$/,
  /^(?:host|port|url|token|addr|address|domain|namespace|network|container|container_name|replicas|env|environment)$/,
  /_(?:image|tag|version|sha256|docker_tag|docker_image|container_name|replicas|cpus?|memory)$/,
  /^(?:admin|manager|gateway|proxy|portal|status|internal|external|public|inbound|konga|deck|kic|controller|workspace|super_admin)_(?:.*_)?(?:url|uri|host|port|addr|address|token|user|username|password|email|api_url|api_key|name|proxy_listen)$/,
  /^inbound_(?:ssl_)?proxy_listen$/,
  // What Kubernetes sets for each Service, one with the name `kong` among them, and Docker for links.
  /(?:^|_)service_(?:host|port)(?:_.*)?$/,
  /(?:^|_)port(?:_\d+_(?:tcp|udp|sctp)(?:_(?:addr|port|proto))?)?$/,
  /^(?:admin|proxy|http|https|manager|portal|ssl)_(?:http_|https_|ssl_|gui_|admin_)?port$/,
  /^(?:deck|konnect|test|spec|debug_mode)_/,
];

/** Whether `KONG_<NAME>` is a name that something else than Kong's loader reads, by its name without `KONG_`. */
export function isImageVariable(property: string): boolean {
  return FOREIGN.some((pattern) => pattern.test(property));
}

/** An address of Kong in the words of those who connect to it; Kong itself asks for the property `…_listen`. */
const ADDRESS =
  /^(?:(?:admin|proxy|http|https|ssl|manager|portal|status|admin_gui|admin_ssl|proxy_ssl)_)?port$|^(?:admin_gui|manager|portal)_host$/;

/** Whether a variable tells clients where Kong listens, by its name without `KONG_`. */
export function isClientAddress(property: string): boolean {
  return ADDRESS.test(property);
}

/** Properties of old releases whose variables are, in most files, those of applications that call Kong. */
const SHARED: ReadonlySet<string> = new Set(["proxy_url"]);

/** Whether a variable with the name of a property says nothing of who reads it. */
export function isSharedVariable({ channel, property }: Pick<Assignment, "channel" | "property">): boolean {
  return channel === "environment" && SHARED.has(property);
}
