import { composeFormat } from "../../server/formats/compose/compose-format.ts";
import { dockerfile } from "../../server/formats/dockerfile/format.ts";
import { ecsFormat } from "../../server/formats/ecs/ecs-format.ts";
import { envFileFormat } from "../../server/formats/env-file/env-file-format.ts";
import { helmFormat } from "../../server/formats/helm/helm-format.ts";
import { kubernetesFormat } from "../../server/formats/kubernetes/kubernetes-format.ts";
import { nomadFormat } from "../../server/formats/nomad/nomad-format.ts";
import { shell } from "../../server/formats/shell/format.ts";
import { systemdFormat } from "../../server/formats/systemd/systemd-format.ts";
import { terraformFormat } from "../../server/formats/terraform/terraform-format.ts";
import type { Certainty, SourceFormat } from "../../server/model/format.ts";

/** The formats whose cases were measured, in the order of detection. */
export const MEASURED_FORMATS: readonly SourceFormat[] = [
  composeFormat,
  dockerfile,
  helmFormat,
  envFileFormat,
  kubernetesFormat,
  ecsFormat,
  shell,
  nomadFormat,
  systemdFormat,
  terraformFormat,
];

const ORDER: readonly Certainty[] = ["named", "content", "possible"];

/** The format of a text: the surest one, and the first of equals. */
export function detectMeasured(path: string, sample: string): SourceFormat | undefined {
  const found = MEASURED_FORMATS.map((format) => [format, format.detect(path, sample)] as const);
  for (const level of ORDER) {
    const match = found.find(([, detection]) => detection === level);
    if (match !== undefined) return match[0];
  }
  return undefined;
}
