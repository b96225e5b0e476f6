import { compileSchemas } from '../server/build/compileSchemas.mjs';

/** The product's own schemas, compiled anew, so that no test sees those of an earlier state. */
export default compileSchemas;
