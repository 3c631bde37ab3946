import type { Troubles } from "./troubles.ts";

/** With databases and name servers. */
export const DATABASE_TROUBLES: Troubles = {
  "hosts of databases": {
    told: [
      [
        "oss@2.8",
        "KONG_DATABASE=postgres\nKONG_PG_HOST=db.x.test:5432\n",
        "2 error datastore/pg-host-malformed",
      ],
      ["oss@1.5", "database = postgres\npg_host = ::\n", "2 warning datastore/unspecified-host"],
      ["oss@3.9", "pg_host = postgresql://db.x.test/kong\n", "1 error datastore/pg-host-malformed"],
      ["oss@2.1", "cassandra_contact_points = db1,db2\n", "1 info datastore/unused-connection"],
      [
        "oss@2.1",
        "KONG_CASSANDRA_CONTACT_POINTS=db1\nKONG_PG_USER=kong\n",
        "1 info datastore/unused-connection",
      ],
      [
        "oss@0.14",
        "KONG_DATABASE=postgres\nKONG_PG_HOST=127.0.0.1\n",
        "2 warning datastore/pg-host-loopback-in-container",
      ],
      ["oss@3.4", "KONG_DATABASE=postgres\nKONG_PG_HOST=0.0.0.0\n", "2 warning datastore/unspecified-host"],
      [
        "oss@0.10",
        "database = postgres\ncassandra_contact_points = db1\n",
        "2 info datastore/unused-connection",
      ],
    ],
    silent: [],
  },
  "a declarative file and a database": {
    told: [
      [
        "oss@1.5",
        "database = cassandra\ndeclarative_config = /x.yml\ncassandra_contact_points = c1\ndb_update_propagation=3\n",
        "2 error datastore/declarative-with-db",
      ],
      [
        "oss@3.9",
        "KONG_DECLARATIVE_CONFIG=/x.yml\nKONG_PG_HOST=db\n",
        "1 warning datastore/declarative-with-db",
      ],
      [
        "oss@2.2",
        "KONG_DATABASE=off\nKONG_DECLARATIVE_CONFIG=/x.yml\nKONG_CASSANDRA_LB_POLICY=RoundRobin\n",
        "3 hint datastore/unused-connection",
      ],
      [
        "enterprise@3.6",
        "database = off\ndeclarative_config = /x.yml\npg_ssl = on\npg_timeout = 3000\n",
        "3 hint datastore/unused-connection",
      ],
    ],
    silent: [["oss@3.9", "database = off\ndeclarative_config = /x.yml\n", /pg_|connection/i]],
  },
  "name servers": {
    told: [
      [
        "oss@2.8",
        "database = postgres\npg_host = pgsql\ndns_resolver = 10.0.0.10:53, 10.0.0.11\n",
        "3 info datastore/host-and-resolver",
      ],
      [
        "oss@1.1",
        "KONG_DATABASE=cassandra\nKONG_CASSANDRA_CONTACT_POINTS=cass1\nKONG_DB_UPDATE_PROPAGATION=5\nKONG_DNS_RESOLVER=172.17.0.1:8600\n",
        "4 info datastore/host-and-resolver",
      ],
      ["oss@3.9", "dns_resolver = consul:8600\n", "1 error schema/dns-values"],
      ["oss@3.9", "dns_resolver = 10.0.0.1 10.0.0.2\n", "1 error syntax/list-separator"],
      ["oss@3.9", "KONG_DNS_RESOLVER=10.0.0.1:53:9\n", "1 error schema/dns-values"],
    ],
    silent: [["oss@3.4", "KONG_PG_HOST=10.0.0.9\nKONG_DNS_RESOLVER=10.0.0.2:8600\n", /dns_resolver/i]],
  },
  Cassandra: {
    told: [
      [
        "oss@2.8",
        "KONG_DATABASE=cassandra\nKONG_CASSANDRA_CONTACT_POINTS=a.x.test:9042,b.x.test\nKONG_DB_UPDATE_PROPAGATION=2\n",
        "2 error datastore/cassandra-contact-points",
      ],
      [
        "oss@3.3",
        "database = cassandra\ncassandra_contact_points = c1,c2,c3\n",
        "1 warning datastore/cassandra-propagation",
      ],
      [
        "oss@1.0",
        "database=cassandra\ncassandra_contact_points=http://c1\ndb_update_propagation=5\n",
        "2 error datastore/cassandra-contact-points",
      ],
    ],
    silent: [],
  },
};
