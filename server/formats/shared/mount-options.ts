import type { Mount } from "../../model/deployment.ts";
import type { Location } from "../../model/location.ts";

/** A path without slashes at its end; the root stays. */
export function trimSlashes(path: string): string {
  const trimmed = path.replace(/\/+$/, "");
  return trimmed === "" && path !== "" ? "/" : trimmed;
}

/** `[source:]target[:options]`; the source may be a path of Windows, or known at run time only. */
const SHORT = /^(?:(.*?):)?(\/[^:$]*)(?::([a-zA-Z,]+))?$/s;

/**
 * Reads what `--volume`, `--tmpfs` and the short forms of Compose write.
 * @param isOpaque whether the source is known at run time only
 * @returns undefined where the target is not known
 */
export function shortMount(
  text: string,
  form: "volume" | "tmpfs",
  isOpaque: boolean,
  at: Location,
): Mount | undefined {
  if (form === "tmpfs") {
    const target = text.split(":")[0] ?? "";
    return isOpaque || !target.startsWith("/")
      ? undefined
      : { kind: "tmpfs", target: trimSlashes(target), source: undefined, isReadOnly: false, at };
  }
  const match = SHORT.exec(text);
  if (match === null) return undefined;
  const [, source, target = "", options = ""] = match;
  // A name alone is that of a volume.
  const isVolume = source === undefined || (!isOpaque && !/[/\\.~$]/.test(source));
  return {
    kind: isVolume ? "volume" : "bind",
    target: trimSlashes(target),
    source: isOpaque ? undefined : source,
    isReadOnly: options.split(",").includes("ro"),
    at,
  };
}

/** Reads what `--mount` writes: `type=bind,source=./a,target=/b,readonly`. */
export function longMount(text: string, at: Location): Mount | undefined {
  const fields = new Map(
    text.split(",").map((field) => {
      const sign = field.indexOf("=");
      return sign < 0 ? ([field, "true"] as const) : ([field.slice(0, sign), field.slice(sign + 1)] as const);
    }),
  );
  const target = fields.get("target") ?? fields.get("dst") ?? fields.get("destination");
  if (target === undefined || !target.startsWith("/")) return undefined;
  const kind = fields.get("type");
  const readOnly = fields.get("readonly") ?? fields.get("ro");
  return {
    kind: kind === "bind" || kind === "tmpfs" ? kind : "volume",
    target: trimSlashes(target),
    source: fields.get("source") ?? fields.get("src"),
    isReadOnly: readOnly !== undefined && readOnly !== "false",
    at,
  };
}
