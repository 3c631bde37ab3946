import type { SourceFormat } from "../../model/format.ts";
import { variableName } from "../shared/kong-variable.ts";
import { lineEndAt, lineStartAt } from "../shared/text-lines.ts";
import { wholeLineComment } from "../shared/whole-line-comment.ts";
import { cursorInSystemd } from "./cursor.ts";
import { detectSystemd, mayStartKong, SYSTEMD } from "./detect.ts";
import { linkSystemd } from "./link.ts";
import { parseSystemd, type SystemdSource } from "./systemd-source.ts";
import { writeSystemd } from "./write.ts";

/** Units and drop-ins of systemd that start Kong. */
export const systemdFormat: SourceFormat<SystemdSource> = {
  id: SYSTEMD,
  title: "a systemd unit",
  languages: ["systemd", "ini", "systemd-unit-file"],
  owns: false,
  detect: detectSystemd,
  mayConfigureKong: mayStartKong,
  lineComment: "#",
  parse: (document) => parseSystemd(systemdFormat, document),
  link: linkSystemd,
  write: writeSystemd,
  spell: variableName,
  commentAt: ({ comments, document: { text } }, offset) => wholeLineComment(text, comments, offset),
  cursor: cursorInSystemd,
  statementAt: ({ settings, document: { text } }, offset) =>
    settings.find(({ span }) => span.start <= offset && offset <= span.end)?.span ?? {
      start: lineStartAt(text, offset),
      end: lineEndAt(text, offset),
    },
};
