import type { Analysis } from "../../engine/analyze.ts";
import { isAbsolutePath } from "../../platform/paths.ts";

/** Properties that hold paths of files. */
const FILES =
  /(?:_cert|_cert_key|_key|_certificate|_crt|_pem|_file|_path|_hostsfile|_dhparam|_public_key)$|^(?:declarative_config|lua_ssl_trusted_certificate|error_template_\w+|.*_(?:access|error)_log)$/;
/** Paths of folders, of web pages, and patterns of paths. */
const NO_FILE = /^(?:lmdb_environment_path|wasm_filters_path|\w+_gui_path|lua_package_c?path)$/;
const FOLDERS = /^(?:prefix|wasm_filters_path)$/;

/** Paths that nginx opens. */
const LOG = /_(?:access|error)_log$/;

/** What a property holds the path of; undefined where its value is no path. */
export function pathKindOf(property: string): "file" | "folder" | undefined {
  if (FOLDERS.test(property)) return "folder";
  return FILES.test(property) && !NO_FILE.test(property) ? "file" : undefined;
}

/**
 * The folder from which the relative paths of a property are counted; undefined where nothing tells it. nginx counts those of its logs
 * from its prefix. Kong itself counts all others from the folder in which it is started; no file says which that is, and the
 * best guess is the one that holds the configuration.
 * @param folder the one that holds the configuration
 */
export function relativeTo(property: string, { reading }: Analysis, folder: string): string | undefined {
  if (!LOG.test(property)) return folder;
  const prefix = reading.properties.get("prefix")?.value;
  return typeof prefix === "string" && isAbsolutePath(prefix) ? prefix : undefined;
}
