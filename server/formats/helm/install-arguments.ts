import { wordTable } from "../../../grammar/text/word-table.ts";

/** An option of Helm with its value. */
export interface HelmOption {
  readonly name:
    | "values"
    | "set"
    | "set-string"
    | "set-file"
    | "set-json"
    | "set-literal"
    | "version"
    | "repo";
  /** The word that has the value, and where the value begins in it. */
  readonly index: number;
  readonly from: number;
}

/** The words of `helm install`, `helm upgrade` and `helm template`, by their indexes. */
export interface HelmArguments {
  /** The name of the release; undefined where Helm makes one up. */
  readonly release: number | undefined;
  readonly chart: number | undefined;
  readonly options: readonly HelmOption[];
  /** Whether what an earlier call gave stays below these values. */
  readonly reusesValues: boolean;
  /** A program that runs Helm with the same words, such as `secrets`. */
  readonly isPlugin: boolean;
}

const SUBCOMMANDS: ReadonlySet<string> = new Set(["install", "upgrade", "template"]);
/** Plugins that have the same subcommands. */
const PLUGINS: ReadonlySet<string> = new Set(["secrets", "diff"]);
const NAMED: Readonly<Record<string, HelmOption["name"]>> = wordTable({
  "-f": "values",
  "--values": "values",
  "--set": "set",
  "--set-string": "set-string",
  "--set-file": "set-file",
  "--set-json": "set-json",
  "--set-literal": "set-literal",
  "--version": "version",
  "--repo": "repo",
});

/** Options without a value. */
const SWITCHES: ReadonlySet<string> = new Set([
  "-i",
  "--install",
  "-g",
  "--generate-name",
  "--atomic",
  "--rollback-on-failure",
  "--cleanup-on-fail",
  "--create-namespace",
  "--debug",
  "--dependency-update",
  "--devel",
  "--dry-run",
  "--enable-dns",
  "--force",
  "--force-conflicts",
  "--hide-notes",
  "--hide-secret",
  "--include-crds",
  "--insecure-skip-tls-verify",
  "--is-upgrade",
  "--kube-insecure-skip-tls-verify",
  "--no-hooks",
  "--pass-credentials",
  "--plain-http",
  "--render-subchart-notes",
  "--replace",
  "--reset-values",
  "--reset-then-reuse-values",
  "--reuse-values",
  "--server-side",
  "--skip-crds",
  "--skip-schema-validation",
  "--skip-tests",
  "--take-ownership",
  "--validate",
  "--verify",
  "--wait",
  "--wait-for-jobs",
]);

/**
 * Reads the words of a call of Helm.
 * @param words what follows `helm`; an empty text for a word that is known at run time only
 * @returns undefined where the call installs nothing
 */
export function readHelmArguments(words: readonly string[]): HelmArguments | undefined {
  const options: HelmOption[] = [];
  const plain: number[] = [];
  let reusesValues = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    const [, name = "", equal] = /^(--[a-z-]+|-[a-zA-Z])(=)?/.exec(word) ?? [];
    const known = NAMED[name];
    reusesValues ||= /^--(?:reuse|reset-then-reuse)-values$/.test(word);
    if (!word.startsWith("-")) plain.push(index);
    else if (known !== undefined && equal === "=")
      options.push({ name: known, index, from: name.length + 1 });
    // `-fvalues.yaml` is one word.
    else if (known !== undefined && word.length > name.length)
      options.push({ name: known, index, from: name.length });
    else if (known !== undefined) options.push({ name: known, index: ++index, from: 0 });
    else if (equal === undefined && !SWITCHES.has(word)) index++;
  }
  const isPlugin = PLUGINS.has(words[plain[0] ?? -1] ?? "");
  const [subcommand = -1, first, second] = isPlugin ? plain.slice(1) : plain;
  if (!SUBCOMMANDS.has(words[subcommand] ?? "")) return undefined;
  return {
    release: second === undefined ? undefined : first,
    chart: second ?? first,
    options,
    reusesValues,
    isPlugin,
  };
}

/** The chart of Kong that a reference names: `kong/kong`, `oci://registry.example.com/kong/ingress`; undefined for others. */
export function namedChart(reference: string, repository: string): "kong" | "ingress" | undefined {
  const base = reference.slice(reference.lastIndexOf("/") + 1).replace(/-\d[\w.+-]*\.t(?:ar\.)?gz$/, "");
  if (isFolder(reference) || /bitnami/i.test(`${reference} ${repository}`)) return undefined;
  if (base === "kong") return "kong";
  // Other charts of the name `ingress` exist.
  return base === "ingress" && /kong/i.test(`${reference} ${repository}`) ? "ingress" : undefined;
}

/**
 * The reference to a chart that is plainly somebody else's: of a repository that the call names, or of one that is added under a name. Undefined
 * for what may be a folder, where any chart may be.
 */
export function otherChart(reference: string, repository: string): string | undefined {
  const isAway = repository !== "" || /^(?:oci|https?):\/\//.test(reference);
  const isAdded = /^[\w.-]+\/[\w.-]+$/.test(reference) && !FOLDERS.test(reference);
  if (isFolder(reference) || !(isAway || isAdded) || namedChart(reference, repository) !== undefined)
    return undefined;
  return [repository, reference].filter((part) => part !== "").join("/");
}

/** How people name the folder that has their charts. */
const FOLDERS = /^(?:.*charts?|helm|deploy\w*|k8s|kube\w*|infra\w*|manifests|apps|install\w*)\//i;

/** Whether a chart may be in a folder of this machine: Helm looks there first. */
export function mayBeFolder(reference: string): boolean {
  return (
    isFolder(reference) || (/^[\w.][\w./-]*$/.test(reference) && namedChart(reference, "") === undefined)
  );
}

/** Whether a chart is in a folder of this machine. */
export function isFolder(reference: string): boolean {
  return /^(?:\.{1,2}$|\.{0,2}\/)/.test(reference) && !/\.t(?:ar\.)?gz$/.test(reference);
}
