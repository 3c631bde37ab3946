import type { Cause, CheckContext } from "./check-context.ts";
import type { CrossCheck } from "./cross-check.ts";
import { checkSingleFile } from "./file-or-text.ts";
import { labelFault } from "./labels.ts";
import { isCertificateText, isKeyText } from "./pem.ts";
import { splitUrl } from "./url.ts";

const bothRoles = ["control_plane", "data_plane"];

/** The value that is there is to blame where a property is missing: `role`, which asks for it. */
const byRole: Cause = { property: "role" };

function inRole(context: CheckContext, ...roles: readonly string[]): boolean {
  return roles.includes(context.text("role") ?? "");
}

/** Both hybrid roles need a certificate and its key; files must exist, or from 3.1 on be PEM text. */
const certificate: CrossCheck = {
  range: { since: "2.0" },
  reads: ["role", "cluster_cert", "cluster_cert_key"],
  run(context) {
    if (!inRole(context, ...bothRoles)) return;
    const written = ["cluster_cert", "cluster_cert_key"].filter((name) => context.value(name) !== undefined);
    if (written.length < 2)
      context.refuse({
        check: "role",
        property: "cluster_cert",
        also: ["cluster_cert_key"],
        cause: written[0] === undefined ? byRole : { property: written[0] },
      });
    else {
      checkSingleFile(context, "cluster_cert", isCertificateText);
      checkSingleFile(context, "cluster_cert_key", isKeyText);
    }
  },
};

const authority: CrossCheck = {
  range: { since: "3.1" },
  reads: ["role", "cluster_ca_cert"],
  run(context) {
    if (inRole(context, ...bothRoles)) checkSingleFile(context, "cluster_ca_cert", isCertificateText);
  },
};

/** A role that does not go with a listener that is off. */
function needsListener(role: string, property: string): CrossCheck {
  return {
    range: { since: "2.0" },
    reads: ["role", property],
    run(context) {
      if (inRole(context, role) && context.isOff(property)) context.refuse({ check: "role", property });
    },
  };
}

const database: CrossCheck = {
  range: { since: "2.0" },
  reads: ["role", "database"],
  run(context) {
    const memory = context.value("database") === "off";
    if ((inRole(context, "control_plane") && memory) || (inRole(context, "data_plane") && !memory))
      context.refuse({ check: "role", property: "database" });
  },
};

const publicKeys: CrossCheck = {
  range: { since: "2.1" },
  reads: ["role", "cluster_mtls", "cluster_ca_cert"],
  run(context) {
    if (!inRole(context, "control_plane") || context.value("cluster_mtls") !== "pki") return;
    if (context.value("cluster_ca_cert") === undefined)
      context.refuse({ check: "role", property: "cluster_ca_cert", cause: { property: "cluster_mtls" } });
  },
};

/** A data plane trusts the certificate of its cluster without being told (2.5 on). */
const trustOfDataPlane: CrossCheck = {
  range: { since: "2.5" },
  reads: ["role", "cluster_mtls", "cluster_cert", "cluster_ca_cert", "lua_ssl_trusted_certificate"],
  run(context) {
    if (!inRole(context, "data_plane")) return;
    const mode = context.text("cluster_mtls");
    const name = mode === "shared" ? "cluster_cert" : mode?.startsWith("pki") ? "cluster_ca_cert" : undefined;
    const file = name === undefined ? undefined : context.text(name);
    if (file !== undefined)
      context.rewrite("lua_ssl_trusted_certificate", [
        ...(context.list("lua_ssl_trusted_certificate") ?? []),
        file,
      ]);
  },
};

/** A control plane has no use for the proxy; every other node needs its address. */
const useOfProxy: CrossCheck = {
  range: { since: "3.1" },
  reads: ["role", "cluster_use_proxy", "proxy_server"],
  run(context) {
    if (context.value("cluster_use_proxy") !== true) return;
    if (inRole(context, "control_plane"))
      context.refuse({ check: "cluster-proxy", property: "cluster_use_proxy" });
    else if (inRole(context, "data_plane") && context.value("proxy_server") === undefined)
      context.refuse({
        check: "cluster-proxy",
        property: "proxy_server",
        also: ["cluster_use_proxy"],
        cause: { property: "cluster_use_proxy" },
      });
  },
};

/** On a traditional node Kong parses the address without asking for it, and breaks. */
const useOfNoProxy: CrossCheck = {
  range: { since: "3.1" },
  reads: ["role", "cluster_use_proxy", "proxy_server"],
  run(context) {
    const missing =
      context.value("cluster_use_proxy") === true && context.value("proxy_server") === undefined;
    if (missing && !inRole(context, ...bothRoles))
      context.refuse({
        check: "cluster-proxy",
        property: "proxy_server",
        cause: { property: "cluster_use_proxy" },
        crash: true,
      });
  },
};

const proxyServer: CrossCheck = {
  range: { since: "3.1" },
  reads: ["proxy_server"],
  run(context) {
    const text = context.text("proxy_server");
    if (text === undefined) return;
    const url = splitUrl(text);
    const scheme = url?.scheme;
    const fits =
      (scheme === "http" || scheme === "https") &&
      url?.host !== undefined &&
      url.fragment === undefined &&
      url.query === undefined &&
      url.params === undefined;
    if (!fits) context.refuse({ check: "proxy-server", property: "proxy_server" });
  },
};

const labels: CrossCheck = {
  range: { since: "3.3" },
  reads: ["role", "cluster_dp_labels"],
  run(context) {
    const items = context.list("cluster_dp_labels");
    if (items === undefined || items.length === 0) return;
    if (!inRole(context, "data_plane"))
      context.refuse({ check: "data-plane-labels", property: "cluster_dp_labels" });
    else if (items.length > 10) context.refuse({ check: "data-plane-labels", property: "cluster_dp_labels" });
    else
      for (const [item, label] of items.entries())
        if (labelFault(label))
          context.refuse({
            check: "data-plane-labels",
            property: "cluster_dp_labels",
            cause: { property: "cluster_dp_labels", item },
          });
  },
};

export const proxyServerChecks: readonly CrossCheck[] = [proxyServer];

/** The certificates that both roles of hybrid mode need. */
export const clusterCertificateChecks: readonly CrossCheck[] = [certificate, authority];

/** What else the roles need. */
export const roleChecks: readonly CrossCheck[] = [
  needsListener("control_plane", "admin_listen"),
  publicKeys,
  needsListener("control_plane", "cluster_listen"),
  needsListener("data_plane", "proxy_listen"),
  database,
  trustOfDataPlane,
  useOfProxy,
  labels,
];

/** What breaks when everything else is right. */
export const tunnelChecks: readonly CrossCheck[] = [useOfNoProxy];
