import type { SourceFormat } from "../model/format.ts";
import type { FormatId } from "../model/source.ts";
import { COMPOSE, detectCompose, mayComposeKong } from "./compose/detect.ts";
import { DOCKERFILE, detectDockerfile, mayBuildKong } from "./dockerfile/detect.ts";
import { detectEcs, ECS, mayTaskKong } from "./ecs/detect.ts";
import { detectHelm, HELM, isCarrier, isOfKongChart, mayHelmKong } from "./helm/detect.ts";
import { detectKubernetes, KUBERNETES, mayRunKong } from "./kubernetes/detect.ts";
import { MARKDOWN } from "./markdown/detect.ts";
import { detectNomad, mayScheduleKong, NOMAD } from "./nomad/detect.ts";
import { MENTIONS_KONG } from "./shared/kong-variable.ts";
import { detectShell, SHELL } from "./shell/detect.ts";
import { detectSystemd, mayStartKong, SYSTEMD } from "./systemd/detect.ts";
import { detectTerraform, mayDeployKong, TERRAFORM } from "./terraform/detect.ts";
import type { TextShape } from "./text-shape.ts";

/** How a format looks that settings of Kong are only a part of. */
export interface FormatLooks {
  /** As a person would say it: `a Compose file`. */
  readonly what: string;
  /** Names under which it goes, as a path in lower case and without the suffix of a template. */
  readonly name?: RegExp;
  /**
   * The formats between which the content decides where a file has such a name; none where the name says it beyond doubt: a script may
   * write a Compose file, and a README may quote one. Absent: all formats.
   */
  readonly between?: readonly FormatLooks[];
  /** A text that is of this format beyond doubt, whatever its name. */
  readonly is?: (shape: TextShape) => boolean;
  /** A text that looks like it; only asked where neither the name nor the settings in it say more. */
  readonly resembles?: (shape: TextShape) => boolean;
  /**
   * The least share of lines like `name = value` from which a text of this name is one of settings after all; 2 where the
   * format itself is written in such lines, so that they say nothing.
   */
  readonly settingsFrom: number;
}

/** A format that is loaded when a text of it is read. */
export interface FormatEntry extends FormatLooks {
  readonly id: FormatId;
  /** Files of these names, in lower case, are looked into in a folder. */
  readonly candidate: RegExp;
  /** A cheap test without false negatives: can this text configure Kong at all? */
  mayConfigureKong(text: string): boolean;
  /**
   * Whether a text of it surely configures Kong, by signs that other formats do not have. Asked in a folder, about a file whose name
   * says nothing of Kong.
   */
  configuresKong?(text: string, path: string): boolean;
  /** @param text what decides which formats Markdown needs, and whether scripts need charts; absent: all */
  load(text?: string): Promise<SourceFormat>;
}

/** Lines of settings that a kong.conf with a slip in it still has. */
export const MOST_SETTINGS = 0.8;

const compose: FormatEntry = {
  id: COMPOSE,
  what: "a Compose file",
  name: /(?:^|[/._-])compose(?:[._-][^/]*)?\.(?:ya?ml|json)$/,
  is: ({ text, body }) =>
    /^services:[ \t]*(?:#.*)?\n(?:[ \t]*\{[{%].*\n)*[ \t]+["']?[\w.${}-]+["']?:/m.test(body) ||
    detectCompose("x.yaml", text) === "content",
  settingsFrom: MOST_SETTINGS,
  candidate: /\.ya?ml$|compose[^/]*\.json$/,
  mayConfigureKong: mayComposeKong,
  load: async () => (await import("./compose/compose-format.ts")).composeFormat,
};

const helm: FormatEntry = {
  id: HELM,
  what: "a Helm values file",
  name: /(?:^|[/._-])values(?:[._-][^/]*)?\.ya?ml$/,
  is: ({ text }) => (isCarrier(text) && mayHelmKong(text)) || detectHelm("x.yaml", text) === "content",
  settingsFrom: MOST_SETTINGS,
  candidate: /\.ya?ml$/,
  mayConfigureKong: mayHelmKong,
  configuresKong: isOfKongChart,
  load: async () => (await import("./helm/helm-format.ts")).helmFormat,
};

const kubernetes: FormatEntry = {
  id: KUBERNETES,
  what: "a Kubernetes manifest",
  name: /(?:^|\/)kustomization\.ya?ml$/,
  is: ({ text, body }) =>
    (/^["']?apiVersion["']?:[ \t]*\S/m.test(body) && /^["']?kind["']?:[ \t]*\S/m.test(body)) ||
    detectKubernetes("x.yaml", text) === "content",
  settingsFrom: MOST_SETTINGS,
  candidate: /\.(?:ya?ml|json)$/,
  mayConfigureKong: mayRunKong,
  load: async () => (await import("./kubernetes/kubernetes-format.ts")).kubernetesFormat,
};

const dockerfile: FormatEntry = {
  id: DOCKERFILE,
  what: "a Dockerfile",
  name: /(?:^|[/._-])(?:dockerfile|containerfile)(?:[\d._-][^/]*)?$/,
  between: [],
  is: ({ text, body }) =>
    /^(?:[ \t]*ARG[ \t].*\n)*[ \t]*FROM[ \t]+(?:--\S+[ \t]+)?[^\s=]+(?:[ \t]+AS[ \t]+\S+)?[ \t]*(?:\n|$)/i.test(
      body,
    ) || detectDockerfile("x", text) === "content",
  settingsFrom: MOST_SETTINGS,
  candidate: /(?:^|[._-])(?:dockerfile|containerfile)(?:[\d._-].*)?$/,
  mayConfigureKong: mayBuildKong,
  load: async () => (await import("./dockerfile/format.ts")).dockerfile,
};

const terraform: FormatEntry = {
  id: TERRAFORM,
  what: "a Terraform file",
  name: /\.(?:tf|tofu|tfvars)$/,
  between: [],
  is: ({ body }) => detectTerraform("x", body) === "content",
  settingsFrom: 2,
  candidate: /\.(?:tf|tofu)$/,
  mayConfigureKong: mayDeployKong,
  load: async () => (await import("./terraform/terraform-format.ts")).terraformFormat,
};

const shell: FormatEntry = {
  id: SHELL,
  what: "a shell script",
  name: /\.(?:sh|bash|zsh|ksh|ash)$/,
  between: [],
  is: ({ text }) => text.startsWith("#!") && detectShell("x", text) === "named",
  resembles: ({ body, lines }) => !BLOCK.test(body) && lines.some((line) => SHELL_LINE.test(line)),
  settingsFrom: 1,
  candidate: /\.(?:sh|bash|zsh|ksh|ash)$|^(?:docker-)?entrypoint$/,
  mayConfigureKong: (text) => MENTIONS_KONG.test(text),
  load: async (text) => {
    const { shell, shellFormat } = await import("./shell/format.ts");
    if (text !== undefined && !CALLS_HELM.test(text)) return shell;
    return shellFormat([(await import("./helm/helm-commands.ts")).helmCommands]);
  },
};

/** The charts are only read for a text that installs one. */
const CALLS_HELM = /\bhelm[ \t]/;

const systemd: FormatEntry = {
  id: SYSTEMD,
  what: "a systemd unit",
  name: /(?:\.service|\.service\.d\/[^/]+\.conf)$/,
  between: [],
  is: ({ text, lines: [first = ""] }) =>
    /^\[(?:Unit|Service|Install)\][ \t]*$/.test(first) && detectSystemd("x", text) === "content",
  settingsFrom: 2,
  candidate: /\.(?:service|conf)$/,
  mayConfigureKong: mayStartKong,
  load: async () => (await import("./systemd/systemd-format.ts")).systemdFormat,
};

const ecs: FormatEntry = {
  id: ECS,
  what: "a task definition of Amazon ECS",
  is: ({ text }) => detectEcs("x", text) === "content",
  settingsFrom: MOST_SETTINGS,
  candidate: /\.(?:json|ya?ml|template|(?:tf)?tpl)$/,
  mayConfigureKong: mayTaskKong,
  load: async () => (await import("./ecs/ecs-format.ts")).ecsFormat,
};

const nomad: FormatEntry = {
  id: NOMAD,
  what: "a Nomad job",
  name: /\.nomad(?:\.hcl)?$/,
  between: [],
  is: ({ body }) => detectNomad("x", body) === "content",
  settingsFrom: 2,
  candidate: /\.(?:nomad|hcl)$/,
  mayConfigureKong: mayScheduleKong,
  load: async () => (await import("./nomad/nomad-format.ts")).nomadFormat,
};

/** A fence of YAML, or one without a language that may be. */
const YAML_FENCE = /^[ \t>]*(?:```|~~~)[ \t]*(?:ya?ml|docker-compose|compose)?[ \t]*\r?$/m;

const markdown: FormatEntry = {
  id: MARKDOWN,
  what: "a Markdown file",
  name: /\.(?:md|mdx|markdown|mdown)$|(?:^|\/)readme$/,
  between: [],
  resembles: ({ body }) => /^[ \t]*(?:```|~~~)/m.test(body),
  settingsFrom: MOST_SETTINGS,
  candidate: /\.(?:md|mdx|markdown|mdown)$|^readme$/,
  mayConfigureKong: (text) => MENTIONS_KONG.test(text),
  load: async (text) => {
    const { markdownFormat } = await import("./markdown/format.ts");
    const { dotenv } = await import("./dotenv/format.ts");
    const inner = [
      ...(text === undefined || (YAML_FENCE.test(text) && mayComposeKong(text))
        ? [await compose.load(), await kubernetes.load()]
        : []),
      await dockerfile.load(),
      await shell.load(text),
      dotenv,
    ];
    return markdownFormat(inner);
  },
};

/** The formats that are read beside Kong's own file and files of variables, in the order of detection. */
export const FORMATS: readonly FormatEntry[] = [
  compose,
  helm,
  kubernetes,
  dockerfile,
  ecs,
  shell,
  systemd,
  nomad,
  terraform,
  markdown,
];

/** The formats that are written in HCL: a file `.hcl` may be of each of them, and has texts of others in heredocs. */
export const HCL_FORMATS: readonly FormatLooks[] = [nomad, terraform];

/** The format of a Dockerfile to which another file refers. */
export function loadDockerfileFormat(): Promise<SourceFormat> {
  return dockerfile.load();
}

/** The format of values of Helm, and of what describes their chart, to which another file refers. */
export function loadHelmFormat(): Promise<SourceFormat> {
  return helm.load();
}

/** A line that is a command or a part of one, and neither a setting nor a property with its `=` missing. */
const SHELL_LINE =
  /^(?!.*[{;][ \t]*$)[ \t]*(?:(?:if|elif|while|until|for|case)[ \t].*|(?:then|fi|do|done|esac|else)\b.*|set[ \t]+[-+][A-Za-z].*|\w+[ \t]*\(\)|(?:sudo[ \t]+)?(?:docker(?:-compose)?|podman|kubectl|helm|kong|curl|wget|apt-get|apk|yum|systemctl|mkdir|cp|mv|rm|chmod|chown|cd|echo|printf|exec|source|eval|exit|trap|unset)[ \t]+[^\s=].*)$/;

/** How nginx and Logstash begin a block. */
const BLOCK = /^[ \t]*(?:server|http|events|location|upstream|input|filter|output)\b[^=\n]*\{[ \t]*$/m;
