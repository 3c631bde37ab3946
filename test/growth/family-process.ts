/** Measures one family in a process of its own: `<name> <effort as JSON>`. Prints its growth as JSON. */
import { nameOf } from "./families/family.ts";
import { FAMILIES } from "./families.ts";
import { growthOf } from "./measure.ts";
import { workOf } from "./work.ts";

const [name, effort] = process.argv.slice(2);
const family = FAMILIES.find((each) => nameOf(each) === name);
if (family === undefined || effort === undefined) throw new Error(`no family is called ${name}`);
const growth = await growthOf((size) => workOf(family, size), family.from, JSON.parse(effort));
console.log(JSON.stringify(growth));
