import type { SourceFormat } from "../../model/format.ts";
import { SourceDocument } from "../../model/source-document.ts";
import type { EntryToWrite, UnitText, UnitToWrite, UnitWriter } from "../../model/unit-text.ts";
import { entryLines, isVariableName } from "../shared/entry-lines.ts";
import { secretKeyRef, secretsNeed } from "../shared/secret-key-ref.ts";
import { writeScalar } from "../yaml/write-scalar.ts";
import { escapeReferences } from "./expand.ts";

/** Writes the variables of a process as the list `env` of a container. */
export function kubernetesWriter(format: () => SourceFormat): UnitWriter {
  return {
    channel: "environment",
    writesOthers: true,
    writesImage: false,
    readers: [],
    write: (unit) => writeList(unit, format()),
  };
}

function writeList({ parts }: UnitToWrite, format: SourceFormat): UnitText {
  const { lines, unwritten } = entryLines(parts, "  ", writeEntry);
  const all = lines.some((line) => /^ *-/.test(line)) ? ["env:", ...lines] : [...lines, "env: []"];
  return {
    text: all.map((line) => `${line}\n`).join(""),
    source: format.parse(new SourceDocument("pod.yaml", inPod(all))),
    surroundings: {},
    unwritten,
    referencesNeed: secretsNeed(parts),
  };
}

/** The list is a part of a container, and only read within one. */
function inPod(lines: readonly string[]): string {
  return [
    "apiVersion: v1",
    "kind: Pod",
    "metadata: {name: kong}",
    "spec:",
    "  enableServiceLinks: false",
    "  containers:",
    "    - name: kong",
    "      image: kong",
    ...lines.map((line) => `      ${line}`),
    "",
  ].join("\n");
}

function writeEntry(entry: EntryToWrite): readonly string[] | undefined {
  const { variable, value } = entry;
  if (!isVariableName(variable)) return undefined;
  const name = `- name: ${writeScalar(variable, { style: "plain", flow: false })}`;
  if (value === undefined) return [name, ...secretKeyRef(entry).map((line) => `  ${line}`)];
  return [name, `  value: ${writeScalar(escapeReferences(value), { style: "plain", flow: false })}`];
}
