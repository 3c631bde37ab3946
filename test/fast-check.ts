import fc from "fast-check";

/**
 * fast-check with a fixed seed, so that a run of the tests says something about the code and not about the dice. Another seed, to
 * look for what nobody thought of: `npm run test:random`.
 */
fc.configureGlobal({ seed: Number(process.env.KONG_LINT_SEED ?? 20_260) });

export default fc;
