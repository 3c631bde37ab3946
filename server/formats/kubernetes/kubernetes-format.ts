import type { SourceFormat } from "../../model/format.ts";
import { variableName } from "../shared/kong-variable.ts";
import { wholeLineComment } from "../shared/whole-line-comment.ts";
import { cursorInKubernetes } from "./cursor.ts";
import { detectKubernetes, KUBERNETES, mayRunKong } from "./detect.ts";
import { type KubernetesSource, parseKubernetes } from "./kubernetes-source.ts";
import { linkKubernetes } from "./link.ts";
import { statementInKubernetes } from "./statement.ts";
import { kubernetesWriter } from "./unit-text.ts";
import { writeKubernetes } from "./write.ts";

/** Manifests of Kubernetes: pods whose containers run Kong. */
export const kubernetesFormat: SourceFormat<KubernetesSource> = {
  id: KUBERNETES,
  title: "a Kubernetes manifest",
  languages: ["yaml", "json"],
  owns: false,
  detect: detectKubernetes,
  mayConfigureKong: mayRunKong,
  lineComment: "#",
  parse: (document) => parseKubernetes(kubernetesFormat, document),
  link: linkKubernetes,
  write: writeKubernetes,
  unitWriter: kubernetesWriter(() => kubernetesFormat),
  spell: variableName,
  commentAt: ({ yaml: { comments }, document: { text } }, offset) => wholeLineComment(text, comments, offset),
  cursor: cursorInKubernetes,
  statementAt: statementInKubernetes,
};
