// PostGraphile over node's own HTTP server, as its documentation has it for production: node server.mjs PORT
import { createServer } from "node:http";
import { PgAggregatesPreset } from "@graphile/pg-aggregates";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { makePgService } from "postgraphile/adaptors/pg";
import { postgraphile } from "postgraphile";
import { PostGraphileConnectionFilterPreset } from "postgraphile-plugin-connection-filter";

const service = makePgService({
  connectionString: process.env.DSN,
  schemas: ["public"],
  poolConfig: { max: Number(process.env.POOL_SIZE), min: Number(process.env.POOL_SIZE) },
});

const preset = {
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset, PgAggregatesPreset],
  pgServices: [service],
  // The API filters by relations, and by columns that no index begins with, too.
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  schema: { connectionFilterRelations: true },
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
  grafast: { explain: false },
};

const instance = postgraphile(preset);
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(Number(process.argv[2]), "127.0.0.1");
