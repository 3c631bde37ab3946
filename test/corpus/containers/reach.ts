import { isNoSetting } from "../../../server/formats/shared/kong-setting-names.ts";
import type { CorpusCopy } from "./corpus-files.ts";
import { environmentOf } from "./environments.ts";

/** A line that sets a variable in a file of variables or of services: an item, a key, an assignment. */
const SETS: readonly RegExp[] = [
  /^[ \t]*(?:-[ \t]+)?(?:export[ \t]+)?["']?(KONG_[A-Z0-9_]+)["']?[ \t]*(?:[:=](.*)|\r?$)/gm,
];
/** What passes a variable to a process on the face of it, found without any knowledge of the syntax around it. */
const PASSES: readonly RegExp[] = [
  /(?:^|\s)(?:-e|--env)[ =]?["']?(KONG_[A-Z0-9_]+)=(.*)/g,
  /^[ \t]*export[ \t]+(KONG_[A-Z0-9_]+)=(.*)/gm,
  /^[ \t]*(?:ENV[ \t]+)(KONG_[A-Z0-9_]+)[ \t=](.*)/gm,
  /^[ \t]*(KONG_[A-Z0-9_]+)=(\S+[ \t]+(?:\\$|kong start).*)/gm,
];

/** `ENV` of a stage on which the last one does not build: the process does not get it. */
const OTHER_STAGE: ReadonlySet<string> = new Set([
  "dockerfile/028.Dockerfile KONG_LICENSE_DATA",
  "dockerfile/035.Dockerfile KONG_LICENSE_DATA",
]);

/** How many of the settings of a kind of file arrive. */
export interface Reach {
  readonly format: string;
  /** Settings that the text passes on, each once a file. */
  readonly settings: number;
  readonly asText: number;
  /** Known only at run time: a command, a variable that nothing sets. */
  readonly atRunTime: number;
  readonly missing: readonly string[];
}

/** Counts the settings that arrive, by what `environment` says of each file. */
export async function reachOf({ folder, files }: CorpusCopy): Promise<readonly Reach[]> {
  const carriers = [...new Set(files.map(({ format }) => format))].filter((each) => each !== "env");
  const all: Reach[] = [];
  for (const format of carriers) {
    const tally = { settings: 0, asText: 0, atRunTime: 0, missing: [] as string[] };
    for (const file of files.filter((each) => each.format === format)) {
      const names = settingsIn(file.text, format).filter((name) => !OTHER_STAGE.has(`${file.id} ${name}`));
      if (names.length === 0) continue;
      const report = await environmentOf(folder, file.path);
      const variables = (report?.units ?? []).flatMap((unit) => unit.variables);
      for (const name of names) {
        tally.settings++;
        const found = variables.filter((variable) => variable.name === name);
        if (found.some(({ state }) => state === "text")) tally.asText++;
        else if (found.some(({ state }) => state !== "text")) tally.atRunTime++;
        else tally.missing.push(`${file.id} ${name}`);
      }
    }
    all.push({ format, ...tally });
  }
  return all;
}

function settingsIn(text: string, format: string): readonly string[] {
  const patterns = format === "compose" || format === "envfile" ? SETS : PASSES;
  const names = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = ""]) => name));
  return [...new Set(names)].filter((name) => !isNoSetting(name) && !name.endsWith("_FILE"));
}
