import { inRange } from "../../../schemas/release.ts";
import { certificateChecks } from "./certificates.ts";
import { clusterCertificateChecks, proxyServerChecks, roleChecks, tunnelChecks } from "./cluster.ts";
import type { CrossCheck } from "./cross-check.ts";
import { contactPointChecks, dataCenterChecks, removedDatabaseChecks } from "./databases.ts";
import { dnsClientChecks, nodeDnsClientChecks } from "./dns-client.ts";
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
import {
  cassandraNumberChecks,
  clusterNumberChecks,
  earlyNumberChecks,
  lateNumberChecks,
} from "./numbers.ts";
import { earlyPathChecks, pathChecks } from "./paths.ts";
import { pluginNameChecks } from "./plugin-names.ts";
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
  /** What only the nodes come to when they load the same configuration, in the order of {@link afterwards}. */
  readonly nodes: readonly CrossCheck[];
}

/**
 * Kong stops at the first Lua error, so the order matters. From 3.4 on the trusted certificates come first, and from 3.5 on those of
 * a cluster before what else its roles need.
 */
function ordered(version: string): readonly CrossCheck[] {
  const trustedFirst = inRange(version, { since: "3.4" });
  const clusterCertificatesFirst = inRange(version, { since: "3.5" });
  return [
    ...(trustedFirst ? trustedCertificateChecks : []),
    ...portMapChecks,
    ...dataCenterChecks,
    ...cassandraNumberChecks,
    ...contactPointChecks,
    ...certificateChecks,
    ...(trustedFirst ? [] : trustedCertificateChecks),
    ...managerPathChecks,
    ...cipherChecks,
    ...headerChecks,
    ...nameServerChecks,
    ...serfChecks,
    ...addressChecks,
    ...earlyNumberChecks,
    ...proxyServerChecks,
    ...(clusterCertificatesFirst ? clusterCertificateChecks : []),
    ...roleChecks,
    ...clusterNumberChecks,
    ...(clusterCertificatesFirst ? [] : clusterCertificateChecks),
    ...lateNumberChecks,
    ...tracingChecks,
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
    ...pluginNameChecks,
    ...listenerChecks,
    ...pathChecks,
    ...finalChecks,
    ...tunnelChecks,
    ...pluginServerChecks,
    ...dnsClientChecks,
  ];
  return {
    together: ordered(version).filter(holds),
    afterwards: afterwards.filter(holds),
    nodes: nodeDnsClientChecks.filter(holds),
  };
}
