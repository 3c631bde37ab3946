import { inRange } from "../../../schemas/release.ts";
import { certificateChecks } from "./certificates.ts";
import { roleChecks, tunnelChecks } from "./cluster.ts";
import type { CrossCheck } from "./cross-check.ts";
import { cassandraChecks, removedDatabaseChecks } from "./databases.ts";
import { headerChecks } from "./headers.ts";
import { listenerChecks } from "./listeners.ts";
import {
  filterChecks,
  finalChecks,
  lastValueChecks,
  managerPathChecks,
  pluginServerChecks,
} from "./manager.ts";
import { addressChecks, nameServerChecks, portMapChecks } from "./networks.ts";
import { nginxUserChecks } from "./nginx-user.ts";
import { laterNumberChecks, numberChecks } from "./numbers.ts";
import { earlyPathChecks, pathChecks } from "./paths.ts";
import { serfChecks } from "./serf.ts";
import { substitutionChecks } from "./substitutions.ts";
import { cipherChecks, trustedCertificateChecks } from "./tls.ts";
import { tracingChecks } from "./tracing.ts";

/** The cross-checks of one release, in the order in which it makes them. */
export interface CrossChecks {
  /** All of these are made, and their messages reported together. */
  readonly together: readonly CrossCheck[];
  /** These are made when nothing else is wrong, and the first message ends them. */
  readonly afterwards: readonly CrossCheck[];
}

/** From 3.4 on the trusted certificates come first. */
function ordered(version: string): readonly CrossCheck[] {
  const trustedFirst = inRange(version, { since: "3.4" });
  return [
    ...(trustedFirst ? trustedCertificateChecks : []),
    ...portMapChecks,
    ...cassandraChecks,
    ...certificateChecks,
    ...(trustedFirst ? [] : trustedCertificateChecks),
    ...managerPathChecks,
    ...cipherChecks,
    ...headerChecks,
    ...nameServerChecks,
    ...serfChecks,
    ...addressChecks,
    ...numberChecks,
    ...roleChecks,
    ...laterNumberChecks.slice(0, 5),
    ...tracingChecks,
    ...laterNumberChecks.slice(5),
    ...lastValueChecks,
    ...removedDatabaseChecks,
    ...filterChecks,
  ];
}

/** The cross-checks of an open-source loader. */
export function crossChecksOf(version: string): CrossChecks {
  const holds = ({ range }: CrossCheck) => inRange(version, range);
  const afterwards = [
    ...earlyPathChecks,
    ...nginxUserChecks,
    ...substitutionChecks,
    ...listenerChecks,
    ...pathChecks,
    ...finalChecks,
    ...tunnelChecks,
    ...pluginServerChecks,
  ];
  return { together: ordered(version).filter(holds), afterwards: afterwards.filter(holds) };
}
