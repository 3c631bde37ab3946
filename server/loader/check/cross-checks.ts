import type { Catalog } from "../../../schemas/catalog.ts";
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
import { numberChecks } from "./numbers.ts";
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
function ordered(catalog: Catalog): readonly CrossCheck[] {
  const trustedFirst = inRange(catalog.base, { since: "3.4" });
  const clusterCertificatesFirst = inRange(catalog.base, { since: "3.5" });
  const numbers = numberChecks(catalog);
  return [
    ...(trustedFirst ? trustedCertificateChecks : []),
    ...portMapChecks,
    ...dataCenterChecks,
    ...numbers.cassandra,
    ...contactPointChecks,
    ...certificateChecks,
    ...(trustedFirst ? [] : trustedCertificateChecks),
    ...managerPathChecks,
    ...cipherChecks,
    ...headerChecks,
    ...nameServerChecks,
    ...serfChecks,
    ...addressChecks,
    ...numbers.early,
    ...proxyServerChecks,
    ...(clusterCertificatesFirst ? clusterCertificateChecks : []),
    ...roleChecks,
    ...numbers.cluster,
    ...(clusterCertificatesFirst ? [] : clusterCertificateChecks),
    ...numbers.late,
    ...tracingChecks,
    ...lastValueChecks,
    ...removedDatabaseChecks,
    ...filterChecks,
  ];
}

/** The cross-checks of an open-source loader, given what its release knows. */
export function crossChecksOf(catalog: Catalog): CrossChecks {
  const holds = ({ range }: CrossCheck) => inRange(catalog.base, range);
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
    together: ordered(catalog).filter(holds),
    afterwards: afterwards.filter(holds),
    nodes: nodeDnsClientChecks.filter(holds),
  };
}
