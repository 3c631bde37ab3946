import { inRange } from "../../../schemas/release.ts";
import { syncSwitchOf } from "../after-open-source.ts";
import type { CheckContext } from "./check-context.ts";
import type { CrossCheck } from "./cross-check.ts";
import { splitUrl } from "./url.ts";

const path: CrossCheck = {
  range: { since: "3.4" },
  reads: ["admin_gui_path"],
  run(context) {
    const text = context.text("admin_gui_path");
    if (text === undefined) return;
    const fits =
      text.startsWith("/") &&
      !/^\/.+\/$/s.test(text) &&
      !/[^A-Za-z0-9_/-]/.test(text) &&
      !text.includes("//");
    if (!fits) context.refuse({ check: "admin-gui-path", property: "admin_gui_path" });
  },
};

/** One address in 3.4–3.8, a list from 3.9 on; Kong breaks on one without scheme or authority. */
function checkUrls(context: CheckContext): void {
  const property = "admin_gui_url";
  const single = context.text(property);
  for (const [item, text] of (single === undefined ? (context.list(property) ?? []) : [single]).entries()) {
    const url = splitUrl(text);
    if (url?.scheme === undefined || url.authority === undefined)
      context.refuse({
        check: "admin-gui-url",
        property,
        cause: single === undefined ? { property, item } : { property },
        crash: true,
      });
    else context.derive("admin_gui_origin", `${url.scheme}://${url.authority}`, property);
  }
}

/** In 3.4 among the other checks, from 3.5 on after all of them. */
const earlyUrl: CrossCheck = {
  range: { since: "3.4", before: "3.5" },
  reads: ["admin_gui_url"],
  run: checkUrls,
};
const lateUrl: CrossCheck = { range: { since: "3.5" }, reads: ["admin_gui_url"], run: checkUrls };

const withoutAdmin: CrossCheck = {
  range: { since: "3.6" },
  reads: ["admin_listen", "admin_gui_listen"],
  run(context) {
    if (context.isOff("admin_listen") && !context.isOff("admin_gui_listen"))
      context.warn("admin_listen", "manager-without-admin");
  },
};

const filters: CrossCheck = {
  range: { since: "3.4" },
  reads: ["wasm", "wasm_filters_path"],
  run(context) {
    const folder = context.text("wasm_filters_path");
    if (context.value("wasm") === true && folder !== undefined && !context.exists(folder))
      context.refuse({ check: "missing-file", property: "wasm_filters_path" });
  },
};

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

const nodeId: CrossCheck = {
  range: { since: "3.3" },
  reads: ["node_id"],
  run(context) {
    const text = context.text("node_id");
    if (text !== undefined && !uuid.test(text)) context.refuse({ check: "node-id", property: "node_id" });
  },
};

/** 3.7–3.8 switch it off while it is not ready; 3.9 and later switch off what needs it. */
const forcedOff: CrossCheck = {
  range: { since: "3.7" },
  reads: ["cluster_rpc", "cluster_incremental_sync", "cluster_rpc_sync"],
  run(context) {
    const { base, release } = context.model;
    const sync = syncSwitchOf(release, base);
    if (inRange(base, { before: "3.9" })) {
      if (context.value("cluster_rpc") !== true) return;
      context.warn("cluster_rpc", "forced-off");
      context.rewrite("cluster_rpc", "off");
    } else if (sync !== undefined && context.value(sync) === true && context.value("cluster_rpc") !== true) {
      context.warn(sync, "forced-off");
      context.rewrite(sync, false);
    }
  },
};

/** Kong 3.9: a command to ask a plugin server what it offers, or a program of its name in the usual place. */
const pluginServers: CrossCheck = {
  range: { since: "3.9" },
  reads: ["pluginserver_names"],
  run(context) {
    const property = "pluginserver_names";
    for (const [item, written] of (context.list(property) ?? []).entries()) {
      const name = written.toLowerCase();
      const setting = `pluginserver_${name.replaceAll("-", "_")}`;
      if (context.opaque(`${setting}_query_cmd`) || context.opaque(`${setting}_start_cmd`)) continue;
      const program = context.exists(`/usr/local/bin/${name}`);
      if (context.value(`${setting}_query_cmd`) === undefined && !program)
        context.refuse({ check: "plugin-server", property, cause: { property, item } });
      else if (context.value(`${setting}_start_cmd`) === undefined && !program)
        context.warn(property, "plugin-server");
    }
  },
};

export const managerPathChecks: readonly CrossCheck[] = [path, earlyUrl];
export const lastValueChecks: readonly CrossCheck[] = [nodeId];
export const filterChecks: readonly CrossCheck[] = [filters, withoutAdmin];
export const finalChecks: readonly CrossCheck[] = [lateUrl];
export const pluginServerChecks: readonly CrossCheck[] = [forcedOff, pluginServers];
