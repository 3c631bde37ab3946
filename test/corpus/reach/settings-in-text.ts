import { isMap, isPair, isScalar, parseAllDocuments, visit } from "yaml";

/** How a kind of file sets variables on the face of it, found without the readers of this project. */
const PATTERNS: Readonly<Record<"lines" | "commands" | "pairs" | "units" | "hcl", readonly RegExp[]>> = {
  lines: [/^[ \t]*(?:-[ \t]+)?(?:export[ \t]+)?["']?(KONG_[A-Z0-9_]+)["']?[ \t]*(?:[:=]|\r?$)/gm],
  commands: [
    /(?:^|\s)(?:-e|--env)[ =]?["']?(KONG_[A-Z0-9_]+)=/g,
    /^[ \t]*export[ \t]+(KONG_[A-Z0-9_]+)=/gm,
    /^[ \t]*ENV[ \t]+(KONG_[A-Z0-9_]+)[ \t=]/gm,
    /^[ \t]*(KONG_[A-Z0-9_]+)=\S+[ \t]+(?:\\$|kong start)/gm,
    /\bset[ \t]+env[ \t][^\n]*?(KONG_[A-Z0-9_]+)=/g,
  ],
  pairs: [
    /["']?name["']?:[ \t]*["']?(KONG_[A-Z0-9_]+)["']?[ \t]*,?\s*["']?value(?:From)?["']?:/gi,
    /^[ \t]*export[ \t]+(KONG_[A-Z0-9_]+)=/gm,
    /^[ \t]*(KONG_[A-Z0-9_]+):[ \t]*\S/gm,
  ],
  units: [/^Environment=["']?(KONG_[A-Z0-9_]+)=/gm],
  hcl: [
    /^[ \t]*"?(KONG_[A-Z0-9_]+)"?[ \t]*[:=]/gm,
    /\bname"?[ \t]*[:=][ \t]*"(KONG_[A-Z0-9_]+)"/g,
    /"(KONG_[A-Z0-9_]+)=/g,
  ],
};

const BY_FORMAT: Readonly<Record<string, keyof typeof PATTERNS>> = {
  compose: "lines",
  envfile: "lines",
  dockerfile: "commands",
  shell: "commands",
  readme: "commands",
  kubernetes: "pairs",
  kgo: "pairs",
  ecs: "pairs",
  systemd: "units",
  nomad: "hcl",
  terraform: "hcl",
};

/** The kinds of files whose settings are counted. */
export const FORMATS: readonly string[] = [...Object.keys(BY_FORMAT), "helm-values", "helm-release"];

/** The variables that a text sets, each once; of a comment none counts. */
export function settingsIn(format: string, text: string): readonly string[] {
  if (format.startsWith("helm-")) return keysOfEnv(text);
  const bare = format === "readme" ? text : text.replace(/^[ \t]*(?:#|\/\/).*$/gm, "");
  const patterns = PATTERNS[BY_FORMAT[format] ?? "lines"];
  return [
    ...new Set(patterns.flatMap((pattern) => [...bare.matchAll(pattern)].map(([, name = ""]) => name))),
  ];
}

/** The keys below each `env` of values, but for that of the Ingress Controller, which is another program. */
function keysOfEnv(text: string): readonly string[] {
  const names = new Set<string>();
  for (const document of parseAllDocuments(text))
    visit(document, {
      Pair(_, { key, value }, path) {
        if (!isScalar(key) || key.value !== "env" || !isMap(value)) return;
        const isController = path.some(
          (each) => isPair(each) && isScalar(each.key) && each.key.value === "ingressController",
        );
        if (isController) return;
        for (const { key: name } of value.items)
          if (isScalar(name)) names.add(`KONG_${String(name.value).toUpperCase()}`);
      },
    });
  return [...names];
}
