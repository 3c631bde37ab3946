import type { Deployment } from "../../model/deployment.ts";
import { type Location, locate, type SourceId } from "../../model/location.ts";
import type { Started } from "./exec.ts";
import type { Setting, SystemdSource } from "./systemd-source.ts";

/**
 * How systemd starts the process, and what it does when the command ends.
 * @param isKnown whether all files of variables were read, one of which may send Kong into the background
 */
export function systemdDeployment(
  sources: readonly SystemdSource[],
  started: Started | undefined,
  { anchor, isKnown }: { readonly anchor: Location; readonly isKnown: boolean },
): Deployment | undefined {
  const [source] = sources;
  if (source === undefined || started === undefined) return undefined;
  const startup = isKnown ? startupOf(sources, anchor) : undefined;
  return {
    image: undefined,
    command: { value: started.words, at: locate(source.document.path, started.span) },
    entrypoint: undefined,
    ...(startup === undefined ? {} : { startup }),
    ports: [],
    portsAreComplete: false,
    network: "host",
    reachableHosts: undefined,
  };
}

function startupOf(sources: readonly SystemdSource[], anchor: Location): Deployment["startup"] {
  const last = (name: string): (Setting & { readonly path: SourceId }) | undefined =>
    sources
      .flatMap(({ settings, document: { path } }) => settings.map((setting) => ({ ...setting, path })))
      .findLast((setting) => setting.section === "Service" && setting.name === name);
  // Other processes of the service may stay when its first one ends.
  if (/^(?:none|process)$/.test(last("KillMode")?.value.text ?? "")) return undefined;
  if (/^(?:1|yes|y|true|t|on)$/i.test(last("RemainAfterExit")?.value.text ?? "")) return undefined;
  const type = last("Type");
  const at = type === undefined ? anchor : locate(type.path, type.valueSpan);
  const text = type?.value.text ?? "";
  if (text === "forking") return { value: "background", at };
  return /^(?:|simple|exec)$/.test(text) ? { value: "foreground", at } : undefined;
}
